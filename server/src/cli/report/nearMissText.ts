// What a person loosens first when a rule hits nothing: the clauses by which events just failed, and how far a sequence came.
import type { SequenceTimeline } from '../../engine/timeline';
import type { NearMiss } from '../../protocol';
import type { FinishedRun } from '../../worker/orders';
import { nameEvent } from '../ruleRun';
import { counted, grouped, oneLine } from './words';

const SHOWN = 5;

/** Empty where nothing came near. */
export function printNearMisses(nearMisses: readonly NearMiss[], width: number): string[] {
  const lines = nearMisses.map(({ clause, count, firstEvent: { line } }) =>
    oneLine(`  ${counted(count, 'event')}, the first on line ${line}: ${clause}`, width),
  );
  return headed('near misses, by the only clause that fails', lines, lines.length);
}

/** The farthest keys of a sequence, and the events that belong to none. */
export function printTimeline(
  { keys, keyCount, needed, withoutKey }: SequenceTimeline,
  run: FinishedRun,
  width: number,
): string[] {
  const lines = keys.map(({ keyText, reached, events, endedBy }) => {
    const places = events.map(({ event }) => nameEvent(event, run).line).join(', ');
    const key = keyText === '' ? '' : `${keyText}: `;
    return oneLine(`  ${key}${reached} of ${needed} events (line ${places}). ${endedBy.detail}`, width);
  });
  const lacking = withoutKey.map(({ item, count, firstEvent }) =>
    oneLine(
      `  item ${item + 1}: ${counted(count, 'event')} without its key, the first on line ${nameEvent(firstEvent, run).line}`,
      width,
    ),
  );
  return [...headed('how far each key came', lines, keyCount), ...lacking];
}

function headed(heading: string, lines: readonly string[], total: number): string[] {
  const shown = lines.slice(0, SHOWN);
  const more = total > shown.length ? [`  and ${grouped(total - shown.length)} more`] : [];
  return lines.length === 0 ? [] : ['', heading, ...shown, ...more];
}
