// Rows of a finished run for use elsewhere: as a text to save, or as a condition.
import type { RowFilter, RowSort } from './rows';

/**
 * The rows that pass the filter, in their order, as text. A piece at a time: whoever asks puts the pieces together and asks from `next` on
 * until there is none.
 */
export const ExportRowsRequest = 'rulewright/export';
export interface ExportRowsParams extends RowFilter {
  readonly runId: number;
  readonly format: ExportFormat;
  readonly sort?: RowSort;
  /** The columns of a table, in their order; all of the state's where absent. The events of `ndjson` are whole. */
  readonly columns?: readonly string[];
  /** Likely secrets as they are; else they are masked. */
  readonly withSecrets?: boolean;
  /** The row to go on with: 0 at first, then `next`. */
  readonly from: number;
}
export type ExportFormat = 'csv' | 'ndjson' | 'markdown';
export interface ExportRowsAnswer {
  readonly runId: number;
  readonly text: string;
  /** Rows that pass the filter. */
  readonly total: number;
  /** Absent: this was the last piece. */
  readonly next?: number;
  /** How many secrets are masked in this piece. */
  readonly masked: number;
}

/** A condition that all events of the rows meet: their values of the fields that the query looks at. */
export const ConditionRequest = 'rulewright/condition';
export interface ConditionParams {
  readonly runId: number;
  readonly rows: readonly number[];
}
export interface ConditionAnswer {
  readonly runId: number;
  /** Absent where the events have nothing of these fields in common. */
  readonly eql?: string;
  /** What was done, what is left out, or why there is none, as a sentence. */
  readonly message: string;
}
