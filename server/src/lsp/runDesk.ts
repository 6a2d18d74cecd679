// Runs as the editor asks for them: begun from the text as it is now, their states handed on, and marked when the text moved on.
import type { RuleAnalysis } from '../analysis/analyze';
import { languageTitle } from '../analysis/languages';
import type {
  EventAnswer,
  EventParams,
  FindEventAnswer,
  FindEventParams,
  PanelState,
  RowsAnswer,
  RowsParams,
  RuleReference,
  RunAnswer,
  TimelineAnswer,
  TimelineParams,
} from '../protocol';
import type { WorkerClient } from '../worker/client';
import { orderOfRule } from '../worker/ruleOrder';
import type { RuleDocument, RuleDocuments } from './documents';
import type { SampleDesk } from './sampleDesk';
import { toPath, uriKey } from './uris';

export interface RunDeskOptions {
  readonly documents: RuleDocuments;
  readonly samples: SampleDesk;
  readonly worker: () => WorkerClient;
  readonly onState: (state: PanelState) => void;
}

interface LastRun {
  readonly rule: RuleReference;
  /** As it was when the run began. */
  readonly query: string;
  /** Sentences on what it runs on. */
  readonly warnings: readonly string[];
  /** The last state, and whether the editor was told that the query is another one by now. */
  state: PanelState | undefined;
  isShownStale: boolean;
}

const LATE = 'The run is over: run the rule again.';

export class RunDesk {
  private last: LastRun | undefined;
  private readonly totals = new Map<string, { readonly query: string; readonly state: PanelState }>();

  constructor(private readonly options: RunDeskOptions) {}

  async run({ uri, rule: index }: RuleReference): Promise<RunAnswer> {
    const document = this.options.documents.openOrSaved(uri);
    const rule = document?.analysis.rules[index];
    if (document === undefined || rule === undefined)
      return { reason: 'The rule is not there any more: open its file and run it again.' };
    const reason = whyNot(rule);
    if (reason !== undefined || rule.eql === undefined) return { reason };
    const samples = await this.options.samples.samplesOf(document.uri, rule);
    if (samples === undefined) return { needsSample: true, reason: this.options.samples.lackOf(document.uri, rule) };
    const reference = { uri: document.uri, rule: index };
    this.last = {
      rule: reference,
      query: rule.eql.embedded.text,
      warnings: samples.warnings,
      state: undefined,
      isShownStale: false,
    };
    return { runId: this.options.worker().run(orderOfRule(rule.rule, rule.eql, samples.files), reference) };
  }

  /** Takes a state of the worker. */
  take(state: PanelState): void {
    const { last } = this;
    if (last === undefined) return;
    last.state = state;
    if (state.phase === 'done') this.totals.set(totalsKey(last.rule), { query: last.query, state });
    this.show(state, last);
  }

  /** Says again how the last run stands, after a text changed. Only when that makes a difference to the panel. */
  review(uri: string): void {
    const { last } = this;
    if (last?.state === undefined || uriKey(last.rule.uri) !== uriKey(uri)) return;
    if (this.isStale(last) !== last.isShownStale) this.show(last.state, last);
  }

  /** The state of the last run of a rule, and whether its query is another one by now. */
  lastOf(
    document: RuleDocument,
    rule: RuleAnalysis,
  ): { readonly state: PanelState; readonly isStale: boolean } | undefined {
    const reference = { uri: document.uri, rule: rule.rule.index };
    const { last } = this;
    if (last?.state !== undefined && totalsKey(last.rule) === totalsKey(reference) && last.state.phase !== 'done')
      return { state: last.state, isStale: false };
    const known = this.totals.get(totalsKey(reference));
    if (known === undefined) return undefined;
    return { state: known.state, isStale: known.query !== rule.eql?.embedded.text };
  }

  cancel(runId: number): void {
    this.options.worker().cancel(runId);
  }

  async rows(params: RowsParams): Promise<RowsAnswer> {
    return this.answered(await this.options.worker().ask('rows', params));
  }

  async event(params: EventParams): Promise<EventAnswer> {
    return this.answered(await this.options.worker().ask('event', params));
  }

  timeline(params: TimelineParams): Promise<TimelineAnswer | null> {
    return this.options.worker().ask('timeline', params);
  }

  findEvent({ sample, line }: FindEventParams): Promise<FindEventAnswer | null> {
    const path = toPath(sample);
    return path === undefined ? Promise.resolve(null) : this.options.worker().ask('findEvent', { sample: path, line });
  }

  private answered<T>(answer: T | null): T {
    if (answer === null) throw new Error(LATE);
    return answer;
  }

  private show(state: PanelState, last: LastRun): void {
    last.isShownStale = this.isStale(last);
    const warnings = last.warnings.map((message) => ({ severity: 'warning', message }) as const);
    const shown = { ...state, problems: [...warnings, ...state.problems] };
    this.options.onState(last.isShownStale ? { ...shown, stale: true } : shown);
  }

  /** A file that is closed is not followed any more. */
  private isStale({ rule, query }: LastRun): boolean {
    const now = this.options.documents.find(rule.uri)?.analysis.rules[rule.rule]?.eql?.embedded.text;
    return now !== undefined && now !== query;
  }
}

function totalsKey({ uri, rule }: RuleReference): string {
  return `${uriKey(uri)}#${rule}`;
}

/** Why a rule cannot be run, as a sentence. What only the catalogue does not know is run. */
export function whyNot({ language, eql }: RuleAnalysis): string | undefined {
  if (language === 'none') return 'The rule has no query.';
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
