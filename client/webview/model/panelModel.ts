// What the panel shows: the one state as it was sent, and beside it what is private to the panel. Pure steps from one model to the next.
import type {
  EventAnswer,
  EventReference,
  ExceptionItemsAnswer,
  PanelState,
  ResultRow,
  RowFilter,
  RowsParams,
  TimelineAnswer,
} from '../../../server/src/protocol';
import { forAnotherRule, noAnalysis, showsGroups } from './analysis';
import type { Analysis } from './analysis';
import type { HiddenColumns } from './hiddenColumns';
import { showAllFields, shownFields, toggleField } from './hiddenColumns';
import { followRun } from './proposals';
import type { ShownProposals } from './proposals';
import type { RowQuery } from './rowCache';
import type { MarkScope } from './marks';
import type { Selection } from './selection';
import type { TableLine } from './tableLines';
import type { ViewName } from './outcomes';
import { countOf, isTab, tabNamed, tabsOf } from './outcomes';

export type Sort = NonNullable<RowsParams['sort']>;

/** Where an event was opened from: a row of the table, the exceptions, the near misses, the timeline, the history, or a line of a sample. */
export type Origin = 'row' | 'history' | 'exception' | 'near-miss' | 'timeline' | 'line';

/** The one event that is open beside the table. */
export interface OpenedEvent {
  /** Its sample is empty while only its number is known. */
  readonly reference: EventReference;
  readonly origin: Origin;
  /** Its hit or miss, where it was opened from one. */
  readonly row: ResultRow | undefined;
  readonly answer?: EventAnswer;
  /** Why the answer did not come. */
  readonly failure?: string;
}

/** How far each key came, once somebody looks at it. */
export interface ShownTimeline {
  /** How many keys were asked for. */
  readonly limit: number;
  readonly answer?: TimelineAnswer;
  readonly failure?: string;
}

/** What each exception item does, once somebody looks at it. */
export interface ShownExceptions {
  /** How many items were asked for. */
  readonly limit: number;
  readonly answer?: ExceptionItemsAnswer;
  readonly failure?: string;
}

export interface PanelModel {
  readonly state: PanelState | undefined;
  /** The view that the person chose; undefined as long as none was, see `tabOf`. */
  readonly chosen: ViewName | undefined;
  readonly text: string;
  readonly sort: Sort | undefined;
  readonly analysis: Analysis;
  /** The fields that the person took out of the table, for this rule and for others. */
  readonly hidden: HiddenColumns;
  /** Where the keyboard is in the table. */
  readonly active: TableLine;
  readonly selection: Selection | undefined;
  readonly markScope: MarkScope;
  /** Marks speak for the rule of the run only. */
  readonly marksForRule: boolean;
  /** Open sequence hits: index → number of events. */
  readonly open: ReadonlyMap<number, number>;
  readonly opened: OpenedEvent | undefined;
  readonly timeline: ShownTimeline | undefined;
  readonly exceptions: ShownExceptions | undefined;
  readonly proposals: ShownProposals | undefined;
  /** The person closed the list of problems. */
  readonly hidesProblems: boolean;
}

export const emptyModel: PanelModel = {
  state: undefined,
  chosen: undefined,
  text: '',
  sort: undefined,
  analysis: noAnalysis,
  hidden: {},
  active: { row: 0, child: undefined },
  selection: undefined,
  markScope: 'selection',
  marksForRule: false,
  open: new Map(),
  opened: undefined,
  timeline: undefined,
  exceptions: undefined,
  proposals: undefined,
  hidesProblems: false,
};

/** A new run of the same rule keeps tab, filter and order; another rule starts afresh, with the columns that were chosen for it. Rows and events of an old run are gone. */
export function receiveState(model: PanelModel, state: PanelState | undefined): PanelModel {
  if (state?.runId === model.state?.runId) return { ...model, state };
  if (!isSameRule(model.state, state))
    return { ...emptyModel, hidden: model.hidden, analysis: forAnotherRule(model.analysis), state };
  const sort = keptSort(model.sort, state);
  const proposals = model.proposals && state && followRun(model.proposals, state.runId);
  return { ...model, state, sort, ...atTop, opened: undefined, timeline: undefined, exceptions: undefined, proposals };
}

