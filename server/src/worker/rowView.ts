// The rows of a finished run in any arrangement: those that pass a filter, in an order. Whatever shows, counts or exports rows asks here.
import { memoizeByText } from '../base/memo';
import type { RowFilter, RowOutcome, RowSort } from '../protocol';
import type { FinishedRun } from './orders';
import { createRowTable } from './rowTable';
import type { RowTable } from './rowTable';
import { verdictOfHit } from './verdictNotes';

export interface Arrangement extends RowFilter {
  readonly sort?: RowSort;
}

export interface RowView {
  readonly run: FinishedRun;
  readonly table: RowTable;
  /** Walks a run of many hits once for each filter and order that somebody asks for. */
  arrange(arrangement: Arrangement): Uint32Array;
  /** By which values of a field, or of `outcome`, the row is grouped: none where it lacks the field, each once. */
  groupsOf(field: string): (row: number) => readonly string[];
}

export function createRowView(run: FinishedRun): RowView {
  const table = createRowTable(run);
  const groupsOf = memoizeByText(FIELDS, (field) => groupColumn(field, table, run));
  const arranged = memoizeByText(ARRANGEMENTS, (key) =>
    arrangeRows(JSON.parse(key) as Arrangement, { run, table, groupsOf }),
  );
  return {
    run,
    table,
    groupsOf,
    arrange: ({ outcomes, text, unreviewed, group, between, sort }) =>
      arranged(JSON.stringify({ outcomes, text: text?.toLowerCase(), unreviewed, group, between, sort })),
  };
}

/** How many filters and orders are remembered, and the values of how many fields. */
const ARRANGEMENTS = 6;
const FIELDS = 3;

/** Of a sequence the values of its first event that has one, as its cells show them. */
function groupColumn(field: string, table: RowTable, { store }: FinishedRun): (row: number) => readonly string[] {
  if (field === 'outcome') return (row) => [table.outcome(row)];
  const known: (readonly string[] | undefined)[] = new Array<readonly string[] | undefined>(table.count);
  const read = (row: number): readonly string[] => {
    for (const event of table.events(row)) {
      const values = event === null ? [] : store.values(event, field).filter((value) => value !== null);
      if (values.length === 1) return values.map(String);
      if (values.length > 1) return [...new Set(values.map(String))];
    }
    return [];
  };
  return (row) => (known[row] ??= read(row));
}

type RowTest = (row: number) => boolean;

function arrangeRows(
  { sort, ...filter }: Arrangement,
  { table, groupsOf, run }: Omit<RowView, 'arrange'>,
): Uint32Array {
  const tests = testsOf(filter, { table, groupsOf, run });
  const rows: number[] = [];
  for (let row = 0; row < table.count; row++) if (tests.every((test) => test(row))) rows.push(row);
  if (sort !== undefined) sortRows(rows, sort, table);
  return Uint32Array.from(rows);
}

/** The text comes last: it is the slowest. */
function testsOf(
  { outcomes, unreviewed, group, between, text = '' }: RowFilter,
  { table, groupsOf, run }: Omit<RowView, 'arrange'>,
): readonly RowTest[] {
  const tests: RowTest[] = [];
  const shown = outcomes === undefined ? undefined : new Set(outcomes);
  if (shown !== undefined) tests.push((row) => shown.has(table.outcome(row)));
  if (unreviewed === true) tests.push((row) => isUnreviewed(row, run));
  if (between !== undefined) tests.push((row) => isWithin(table.time(row), between));
  if (group !== undefined) tests.push(groupTest(group, groupsOf));
  if (text !== '') tests.push((row) => table.holds(row, text));
  return tests;
}

function isWithin(time: number | undefined, { from, to }: NonNullable<RowFilter['between']>): boolean {
  return time !== undefined && time >= from && time < to;
}

function groupTest({ field, value }: NonNullable<RowFilter['group']>, groupsOf: RowView['groupsOf']): RowTest {
  const valuesOf = groupsOf(field);
  return value === null ? (row) => valuesOf(row).length === 0 : (row) => valuesOf(row).includes(value);
}

/** A miss never is: it is labelled. */
function isUnreviewed(row: number, run: FinishedRun): boolean {
  const hit = run.judgement.hits[row];
  return hit !== undefined && verdictOfHit(hit, run) !== undefined;
}

/** Rows without a value come last, whatever the direction; equal ones stay in the order of the run. */
function sortRows(rows: number[], { column, descending }: RowSort, table: RowTable): void {
  const keyOf = sortKey(column, table);
  if (keyOf === undefined) return;
  const keys = new Map(rows.map((row) => [row, keyOf(row)]));
  const direction = descending ? -1 : 1;
  rows.sort((a, b) => {
    const left = keys.get(a);
    const right = keys.get(b);
    if (left === undefined || right === undefined) return left === right ? a - b : left === undefined ? 1 : -1;
    return direction * compareKeys(left, right) || a - b;
  });
}

type SortKey = number | string | undefined;

function sortKey(column: string, table: RowTable): ((row: number) => SortKey) | undefined {
  const index = table.columns.indexOf(column);
  if (column === 'outcome') return (row) => OUTCOME_ORDER.indexOf(table.outcome(row));
  if (column === '@timestamp') return (row) => table.time(row);
  return index < 0 ? undefined : (row) => toSortKey(table.cell(row, index));
}

const OUTCOME_ORDER: readonly RowOutcome[] = ['true-positive', 'false-positive', 'authorised', 'unlabelled', 'miss'];

/** Numbers are ordered as such, before texts; texts without case. */
function toSortKey(text: string): SortKey {
  if (text === '') return undefined;
  return /^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : text.toLowerCase();
}

function compareKeys(a: number | string, b: number | string): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
