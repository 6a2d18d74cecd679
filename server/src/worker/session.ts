// What the thread does: one run at a time, the last finished one kept, and questions about it answered. Knows no thread itself.
import { parseQuery } from '../eql/parse';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import type { NearMiss, PanelState } from '../protocol';
import { findEvent } from './eventReference';
import { findSamples } from './findSamples';
import type { FromWorker, Question, QuestionKind, Questions, ToWorker } from './messages';
import type { FinishedRun, Watch } from './orders';
import { fillFromRun, proposeEntry, seedOf } from './lofpRun';
import { markEvents } from './markEvents';
import { Matrix } from './matrix';
import { toPair } from './matrixPair';
import { doneState, openState } from './panelState';
import type { RunRequested } from './panelState';
import { PeekCache } from './peekDatasets';
import { ProposalBook } from './proposalBook';
import { readArms } from './runArms';
import { readEvent } from './runEvent';
import { RunHistory } from './runHistory';
import { readExceptionItems } from './runExceptions';
import { readNearMisses } from './runNearMisses';
import { createRowAnswers } from './rowAnswers';
import type { RowAnswers } from './rowAnswers';
import { redactSamples } from './redact/redactSamples';
import { runRule } from './runRule';
import { readTimeline } from './runTimeline';
import { sampleAnswers } from './sampleAnswers';
import type { SampleAnswers } from './sampleAnswers';
import { SampleCache } from './sampleCache';
import { learnSamples } from './sampleKnowledge';

interface Kept {
  readonly runId: number;
  readonly run: FinishedRun;
  readonly rows: RowAnswers;
  readonly proposals: ProposalBook;
}

type Answers = { readonly [K in QuestionKind]: (asked: Questions[K]['asked'], watch: Watch) => Answer<K> };
type Answer<K extends QuestionKind> = Questions[K]['answer'] | Promise<Questions[K]['answer']>;

/** Milliseconds between two reports of progress. */
const REPORT = 100;

export class Session {
  private readonly cache = new SampleCache();
  private readonly peeks = new PeekCache();
  private readonly samples: SampleAnswers;
  private readonly matrix: Matrix;
  private readonly history: RunHistory;
  /** Questions that are not answered yet, and not cancelled. */
  private readonly open = new Set<number>();
  private running: number | undefined;
  private kept: Kept | undefined;

  constructor(
    private readonly host: Host,
    private readonly send: (message: FromWorker) => void,
  ) {
    this.matrix = new Matrix(host, this.cache);
    this.history = new RunHistory(host);
    this.samples = sampleAnswers(host, { peeks: this.peeks, labels: this.cache.labels });
  }

  /** Settled when what the message asks for is done. Never rejects. */
  async receive(message: ToWorker): Promise<void> {
    switch (message.kind) {
      case 'run':
        return this.run({ ...message, query: parseQuery(message.order.query).value });
      case 'cancel':
        if (this.running === message.runId) this.running = undefined;
        return;
      case 'question':
        return this.reply(message.id, message.question);
      case 'cancelQuestion':
        this.open.delete(message.id);
        return;
    }
  }

  private async run(asked: RunRequested): Promise<void> {
    const { runId } = asked;
    this.running = runId;
    this.report(openState(asked, 'loading'));
    try {
      const run = await runRule(asked.order, this.host, this.cache, this.watch(asked));
      if (run === undefined) this.reportCancelled(asked);
      else await this.finish(asked, run);
    } catch (error) {
      if (this.isSuperseded(runId)) return;
      this.report(openState(asked, 'failed', { message: sentenceOf(error) }));
    }
    if (this.running === runId) this.running = undefined;
  }

  /** Near misses come with a run that hits nothing, which opens with them; else after the hits, which must not wait for them. */
  private async finish(asked: RunRequested, run: FinishedRun): Promise<void> {
    const isEmpty = run.result.hits.length === 0;
    if (!isEmpty) this.keep(asked, run, []);
    const isCancelled = (): boolean => this.running !== asked.runId;
    const nearMisses = await readNearMisses(run, this.host, { isCancelled });
    if (nearMisses === undefined) {
      if (isEmpty) this.reportCancelled(asked);
    } else if (isEmpty || nearMisses.length > 0) this.keep(asked, run, nearMisses);
  }

  private keep(asked: RunRequested, run: FinishedRun, nearMisses: readonly NearMiss[]): void {
    const { runId } = asked;
    const isNew = this.kept?.runId !== runId;
    if (isNew) this.kept = { runId, run, rows: createRowAnswers(run), proposals: new ProposalBook(run) };
    this.report(doneState(asked, run, nearMisses));
    // Nobody asks before this is done: whoever hears of the run asks by a message.
    if (isNew) this.history.record(runId, run);
  }

  private watch(asked: RunRequested): Watch {
    let last = this.host.now();
    return {
      onProgress: (phase, progress) => {
        if (this.host.now() - last < REPORT || this.running !== asked.runId) return;
        last = this.host.now();
        this.report(openState(asked, phase, { progress }));
      },
      isCancelled: () => this.running !== asked.runId,
    };
  }

