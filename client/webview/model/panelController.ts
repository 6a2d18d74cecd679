// Between the panel's model and the messages: takes what arrives, asks for what is missing, drops what is out of date. No DOM.
import * as l10n from '@vscode/l10n';
import type {
  EventAnswer,
  EventReference,
  FromPanel,
  MarkLabel,
  MarkParams,
  PanelState,
  ResultRow,
  RowsAnswer,
  ToPanel,
} from '../../../server/src/protocol';
import { announcementOf, columnInWords, filteredInWords, verdictInWords } from './announcement';
import { keptAnalysis, noAnalysis } from './analysis';
import { AnalysisController } from './analysisController';
import type { ViewName } from './outcomes';
import * as steps from './panelModel';
import type { Origin, PanelModel } from './panelModel';
import { HistoryController } from './historyController';
import { KnownController } from './knownController';
import { keptProposals } from './proposals';
import { ProposalsController } from './proposalsController';
import { RowCache } from './rowCache';
import { shownFields } from './hiddenColumns';
import type { MarkScope } from './marks';
import type { SavedView } from './savedView';
import { SelectedHits } from './selectedHits';
import { select, selectAll } from './selection';
import type { SelectHow } from './selection';
import type { TableLine } from './tableLines';
import { counted } from './counted';
import { firstItems } from './exceptions';
import { firstKeys } from './timeline';

export type { SavedView } from './savedView';

export interface PanelHost {
  post(message: FromPanel): void;
  save(view: SavedView): void;
  /** The model or the rows are others now. */
  changed(): void;
}

type Asked =
  | { readonly kind: 'rows'; readonly cache: RowCache; readonly from: number }
  | { readonly kind: 'event'; readonly event: number }
  | { readonly kind: 'timeline' }
  | { readonly kind: 'exceptions' };

/** Questions for rows that may be open at once: while somebody drags the scroll bar, only what is still in sight is asked for. */
const mostAsked = 3;

export class PanelController {
  private current: PanelModel;
  private rows: RowCache | undefined;
  /** Exclusions that are proposed. */
  readonly proposals = new ProposalsController({
    model: () => this.current,
    show: (proposals) => this.set({ ...this.current, proposals }),
    nextRequest: () => ++this.lastRequest,
    post: (message) => this.host.post(message),
    say: (sentence) => this.say(sentence),
  });
  /** Groups, the chart over time, exports. */
  readonly analysis = new AnalysisController({
    model: () => this.current,
    show: (next) => this.set(next),
    withSelectedRows: (act) => this.selectedHits.with(act),
    nextRequest: () => ++this.lastRequest,
    post: (message) => this.host.post(message),
    say: (sentence) => this.say(sentence),
  });
  readonly history = new HistoryController({
    state: () => this.current.state,
    nextRequest: () => ++this.lastRequest,
    post: (message) => this.host.post(message),
    changed: () => this.host.changed(),
    say: (sentence) => this.say(sentence),
    now: () => Date.now(),
  });
  /** Known false positives that could be left out. */
  readonly known = new KnownController({
    state: () => this.current.state,
    nextRequest: () => ++this.lastRequest,
    post: (message) => this.host.post(message),
    changed: () => this.set(this.current),
    say: (sentence) => this.say(sentence),
    reveal: () => this.chooseTab('proposals'),
    hand: (answer, rows) => this.proposals.show(answer, rows),
    propose: (rows) => this.proposals.ask(rows, true),
    withSelectedRows: (act) => this.selectedHits.with(act),
  });
  private readonly selectedHits = new SelectedHits({
    selected: () => this.current.selection?.rows,
    cache: () => this.rows,
    nextRequest: () => ++this.lastRequest,
    post: (message) => this.host.post(message),
    say: (sentence) => this.say(sentence),
  });
  private readonly asked = new Map<number, Asked>();
  private lastRequest = 0;
  private lineToOpen: TableLine | undefined;
  private said = '';
  private failure: string | undefined;

  constructor(
    private readonly host: PanelHost,
    private saved?: SavedView,
  ) {
    this.current = { ...steps.emptyModel, hidden: saved?.hidden ?? {}, analysis: saved?.analysis ?? noAnalysis };
  }

