// Marks of a person on events of a run, as edits of label files.
import type { MarkEdit } from './rules';

/**
 * What marks of a person change in the label files of the samples. Nothing is written: the client applies the edits, so that it can undo them.
 * Exactly one of `rows`, `events`, `like`, `session` and `verdict` says which events are meant.
 */
export const MarkRequest = 'rulewright/mark';
export interface MarkParams {
  readonly runId: number;
  /** All events of these rows. */
  readonly rows?: readonly number[];
  readonly events?: readonly number[];
  /** All rows that have the same text in these columns of the state as this one. */
  readonly like?: { readonly row: number; readonly columns: readonly string[] };
  /** All events of the request that this event is a stage of. */
  readonly session?: number;
  /** All alerts that carry this verdict and no label: who gave it, when and why is written down with the label. */
  readonly verdict?: string;
  /** Null takes the mark back. */
  readonly label: MarkLabel | null;
  /** The label speaks for the rule of the run only. */
  readonly forThisRule?: boolean;
  readonly note?: string;
  readonly lofp?: string;
  readonly by?: string;
  readonly at?: string;
}
export type MarkLabel = 'malicious' | 'benign' | 'authorised';
export interface MarkAnswer {
  readonly files: readonly MarkedFile[];
  /** How many events are meant, and how many of them get another label. */
  readonly events: number;
  readonly changed: number;
  /** What was done, or why not, as a sentence. */
  readonly message: string;
}
export interface MarkedFile {
  readonly uri: string;
  /** It has to be made. */
  readonly isNew: boolean;
  readonly edits: readonly MarkEdit[];
}
