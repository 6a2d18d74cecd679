// Which events of a run a person means, and how a label file calls each of them and no other.
import type { EventStoreBuilder } from '../engine/eventStore';
import type { MarkParams } from '../protocol';
import type { EventName } from '../tuning/labelEdits';
import { STAGE_PATH } from '../tuning/labels';
import { unreviewed } from './verdictNotes';
import type { FinishedRun } from './orders';
import { createRowTable } from './rowTable';
import type { RowTable } from './rowTable';

const SESSION_PATH = 'kubernetes.audit.auditID';

/** In the order of the store, each once. Undefined where the parameters do not say which. */
export function eventsMeant(params: MarkParams, run: FinishedRun): readonly number[] | undefined {
  const { rows, events, like, session, verdict } = params;
  if ([rows, events, like, session, verdict].filter((each) => each !== undefined).length !== 1) return undefined;
  const found =
    verdict !== undefined
      ? unreviewed(run).flatMap(({ event, reason }) => (reason === verdict ? [event] : []))
      : (events ?? (session === undefined ? eventsOfRows(rows, like, run) : stagesOf(session, run.store)));
  return [...new Set(found)].filter((event) => event < run.store.count).sort((a, b) => a - b);
}

function eventsOfRows(rows: MarkParams['rows'], like: MarkParams['like'], run: FinishedRun): readonly number[] {
  const table = createRowTable(run);
  const meant = (rows ?? (like === undefined ? [] : rowsLike(like, table))).filter((row) => row < table.count);
  return meant.flatMap((row) => table.events(row).filter((event) => event !== null));
}

function rowsLike({ row, columns }: NonNullable<MarkParams['like']>, table: RowTable): readonly number[] {
  const indexes = columns.map((column) => table.columns.indexOf(column)).filter((index) => index >= 0);
  const textOf = (each: number): string => JSON.stringify(indexes.map((index) => table.cell(each, index)));
  const wanted = textOf(row);
  return Array.from({ length: table.count }, (_, each) => each).filter((each) => textOf(each) === wanted);
}

/** An event of another kind is a session of its own. */
function stagesOf(event: number, store: EventStoreBuilder): readonly number[] {
  if (event >= store.count) return [];
  const ids = new Set(store.values(event, SESSION_PATH));
  if (ids.size === 0) return [event];
  const { sample } = store.origin(event);
  return Array.from({ length: store.count }, (_, each) => each).filter(
    (each) => store.origin(each).sample === sample && store.values(each, SESSION_PATH).some((id) => ids.has(id)),
  );
}

/** How many events of a sample bear a name, and which is the first. */
export interface NamesOfSample {
  /** All names that are the event's alone, the best one first. */
  alone(event: number): readonly EventName[];
  /** The first event that bears a name. */
  first(name: { readonly id?: string; readonly stage?: string }): number | undefined;
}

export function namesOfSample(sample: number, store: EventStoreBuilder): NamesOfSample {
  const counts = new Map<string, number>();
  const firsts = new Map<string, number>();
  for (let event = 0; event < store.count; event++) {
    if (store.origin(event).sample !== sample) continue;
    for (const key of new Set(namesOf(event, store).map(keyOf))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (!firsts.has(key)) firsts.set(key, event);
    }
  }
  return {
    alone: (event) => namesOf(event, store).filter((name) => counts.get(keyOf(name)) === 1),
    first: (name) => firsts.get(keyOf(name)),
  };
}

type IdName = Extract<EventName, { readonly id: string }>;

/** Ids by themselves before ids with a stage. */
function namesOf(event: number, store: EventStoreBuilder): readonly IdName[] {
  const ids = [...new Set(store.ids(event))].filter((id) => id !== '');
  const stages = store.values(event, STAGE_PATH).filter((stage) => typeof stage === 'string');
  return [...ids.map((id) => ({ id })), ...ids.flatMap((id) => stages.map((stage) => ({ id, stage })))];
}

function keyOf({ id, stage = '' }: { readonly id?: string; readonly stage?: string }): string {
  return JSON.stringify([id, stage]);
}