  /** A run that a newer one replaced ends in silence. */
  private reportCancelled(asked: RunRequested): void {
    if (!this.isSuperseded(asked.runId)) this.report(openState(asked, 'cancelled'));
  }

  private isSuperseded(runId: number): boolean {
    return this.running !== undefined && this.running !== runId;
  }

  private report(state: PanelState): void {
    this.send({ kind: 'state', state });
  }

  private async reply(id: number, question: Question): Promise<void> {
    this.open.add(id);
    try {
      this.send({ kind: 'answer', id, answer: await this.answer(question, this.watchQuestion(id)) });
    } catch (error) {
      this.send({ kind: 'failed', id, message: sentenceOf(error) });
    }
    this.open.delete(id);
  }

  private answer({ ask, asked }: Question, watch: Watch): unknown {
    return (this.answers[ask] as (asked: Question['asked'], watch: Watch) => unknown)(asked, watch);
  }

  private watchQuestion(id: number): Watch {
    let last = this.host.now();
    return {
      onProgress: (_phase, fraction) => {
        if (this.host.now() - last < REPORT || !this.open.has(id)) return;
        last = this.host.now();
        this.send({ kind: 'progress', id, fraction });
      },
      isCancelled: () => !this.open.has(id),
    };
  }

  private readonly answers: Answers = {
    rows: (params) => this.keptAs(params.runId)?.rows.rows(params) ?? null,
    groups: (params) => this.keptAs(params.runId)?.rows.groups(params) ?? null,
    groupFields: (params) => this.keptAs(params.runId)?.rows.groupFields(params) ?? null,
    hitTimeline: (params) => this.keptAs(params.runId)?.rows.hitTimeline(params) ?? null,
    exportRows: (params) => this.keptAs(params.runId)?.rows.exportRows(params) ?? null,
    condition: (params) => this.keptAs(params.runId)?.rows.condition(params) ?? null,
    event: ({ runId, event }) => {
      const kept = this.keptAs(runId);
      return (kept && readEvent(event, kept.run)) ?? null;
    },
    timeline: ({ runId, limit }) => {
      const kept = this.keptAs(runId);
      return (kept && readTimeline(runId, limit, kept.run)) ?? null;
    },
    exceptionItems: ({ runId, limit }) => {
      const kept = this.keptAs(runId);
      return (kept && readExceptionItems(runId, limit, kept.run)) ?? null;
    },
    arms: ({ runId }) => {
      const kept = this.keptAs(runId);
      return kept === undefined ? null : readArms(kept.run);
    },
    proposals: (params) => this.keptAs(params.runId)?.proposals.propose(params) ?? null,
    moveProposal: (params) => {
      const kept = this.keptAs(params.runId);
      return kept === undefined ? null : { row: kept.proposals.move(params) };
    },
    acceptProposal: (params) => this.keptAs(params.runId)?.proposals.accept(params) ?? null,
    exceptionItem: ({ params, list }) =>
      this.keptAs(params.runId)?.proposals.exceptionItem(params, list, this.host.today()) ?? null,
    lofpFill: (order) => {
      const kept = this.keptAs(order.runId);
      return kept === undefined ? null : fillFromRun(order, kept.run);
    },
    lofpProposal: (order) => {
      const kept = this.keptAs(order.runId);
      return kept === undefined ? null : kept.proposals.add(proposeEntry(order, kept.run));
    },
    lofpSeed: (order) => {
      const kept = this.keptAs(order.runId);
      return kept === undefined ? null : seedOf(order, kept.run);
    },
    compare: (params) => this.history.compare(params, this.kept),
    runBeside: (asked, watch) => this.runBeside(asked, watch),
    findEvent: ({ sample, ...place }) => {
      const event = this.kept && findEvent(sample, place, this.kept.run);
      return this.kept === undefined || event === undefined ? null : { runId: this.kept.runId, event };
    },
    findSamples: ({ folder, request }) => findSamples(this.host, folder, request, this.peeks),
    mark: (order) => {
      const kept = this.keptAs(order.params.runId);
      return kept === undefined ? null : markEvents(order, kept.run, this.host);
    },
    sampleFiles: (asked) => this.samples.sampleFiles(asked),
    sampleDetails: (asked) => this.samples.sampleDetails(asked),
    samplePage: (asked) => this.samples.samplePage(asked),
    matrix: ({ orders }, watch) =>
      this.matrix.run(
        orders.map((order) => toPair(order, this.host, this.cache)),
        watch,
      ),
    redact: (order, watch) => redactSamples(order, this.host, watch),
    knowledge: (params) => learnSamples(params, this.host, this.cache),
  };

  private async runBeside({ runId, order }: Questions['runBeside']['asked'], watch: Watch) {
    const run = await runRule(order, this.host, this.cache, watch);
    if (run === undefined) return null;
    this.history.record(runId, run);
    return { totals: run.judgement.totals, events: run.samples.reduce((sum, { events }) => sum + events, 0) };
  }

  private keptAs(runId: number): Kept | undefined {
    return this.kept?.runId === runId ? this.kept : undefined;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof UnreadableError) return error.message;
  return `The worker failed unexpectedly: ${error instanceof Error ? error.message : String(error)}.`;
}
