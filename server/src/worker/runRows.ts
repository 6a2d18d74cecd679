// The rows of a finished run for a window of the table, made only when they are looked at.
import type { LabelDecision, ResultRow, RowsAnswer, RowsParams } from '../protocol';
import type { LabelEntry } from '../tuning/labels';
import type { FinishedRun } from './orders';
import { referenceTo } from './eventReference';
import type { RowTable } from './rowTable';
import { createRowView } from './rowView';
import type { RowView } from './rowView';
import { verdictOfHit } from './verdictNotes';

export type RowReader = (params: RowsParams) => RowsAnswer;

export function createRowReader(run: FinishedRun, view: RowView = createRowView(run)): RowReader {
  return ({ runId, from, count, ...arrangement }) => {
    const rows = view.arrange(arrangement);
    const first = Math.max(0, Math.floor(from));
    const window = rows.subarray(first, first + Math.max(0, Math.min(count, LONGEST_WINDOW)));
    return { runId, total: rows.length, from: first, rows: [...window].map((row) => toRow(row, view.table, run)) };
  };
}

const LONGEST_WINDOW = 1000;
const LONGEST_CELL = 1000;

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
