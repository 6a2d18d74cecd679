// What the hits would be in production, in words: a few of them for the head, the rest for whoever points at it.
import * as l10n from '@vscode/l10n';
import type { PanelAlerts, PanelState } from '../../../server/src/protocol';
import { counted } from './counted';
import { formatCount, formatDuration } from './format';
import { hasRows } from './panelModel';

/** `about 12 alerts a day`. */
export function alertsInWords({ alerts, perDay }: PanelAlerts): string {
  if (perDay === undefined) return alerts === 1 ? l10n.t('1 alert') : l10n.t('{0} alerts', formatCount(alerts));
  const rounded = perDay >= 10 ? Math.round(perDay) : Math.round(perDay * 10) / 10;
  if (rounded === 0) return l10n.t('less than one alert in ten days');
  if (rounded === 1) return l10n.t('about 1 alert a day');
  return l10n.t('about {0} alerts a day', rounded >= 10 ? formatCount(rounded) : String(rounded));
}

/** `2,025 events`, `31 ms`, `about 12 alerts a day`: those that a run has. */
export function figuresInWords(state: PanelState): readonly string[] {
  const { alerts, events, milliseconds, totals } = state;
  return [
    ...(hasRows(state) ? [counted.events(events)] : []),
    ...(milliseconds === undefined ? [] : [formatDuration(milliseconds)]),
    ...(alerts === undefined || totals.hits === 0 ? [] : [alertsInWords(alerts)]),
  ];
}

/** One line each. */
export function alertDetails({ suppressed, lost, missedInProduction, uncertain, sessions }: PanelAlerts): string {
  const lines = [
    l10n.t('An estimate by the rule’s interval, from, max_signals and suppression.'),
    ...(sessions === undefined ? [] : [l10n.t('Requests behind the hits: {0}', formatCount(sessions))]),
    ...(suppressed === 0 ? [] : [l10n.t('Hits that suppression joins to another alert: {0}', formatCount(suppressed))]),
    ...(lost === 0 ? [] : [l10n.t('Alerts beyond max_signals of a run, which are lost: {0}', formatCount(lost))]),
    ...(missedInProduction === 0
      ? []
      : [l10n.t('Hits missed in production, longer than a run looks back: {0}', formatCount(missedInProduction))]),
    ...(uncertain === 0
      ? []
      : [l10n.t('Hits that a run finds or not, as its clock stands: {0}', formatCount(uncertain))]),
  ];
  return lines.join('\n');
}