export function chooseTab(model: PanelModel, chosen: ViewName): PanelModel {
  return chosen === tabOf(model) ? { ...model, chosen } : { ...model, chosen, ...atTop };
}

/** The view that is shown: the chosen one where the run has it. */
export function tabOf({ chosen, state }: PanelModel): ViewName {
  return chosen !== undefined && views(state).includes(chosen) ? chosen : firstView(state);
}

/** The views of a run beside the rows. */
export function views(state: PanelState | undefined): readonly ViewName[] {
  return [
    ...tabsOf(state).map(({ name }) => name),
    ...(state !== undefined && state.totals.hits > 0 ? ['proposals' as const] : []),
    ...(state?.exceptions === undefined ? [] : ['exceptions' as const]),
    ...(state !== undefined && state.nearMisses.length > 0 ? ['near-misses' as const] : []),
    ...(state?.hasTimeline === true ? ['timeline' as const] : []),
    ...(state === undefined ? [] : ['history' as const]),
  ];
}

/**
 * A run that hit nothing opens with what took its hits, else with what comes nearest: events that fail one clause, else how far the keys of a
 * sequence came.
 */
function firstView(state: PanelState | undefined): ViewName {
  if (state?.totals.hits !== 0) return 'all';
  const tookSome = state.exceptions !== undefined && state.exceptions.before > 0;
  return (
    views(state).find((view) => !isTab(view) && view !== 'history' && (view !== 'exceptions' || tookSome)) ?? 'all'
  );
}

export function filterBy(model: PanelModel, text: string): PanelModel {
  return text === model.text ? model : { ...model, text, ...atTop };
}

/** Ascending, descending, and back to the order of the run. */
export function toggleSort(model: PanelModel, column: string): PanelModel {
  return { ...model, sort: nextSort(model.sort, column), ...atTop };
}

/** Rows are no longer in the order of a field that is not shown. */
export function toggleColumn(model: PanelModel, field: string): PanelModel {
  const { state, sort } = model;
  if (state === undefined) return model;
  const hidden = toggleField(state, model.hidden, field);
  if (sort?.column !== field || shownFields(state, hidden).includes(field)) return { ...model, hidden };
  return { ...model, hidden, sort: undefined, ...atTop };
}

export function resetColumns(model: PanelModel): PanelModel {
  return model.state === undefined ? model : { ...model, hidden: showAllFields(model.state, model.hidden) };
}

export function activate(model: PanelModel, active: TableLine): PanelModel {
  return { ...model, active };
}

export function toggleRow(model: PanelModel, index: number, events: number): PanelModel {
  const open = new Map(model.open);
  if (!open.delete(index)) open.set(index, events);
  return { ...model, open, active: { row: index, child: undefined } };
}

export function openEvent(
  model: PanelModel,
  reference: EventReference,
  origin: Origin,
  row: ResultRow | undefined,
): PanelModel {
  const same = model.opened?.reference.event === reference.event ? model.opened : undefined;
  return { ...model, opened: { ...same, reference, origin, row } };
}

/** An answer for an event that is no longer open is dropped. */
export function receiveEvent(model: PanelModel, answer: EventAnswer): PanelModel {
  if (model.opened?.reference.event !== answer.reference.event) return model;
  return { ...model, opened: { ...model.opened, reference: answer.reference, answer, failure: undefined } };
}

export function failEvent(model: PanelModel, event: number, failure: string): PanelModel {
  if (model.opened?.reference.event !== event) return model;
  return { ...model, opened: { ...model.opened, failure } };
}

export function closeEvent(model: PanelModel): PanelModel {
  return { ...model, opened: undefined };
}

export function askTimeline(model: PanelModel, limit: number): PanelModel {
  return { ...model, timeline: { ...model.timeline, limit, failure: undefined } };
}

