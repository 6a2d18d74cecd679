// The wire: custom requests and notifications between the editor, the server and its worker, and the panel's one state.
// Imports nothing. Everything is plain JSON; offsets and lines are named as such.

/** Which rule of which file. `rule` counts from 0 in the order of the file. */
export interface RuleReference {
  readonly uri: string;
  readonly rule: number;
}

export type OutcomeName = 'true-positive' | 'false-positive' | 'authorised' | 'unlabelled';

// ---------------------------------------------------------------- requests, client → server

/** Runs a rule on its sample. The answer comes at once; results arrive as `panelState` notifications. */
export const RunRequest = 'rulewright/run';
export interface RunParams extends RuleReference {
  /** Take the focus to the panel when the first state arrives. */
  readonly reveal?: boolean;
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

/** The rule at a place of an open file: the one that holds it, else the nearest before it. Null where the file holds no rule. */
export const RuleAtRequest = 'rulewright/ruleAt';
export interface RuleAtParams {
  readonly uri: string;
  /** From 0, as the editor counts. */
  readonly line: number;
  readonly character: number;
}

/** The samples that a rule could run on, best first. Parameters: RuleReference; answer: SampleChoice[]. */
export const SamplesRequest = 'rulewright/samples';
export interface SampleChoice {
  readonly uri: string;
  /** Path relative to the workspace folder, for people. */
  readonly label: string;
  /** Why it is offered: "has dataset kubernetes.audit_logs", "chosen before". */
  readonly detail: string;
  readonly chosen: boolean;
}

/** Remembers the sample of a rule; `sample` undefined forgets it. */
export const ChooseSampleRequest = 'rulewright/chooseSample';
export interface ChooseSampleParams extends RuleReference {
  readonly sample?: string;
}

/** The sample files of the workspace; none of them is opened for it. No parameters; answer: SampleFilesAnswer. */
export const SampleFilesRequest = 'rulewright/sampleFiles';
export interface SampleFilesAnswer {
  /** Where a new sample belongs; the folder need not be there yet. Absent without a workspace folder. */
  readonly folder?: string;
  readonly files: readonly SampleFileEntry[];
}
export interface SampleFileEntry {
  readonly uri: string;
  /** As it is seen from the workspace folder. */
  readonly label: string;
  /** The project's set that it is of. */
  readonly set?: string;
  readonly bytes: number;
}

/** What is in a sample; a large one is judged by its first events. Answer: SampleDetailsAnswer. */
export const SampleDetailsRequest = 'rulewright/sampleDetails';
export interface SampleFileParams {
  readonly uri: string;
}
export interface SampleDetailsAnswer {
  readonly datasets: readonly string[];
  /** About so many where `isEstimate`; absent where nobody knows. */
  readonly events?: number;
  readonly isEstimate: boolean;
  /** ISO dates, of the events that were looked at. */
  readonly from?: string;
  readonly to?: string;
  readonly labels: number;
  /** Why it cannot be read, or not to its end. */
  readonly problem?: string;
}

/** Events of a sample by their number from 0, as they are after conversion. Answer: SamplePageAnswer. */
export const SamplePageRequest = 'rulewright/samplePage';
export interface SamplePageParams extends SampleFileParams {
  readonly from: number;
  /** At most 1,000. */
  readonly count: number;
}
export interface SamplePageAnswer {
  /** A JSON list of them, laid out. */
  readonly text: string;
  /** How many it holds: fewer than asked for where they are long, or at the end. */
  readonly count: number;
  readonly isLast: boolean;
  /** Why the rest cannot be read. */
  readonly problem?: string;
}

/** Copies samples without the people and machines in them into a folder. Nothing is overwritten; `written` is empty where nothing was written. */
export const RedactRequest = 'rulewright/redact';
export interface RedactParams {
  readonly samples: readonly string[];
  readonly folder: string;
}
export interface RedactAnswer {
  /** The uris of the copies. */
  readonly written: readonly string[];
  /** For people. */
  readonly sentences: readonly string[];
}

/** The exception files that a rule could be run with, those that are for it first. Parameters: RuleReference; answer: ExceptionFileChoice[]. */
export const ExceptionFilesRequest = 'rulewright/exceptionFiles';
export interface ExceptionFileChoice {
  readonly uri: string;
  /** Path from the folder of the project, for people. */
  readonly label: string;
  /** "3 items for this rule", "for other rules", or why it cannot be read. */
  readonly detail: string;
  readonly chosen: boolean;
}

/** Remembered by the client in its workspace state and handed over at start: rule key (its id, else uri#index) → uri of its sample, uris of its exceptions. */
export interface RulewrightInitializationOptions {
  readonly chosenSamples?: Readonly<Record<string, string>>;
  readonly chosenExceptions?: Readonly<Record<string, readonly string[]>>;
}
/** Notification server → client: the remembered exceptions changed. */
export const ChosenExceptionsNotification = 'rulewright/chosenExceptions';
export interface ChosenExceptionsParams {
  readonly chosenExceptions: Readonly<Record<string, readonly string[]>>;
}
/** Notification server → client: the remembered choices changed. */
export const ChosenSamplesNotification = 'rulewright/chosenSamples';
export interface ChosenSamplesParams {
  readonly chosenSamples: Readonly<Record<string, string>>;
}

/** The rules of a file that Kibana exported; none where it holds none. Parameters: ExportedRulesParams; answer: ExportedRule[]. */
export const ExportedRulesRequest = 'rulewright/exportedRules';
export interface ExportedRulesParams {
  readonly uri: string;
}
export interface ExportedRule {
  /** From 0, in the order of the file. */
  readonly index: number;
  readonly name: string;
  readonly ruleId?: string;
  /** Of its query, as the rule says it: `eql`, `kuery`, …; absent without a query. */
  readonly language?: string;
}

/** One of them as TOML, for a document that cannot be edited. */
export const ExportedRuleRequest = 'rulewright/exportedRule';
export interface ExportedRuleParams extends ExportedRulesParams {
  readonly index: number;
}
export interface ExportedRuleAnswer {
  readonly text: string;
}

/** Rows of a finished run, for the visible window only. */
export const RowsRequest = 'rulewright/rows';
export interface RowsParams {
  readonly runId: number;
  readonly from: number;
  readonly count: number;
  /** Which outcomes are shown; all when absent. `miss` rows are events that the rule should have hit. */
  readonly outcomes?: readonly RowOutcome[];
  /** Case-insensitive text that a row's cells must hold. */
  readonly text?: string;
  /** Only hits that bear a verdict which nobody accepted. */
  readonly unreviewed?: boolean;
  /** `column` is one of the state's columns, or `@timestamp` or `outcome`, which every run has. */
  readonly sort?: { readonly column: string; readonly descending: boolean };
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

/** One event as a tree, with the values that the query looked at marked. */
export const EventRequest = 'rulewright/event';
export interface EventParams {
  readonly runId: number;
  readonly event: number;
}
export interface EventAnswer {
  readonly reference: EventReference;
  /** What the event was converted from, as `kubernetes-audit`; absent for one that is as its sample has it. */
  readonly converted?: string;
  /** The event as JSON text, as data; at most 1 MB, else `truncated`. */
  readonly json: string;
  readonly truncated: boolean;
  /** Paths that the query looks at, with the values found. */
  readonly looked: readonly LookedAt[];
  /** Why it did or did not match. */
  readonly explanation?: ExplanationNode;
}
export interface LookedAt {
  readonly path: string;
  readonly values: readonly string[];
}
/** One clause of the condition with its verdict on this event. `value` null: the field is missing (the clause does not match). */
export interface ExplanationNode {
  readonly eql: string;
  readonly value: boolean | null;
  /** The actual value or values, as text; null where the event lacks the field. */
  readonly actual: string | null;
  /** What the clause asks for, as the query writes it; absent where it asks for more than a constant. */
  readonly expected?: string;
  /** Why the clause could not be computed, as a sentence. */
  readonly error?: string;
  readonly children: readonly ExplanationNode[];
  /** Set on the arm of an exclusion that took the event out. */
  readonly excludedBy?: boolean;
}

/** How far each key of a sequence came, and what ended it; the farthest keys first. Answer null for a run of another kind. */
export const TimelineRequest = 'rulewright/timeline';
export interface TimelineParams {
  readonly runId: number;
  /** At most so many keys. */
  readonly limit: number;
}
export interface TimelineAnswer {
  readonly runId: number;
  /** The items as EQL, missing ones with their `!`. */
  readonly items: readonly string[];
  /** How many items a key has to reach. */
  readonly needed: number;
  /** How many keys matched the first item at all. */
  readonly keyCount: number;
  readonly keys: readonly TimelineKey[];
  /** Sentences: events that lack a key or a timestamp. */
  readonly notes: readonly string[];
}
export interface TimelineKey {
  readonly keys: readonly string[];
  readonly reached: number;
  readonly events: readonly TimelineEvent[];
  readonly ended: 'complete' | 'maxspan' | 'until' | 'missing-key' | 'forbidden-event' | 'waiting';
  /** What ended it, as a sentence, and the event where one did. */
  readonly detail: string;
  readonly endedBy?: EventReference;
}
export interface TimelineEvent {
  /** Index into `items`. */
  readonly item: number;
  readonly event: EventReference;
  /** Milliseconds after the key's first event. */
  readonly after: number;
}

/** What each exception item does to the hits of a finished run, those that do most first. Answer null for a run without exceptions. */
export const ExceptionItemsRequest = 'rulewright/exceptionItems';
export interface ExceptionItemsParams {
  readonly runId: number;
  /** At most so many items. */
  readonly limit: number;
}
export interface ExceptionItemsAnswer {
  readonly runId: number;
  readonly before: RunTotals;
  readonly after: RunTotals;
  /** Hits that are there only because of the exceptions. */
  readonly adds: number;
  readonly total: number;
  readonly items: readonly ExceptionItemRow[];
}
export interface ExceptionItemRow {
  readonly name: string;
  readonly list?: string;
  readonly state: 'active' | 'never-used' | 'expired' | 'value-list' | 'unreadable';
  /** The hits that go when only this item is there. */
  readonly removes: Omit<RunTotals, 'misses'>;
  /** How many of them no other item takes away. */
  readonly alone: number;
  /** Hits that come when only this item is there. */
  readonly adds: number;
  /** Arms of the query that take out, on these events, all that the item asks for. */
  readonly doubles?: readonly string[];
  /** An event of the first true positive that the item takes away. */
  readonly firstLost?: EventReference;
}

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

/** The event at a place of a sample of the last run, so that a line of a file can be explained. Null where the run did not read it. */
export const FindEventRequest = 'rulewright/findEvent';
export interface FindEventParams {
  /** The file's uri. */
  readonly sample: string;
  /** From 1. */
  readonly line: number;
  /** From 1: tells events of one line apart. */
  readonly column?: number;
}
export interface FindEventAnswer {
  readonly runId: number;
  readonly event: number;
}

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
/** As the protocol of language servers has them. */
export interface MarkEdit {
  readonly range: { readonly start: MarkPosition; readonly end: MarkPosition };
  readonly newText: string;
}
export interface MarkPosition {
  readonly line: number;
  readonly character: number;
}

// ---------------------------------------------------------------- notifications, server → client

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

// ---------------------------------------------------------------- the panel's messages (webview ↔ extension)

/** Extension → webview. */
export type ToPanel =
  | { readonly type: 'state'; readonly state: PanelState | undefined }
  | { readonly type: 'rows'; readonly request: number; readonly answer: RowsAnswer }
  | { readonly type: 'event'; readonly request: number; readonly answer: EventAnswer }
  | { readonly type: 'timeline'; readonly request: number; readonly answer: TimelineAnswer }
  | { readonly type: 'exceptions'; readonly request: number; readonly answer: ExceptionItemsAnswer }
  /** Opens an event that was asked for outside the panel. */
  | { readonly type: 'showEvent'; readonly event: number }
  | { readonly type: 'failed'; readonly request: number; readonly message: string };

/** Webview → extension: intents only. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'rows'; readonly request: number; readonly params: RowsParams }
  | { readonly type: 'event'; readonly request: number; readonly params: EventParams }
  | { readonly type: 'timeline'; readonly request: number; readonly params: TimelineParams }
  | { readonly type: 'exceptions'; readonly request: number; readonly params: ExceptionItemsParams }
  | { readonly type: 'openEvent'; readonly sample: string; readonly line: number; readonly column?: number }
  /** Marks events, and runs the rule again. */
  | { readonly type: 'mark'; readonly rule: RuleReference; readonly params: MarkParams }
  | { readonly type: 'openRule'; readonly rule: RuleReference }
  | { readonly type: 'run'; readonly rule: RuleReference }
  | { readonly type: 'cancel'; readonly runId: number }
  | { readonly type: 'chooseSample'; readonly rule: RuleReference }
  | { readonly type: 'chooseExceptions'; readonly rule: RuleReference }
  /** From the empty panel, which knows no rule: the one at the cursor is meant. */
  | { readonly type: 'begin'; readonly way: BeginWay };

export type BeginWay = 'run' | 'chooseSample' | 'walkthrough';

// ---------------------------------------------------------------- commands that lenses carry

/** Arguments: RuleReference. */
export const RunCommand = 'rulewright.run';
/** Arguments: RuleReference. */
export const RunWithExceptionsCommand = 'rulewright.runWithExceptions';
/** Arguments: RuleReference. */
export const ChooseSampleCommand = 'rulewright.chooseSample';
export const RedactSampleCommand = 'rulewright.redactSample';
/** No arguments: explains the event at the cursor's line of a sample file with the rule of the last run. */
export const ExplainEventCommand = 'rulewright.explainEvent';
/** Arguments: RuleReference; shows the Problems view at the rule's first error. */
export const ShowProblemsCommand = 'rulewright.showProblems';
/** Command of the client: opens a text as a document that is not saved. */
export const ShowTextCommand = 'rulewright.showText';
export interface ShowTextParams {
  readonly text: string;
  /** As the editor calls it, such as `json`. */
  readonly language: string;
}
