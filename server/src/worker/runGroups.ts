// The rows of a finished run grouped by the values of one field, and the fields that there are.
import type { GroupFieldsAnswer, GroupFieldsParams, GroupRow, GroupsAnswer, GroupsParams } from '../protocol';
import { compareStrings } from '../engine/value';
import { count, emptyTally, totalOf } from './outcomeCounts';
import type { Tally } from './outcomeCounts';
import type { RowView } from './rowView';

const MOST_GROUPS = 10_000;
const MOST_FIELDS = 10_000;

/** The largest first, those of one size by their values; the rows without the field last among them. */
export function readGroups({ runId, field, limit, ...filter }: GroupsParams, view: RowView): GroupsAnswer {
  const { table } = view;
  const valuesOf = view.groupsOf(field);
  const rows = view.arrange(filter);
  const tallies = new Map<string | null, Tally>();
  let shared = 0;
  for (const row of rows) {
    const values = valuesOf(row);
    if (values.length > 1) shared++;
    for (const value of values.length === 0 ? [null] : values) {
      const tally = tallies.get(value) ?? emptyTally();
      count(tally, table.outcome(row));
      tallies.set(value, tally);
    }
  }
  const groups = [...tallies].map(([value, counts]) => ({ value, counts })).sort(compareGroups);
  const shown = groups.slice(0, Math.max(0, Math.min(limit, MOST_GROUPS)));
  return { runId, field, groups: shown, more: groups.length - shown.length, rows: rows.length, shared };
}

function compareGroups(a: GroupRow, b: GroupRow): number {
  const byCount = totalOf(b.counts) - totalOf(a.counts);
  if (byCount !== 0 || a.value === b.value) return byCount;
  if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
  return compareStrings(a.value, b.value);
}

export function readGroupFields({ runId, limit }: GroupFieldsParams, { run }: RowView): GroupFieldsAnswer {
  const fields = [...new Set(run.store.paths())].sort(compareStrings);
  return { runId, fields: fields.slice(0, Math.max(0, Math.min(limit, MOST_FIELDS))) };
}
