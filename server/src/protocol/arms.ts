// The arms of a query's exclusions with what each does in a run.
import type { MarkEdit, RuleReference } from './rules';

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

/** The exclusions of all rules of a document, with what each arm did in the last run of its rule where that still holds. */
export const ExclusionsRequest = 'rulewright/exclusions';
export interface ExclusionsParams {
  readonly uri: string;
}
export interface ExclusionsAnswer {
  /** Of the text; 0 where the document is not open. */
  readonly version: number;
  /** In the order of the file; only those in EQL. Empty for a document without rules. */
  readonly rules: readonly ExclusionRule[];
}
export interface ExclusionRule extends RuleReference {
  readonly name: string;
  readonly range: MarkEdit['range'];
  /** Whether parts have counts: the rule has not been run, is another one since, its counts were not asked for before another rule was run, or its run holds. */
  readonly run: 'none' | 'changed' | 'late' | 'holds';
  readonly exclusions: readonly ExclusionRow[];
}
export interface ExclusionRow {
  readonly kind: 'exclusion' | 'arm' | 'value';
  /** Short: fields without the part that all know, values without what their neighbours have too. */
  readonly title: string;
  /** What it leaves out, at most 300 characters; absent where its parts say it. */
  readonly eql?: string;
  readonly range: MarkEdit['range'];
  /** The arms of an exclusion, the values of an arm's list. Without them the row is an arm itself. */
  readonly parts: readonly ExclusionRow[];
  readonly effect?: ArmEffectRow;
  /** Of a dead arm: what mends it, in the version of the answer. */
  readonly mend?: MarkEdit;
  /** How an event that means harm passes it, and what names the arm in `rulewright/armEvasion`. */
  readonly passes?: { readonly why: string; readonly at: number };
}
export type ArmEffectRow = Omit<ArmRow, 'range' | 'eql'>;

/** An event that passes an arm of a rule. Answer null where the document is no longer of that version, or has no such arm. */
export const ArmEvasionRequest = 'rulewright/armEvasion';
export interface ArmEvasionParams extends RuleReference {
  readonly version: number;
  readonly at: number;
}
export interface ArmEvasionAnswer {
  /** The event as JSON text, laid out. */
  readonly text: string;
  /** What adds it to the rule's sample as malicious: a WorkspaceEdit of the protocol; absent where the files cannot be read. */
  readonly edit?: unknown;
}
