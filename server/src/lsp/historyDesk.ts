// The runs of this session as the panel lists them, and what two of them hit. A run of the rule as git has it stands beside them.
import { outline } from '../analysis/analyze';
import type { RuleAnalysis } from '../analysis/analyze';
import type { Host } from '../host/host';
import type {
  CompareAnswer,
  CompareParams,
  HeadRunAnswer,
  HitChange,
  HistoryAnswer,
  HistoryRun,
  PanelState,
  RuleReference,
} from '../protocol';
import { formatOf } from '../rule/read';
import { identityOf } from '../tuning/evade/ruleBefore';
import type { WorkerClient } from '../worker/client';
import type { RunOrder } from '../worker/orders';
import { orderOfRule } from '../worker/ruleOrder';
import type { RuleDocument } from './documents';
import { textAtHead } from './gitHead';
import { readSaved } from './ruleFiles';
import { titleOf, uriKey } from './uris';

export interface HistoryDeskOptions {
  readonly host: Host;
  readonly worker: () => WorkerClient;
}

interface Begun {
  readonly order: RunOrder;
  readonly uri: string;
  /** By which the rule is known again in another version of the file. */
  readonly identity: string;
  readonly isSaved: boolean;
}

interface Ended extends Begun {
  readonly run: Omit<HistoryRun, 'age'>;
  /** By the host's clock. */
  readonly at: number;
}

const MOST_RUNS = 20;
const CHANGES: readonly HitChange[] = ['gone', 'new', 'changed', 'kept'];
const FORGOTTEN = 'The hits of one of these runs are not known any more: run the rule again.';

export class HistoryDesk {
  private begun: (Begun & { readonly runId: number }) | undefined;
  /** The newest first. */
  private ended: readonly Ended[] = [];
  private lastBeside = 0;

  constructor(private readonly options: HistoryDeskOptions) {}

  began(runId: number, order: RunOrder, { uri, analysis }: RuleDocument, { rule }: RuleAnalysis): void {
    const isSaved = readSaved(uri, this.options.host) === analysis.text;
    this.begun = { runId, order, uri, identity: identityOf(rule), isSaved };
  }

  /** Takes a state of the worker: one that is done may be told twice. */
  take({ runId, rule, phase, samples, events, totals, exceptions }: PanelState): void {
    const { begun } = this;
    if (phase !== 'done' || begun?.runId !== runId || this.find(runId) !== undefined) return;
    const { isSaved } = begun;
    const excepted = exceptions === undefined ? {} : { exceptions };
    this.add({ ...begun, run: { runId, rule, samples, events, totals, isSaved, ...excepted } });
  }

  runs(): HistoryAnswer {
    return { runs: this.ended.map((each) => this.toRun(each)) };
  }

  async compare(params: CompareParams): Promise<CompareAnswer> {
    if (!CHANGES.includes(params.change)) throw new Error('Hits are gone, new, changed or kept.');
    const answer = await this.options.worker().ask('compare', params);
    if (answer === null) throw new Error(FORGOTTEN);
    return answer;
  }

  /** On the samples and with the exceptions of the rule's last run. */
  async runHead(reference: RuleReference): Promise<HeadRunAnswer> {
    const key = uriKey(reference.uri);
    const last = this.ended.find(
      ({ run: { runId, rule } }) => runId >= 0 && rule.rule === reference.rule && uriKey(rule.uri) === key,
    );
    if (last === undefined) return { reason: 'The rule has not been run yet.' };
    const old = this.ruleAtHead(last);
    if (typeof old === 'string') return { reason: old };
    const { samples, exceptions } = last.order;
    const order = orderOfRule(old.rule, old.eql, samples, titleOf(last.uri));
    const runId = --this.lastBeside;
    const excepted = exceptions === undefined ? order : { ...order, exceptions };
    const found = await this.options.worker().ask('runBeside', { runId, order: excepted });
    if (found === null) return { reason: 'The run was cancelled.' };
    const { rule, samples: names } = last.run;
    const run = { runId, rule, samples: names, ...found, isSaved: true };
    return { run: this.toRun(this.add({ ...last, run })) };
  }

  /** The same rule in the file as git has it, or why there is none. */
  private ruleAtHead({ uri, identity }: Begun): Required<Pick<RuleAnalysis, 'rule' | 'eql'>> | string {
    const text = textAtHead(uri, this.options.host);
    const format = formatOf(uri);
    if (text === null) return 'There is no git around the rule.';
    if (text === undefined || format === undefined) return 'The file is new: git’s HEAD does not have it.';
    const found = outline(text, format).rules.find((each) => identityOf(each.rule) === identity);
    if (found === undefined) return 'The rule is new: git’s HEAD does not have it.';
    const { rule, eql } = found;
    const isRefused = eql?.parsed.issues.some(({ severity }) => severity === 'error') ?? true;
    return eql === undefined || isRefused ? 'The rule as git’s HEAD has it cannot be run.' : { rule, eql };
  }

  private add(each: Omit<Ended, 'at'>): Ended {
    const ended = { ...each, at: this.options.host.now() };
    this.ended = [ended, ...this.ended].slice(0, MOST_RUNS);
    return ended;
  }

  private find(runId: number): Ended | undefined {
    return this.ended.find(({ run }) => run.runId === runId);
  }

  private toRun({ run, at }: Ended): HistoryRun {
    return { ...run, age: Math.round(this.options.host.now() - at) };
  }
}
