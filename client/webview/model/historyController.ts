// Between the view of the history and the messages: asks for the runs and for what two of them hit; of two answers the last one counts. No DOM.
import type { FromPanel, HistoryAnswer, HitChange, PanelState, ToPanel } from '../../../server/src/protocol';
import { baseOf, chosenRun, comparedInWords, emptyHistory, firstRows, mostComparedRows } from './history';
import type { ShownHistory } from './history';

export interface HistoryHost {
  state(): PanelState | undefined;
  /** A number that no other question has. */
  nextRequest(): number;
  post(message: FromPanel): void;
  changed(): void;
  /** To a screen reader. */
  say(sentence: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

type HistoryMessage = Extract<ToPanel, { readonly type: 'history' | 'compared' | 'headRun' }>;

export class HistoryController {
  private current = emptyHistory;
  /** The last question of each kind; answers to others are out of date. */
  private readonly asked = new Map<HistoryMessage['type'], number>();
  /** The run for which the list was asked for. */
  private seen: number | undefined;

  constructor(private readonly host: HistoryHost) {}

  get shown(): ShownHistory {
    return this.current;
  }

  get isWaiting(): boolean {
    return this.asked.size > 0;
  }

  /** The view is in sight: asks again after each run. */
  look(): void {
    const state = this.host.state();
    if (state === undefined || state.phase !== 'done' || this.seen === state.runId) return;
    this.seen = state.runId;
    this.current = { ...emptyHistory, ...(this.current.runs === undefined ? {} : { runs: this.current.runs }) };
    this.askRuns();
  }

  /** The run that is looked at; it is compared with the one before it. */
  choose(chosen: number): void {
    const { runs, change } = this.current;
    this.current = { ...emptyHistory, ...(runs === undefined ? {} : { runs }), change, chosen };
    this.compare();
  }

  compareWith(base: number): void {
    this.current = { ...this.current, base, limit: firstRows, answer: undefined };
    this.compare();
  }

  /** Runs the rule as git's HEAD has it, and compares with that. */
  compareWithHead(): void {
    const run = chosenRun(this.current);
    if (run === undefined) return;
    const { uri, rule } = run.rule;
    this.current = { ...this.current, failure: undefined };
    this.host.post({ type: 'runHead', request: this.note('headRun'), rule: { uri, rule } });
    this.host.changed();
  }

  show(change: HitChange): void {
    this.current = { ...this.current, change, limit: firstRows };
    this.compare();
  }

  showMore(): void {
    this.current = { ...this.current, limit: mostComparedRows };
    this.compare();
  }

  receive(message: HistoryMessage): void {
    if (this.asked.get(message.type) !== message.request) return;
    this.asked.delete(message.type);
    switch (message.type) {
      case 'history':
        return this.takeRuns(message.answer);
      case 'headRun':
        return this.takeHead(message.answer);
      case 'compared':
        if (this.current.answer === undefined) this.host.say(comparedInWords(message.answer));
        this.current = { ...this.current, answer: message.answer, failure: undefined };
        return this.host.changed();
    }
  }

  /** Whether the question was one of the history. */
  fail(request: number, failure: string): boolean {
    const [type] = [...this.asked].find(([, asked]) => asked === request) ?? [];
    if (type === undefined) return false;
    this.asked.delete(type);
    this.current = { ...this.current, failure };
    this.host.changed();
    return true;
  }

  private askRuns(): void {
    this.host.post({ type: 'history', request: this.note('history') });
  }

  private takeRuns({ runs }: HistoryAnswer): void {
    const now = this.host.now();
    this.current = { ...this.current, runs: runs.map((run) => ({ ...run, ended: now - run.age })), failure: undefined };
    this.compare();
  }

  private takeHead({ run, reason }: Extract<ToPanel, { type: 'headRun' }>['answer']): void {
    if (run === undefined) {
      this.current = { ...this.current, failure: reason };
      return this.host.changed();
    }
    // The new run is the newest: what was looked at stays so.
    const chosen = chosenRun(this.current)?.runId;
    const runs = [{ ...run, ended: this.host.now() }, ...(this.current.runs ?? [])];
    this.current = { ...this.current, runs, base: run.runId, limit: firstRows, answer: undefined };
    if (chosen !== undefined) this.current = { ...this.current, chosen };
    this.compare();
  }

  private compare(): void {
    const [run, base] = [chosenRun(this.current), baseOf(this.current)];
    if (run !== undefined && base !== undefined) {
      const { change, limit } = this.current;
      const params = { before: base.runId, after: run.runId, change, from: 0, count: limit };
      this.host.post({ type: 'compare', request: this.note('compared'), params });
    }
    this.host.changed();
  }

  private note(type: HistoryMessage['type']): number {
    const request = this.host.nextRequest();
    this.asked.set(type, request);
    return request;
  }
}
