// Exclusions that are proposed for hits: asked for, moved on their ladders, and accepted as an arm of the rule or as an exception beside it.
import type { MarkEdit } from './rules';

/** What is proposed for hits of a finished run. Answer: ProposalsAnswer, null where that run is no longer the last. */
export const ProposalsRequest = 'rulewright/proposals';
export interface ProposalsParams {
  readonly runId: number;
  /** Hits by their rows; absent: all false positives. */
  readonly rows?: readonly number[];
}
export interface ProposalsAnswer {
  readonly runId: number;
  /** The best first; one that is dangerous is never the first of several. At most 50. */
  readonly proposals: readonly ProposalRow[];
  readonly refusals: readonly RefusalRow[];
  /** Why there is nothing to choose from, or what to know before one is chosen, as a sentence. */
  readonly message?: string;
}
export interface ProposalRow {
  /** Names it in this run; moving a rung keeps it. */
  readonly proposal: number;
  readonly kind: 'kubernetes' | 'container' | 'process' | 'generic';
  /** What was done, where and by whom, in a few words; values stand in backquotes. */
  readonly title?: string;
  /** What it leaves out. */
  readonly eql: string;
  readonly fields: readonly ProposalField[];
  readonly proof: ProposalProof;
  /** An event that means harm and would pass it. */
  readonly opens?: Opening;
  /** Which of the ways to accept it suits, and why. */
  readonly suits: { readonly way: 'arm' | 'exception' | 'neither'; readonly reason: string };
  /** What no exception item can say of it, as a sentence: then it is not offered as one. */
  readonly notAsException?: string;
  /** Hits among those that go whose labels contradict each other, where there are any. */
  readonly contradicted?: number;
}
export interface ProposalField {
  readonly path: string;
  /** The narrowest first. */
  readonly rungs: readonly ProposalRung[];
  /** The place of the one that stands. */
  readonly rung: number;
}
export interface ProposalRung {
  readonly kind: 'exact' | 'list' | 'prefix' | 'numbers' | 'pattern' | 'off';
  /** Empty where the field is not asked for. */
  readonly eql: string;
  /** What it lets through, for people. */
  readonly title: string;
}
/** Counts of hits, as a full run of the changed query has them. */
export interface ProposalProof {
  readonly removes: number;
  readonly loses: number;
  readonly authorised: number;
  readonly unlabelled: number;
  /** Hits of a sequence that come instead. */
  readonly adds: number;
  /** Of all events of the sample, hits or not. */
  readonly matches: number;
  readonly events: number;
  /** A true or an authorised positive goes. */
  readonly isDangerous: boolean;
}
export interface Opening {
  /** How it passes, as a sentence. */
  readonly how: string;
  /** The event as JSON text, laid out. */
  readonly json: string;
}
/** Hits that get no exclusion. */
export interface RefusalRow {
  /** How many. */
  readonly hits: number;
  readonly reason: string;
  /** Alert suppression, which loses none of them. */
  readonly suppression?: SuppressionRow;
}
export interface SuppressionRow {
  readonly groupBy: readonly string[];
  /** As a rule writes it: `24h`. */
  readonly duration: string;
  /** Alerts of the sample without and with it; a day where the sample is long enough. */
  readonly before: number;
  readonly after: number;
  readonly isPerDay: boolean;
}

/** The proposal by another rung of one of its fields, proven anew. Answer: ProposalRow, null where nothing would be asked for any more. */
export const MoveProposalRequest = 'rulewright/moveProposal';
export interface MoveProposalParams {
  readonly runId: number;
  readonly proposal: number;
  readonly path: string;
  readonly rung: number;
}

/** The edit that writes a proposal, or the suppression of a refusal, into the rule. Nothing is written: the client applies it, so that it can be undone. */
export const AcceptProposalRequest = 'rulewright/acceptProposal';
export interface AcceptProposalParams {
  readonly runId: number;
  readonly what:
    | { readonly kind: 'proposal'; readonly proposal: number; readonly comment?: string }
    /** Index into the refusals of the answer. */
    | { readonly kind: 'suppression'; readonly refusal: number };
  /** The person was told that true or authorised positives go. */
  readonly isConfirmed?: boolean;
}
export interface AcceptProposalAnswer {
  /** What was done, or why nothing was, as a sentence. */
  readonly message: string;
  /** Has to be confirmed first: what would be lost, as a sentence. */
  readonly asks?: string;
  readonly file?: { readonly uri: string; readonly edits: readonly MarkEdit[] };
}

/** A proposal as the JSON of an item of Kibana's exceptions API. */
export const ExceptionItemRequest = 'rulewright/exceptionItem';
export interface ExceptionItemParams {
  readonly runId: number;
  readonly proposal: number;
  readonly name: string;
  readonly reason?: string;
  readonly owner?: string;
  /** `YYYY-MM-DD`. */
  readonly until?: string;
  readonly isConfirmed?: boolean;
}
export interface ExceptionItemAnswer {
  readonly text?: string;
  /** Why there is none, as a sentence. */
  readonly problem?: string;
  readonly asks?: string;
}