  get model(): PanelModel {
    return this.current;
  }

  /** The rows of the tab, the filter and the order that are set; undefined while a run has none. */
  get cache(): RowCache | undefined {
    return this.rows;
  }

  /** What was said last to a screen reader. */
  get announcement(): string {
    return this.said;
  }

  /** Why rows could not be had. */
  get rowsFailure(): string | undefined {
    return this.failure;
  }

  receive(message: ToPanel): void {
    switch (message.type) {
      case 'state':
        return this.receiveState(message.state);
      case 'rows':
        return this.receiveRows(message.request, message.answer);
      case 'event':
        if (this.asked.delete(message.request)) this.receiveEvent(message.answer);
        return;
      case 'timeline':
        if (this.asked.delete(message.request)) this.set(steps.receiveTimeline(this.current, message.answer));
        return;
      case 'exceptions':
        if (this.asked.delete(message.request)) this.set(steps.receiveExceptions(this.current, message.answer));
        return;
      case 'groups':
      case 'groupFields':
      case 'hitTimeline':
        return this.analysis.receive(message);
      case 'proposals':
      case 'proposalMoved':
      case 'proposalAccepted':
        return this.proposals.receive(message);
      case 'history':
      case 'compared':
      case 'headRun':
        return this.history.receive(message);
      case 'showEvent':
        return this.openEvent({ event: message.event, sample: '', line: 0 }, 'line');
      case 'failed':
        return this.failed(message.request, message.message);
      default:
        return this.known.receive(message);
    }
  }

  chooseTab(tab: ViewName): void {
    this.set(steps.chooseTab(this.current, tab));
  }

  filterBy(text: string): void {
    this.set(steps.filterBy(this.current, text));
  }

  toggleSort(column: string): void {
    this.set(steps.toggleSort(this.current, column));
  }

  toggleColumn(field: string): void {
    this.set(steps.toggleColumn(this.current, field));
    this.say(columnInWords(this.current, field));
  }

  resetColumns(): void {
    this.set(steps.resetColumns(this.current));
    this.say(columnInWords(this.current));
  }

  toggleProblems(): void {
    this.set(steps.toggleProblems(this.current));
  }

  toggleRow(index: number): void {
    const row = this.rows?.row(index);
    if (row !== undefined && row.events.length > 1) this.set(steps.toggleRow(this.current, index, row.events.length));
  }

  /** Makes a line of the table the active one and opens its event; when its row is not here yet, as soon as it is. */
  moveTo(line: TableLine, how: SelectHow = 'one'): void {
    this.lineToOpen = line;
    const selection = select(this.current.selection, line.row, how);
    this.set({ ...steps.activate(this.current, line), selection });
    this.openLine();
  }

  /** A menu is asked for on a line: of all selected rows where it is one of them, else of it alone. */
  pointTo(line: TableLine): void {
    if (this.current.selection?.rows.has(line.row) !== true) return this.moveTo(line);
    const { selection } = this.current;
    this.set({ ...steps.activate(this.current, line), selection });
  }

  selectAll(): void {
    this.set({ ...this.current, selection: selectAll(this.rows?.total ?? 0) });
  }

  markWhich(markScope: MarkScope): void {
    this.set({ ...this.current, markScope });
  }

  toggleMarksForRule(): void {
    this.set({ ...this.current, marksForRule: !this.current.marksForRule });
  }

  /** Says of the selected rows, or of those that belong to the active one, what they are; null takes it back. */
  mark(label: MarkLabel | null, scope: MarkScope = this.current.markScope): void {
    if (scope === 'selection') return this.selectedHits.with((rows) => this.postMark({ rows }, label));
    const meant = this.meantBeside(scope);
    if (meant !== undefined) this.postMark(meant, label);
  }

  /** All alerts that carry the verdict are labelled so. */
  acceptVerdict(verdict: string, label: MarkLabel): void {
    const { state } = this.current;
    if (state !== undefined)
      this.host.post({ type: 'mark', rule: state.rule, params: { runId: state.runId, verdict, label } });
  }

