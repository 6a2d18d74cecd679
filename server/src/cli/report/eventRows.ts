// Events and hits as lines of a table: where they stand, when they were, and what tells them from each other.
import { fieldsOf } from '../../eql/walk';
import type { LabelEntry } from '../../tuning/labels';
import { maskSecrets } from '../../redact/secrets';
import { timestampText, valueText } from '../../worker/eventReference';
import type { FinishedRun } from '../../worker/orders';
import { nameEvent } from '../ruleRun';
import { alignTable } from './table';
import { oneLine } from './words';

export interface EventRow {
  /** In the order of the query's items; null is a missing-event slot. */
  readonly events: readonly (number | null)[];
  readonly joinKeys: readonly string[];
  /** The label that decides, if any. */
  readonly entry?: LabelEntry;
}

interface Column {
  readonly title: string;
  readonly text: (row: EventRow) => string;
}

const MOST_FIELDS = 2;
const CELL_WIDTH = 32;

/** A header and a line for each row, at most `width` long. `shown`: what is seen of a value. */
export function eventTable(
  rows: readonly EventRow[],
  run: FinishedRun,
  width: number,
  shown: (text: string) => string = maskSecrets,
): string[] {
  const columns = columnsOf(rows, run);
  const cells = rows.map((row) =>
    columns.map(({ text }, index) => oneLine(shown(text(row)), index === columns.length - 1 ? width : CELL_WIDTH)),
  );
  const isPlain = rows.every(({ events }) => events.length === 1) && run.order.samples.length === 1;
  const align = columns.map((_, index) => (index === 0 && isPlain ? 'right' : 'left'));
  return alignTable([columns.map(({ title }) => title), ...cells], align).map((line) => oneLine(line, width));
}

/** A sequence shows all its lines and its keys; the fields are those that tell the rows from each other. */
function columnsOf(rows: readonly EventRow[], run: FinishedRun): readonly Column[] {
  const ofFirst = (path: string) => (row: EventRow) => firstText(row, (event) => valueText(event, path, run));
  const known: Column = { title: 'known as', text: ({ entry }) => entry?.lofp ?? entry?.note ?? '' };
  const keys: Column = { title: 'keys', text: ({ joinKeys }) => joinKeys.join(', ') };
  return [
    { title: 'line', text: (row) => placeOf(row, run) },
    { title: 'time', text: (row) => firstText(row, (event) => timestampText(event, run)) },
    ...[keys, known].filter(({ text }) => rows.some((row) => text(row) !== '')),
    ...tellingFields(rows, run).map((path) => ({ title: shorten(path), text: ofFirst(path) })),
  ];
}

/** `34`, `3, -, 9`; with several samples each bears its file. */
function placeOf({ events }: EventRow, run: FinishedRun): string {
  const hasOneSample = run.order.samples.length === 1;
  const places = events.map((event) => {
    if (event === null) return '-';
    const { sample, line } = nameEvent(event, run);
    return hasOneSample ? String(line) : `${sample}:${line}`;
  });
  return places.join(', ');
}

function firstText({ events }: EventRow, text: (event: number) => string): string {
  const first = events.find((event) => event !== null);
  return first === undefined || first === null ? '' : text(first);
}

/** `audit.requestURI`: the two last parts say what it is about. */
function shorten(path: string): string {
  return path.split('.').slice(-2).join('.');
}

/** The fields of the query that have the most different values, in the query's order. */
function tellingFields(rows: readonly EventRow[], run: FinishedRun): readonly string[] {
  const { timestampField } = run.order.options;
  const fields = fieldsOf(run.query).filter((field) => field !== timestampField);
  const counted = fields.map((field) => ({
    field,
    count: new Set(rows.map((row) => firstText(row, (event) => valueText(event, field, run)))).size,
  }));
  const best = counted.filter(({ count }) => count > 1).sort((a, b) => b.count - a.count);
  const chosen = new Set(best.slice(0, MOST_FIELDS).map(({ field }) => field));
  return fields.filter((field) => chosen.has(field));
}
