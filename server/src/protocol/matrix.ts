// All rules of the workspace over all samples that fit them: what each rule makes of each sample.
import type { RuleReference } from './rules';
import type { RunTotals } from './runs';

/**
 * Runs the rules of the workspace, each over each of its samples by itself. What did not change since the last time is not run again. Progress comes
 * as `$/progress` on the token; a request that is cancelled is answered with what was done until then.
 */
export const MatrixRequest = 'rulewright/matrix';
export interface MatrixParams {
  readonly workDoneToken?: number | string;
}
export interface MatrixAnswer {
  /** The columns, by name. */
  readonly samples: readonly MatrixSample[];
  /** The rows, by name. */
  readonly rules: readonly MatrixRule[];
  /** Cells that were run for this answer; of the others it was known. */
  readonly ran: number;
  readonly isCancelled: boolean;
}
export interface MatrixSample {
  readonly uri: string;
  /** Unlike that of any other. */
  readonly label: string;
}
export interface MatrixRule {
  readonly rule: RuleReference;
  readonly name: string;
  /** As it is seen from the workspace folder. */
  readonly file: string;
  /** Of the samples that fit it. */
  readonly cells: readonly MatrixCell[];
  /** Why it has no cell: a sentence. */
  readonly notRun?: string;
}
export interface MatrixCell {
  /** A column, from 0. */
  readonly sample: number;
  /** Absent where it was cancelled before. */
  readonly result?: MatrixResult;
}

/** What a rule makes of a sample. `errors`: sentences about what makes the counts doubtful. */
export type MatrixResult =
  | { readonly kind: 'ran'; readonly events: number; readonly totals: RunTotals; readonly errors: readonly string[] }
  /** Elasticsearch would refuse the query over these events: sentences. */
  | { readonly kind: 'refused'; readonly errors: readonly string[] }
  | { readonly kind: 'unreadable'; readonly errors: readonly string[] };

/** What the page of the matrix says to the extension, by number: it names no file. */
export type FromMatrix =
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'cancel' }
  /** Runs a rule of the shown answer on a sample of it. */
  | { readonly type: 'run'; readonly rule: number; readonly sample: number }
  | { readonly type: 'openRule'; readonly rule: number };

/** What the extension says to the page. */
export type ToMatrix =
  /** Begins, goes on: from 0 to 1. */
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'done'; readonly matrix: MatrixAnswer }
  | { readonly type: 'failed'; readonly message: string };
