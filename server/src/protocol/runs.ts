// A run of a rule: begun, cancelled, and as the panel's one state.
import type { EventReference, RuleReference } from './rules';

/** Runs a rule on its sample. The answer comes at once; results arrive as `panelState` notifications. */
export const RunRequest = 'rulewright/run';
export interface RunParams extends RuleReference {
  /** Take the focus to the panel when the first state arrives. */
  readonly reveal?: boolean;
  /** Uris of samples for this run only; absent: those that the rule is run on. */
  readonly samples?: readonly string[];
  /** Uris of exception files, remembered for the rule; none where empty. Absent: those that are remembered. */
  readonly exceptions?: readonly string[];
}
export interface RunAnswer {
  /** The run's id, or undefined when it could not start; `reason` then says why in a sentence. */
  readonly runId?: number;
  readonly reason?: string;
  /** True when there is no sample and the client should offer to choose one. */
  readonly needsSample?: boolean;
}

export const CancelRunRequest = 'rulewright/cancelRun';
export interface CancelRunParams {
  readonly runId: number;
}

export const PanelStateNotification = 'rulewright/panelState';

/** The one state of the results panel, under 2 KB whatever the sample's size (near misses and problems are capped). */
export interface PanelState {
  readonly runId: number;
  readonly rule: RuleReference & { readonly name: string };
  readonly phase: 'loading' | 'running' | 'done' | 'cancelled' | 'failed';
  /** 0 to 1 in `loading` and `running`. */
  readonly progress: number;
  /** One clear sentence when `failed`. */
  readonly message?: string;
  readonly samples: readonly string[];
  readonly events: number;
  readonly milliseconds?: number;
  readonly totals: RunTotals;
  /** Hits that bear a verdict which nobody accepted; absent when there are none. */
  readonly unreviewed?: number;
  /** The fields that the query uses, in its order: the columns of the table. */
  readonly columns: readonly string[];
  /** Sentences: unreadable lines, values that could not be computed, what does not fit. */
  readonly problems: readonly PanelProblem[];
  readonly nearMisses: readonly NearMiss[];
  /** Hits are made of several events: of a sequence or a sample. */
  readonly isSequence: boolean;
  /** The query is a sequence, so that its keys have a timeline. */
  readonly hasTimeline: boolean;
  /** Of a run with exceptions: `totals` and rows are what they leave. */
  readonly exceptions?: PanelExceptions;
  /** What the hits would be in production, of a rule that says how it runs. */
  readonly alerts?: PanelAlerts;
  /** The rule's text changed since the run began. */
  readonly stale?: boolean;
}
/** Counts over the time of the sample. */
export interface PanelAlerts {
  readonly alerts: number;
  /** Absent for a sample of less than an hour. */
  readonly perDay?: number;
  /** Hits that suppression joins to an alert that is there. */
  readonly suppressed: number;
  /** Alerts beyond `max_signals` of a run. */
  readonly lost: number;
  /** Sequences that no run of the rule finds, and those that one finds or not. */
  readonly missedInProduction: number;
  readonly uncertain: number;
  /** Requests of audited events. */
  readonly sessions?: number;
}
export interface PanelExceptions {
  /** Hits without the exceptions. */
  readonly before: number;
  readonly items: number;
  /** True positives that are gone. */
  readonly loses: number;
}
export interface RunTotals {
  readonly hits: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly authorised: number;
  readonly unlabelled: number;
  readonly misses: number;
}
export interface PanelProblem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly sample?: string;
  /** From 1: where the first such line stands. */
  readonly line?: number;
}
/** Events that fail by one clause only. */
export interface NearMiss {
  readonly clause: string;
  readonly count: number;
  readonly firstEvent: EventReference;
}
