// Runs as the editor asks for them: begun from the text as it is now, their states handed on, and marked when the text moved on.
import type { RuleAnalysis } from '../analysis/analyze';
import { languageTitle } from '../analysis/languages';
import type { Host } from '../host/host';
import type {
  ArmsAnswer,
  ArmsParams,
  EventAnswer,
  EventParams,
  ExceptionFileChoice,
  ExceptionItemsAnswer,
  ExceptionItemsParams,
  FindEventAnswer,
  FindEventParams,
  MarkAnswer,
  MarkParams,
  RedactAnswer,
  RedactParams,
  PanelState,
  RuleReference,
  RunAnswer,
  RunParams,
  TimelineAnswer,
  TimelineParams,
} from '../protocol';
import type { WorkerClient } from '../worker/client';
import type { Questions } from '../worker/messages';
import type { RowQuestion } from '../worker/rowAnswers';
import type { QueryArmRow } from '../worker/runArms';
import { schemaPathsOf } from '../worker/orders';
import { orderOfRule } from '../worker/ruleOrder';
import { HistoryDesk } from './historyDesk';
import { mark } from './markDesk';
import { redact } from './redactDesk';
import type { LongRequest } from './requestProgress';
import type { RuleDocument, RuleDocuments } from './documents';
import { basisOf, changeSince, runTextOf } from './runBasis';
import type { RunBasis } from './runBasis';
import type { ExceptionDesk } from './exceptionDesk';
import type { SampleDesk } from './sampleDesk';
import { toArmRow } from './shownArms';
import { titleOf, toPath, uriKey } from './uris';

export interface RunDeskOptions {
  readonly host: Host;
  readonly documents: RuleDocuments;
  readonly samples: SampleDesk;
  readonly exceptions: ExceptionDesk;
  readonly worker: () => WorkerClient;
  readonly onState: (state: PanelState) => void;
  /** The label files that are open, as they are in the editor: path → text. */
  readonly openLabels: () => Readonly<Record<string, string>>;
}

type Change = ReturnType<typeof changeSince>;

interface LastRun {
  readonly rule: RuleReference;
  readonly basis: RunBasis;
  /** Sentences on what it runs on. */
  readonly warnings: readonly string[];
  /** The last state, and what the editor was told is another one since. */
  state: PanelState | undefined;
  shownChange: Change;
  /** Its rule runs on something else from now on. A run that is over may still speak: of near misses. */
  isForgotten: boolean;
}

/** The last finished run of a rule. */
interface Finished {
  readonly basis: RunBasis;
  readonly state: PanelState;
}

const FILES_CHANGED = 'The sample, its labels, the exceptions or the schema changed since: run the rule again.';
const LATE = 'The run is over: run the rule again.';

export class RunDesk {
  private last: LastRun | undefined;
  private readonly finished = new Map<string, Finished>();

  readonly history: HistoryDesk;

  constructor(private readonly options: RunDeskOptions) {
    this.history = new HistoryDesk(options);
  }

  async run({ uri, rule: index, samples: named = [], exceptions: given }: RunParams): Promise<RunAnswer> {
    const document = this.options.documents.openOrSaved(uri);
    const rule = document?.analysis.rules[index];
    if (document === undefined || rule === undefined)
      return { reason: 'The rule is not there any more: open its file and run it again.' };
    const reason = whyNot(rule);
    if (reason !== undefined || rule.eql === undefined) return { reason };
    const samples =
      named.length > 0
        ? this.options.samples.given(document.uri, named)
        : await this.options.samples.samplesOf(document.uri, rule);
    if (typeof samples === 'string') return { reason: samples };
    if (samples === undefined) return { needsSample: true, reason: this.options.samples.lackOf(document.uri, rule) };
    const refused = given && this.options.exceptions.choose(document.uri, rule, given);
    if (refused !== undefined) return { reason: refused };
    const exceptions = this.options.exceptions.exceptionsOf(document.uri, rule);
    const reference = { uri: document.uri, rule: index };
    const order = orderOfRule(rule.rule, rule.eql, samples.files, titleOf(uri));
    const others = [...schemaPathsOf(order), ...exceptions.paths];
    const basis = basisOf(runTextOf(rule) ?? '', samples.files, others, this.options.host);
    this.last = {
      rule: reference,
      basis,
      warnings: [...samples.warnings, ...exceptions.warnings],
      state: undefined,
      shownChange: undefined,
      isForgotten: false,
    };
    const excepted = exceptions.order === undefined ? order : { ...order, exceptions: exceptions.order };
    const runId = this.options.worker().run(excepted, reference);
    this.history.began(runId, excepted, document, rule);
    return { runId };
  }

  /** Takes a state of the worker. */
  take(state: PanelState): void {
    const { last } = this;
    if (last === undefined) return;
    last.state = state;
    this.history.take(state);
    if (state.phase === 'done' && !last.isForgotten)
      this.finished.set(ruleKey(last.rule), { basis: last.basis, state });
    this.show(state, last);
  }

  /** Says again how the last run stands, after a text or a file changed. Only when that makes a difference to the panel. */
  review(): void {
    const { last } = this;
    if (last?.state === undefined) return;
    if (this.changeOf(last) !== last.shownChange) this.show(last.state, last);
  }

  /** The rule runs on something else from now on, so what it found before says nothing of it. */
  forget(rule: RuleReference): void {
    this.finished.delete(ruleKey(rule));
    if (this.last !== undefined && ruleKey(this.last.rule) === ruleKey(rule)) this.last.isForgotten = true;
  }

