// The rows of a finished run, and which label decided on each.
import type { MarkLabel } from './marks';
import type { EventReference, OutcomeName } from './rules';

/** Which rows of a run are meant; all of them where nothing is said. */
export interface RowFilter {
  /** Which outcomes are shown; all when absent. `miss` rows are events that the rule should have hit. */
  readonly outcomes?: readonly RowOutcome[];
  /** Case-insensitive text that a row's cells must hold. */
  readonly text?: string;
  /** Only hits that bear a verdict which nobody accepted. */
  readonly unreviewed?: boolean;
  /** Only the rows of one group. */
  readonly group?: RowGroup;
  /** Only rows of this time. */
  readonly between?: RowSpan;
}
/** Rows that have one value in common; null: those that lack the field. `field` is any path, or `outcome`. */
export interface RowGroup {
  readonly field: string;
  readonly value: string | null;
}
/** Milliseconds since the epoch, `to` not included. */
export interface RowSpan {
  readonly from: number;
  readonly to: number;
}
/** `column` is one of the state's columns, or `@timestamp` or `outcome`, which every run has. */
export interface RowSort {
  readonly column: string;
  readonly descending: boolean;
}

/** Rows of a finished run, for the visible window only. */
export const RowsRequest = 'rulewright/rows';
export interface RowsParams extends RowFilter {
  readonly runId: number;
  readonly from: number;
  readonly count: number;
  readonly sort?: RowSort;
}
export type RowOutcome = OutcomeName | 'miss';
export interface RowsAnswer {
  readonly runId: number;
  /** Rows that pass the filter, of which `rows` is a window. */
  readonly total: number;
  readonly from: number;
  readonly rows: readonly ResultRow[];
}
export interface ResultRow {
  /** Index of the hit in the run, or of the miss after all hits. Stable for the run. */
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly timestamp: string;
  /** Text of each of the state's `columns`; several values joined by ", ". For a sequence hit, of its first event that has one. */
  readonly cells: readonly string[];
  /** The events of the hit; null is a missing-event slot. */
  readonly events: readonly (EventReference | null)[];
  readonly joinKeys: readonly string[];
  /** Milliseconds between the first and the last event of a sequence. */
  readonly duration?: number;
  /** The label entry's own note and LoFP id, where one decided. */
  readonly note?: string;
  readonly lofp?: string;
  readonly decided?: LabelDecision;
  /** What somebody said of the alert, which nobody accepted yet; it counts for nothing. */
  readonly proposed?: ProposedLabel;
}
export interface ProposedLabel {
  readonly label: MarkLabel;
  /** As Kibana has it: `false_positive`. */
  readonly reason: string;
  readonly by?: string;
  readonly at?: string;
}
/** Which entry of a label file decided on a row. */
export interface LabelDecision {
  readonly kind: 'id' | 'hash' | 'condition';
  /** The id, the hash or the condition. */
  readonly name: string;
  /** Who said it and when, in their own words. */
  readonly by?: string;
  readonly at?: string;
  /** The label file and the line of the entry, from 1. */
  readonly path?: string;
  readonly line?: number;
}
