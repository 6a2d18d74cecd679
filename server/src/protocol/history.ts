// The runs of this session, and what two of them hit: what went, what came, what stayed.
import type { EventReference, OutcomeName, RuleReference } from './rules';
import type { PanelExceptions, RunTotals } from './runs';

/** The last runs that came to their end, the newest first; at most 20. No parameters; answer: HistoryAnswer. */
export const HistoryRequest = 'rulewright/history';
export interface HistoryAnswer {
  readonly runs: readonly HistoryRun[];
}
export interface HistoryRun {
  /** As the panel's state has it; below zero for a run of the rule as git's HEAD has it. */
  readonly runId: number;
  readonly rule: RuleReference & { readonly name: string };
  /** Milliseconds since it ended. */
  readonly age: number;
  readonly samples: readonly string[];
  readonly events: number;
  readonly totals: RunTotals;
  /** Whether the text that was run is what the file held. */
  readonly isSaved: boolean;
  readonly exceptions?: PanelExceptions;
}

/** Two runs, hit by hit. Hits are the same where their events stand at the same places of the same samples. */
export const CompareRequest = 'rulewright/compare';
export interface CompareParams {
  readonly before: number;
  readonly after: number;
  /** Of which rows are wanted: a window of them. */
  readonly change: HitChange;
  readonly from: number;
  readonly count: number;
}
/** `changed`: it stayed, but has another outcome. */
export type HitChange = 'gone' | 'new' | 'changed' | 'kept';
export interface CompareAnswer {
  readonly before: number;
  readonly after: number;
  /** Of each change, by outcome: of `gone` as it was before, else as it is after. */
  readonly totals: Readonly<Record<HitChange, Omit<RunTotals, 'misses'>>>;
  /** Sentences: what else differs between the runs. */
  readonly notes: readonly string[];
  readonly change: HitChange;
  readonly total: number;
  readonly from: number;
  readonly rows: readonly CompareRow[];
}
export interface CompareRow {
  readonly outcome: OutcomeName;
  /** Of one that changed: what it was. */
  readonly was?: OutcomeName;
  /** Where its first event stands. */
  readonly sample: string;
  readonly line: number;
  readonly column?: number;
  /** How many events it has. */
  readonly events: number;
  /** Its first event in the last run, where that read the same sample: it can be opened. */
  readonly reference?: EventReference;
  /** Of that event, as the columns of the last run have it. */
  readonly cells?: readonly string[];
}

/** Runs a rule as git's HEAD has it on what its last run ran on, beside the history. Answer: HeadRunAnswer. */
export const HeadRunRequest = 'rulewright/runHead';
export interface HeadRunAnswer {
  readonly run?: HistoryRun;
  /** Why there is none, as a sentence. */
  readonly reason?: string;
}