  /** How the last run of a rule stands, and what is another one since. */
  lastOf(
    document: RuleDocument,
    rule: RuleAnalysis,
  ): { readonly state: PanelState; readonly change: Change } | undefined {
    const key = ruleKey({ uri: document.uri, rule: rule.rule.index });
    const { last } = this;
    if (last?.state !== undefined && ruleKey(last.rule) === key && last.state.phase !== 'done')
      return { state: last.state, change: undefined };
    const known = this.finished.get(key);
    if (known === undefined) return undefined;
    const change = changeSince(known.basis, runTextOf(rule), this.options.host);
    return { state: known.state, change };
  }

  /** The rule of a run and what it was made from; undefined where it is not the last one. */
  madeFrom(runId: number): Pick<LastRun, 'rule' | 'basis'> | undefined {
    return this.last?.state?.runId === runId ? this.last : undefined;
  }

  async arms({ runId }: ArmsParams): Promise<ArmsAnswer> {
    const rows = this.answered(await this.options.worker().ask('arms', { runId }));
    const { last } = this;
    const isPlaced = last?.state?.runId === runId && this.changeOf(last) !== 'query';
    const document = isPlaced ? this.options.documents.find(last.rule.uri) : undefined;
    const rule = isPlaced ? document?.analysis.rules[last.rule.rule] : undefined;
    return { runId, arms: rows.map((row) => toArmRow(row, document, rule)) };
  }

  /** None where another rule was run since, or something changed. */
  async armsOf(document: RuleDocument, rule: RuleAnalysis): Promise<readonly QueryArmRow[]> {
    const known = this.lastOf(document, rule);
    if (known?.state.phase !== 'done' || known.change !== undefined) return [];
    const { runId } = known.state;
    if (this.last?.state?.runId !== runId) return [];
    // A worker that ended meanwhile has said so itself.
    return (
      (await this.options
        .worker()
        .ask('arms', { runId })
        .catch(() => null)) ?? []
    );
  }

  cancel(runId: number): void {
    this.options.worker().cancel(runId);
  }

  /** What is asked about the rows of the last run. */
  async about<K extends RowQuestion>(
    question: K,
    params: Questions[K]['asked'],
  ): Promise<NonNullable<Questions[K]['answer']>> {
    return this.answered(await this.options.worker().ask(question, params));
  }

  async event(params: EventParams): Promise<EventAnswer> {
    return this.answered(await this.options.worker().ask('event', params));
  }

  timeline(params: TimelineParams): Promise<TimelineAnswer | null> {
    return this.options.worker().ask('timeline', params);
  }

  exceptionFiles({ uri, rule: index }: RuleReference): readonly ExceptionFileChoice[] {
    const rule = this.options.documents.openOrSaved(uri)?.analysis.rules[index];
    return rule === undefined ? [] : this.options.exceptions.choices(uri, rule);
  }

  exceptionItems(params: ExceptionItemsParams): Promise<ExceptionItemsAnswer | null> {
    return this.options.worker().ask('exceptionItems', params);
  }

  async mark(params: MarkParams): Promise<MarkAnswer> {
    return this.answered(await mark(params, this.options.openLabels(), this.options.worker()));
  }

  redact(params: RedactParams, request: LongRequest): Promise<RedactAnswer> {
    return redact(params, this.options.worker(), request);
  }

  findEvent({ sample, ...place }: FindEventParams): Promise<FindEventAnswer | null> {
    const path = toPath(sample);
    return path === undefined
      ? Promise.resolve(null)
      : this.options.worker().ask('findEvent', { sample: path, ...place });
  }

  private answered<T>(answer: T | null): NonNullable<T> {
    if (answer === null || answer === undefined) throw new Error(LATE);
    return answer;
  }

  private show(state: PanelState, last: LastRun): void {
    const change = this.changeOf(last);
    last.shownChange = change;
    const warnings = change === 'files' ? [FILES_CHANGED, ...last.warnings] : last.warnings;
    const problems: PanelState['problems'] = warnings.map((message) => ({ severity: 'warning', message }));
    const shown = { ...state, problems: [...problems, ...state.problems] };
    this.options.onState(change === 'query' ? { ...shown, stale: true } : shown);
  }

  /** Of a run that is over. A file that is closed is not followed any more. */
  private changeOf({ rule, basis, state }: LastRun): Change {
    if (state?.phase === 'loading' || state?.phase === 'running') return undefined;
    const now = runTextOf(this.options.documents.find(rule.uri)?.analysis.rules[rule.rule]);
    return changeSince(basis, now, this.options.host);
  }
}

function ruleKey({ uri, rule }: RuleReference): string {
  return `${uriKey(uri)}#${rule}`;
}

/** Why a rule cannot be run, as a sentence. What only the catalogue does not know is run. */
export function whyNot({ language, eql }: RuleAnalysis): string | undefined {
  if (language === 'none') return 'The rule has no query.';
  if (eql === undefined && language === 'eql')
    return 'The file is larger than 1 MB, and this rule stands too far back in it to be read.';
  if (eql === undefined) return `Only EQL rules are run so far, and the query is in ${languageTitle(language)}.`;
  const refused = refusedIssues(eql);
  if (refused === 0) return undefined;
  return `The rule is not run: its query has ${refused} ${refused === 1 ? 'error' : 'errors'}.`;
}

/**
 * How many issues keep a query from running. A field that the schema does not know is no such issue: the sample may have it, and the run
 * maps it as Elasticsearch would.
 */
export function refusedIssues({ issues }: NonNullable<RuleAnalysis['eql']>): number {
  return issues.filter(({ severity, code }) => severity === 'error' && code !== 'unknown-field').length;
}
