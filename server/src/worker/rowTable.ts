// The hits of a run, and after them its misses, as rows with columns. A column is read when it is first sorted, searched or shown.
import { timestampOf } from '../engine/condition';
import type { RowOutcome } from '../protocol';
import type { LabelEntry } from '../tuning/labels';
import { timestampText, valueText } from './eventReference';
import type { FinishedRun } from './orders';
import { columnsOf } from './runColumns';

export interface RowTable {
  readonly count: number;
  readonly columns: readonly string[];
  outcome(row: number): RowOutcome;
  events(row: number): readonly (number | null)[];
  joinKeys(row: number): readonly string[];
  /** The text of a column: of a hit of several events, of the first that has one. */
  cell(row: number, column: number): string;
  /** As the event has it. */
  timestamp(row: number): string;
  /** Milliseconds since the epoch. */
  time(row: number): number | undefined;
  /** Milliseconds from the first to the last event of a sequence. */
  duration(row: number): number | undefined;
  /** The label entry that decided. */
  entry(row: number): LabelEntry | undefined;
  /** Does a text of the row hold this text? It is in lower case. */
  holds(row: number, text: string): boolean;
}

export function createRowTable(run: FinishedRun): RowTable {
  const { judgement, labels, query } = run;
  const { hits, misses } = judgement;
  const columns = columnsOf(query);
  const timeOf = timestampOf(run.context);
  const missAt = (row: number): readonly number[] => misses.slice(row - hits.length, row - hits.length + 1);
  const events = (row: number): readonly (number | null)[] => hits[row]?.hit.events ?? missAt(row);
  const entry = (row: number): LabelEntry | undefined => {
    const [missed] = missAt(row);
    return row < hits.length ? hits[row]?.entry : missed === undefined ? undefined : labels.entryOf(missed);
  };
  const count = hits.length + misses.length;
  const firstText = (row: number, read: (event: number) => string): string => {
    for (const event of events(row)) {
      const text = event === null ? '' : read(event);
      if (text !== '') return text;
    }
    return '';
  };
  const readers = columns.map((path) =>
    createColumn(count, (row) => firstText(row, (event) => valueText(event, path, run))),
  );
  const timestamp = createColumn(count, (row) => firstText(row, (event) => timestampText(event, run)));
  const cell = (row: number, column: number): string => readers[column]?.(row) ?? '';
  const joinKeys = (row: number): readonly string[] => hits[row]?.hit.joinKeys ?? [];
  const timesOf = (row: number): number[] =>
    events(row).flatMap((event) => (event === null ? [] : (timeOf(event) ?? [])));
  const known = new Float64Array(count).fill(Infinity);
  const time = (row: number): number | undefined => {
    // A row without a time is none of the numbers, and one that was not asked for yet beyond all of them.
    if (known[row] === Infinity) known[row] = timesOf(row)[0] ?? Number.NaN;
    const first = known[row];
    return first === undefined || Number.isNaN(first) ? undefined : first;
  };
  return {
    count,
    columns,
    events,
    entry,
    cell,
    timestamp,
    joinKeys,
    outcome: (row) => hits[row]?.outcome ?? 'miss',
    time,
    duration: (row) => (query.kind === 'sequenceQuery' ? spanOf(timesOf(row)) : undefined),
    holds(row, text) {
      const has = (each: string | undefined): boolean => each?.toLowerCase().includes(text) === true;
      if (has(timestamp(row)) || joinKeys(row).some(has)) return true;
      for (let column = 0; column < columns.length; column++) if (has(cell(row, column))) return true;
      const { note, lofp } = entry(row) ?? {};
      return has(note) || has(lofp);
    },
  };
}

function createColumn(count: number, read: (row: number) => string): (row: number) => string {
  const texts: (string | undefined)[] = new Array<string | undefined>(count);
  return (row) => (texts[row] ??= read(row));
}

function spanOf(times: readonly number[]): number | undefined {
  const [first] = times;
  const last = times[times.length - 1];
  return first === undefined || last === undefined || times.length < 2 ? undefined : last - first;
}
