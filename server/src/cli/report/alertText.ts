// What a rule's hits would be in production, as one sentence.
import type { AlertEstimate } from '../../tuning/alerts';
import { counted, grouped } from './words';

/** `about 12 alerts a day; 30 hits suppressed, 2 alerts beyond max_signals, …`. */
export function alertSentence(estimate: AlertEstimate): string {
  const { alerts, perDay, suppressed, lost, missedHits, uncertain, sessions } = estimate;
  const rate = rateText(alerts, perDay);
  const parts = [
    ...(sessions === undefined ? [] : [counted(sessions, 'request')]),
    ...(suppressed === 0 ? [] : [`${counted(suppressed, 'hit')} suppressed`]),
    ...(lost === 0 ? [] : [`${counted(lost, 'alert')} beyond max_signals lost`]),
    ...(missedHits.length === 0
      ? []
      : [`${counted(missedHits.length, 'hit')} missed in production: longer than the look-back`]),
    ...(uncertain === 0 ? [] : [`${counted(uncertain, 'hit')} found or not, as the runs fall`]),
  ];
  return `${rate}${parts.length === 0 ? '' : `; ${parts.join(', ')}`}`;
}

function rateText(alerts: number, perDay: number | undefined): string {
  if (perDay === undefined) return counted(alerts, 'alert');
  const rounded = perDay >= 10 ? Math.round(perDay) : Math.round(perDay * 10) / 10;
  if (rounded === 0) return 'less than one alert in ten days';
  return `about ${rounded >= 10 ? grouped(rounded) : rounded} ${rounded === 1 ? 'alert' : 'alerts'} a day`;
}
