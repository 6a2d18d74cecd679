// The arms of a query's exclusions with what each does in a run.
import type { MarkEdit } from './rules';

/** What each arm of the query's exclusions does on the events of the last finished run, in the order of the text. */
export const ArmsRequest = 'rulewright/arms';
export interface ArmsParams {
  readonly runId: number;
}
export interface ArmsAnswer {
  readonly runId: number;
  readonly arms: readonly ArmRow[];
}
/** Counts are events; of a sequence those that one of its items would take. */
export interface ArmRow {
  /** The arm, or one value of its list, in the rule's file; absent where the query is another one since. */
  readonly range?: MarkEdit['range'];
  /** What it leaves out, at most 300 characters. */
  readonly eql: string;
  readonly removed: number;
  /** Those that no other arm removes. */
  readonly removedAlone: number;
  readonly falsePositives: number;
  readonly truePositives: number;
  readonly authorised: number;
  readonly unlabelled: number;
  /** Removes nothing. */
  readonly dead: boolean;
  /** Of a dead arm: what would have to be so for it to remove something (“the pattern began with `/`”), and how much. */
  readonly nearest?: { readonly change: string; readonly matches: number };
}
