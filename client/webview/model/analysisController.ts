// Between the ways to look at rows and the messages: asks for groups, for the chart and for the fields, and drops what is out of date. No DOM.
import type { FromPanel, RowSpan, ToPanel } from '../../../server/src/protocol';
import * as steps from './analysis';
import type { Analysis, Asked } from './analysis';
import { groupedInWords } from './analysisWords';
import { shownFields } from './hiddenColumns';
import * as panel from './panelModel';
import type { PanelModel } from './panelModel';

export interface AnalysisHost {
  model(): PanelModel;
  show(next: PanelModel): void;
  /** Calls back as soon as all of them are here; never where none is selected. */
  withSelectedRows(act: (rows: readonly number[]) => void): void;
  /** A number that no other question has. */
  nextRequest(): number;
  post(message: FromPanel): void;
  /** To a screen reader. */
  say(sentence: string): void;
}

type AnalysisMessage = Extract<ToPanel, { readonly type: 'groups' | 'groupFields' | 'hitTimeline' }>;
type Question = 'groups' | 'chart' | 'fields';

/** Groups that are asked for at first, and the most that are given. */
export const firstGroups = 200;
export const mostGroups = 10_000;
const mostFields = 5_000;
const bins = 120;
/** Of a panel that has a chart without being asked, in pixels. */
const leastHeight = 420;

export class AnalysisController {
  private readonly asked = new Map<number, { readonly question: Question; readonly key: string }>();
  private limit = firstGroups;
  private fieldsAsked: number | undefined;

  constructor(private readonly host: AnalysisHost) {}

  private get analysis(): Analysis {
    return this.host.model().analysis;
  }

  groupBy(field: string | undefined): void {
    this.limit = firstGroups;
    this.change(steps.groupBy(this.analysis, field));
  }

  /** A group of misses alone has no row on the tab of all hits. */
  openGroup(value: string | null): void {
    const group = this.analysis.groups?.answer?.groups.find((each) => each.value === value);
    this.change(steps.openGroup(this.analysis, value));
    const isOfMisses = group !== undefined && steps.isOfMisses(group);
    if (isOfMisses && panel.tabOf(this.host.model()) === 'all')
      this.host.show(panel.chooseTab(this.host.model(), 'miss'));
  }

  closeGroup(): void {
    this.change(steps.closeGroup(this.analysis));
  }

  showBetween(between: RowSpan | undefined): void {
    this.change(steps.showBetween(this.analysis, between));
  }

  toggleChart(): void {
    this.host.show({ ...this.host.model(), analysis: steps.toggleChart(this.analysis) });
  }

  /** Told whenever the height of the panel changes. */
  fit(height: number): void {
    const isLow = height < leastHeight;
    if (isLow !== (this.analysis.isLow === true)) this.put({ isLow });
  }

  wantAllGroups(): void {
    this.limit = mostGroups;
    this.look();
  }

  /** Once a run: for whoever is about to choose one. */
  wantFields(): void {
    const { state, analysis } = this.host.model();
    if (state === undefined || analysis.fields?.runId === state.runId || this.fieldsAsked === state.runId) return;
    this.fieldsAsked = state.runId;
    const params = { runId: state.runId, limit: mostFields };
    this.host.post({ type: 'groupFields', request: this.note('fields', ''), params });
  }

  /** What is shown, for use elsewhere. */
  exportRows(): void {
    const { state, hidden, sort } = this.host.model();
    const filter = panel.rowFilter(this.host.model());
    if (state === undefined || filter === undefined) return;
    const params = { ...filter, runId: state.runId, sort, columns: shownFields(state, hidden) };
    this.host.post({ type: 'exportRows', name: state.rule.name, rule: state.rule, params });
  }

  /** The condition that the selected rows meet. */
  copyCondition(): void {
    const { state } = this.host.model();
    if (state === undefined) return;
    const { runId } = state;
    this.host.withSelectedRows((rows) => this.host.post({ type: 'copyCondition', params: { runId, rows } }));
  }

  /** Asks for what is in sight and not here. */
  look(): void {
    const model = this.host.model();
    const { state, analysis } = model;
    const filter = panel.rowFilter(model);
    if (state === undefined || filter === undefined) return;
    const { runId } = state;
    const { between, group, ...others } = filter;
    if (analysis.groupBy !== undefined && steps.showsGroups(analysis)) {
      // Misses are counted beside the hits of each group, though the tab of all hits shows none.
      const outcomes = panel.tabOf(model) === 'all' ? undefined : others.outcomes;
      const params = { runId, field: analysis.groupBy, ...others, outcomes, between, limit: this.limit };
      this.need('groups', analysis.groups, params, (request) => ({ type: 'groups', request, params }));
    }
    if (steps.showsChart(analysis)) {
      const params = { runId, ...others, ...(group === undefined ? {} : { group }), bins };
      this.need('chart', analysis.chart, params, (request) => ({ type: 'hitTimeline', request, params }));
    }
  }

  receive(message: AnalysisMessage): void {
    const asked = this.asked.get(message.request);
    if (!this.asked.delete(message.request) || asked === undefined) return;
    switch (message.type) {
      case 'groups':
        if (asked.key !== this.analysis.groups?.key) return;
        this.host.say(groupedInWords(message.answer));
        return this.put({ groups: { key: asked.key, answer: message.answer } });
      case 'hitTimeline':
        if (asked.key !== this.analysis.chart?.key) return;
        return this.put({ chart: { key: asked.key, answer: message.answer } });
      case 'groupFields':
        return this.put({ fields: { runId: message.answer.runId, names: message.answer.fields } });
    }
  }

  /** Whether the question was one of these. */
  fail(request: number, failure: string): boolean {
    const asked = this.asked.get(request);
    if (asked === undefined) return false;
    this.asked.delete(request);
    const { groups, chart } = this.analysis;
    if (asked.question === 'groups' && asked.key === groups?.key) this.put({ groups: { key: asked.key, failure } });
    if (asked.question === 'chart' && asked.key === chart?.key) this.put({ chart: { key: asked.key, failure } });
    if (asked.question === 'fields') this.fieldsAsked = undefined;
    return true;
  }

  private need(
    question: 'groups' | 'chart',
    known: Asked<unknown> | undefined,
    params: object,
    ask: (request: number) => FromPanel,
  ): void {
    const key = JSON.stringify(params);
    if (known?.key === key) return;
    const request = this.note(question, key);
    this.put({ [question]: { key, answer: known?.answer } });
    this.host.post(ask(request));
  }

  private note(question: Question, key: string): number {
    const request = this.host.nextRequest();
    this.asked.set(request, { question, key });
    return request;
  }

  /** Other rows are shown: nothing is selected among them. */
  private change(analysis: Analysis): void {
    this.host.show({ ...this.host.model(), ...panel.atTop, analysis });
  }

  private put(part: Partial<Analysis>): void {
    this.host.show({ ...this.host.model(), analysis: { ...this.analysis, ...part } });
  }
}