  private postMark(meant: Pick<MarkParams, 'rows' | 'like' | 'session'>, label: MarkLabel | null): void {
    const { state, marksForRule } = this.current;
    if (state === undefined) return;
    const params = { runId: state.runId, ...meant, label, ...(marksForRule ? { forThisRule: true } : {}) };
    this.host.post({ type: 'mark', rule: state.rule, params });
  }

  /** What belongs to the active row. Undefined where nothing is selected, or it is not here. */
  private meantBeside(scope: 'like' | 'session'): Pick<MarkParams, 'like' | 'session'> | undefined {
    const { state, selection, active, hidden } = this.current;
    const shown = this.rows?.row(active.row);
    if (selection === undefined || selection.rows.size === 0) return undefined;
    if (scope === 'like') return shown && { like: { row: shown.row, columns: shownFields(state, hidden) } };
    const first = shown && steps.firstEvent(shown);
    return first && { session: first.event };
  }

  /** Proposes exclusions for the selected rows, or for all false positives where none is. */
  exclude(): void {
    if (steps.tabOf(this.current) === 'miss') return this.say(l10n.t('A miss is no hit: there is nothing to exclude.'));
    const { count } = this.selectedHits;
    const isWhole = steps.tabOf(this.current) === 'false-positive' && steps.isUnfiltered(this.current);
    if (count === 0 || (isWhole && count === this.rows?.total)) this.propose(undefined);
    else this.selectedHits.with((rows) => this.propose(rows));
  }

  private propose(rows: readonly number[] | undefined): void {
    this.known.leave();
    this.proposals.ask(rows, true);
    this.chooseTab('proposals');
  }

  openEvent(reference: EventReference, origin: Origin, row?: ResultRow): void {
    const { state, opened } = this.current;
    if (state === undefined) return;
    const here = opened?.reference.event === reference.event ? opened.answer : undefined;
    this.set(steps.openEvent(this.current, here?.reference ?? reference, origin, row));
    if (here !== undefined) return;
    const request = this.ask({ kind: 'event', event: reference.event });
    this.host.post({ type: 'event', request, params: { runId: state.runId, event: reference.event } });
  }

  closeEvent(): void {
    this.set(steps.closeEvent(this.current));
  }

  /** Asks for more keys of the timeline than are here. */
  wantKeys(limit: number): void {
    const { state } = this.current;
    if (state === undefined) return;
    const request = this.ask({ kind: 'timeline' });
    this.set(steps.askTimeline(this.current, limit));
    this.host.post({ type: 'timeline', request, params: { runId: state.runId, limit } });
  }

  /** Asks for more exception items than are here. */
  wantExceptions(limit: number): void {
    const { state } = this.current;
    if (state === undefined) return;
    const request = this.ask({ kind: 'exceptions' });
    this.set(steps.askExceptions(this.current, limit));
    this.host.post({ type: 'exceptions', request, params: { runId: state.runId, limit } });
  }

  /** Called with what is in sight, as often as it is drawn. */
  wantRows(from: number, to: number): void {
    const cache = this.rows;
    if (cache === undefined || this.failure !== undefined) return;
    if ([...this.asked.values()].filter(({ kind }) => kind === 'rows').length >= mostAsked) return;
    for (const params of cache.wants(from, to)) {
      const request = this.ask({ kind: 'rows', cache, from: params.from });
      this.host.post({ type: 'rows', request, params });
    }
  }

  post(message: FromPanel): void {
    this.host.post(message);
  }

  private receiveState(state: PanelState | undefined): void {
    this.said = announcementOf(this.current.state, state) ?? this.said;
    const saved = this.saved;
    this.saved = undefined;
    const next = steps.receiveState(this.current, state);
    if (saved === undefined || state === undefined || saved.runId !== state.runId) return this.set(next);
    const { chosen, text, sort, active, opened, proposals, analysis = noAnalysis } = saved;
    this.known.restore(saved.known);
    this.set({ ...next, chosen, text, sort, active, proposals, analysis });
    if (opened !== undefined) this.openEvent(opened.reference, opened.origin, opened.row);
  }

