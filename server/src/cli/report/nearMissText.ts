// What a person loosens first when a rule hits nothing: the clauses by which events just failed, or how far a sequence came.
import { findNearMisses } from '../../engine/nearMisses';
import { explainSequence } from '../../engine/timeline';
import type { SequenceTimeline } from '../../engine/timeline';
import type { EventQuery, SequenceQuery } from '../../eql/ast';
import type { FinishedRun } from '../../worker/orders';
import { nameEvent } from '../ruleRun';
import { counted, oneLine } from './words';

const SHOWN = 5;

/** Empty where nothing came near. */
export function printNearMisses(run: FinishedRun, width: number): string[] {
  const { query } = run;
  switch (query.kind) {
    case 'eventQuery':
      return failingClauses(query, run, width);
    case 'sequenceQuery':
      return farthestKeys(query, run, width);
    case 'sampleQuery':
      return [];
  }
}

function failingClauses({ filter }: EventQuery, run: FinishedRun, width: number): string[] {
  const search = findNearMisses(filter, run.context, { eventsPerGroup: 1 });
  while (!search.step(run.store.count + 1));
  const lines = search.result().map(({ clause, count, events: [first], excluding }) => {
    const where = first === undefined ? '' : ` (line ${nameEvent(first, run).line})`;
    const verb = excluding ? 'are taken out only by' : 'fail only on';
    return oneLine(`  ${counted(count, 'event')}${where} ${verb} ${clause}`, width);
  });
  return headed('near misses', lines);
}

function farthestKeys(query: SequenceQuery, run: FinishedRun, width: number): string[] {
  return printTimeline(explainSequence(query, run.context, SHOWN), run, width);
}

/** The farthest keys of a sequence, and the events that belong to none. */
export function printTimeline(
  { keys, needed, withoutKey }: SequenceTimeline,
  run: FinishedRun,
  width: number,
): string[] {
  const lines = keys.map(({ keyText, reached, events, endedBy }) => {
    const places = events.map(({ event }) => nameEvent(event, run).line).join(', ');
    const key = keyText === '' ? '' : `${keyText}: `;
    return oneLine(`  ${key}${reached} of ${needed} events (line ${places}). ${endedBy.detail}`, width);
  });
  const lacking = withoutKey.map(
    ({ item, count, firstEvent }) =>
      `  ${counted(count, 'event')} (line ${nameEvent(firstEvent, run).line}) match item ${item + 1} but lack its key`,
  );
  return headed('how far it came', [...lines, ...lacking]);
}

function headed(heading: string, lines: readonly string[]): string[] {
  const more = lines.length > SHOWN ? [`  and ${lines.length - SHOWN} more`] : [];
  return lines.length === 0 ? [] : [heading, ...lines.slice(0, SHOWN), ...more];
}
