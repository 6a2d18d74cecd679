// The rows of a finished run for a window of the table: filtered, sorted, and made only when they are looked at.
import { memoizeByText } from '../base/memo';
import type { LabelDecision, ResultRow, RowOutcome, RowsAnswer, RowsParams } from '../protocol';
import type { LabelEntry } from '../tuning/labels';
import type { FinishedRun } from './orders';
import { referenceTo } from './eventReference';
import { createRowTable } from './rowTable';
import type { RowTable } from './rowTable';
import { verdictOfHit } from './verdictNotes';

/** A run of many hits is walked once for each filter and order that somebody asks for. */
export type RowReader = (params: RowsParams) => RowsAnswer;

type Arrangement = Pick<RowsParams, 'outcomes' | 'text' | 'unreviewed' | 'sort'>;

export function createRowReader(run: FinishedRun): RowReader {
  const table = createRowTable(run);
  const arrange = memoizeByText(ARRANGEMENTS, (key) => arrangeRows(table, JSON.parse(key) as Arrangement, run));
  return ({ runId, from, count, outcomes, text, unreviewed, sort }) => {
    const rows = arrange(JSON.stringify({ outcomes, text: text?.toLowerCase(), unreviewed, sort }));
    const first = Math.max(0, Math.floor(from));
    const window = rows.subarray(first, first + Math.max(0, Math.min(count, LONGEST_WINDOW)));
    return { runId, total: rows.length, from: first, rows: [...window].map((row) => toRow(row, table, run)) };
  };
}

/** How many filters and orders are remembered. */
const ARRANGEMENTS = 4;
const LONGEST_WINDOW = 1000;
const LONGEST_CELL = 1000;

function arrangeRows(
  table: RowTable,
  { outcomes, text, unreviewed, sort }: Arrangement,
  run: FinishedRun,
): Uint32Array {
  const rows: number[] = [];
  const shown = outcomes === undefined ? undefined : new Set(outcomes);
  for (let row = 0; row < table.count; row++) {
    if (shown !== undefined && !shown.has(table.outcome(row))) continue;
    if (unreviewed === true && proposalOf(row, run).proposed === undefined) continue;
    if (text === undefined || text === '' || table.holds(row, text)) rows.push(row);
  }
  if (sort !== undefined) sortRows(rows, sort, table);
  return Uint32Array.from(rows);
}

/** Rows without a value come last, whatever the direction; equal ones stay in the order of the run. */
function sortRows(rows: number[], { column, descending }: NonNullable<RowsParams['sort']>, table: RowTable): void {
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

function toRow(row: number, table: RowTable, run: FinishedRun): ResultRow {
  const entry = table.entry(row);
  const duration = table.duration(row);
  return {
    row,
    outcome: table.outcome(row),
    timestamp: table.timestamp(row),
    cells: table.columns.map((_, column) => clip(table.cell(row, column))),
    events: table.events(row).map((event) => (event === null ? null : referenceTo(event, run))),
    joinKeys: table.joinKeys(row).map(clip),
    ...(duration === undefined ? {} : { duration }),
    ...(entry?.note === undefined ? {} : { note: clip(entry.note) }),
    ...(entry?.lofp === undefined ? {} : { lofp: entry.lofp }),
    ...proposalOf(row, run),
    ...(entry === undefined ? {} : { decided: decisionOf(entry) }),
  };
}

/** A miss has none: it is labelled. */
function proposalOf(row: number, run: FinishedRun): Pick<ResultRow, 'proposed'> {
  const hit = run.judgement.hits[row];
  const proposed = hit === undefined ? undefined : verdictOfHit(hit, run);
  return proposed === undefined ? {} : { proposed };
}

function decisionOf({ id = '', hash, where, by, at, source }: LabelEntry): LabelDecision {
  return {
    kind: where !== undefined ? 'condition' : hash !== undefined ? 'hash' : 'id',
    name: clip(where?.text ?? hash ?? id),
    ...(by === undefined ? {} : { by: clip(by) }),
    ...(at === undefined ? {} : { at: clip(at) }),
    ...source,
  };
}

function clip(text: string): string {
  return text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL)}…`;
}
