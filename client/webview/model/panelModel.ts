// What the panel shows: the one state as it was sent, and beside it what is private to the panel. Pure steps from one model to the next.
import type { EventAnswer, EventReference, PanelState, ResultRow, RowsParams } from '../../../server/src/protocol';
import type { RowQuery } from './rowCache';
import type { TableLine } from './tableLines';
import type { TabName } from './outcomes';
import { tabNamed } from './outcomes';

export type Sort = NonNullable<RowsParams['sort']>;
export type NoticeName = 'problems' | 'nearMisses';

/** The one event that is open beside the table. */
export interface OpenedEvent {
  readonly reference: EventReference;
  /** Its hit or miss; undefined for an event that was opened from the near misses. */
  readonly row: ResultRow | undefined;
  readonly answer?: EventAnswer;
  /** Why the answer did not come. */
  readonly failure?: string;
}

export interface PanelModel {
  readonly state: PanelState | undefined;
  readonly tab: TabName;
  readonly text: string;
  readonly sort: Sort | undefined;
  /** Where the keyboard is in the table. */
  readonly active: TableLine;
  /** Open sequence hits: index → number of events. */
  readonly open: ReadonlyMap<number, number>;
  readonly opened: OpenedEvent | undefined;
  /** Notices that the person opened or closed against their own wish to be so. */
  readonly notices: Readonly<Partial<Record<NoticeName, boolean>>>;
}

export const emptyModel: PanelModel = {
  state: undefined,
  tab: 'all',
  text: '',
  sort: undefined,
  active: { row: 0, child: undefined },
  open: new Map(),
  opened: undefined,
  notices: {},
};

/** A new run of the same rule keeps tab, filter and order; another rule starts afresh. Rows and events of an old run are gone. */
export function receiveState(model: PanelModel, state: PanelState | undefined): PanelModel {
  if (state?.runId === model.state?.runId) return { ...model, state };
  if (!isSameRule(model.state, state)) return { ...emptyModel, state };
  return { ...model, state, sort: keptSort(model.sort, state), ...atTop, opened: undefined };
}

export function chooseTab(model: PanelModel, tab: TabName): PanelModel {
  return tab === model.tab ? model : { ...model, tab, ...atTop };
}

export function filterBy(model: PanelModel, text: string): PanelModel {
  return text === model.text ? model : { ...model, text, ...atTop };
}

/** Ascending, descending, and back to the order of the run. */
export function toggleSort(model: PanelModel, column: string): PanelModel {
  return { ...model, sort: nextSort(model.sort, column), ...atTop };
}

export function activate(model: PanelModel, active: TableLine): PanelModel {
  return { ...model, active };
}

export function toggleRow(model: PanelModel, index: number, events: number): PanelModel {
  const open = new Map(model.open);
  if (!open.delete(index)) open.set(index, events);
  return { ...model, open, active: { row: index, child: undefined } };
}

export function openEvent(model: PanelModel, reference: EventReference, row?: ResultRow): PanelModel {
  const same = model.opened?.reference.event === reference.event ? model.opened : undefined;
  return { ...model, opened: { ...same, reference, row } };
}

/** An answer for an event that is no longer open is dropped. */
export function receiveEvent(model: PanelModel, answer: EventAnswer): PanelModel {
  if (model.opened?.reference.event !== answer.reference.event) return model;
  return { ...model, opened: { ...model.opened, answer, failure: undefined } };
}

export function failEvent(model: PanelModel, event: number, failure: string): PanelModel {
  if (model.opened?.reference.event !== event) return model;
  return { ...model, opened: { ...model.opened, failure } };
}

export function closeEvent(model: PanelModel): PanelModel {
  return { ...model, opened: undefined };
}

export function toggleNotice(model: PanelModel, name: NoticeName): PanelModel {
  return { ...model, notices: { ...model.notices, [name]: !isNoticeOpen(model, name) } };
}

/** Problems are open by themselves; near misses only when the rule hit nothing, which is when one asks for them. */
export function isNoticeOpen({ notices, state }: PanelModel, name: NoticeName): boolean {
  return notices[name] ?? (name === 'problems' || state?.totals.hits === 0);
}

export function isUnderWay(state: PanelState | undefined): boolean {
  return state?.phase === 'loading' || state?.phase === 'running';
}

/** Whether the run came far enough to have rows. */
export function hasRows(state: PanelState | undefined): boolean {
  return state?.phase === 'done' || state?.phase === 'cancelled';
}

/** Undefined while there are no rows to ask for. */
export function rowQuery({ state, tab, text, sort }: PanelModel): RowQuery | undefined {
  if (state === undefined || !hasRows(state)) return undefined;
  const words = text.trim();
  return { runId: state.runId, outcomes: tabNamed(tab).outcomes, text: words === '' ? undefined : words, sort };
}

/** How many rows a query without text will have. */
export function expectedRows({ state, tab, text }: PanelModel): number {
  if (state === undefined) return 0;
  const total = state.totals[tabNamed(tab).total];
  return text.trim() === '' ? total : Math.min(total, 1);
}

/** The first event that is there; a hit always has one. */
export function firstEvent(row: ResultRow): EventReference | undefined {
  return row.events.find((event) => event !== null) ?? undefined;
}

const atTop = { active: { row: 0, child: undefined }, open: new Map<number, number>() };

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
