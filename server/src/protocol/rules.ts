// Which rule is meant, which event, and where in a file.

/** Which rule of which file. `rule` counts from 0 in the order of the file. */
export interface RuleReference {
  readonly uri: string;
  readonly rule: number;
}

export type OutcomeName = 'true-positive' | 'false-positive' | 'authorised' | 'unlabelled';

/** The rule at a place of an open file: the one that holds it, else the nearest before it. Null where the file holds no rule. */
export const RuleAtRequest = 'rulewright/ruleAt';
export interface RuleAtParams {
  readonly uri: string;
  /** From 0, as the editor counts. */
  readonly line: number;
  readonly character: number;
}

export interface EventReference {
  /** Index into the store. */
  readonly event: number;
  readonly sample: string;
  /** From 1: where the event's text begins. */
  readonly line: number;
  /** From 1; absent for the first of the line. */
  readonly column?: number;
  readonly id?: string;
  readonly timestamp?: string;
}

/** As the protocol of language servers has them. */
export interface MarkEdit {
  readonly range: { readonly start: MarkPosition; readonly end: MarkPosition };
  readonly newText: string;
}
export interface MarkPosition {
  readonly line: number;
  readonly character: number;
}
