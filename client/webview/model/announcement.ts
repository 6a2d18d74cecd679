// What a screen reader says when a run ends, or an event is opened from elsewhere. Nothing while a rule runs: the progress bar tells that.
import type { EventAnswer, PanelState } from '../../../server/src/protocol';
import { formatNoun, sampleName } from './format';

/** Undefined when there is nothing to say. */
export function announcementOf(before: PanelState | undefined, now: PanelState | undefined): string | undefined {
  if (now === undefined) return undefined;
  if (before?.runId === now.runId && before.phase === now.phase) return undefined;
  switch (now.phase) {
    case 'loading':
    case 'running':
      return undefined;
    case 'done':
      return `${now.rule.name}: ${totalsInWords(now)}.`;
    case 'cancelled':
      return `${now.rule.name}: the run was cancelled.`;
    case 'failed':
      return `${now.rule.name}: ${now.message ?? 'the run failed.'}`;
  }
}

/** "audit.ndjson, line 7: no hit." */
export function verdictInWords({ reference, explanation }: EventAnswer): string {
  const place = `${sampleName(reference.sample)}, line ${reference.line}`;
  return explanation === undefined ? `${place}.` : `${place}: ${explanation.value === true ? 'a hit' : 'no hit'}.`;
}

function totalsInWords({ totals, events }: PanelState): string {
  const parts = [
    [totals.truePositives, 'true positive', 'true positives'],
    [totals.falsePositives, 'false positive', 'false positives'],
    [totals.authorised, 'authorised', 'authorised'],
    [totals.unlabelled, 'unlabelled', 'unlabelled'],
    [totals.misses, 'miss', 'misses'],
  ] as const;
  const hits = `${formatNoun(totals.hits, 'hit', 'hits')} in ${formatNoun(events, 'event', 'events')}`;
  const told = parts.filter(([count]) => count > 0).map(([count, one, many]) => formatNoun(count, one, many));
  return told.length === 0 ? hits : `${hits}: ${told.join(', ')}`;
}
