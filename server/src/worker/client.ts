// The worker as the language server sees it: a thread that is started before it is needed, and again after a crash.
import { Worker } from 'node:worker_threads';
import { parseQuery } from '../eql/parse';
import type { PanelState, RuleReference } from '../protocol';
import type { FromWorker, Question, QuestionKind, Questions, ToWorker, WorkerSetting } from './messages';
import type { RunOrder } from './orders';
import { openState } from './panelState';
import type { RunRequested } from './panelState';

export interface WorkerClientOptions extends WorkerSetting {
  /** The bundle of `main.ts`. */
  readonly script: string;
  /** States of the newest run only. */
  readonly onState: (state: PanelState) => void;
  /** One sentence for the log, each time the thread ends by itself. */
  readonly onCrash?: (sentence: string) => void;
  /** Megabytes of heap that the thread may take; Node's own limit where absent. */
  readonly heapLimit?: number;
}

/** Of a question that takes long. */
export interface QuestionWatch {
  /** From 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  /** Told at once how the question is cancelled. */
  readonly onBegin: (cancel: () => void) => void;
}

/** Questions are answered by the last finished run; they reject with a sentence when the thread ends meanwhile. */
export interface WorkerClient {
  /** Begins a run and ends one that is under way. Gives the run's id; all else comes as states. */
  run(order: RunOrder, rule: RuleReference): number;
  /** Without effect on a run that is over. */
  cancel(runId: number): void;
  ask<K extends QuestionKind>(
    kind: K,
    asked: Questions[K]['asked'],
    watch?: QuestionWatch,
  ): Promise<Questions[K]['answer']>;
  /** Ends the thread; nothing can be asked any more. */
  dispose(): Promise<void>;
}

export function createWorkerClient(options: WorkerClientOptions): WorkerClient {
  return new ThreadClient(options);
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: (fraction: number) => void;
}

class ThreadClient implements WorkerClient {
  private thread: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  /** The run under way. */
  private current: RunRequested | undefined;
  private newestRun = 0;
  private isDisposed = false;

  constructor(private readonly options: WorkerClientOptions) {
    this.start();
  }

  run(order: RunOrder, rule: RuleReference): number {
    const runId = ++this.newestRun;
    this.current = { runId, rule, order, query: parseQuery(order.query).value };
    this.post({ kind: 'run', runId, order, rule });
    return runId;
  }

  cancel(runId: number): void {
    if (this.current?.runId === runId) this.post({ kind: 'cancel', runId });
  }

  ask<K extends QuestionKind>(
    kind: K,
    asked: Questions[K]['asked'],
    watch?: QuestionWatch,
  ): Promise<Questions[K]['answer']> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, onProgress: watch?.onProgress });
      this.post({ kind: 'question', id, question: { ask: kind, asked } as Question });
      watch?.onBegin(() => {
        if (this.waiting.has(id)) this.post({ kind: 'cancelQuestion', id });
      });
    });
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
    const { thread } = this;
    this.thread = undefined;
    this.rejectAll('The worker was stopped.');
    await thread?.terminate();
  }

  private post(message: ToWorker): void {
    if (this.isDisposed) this.rejectAll('The worker was stopped.');
    else (this.thread ?? this.start()).postMessage(message);
  }

  private start(): Worker {
    const { script, schemaFolder, heapLimit } = this.options;
    const workerData: WorkerSetting = { schemaFolder };
    const resourceLimits = heapLimit === undefined ? {} : { maxOldGenerationSizeMb: heapLimit };
    // Standard output belongs to the language server's protocol, so the thread gets one of its own.
    const thread = new Worker(script, { workerData, resourceLimits, name: 'rulewright', stdout: true });
    thread.stdout.pipe(process.stderr, { end: false });
    this.thread = thread;
    let isReady = false;
    let reason = 'it ended by itself';
    thread.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') isReady = true;
      else if (this.thread === thread) this.receive(message);
    });
    thread.on('error', (error) => (reason = reasonOf(error)));
    thread.on('exit', () => {
      if (this.thread === thread) this.recover(reason, isReady);
    });
    return thread;
  }

  /** A thread that never came to life is not started again until it is needed: it would only die again. */
  private recover(reason: string, wasReady: boolean): void {
    this.thread = undefined;
    const { current } = this;
    this.current = undefined;
    const next = wasReady ? 'It is started again.' : 'The next run tries again.';
    const sentence = `The worker that runs rules stopped: ${reason.replace(/\.$/, '')}. ${next}`;
    this.options.onCrash?.(sentence);
    this.rejectAll(sentence);
    if (current !== undefined) this.options.onState(openState(current, 'failed', { message: sentence }));
    if (wasReady && this.thread === undefined) this.start();
  }

  private rejectAll(sentence: string): void {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(new Error(sentence));
  }

  private receive(message: Exclude<FromWorker, { kind: 'ready' }>): void {
    if (message.kind === 'state') {
      this.receiveState(message.state);
      return;
    }
    const waiting = this.waiting.get(message.id);
    if (message.kind === 'progress') return waiting?.onProgress?.(message.fraction);
    this.waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.answer);
    else waiting?.reject(new Error(message.message));
  }

  private receiveState(state: PanelState): void {
    if (state.runId !== this.newestRun) return;
    if (state.phase !== 'loading' && state.phase !== 'running') this.current = undefined;
    this.options.onState(state);
  }
}

function reasonOf(error: Error & { readonly code?: string }): string {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'it ran out of memory, the sample is too large for it';
  return error.message;
}
