// Events and hits as lines of a table: where they stand, when they were, and what tells them from each other.
import type { Hit } from '../../engine/run';
import { fieldsOf } from '../../eql/walk';
import type { FinishedRun } from '../../worker/orders';
import { nameEvent } from '../ruleRun';
import { alignTable } from './table';
import { oneLine } from './words';

const MAX_COLUMNS = 3;
const CELL_WIDTH = 48;

/** A header and a line for each hit. A sequence shows all its lines and its keys, an event the fields of the query that differ most. */
export function hitTable(hits: readonly Hit[], run: FinishedRun, width: number): string[] {
  const fields = tellingFields(hits, run);
  const hasKeys = hits.some(({ joinKeys }) => joinKeys.length > 0);
  const header = ['line', run.order.options.timestampField, ...(hasKeys ? ['keys'] : []), ...fields];
  const rows = hits.map((hit) => [
    placeOf(hit, run),
    textAt(firstEvent(hit), run.order.options.timestampField, run),
    ...(hasKeys ? [oneLine(hit.joinKeys.join(', '), CELL_WIDTH)] : []),
    ...fields.map((field) => oneLine(textAt(firstEvent(hit), field, run), CELL_WIDTH)),
  ]);
  const align = header.map((_, column) => (column === 0 && isOneEach(hits, run) ? 'right' : 'left'));
  return alignTable([header, ...rows], align).map((line) => oneLine(line, width));
}

export function eventTable(events: readonly number[], run: FinishedRun, width: number): string[] {
  return hitTable(
    events.map((event) => ({ events: [event], joinKeys: [] })),
    run,
    width,
  );
}

function isOneEach(hits: readonly Hit[], { order }: FinishedRun): boolean {
  return order.samples.length === 1 && hits.every(({ events }) => events.length === 1);
}

/** `34`, `3, -, 9`; with several samples each bears its file. */
function placeOf({ events }: Hit, run: FinishedRun): string {
  const isOneSample = run.order.samples.length === 1;
  return events
    .map((event) => {
      if (event === null) return '-';
      const { sample, line } = nameEvent(event, run);
      return isOneSample ? String(line) : `${sample}:${line}`;
    })
    .join(', ');
}

function firstEvent({ events }: Hit): number | undefined {
  return events.find((event) => event !== null) ?? undefined;
}

function textAt(event: number | undefined, path: string, { store }: FinishedRun): string {
  return event === undefined ? '' : store.values(event, path).map(String).join(', ');
}

/** The fields of the query with the most different values; in the query's order. */
function tellingFields(hits: readonly Hit[], run: FinishedRun): readonly string[] {
  const { timestampField } = run.order.options;
  const counted = fieldsOf(run.query)
    .filter((field) => field !== timestampField)
    .map((field) => ({ field, count: new Set(hits.map((hit) => textAt(firstEvent(hit), field, run))).size }));
  const best = counted.filter(({ count }) => count > 1).sort((a, b) => b.count - a.count);
  const chosen = new Set(best.slice(0, MAX_COLUMNS).map(({ field }) => field));
  return counted.filter(({ field }) => chosen.has(field)).map(({ field }) => field);
}
