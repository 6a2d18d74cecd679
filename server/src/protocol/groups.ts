// The rows of a finished run in groups of one value of a field, and the fields that they may be grouped by.
import type { RowFilter } from './rows';

/**
 * Groups of the rows that pass the filter, the largest first. A row with several values of the field counts in the group of each, a
 * sequence with the values of its first event that has one.
 */
export const GroupsRequest = 'rulewright/groups';
export interface GroupsParams extends Pick<RowFilter, 'outcomes' | 'text' | 'unreviewed' | 'between'> {
  readonly runId: number;
  /** Any path of the events, or `outcome`. */
  readonly field: string;
  /** At most so many groups. */
  readonly limit: number;
}
export interface GroupsAnswer {
  readonly runId: number;
  readonly field: string;
  readonly groups: readonly GroupRow[];
  /** Groups beyond the limit. */
  readonly more: number;
  /** Rows that pass the filter, and how many of them count in more than one group. */
  readonly rows: number;
  readonly shared: number;
}
export interface GroupRow {
  /** Null: the rows that lack the field. */
  readonly value: string | null;
  readonly counts: OutcomeCounts;
}
/** Of rows. */
export interface OutcomeCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly authorised: number;
  readonly unlabelled: number;
  readonly misses: number;
}

/** Every field of the events of a finished run, by name. */
export const GroupFieldsRequest = 'rulewright/groupFields';
export interface GroupFieldsParams {
  readonly runId: number;
  /** At most so many fields. */
  readonly limit: number;
}
export interface GroupFieldsAnswer {
  readonly runId: number;
  readonly fields: readonly string[];
}