  private receiveEvent(answer: EventAnswer): void {
    this.set(steps.receiveEvent(this.current, answer));
    // Whoever asked from a line of a file has the focus there, and hears what the panel shows.
    if (this.current.opened?.origin !== 'line') return;
    this.say(verdictInWords(answer));
  }

  private receiveRows(request: number, answer: RowsAnswer): void {
    if (this.selectedHits.receive(request, answer)) return;
    const asked = this.asked.get(request);
    this.asked.delete(request);
    if (asked?.kind !== 'rows') return;
    const isFirst = !asked.cache.isCounted;
    asked.cache.accept(answer);
    if (asked.cache !== this.rows) return;
    const { text } = asked.cache.query;
    if (isFirst && text !== undefined) this.said = filteredInWords(answer.total, text);
    else if (isFirst && !steps.isUnfiltered(this.current)) this.said = counted.rows(answer.total);
    this.host.changed();
    this.openLine();
  }

  private failed(request: number, message: string): void {
    const parts = [this.selectedHits, this.proposals, this.known, this.analysis, this.history];
    if (!parts.some((part) => part.fail(request, message))) this.fail(request, message);
  }

  private fail(request: number, message: string): void {
    const asked = this.asked.get(request);
    this.asked.delete(request);
    if (asked?.kind === 'event') return this.set(steps.failEvent(this.current, asked.event, message));
    if (asked?.kind === 'timeline') return this.set(steps.failTimeline(this.current, message));
    if (asked?.kind === 'exceptions') return this.set(steps.failExceptions(this.current, message));
    if (asked === undefined) return;
    asked.cache.fail(asked.from);
    if (asked.cache !== this.rows) return;
    this.failure = message;
    this.host.changed();
  }

  private openLine(): void {
    const line = this.lineToOpen;
    const row = line === undefined ? undefined : this.rows?.row(line.row);
    if (line === undefined || row === undefined) return;
    this.lineToOpen = undefined;
    const event = line.child === undefined ? steps.firstEvent(row) : row.events[line.child];
    if (event !== undefined && event !== null) this.openEvent(event, 'row', row);
  }

  private say(sentence: string): void {
    this.said = sentence;
    this.host.changed();
  }

  private ask(asked: Asked): number {
    this.lastRequest++;
    this.asked.set(this.lastRequest, asked);
    return this.lastRequest;
  }

  private set(next: PanelModel): void {
    const query = steps.rowQuery(next);
    if (JSON.stringify(query) !== JSON.stringify(this.rows?.query)) this.takeQuery(next);
    this.current = next;
    this.host.changed();
    this.save();
    if (!steps.hasRows(next.state)) return;
    const view = steps.tabOf(next);
    this.analysis.look();
    this.known.look();
    if (view === 'proposals' && this.known.shown === undefined) this.proposals.look();
    if (view === 'history') this.history.look();
    if (view === 'timeline' && next.timeline === undefined) this.wantKeys(firstKeys);
    if (view === 'exceptions' && next.exceptions === undefined) this.wantExceptions(firstItems);
  }

  private takeQuery(next: PanelModel): void {
    const query = steps.rowQuery(next);
    this.rows = query === undefined ? undefined : new RowCache(query, steps.expectedRows(next));
    this.failure = undefined;
    this.lineToOpen = undefined;
    // Answers to older questions are of no use, and must not keep the new ones waiting.
    for (const [request, { kind }] of this.asked) if (kind === 'rows') this.asked.delete(request);
  }

  private save(): void {
    const { state, chosen, text, sort, hidden, active, opened } = this.current;
    const proposals = this.current.proposals && keptProposals(this.current.proposals);
    if (state === undefined) return;
    const kept =
      opened === undefined ? undefined : { reference: opened.reference, origin: opened.origin, row: opened.row };
    const analysis = keptAnalysis(this.current.analysis);
    const { kept: known } = this.known;
    this.host.save({
      runId: state.runId,
      chosen,
      text,
      sort,
      hidden,
      active,
      analysis,
      proposals,
      known,
      opened: kept,
    });
  }
}