/** An answer to an older question is dropped. */
export function receiveTimeline(model: PanelModel, answer: TimelineAnswer): PanelModel {
  const { state, timeline } = model;
  return timeline === undefined || answer.runId !== state?.runId
    ? model
    : { ...model, timeline: { ...timeline, answer } };
}

export function failTimeline(model: PanelModel, failure: string): PanelModel {
  return model.timeline === undefined ? model : { ...model, timeline: { ...model.timeline, failure } };
}

export function askExceptions(model: PanelModel, limit: number): PanelModel {
  return { ...model, exceptions: { ...model.exceptions, limit, failure: undefined } };
}

/** An answer to an older question is dropped. */
export function receiveExceptions(model: PanelModel, answer: ExceptionItemsAnswer): PanelModel {
  const { state, exceptions } = model;
  return exceptions === undefined || answer.runId !== state?.runId
    ? model
    : { ...model, exceptions: { ...exceptions, answer } };
}

export function failExceptions(model: PanelModel, failure: string): PanelModel {
  return model.exceptions === undefined ? model : { ...model, exceptions: { ...model.exceptions, failure } };
}

export function toggleProblems(model: PanelModel): PanelModel {
  return { ...model, hidesProblems: !model.hidesProblems };
}

export function isUnderWay(state: PanelState | undefined): boolean {
  return state?.phase === 'loading' || state?.phase === 'running';
}

/** Whether the run came far enough to have rows. */
export function hasRows(state: PanelState | undefined): boolean {
  return state?.phase === 'done' || state?.phase === 'cancelled';
}

/** Which rows are meant: of the tab, the text, the group and the span. Undefined while there are none. */
export function rowFilter(model: PanelModel): RowFilter | undefined {
  const { state, text, analysis } = model;
  const tab = tabOf(model);
  if (!hasRows(state) || !isTab(tab)) return undefined;
  const { group, between } = analysis;
  return {
    outcomes: tabNamed(tab).outcomes,
    text: text.trim() === '' ? undefined : text.trim(),
    ...(tab === 'unreviewed' ? { unreviewed: true } : {}),
    ...(group === undefined ? {} : { group }),
    ...(between === undefined ? {} : { between }),
  };
}

/** Undefined while there are no rows to ask for. */
export function rowQuery(model: PanelModel): RowQuery | undefined {
  const { state, sort, analysis } = model;
  const filter = rowFilter(model);
  if (state === undefined || filter === undefined || showsGroups(analysis)) return undefined;
  return { runId: state.runId, ...filter, sort };
}

/** Whether all rows of the tab are shown. */
export function isUnfiltered({ text, analysis }: PanelModel): boolean {
  return text.trim() === '' && analysis.group === undefined && analysis.between === undefined;
}

/** How many rows a query without text will have. */
export function expectedRows(model: PanelModel): number {
  const { state } = model;
  const tab = tabOf(model);
  if (state === undefined || !isTab(tab)) return 0;
  const total = countOf(tabNamed(tab), state);
  return isUnfiltered(model) ? total : Math.min(total, 1);
}

/** The first event that is there; a hit always has one. */
export function firstEvent(row: ResultRow): EventReference | undefined {
  return row.events.find((event) => event !== null) ?? undefined;
}

/** Other rows are shown, from their first one. */
export const atTop = { active: { row: 0, child: undefined }, selection: undefined, open: new Map<number, number>() };

function nextSort(sort: Sort | undefined, column: string): Sort | undefined {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? undefined : { column, descending: true };
}

function keptSort(sort: Sort | undefined, state: PanelState | undefined): Sort | undefined {
  if (sort === undefined || state === undefined) return undefined;
  const columns = ['@timestamp', 'outcome', ...state.columns];
  return columns.includes(sort.column) ? sort : undefined;
}

function isSameRule(one: PanelState | undefined, other: PanelState | undefined): boolean {
  return one !== undefined && one.rule.uri === other?.rule.uri && one.rule.rule === other.rule.rule;
}
