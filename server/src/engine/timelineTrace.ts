// The sequence matcher of `sequence.ts` once more, with whole chains of events and the reason why each ended. For explanations only.
import type { Item, SequenceQuery } from '../eql/ast';
import type { EvaluationContext, EventTest, KeyValue } from './condition';
import { compileFilter } from './condition';
import { createTupleReaders, tupleName } from './joinTuple';
import type { TupleReader } from './joinTuple';
import { startTimeline } from './order';

/** One positive item, runs written out. `item` is its number among the items as written. */
export interface TracedStage {
  readonly item: number;
  readonly test: EventTest;
  readonly tuplesOf: TupleReader;
}

/** A missing item; `before` counts the stages that stand before it. */
export interface TracedGap extends TracedStage {
  readonly before: number;
}

export interface TracePlan {
  readonly stages: readonly TracedStage[];
  readonly gaps: readonly TracedGap[];
  readonly until: TracedStage | undefined;
  readonly maxspan: number | undefined;
}

/** A chain of matched events; `place` is the last one's place in the order of time. */
export interface Pending {
  readonly event: number;
  readonly place: number;
  readonly timestamp: number;
  readonly stage: number;
  /** Timestamp of the chain's first event. */
  readonly start: number;
  readonly before: Pending | undefined;
  ending?: { readonly reason: 'maxspan' | 'until'; readonly event: number };
}

export interface KeyTrace {
  readonly code: string;
  readonly keys: readonly KeyValue[];
  readonly slots: (Pending | undefined)[];
  readonly completed: Pending[];
  best: Pending;
}

export interface Sighting {
  readonly event: number;
  readonly place: number;
  readonly timestamp: number;
}

export interface Trace {
  readonly plan: TracePlan;
  readonly keys: ReadonlyMap<string, KeyTrace>;
  /** For each gap of the plan: events that match it, by key, ascending in time. */
  readonly gapEvents: readonly ReadonlyMap<string, readonly Sighting[]>[];
  /** For each stage: events that match it without having its keys. */
  readonly keyless: readonly (readonly Sighting[])[];
  readonly withoutKey: readonly { readonly item: number; readonly count: number; readonly firstEvent: number }[];
  readonly withoutTimestamp: number;
  readonly lastTimestamp: number;
}

export function compileTrace(query: SequenceQuery, context: EvaluationContext): TracePlan {
  const stages: TracedStage[] = [];
  const gaps: TracedGap[] = [];
  const readers = createTupleReaders(query, context);
  const compileStage = (written: Item, item: number): TracedStage => ({
    item,
    test: compileFilter(written.filter, context),
    tuplesOf: readers(written),
  });
  for (const [item, written] of query.items.entries()) {
    const stage = compileStage(written, item);
    if (written.missing) gaps.push({ ...stage, before: stages.length });
    else for (let run = 0; run < written.runs; run++) stages.push(stage);
  }
  const until = query.until === undefined ? undefined : compileStage(query.until, query.items.length);
  return { stages, gaps, until, maxspan: query.maxspan?.milliseconds };
}

/** Goes over all events once, in order; later stages first within one event, `until` after them (see `sequence.ts`). */
export function traceSequence(plan: TracePlan, context: EvaluationContext): Trace {
  const { sightings, withoutTimestamp } = inOrder(context);
  const state: TraceState = {
    plan,
    keys: new Map(),
    gapEvents: plan.gaps.map(() => new Map<string, Sighting[]>()),
    keyless: plan.stages.map(() => []),
  };
  for (const sighting of sightings) traceEvent(sighting, state);
  return {
    ...state,
    withoutKey: countKeyless(state),
    withoutTimestamp,
    lastTimestamp: sightings[sightings.length - 1]?.timestamp ?? 0,
  };
}

interface TraceState {
  readonly plan: TracePlan;
  readonly keys: Map<string, KeyTrace>;
  readonly gapEvents: readonly Map<string, Sighting[]>[];
  readonly keyless: readonly Sighting[][];
}

function inOrder(context: EvaluationContext): { sightings: Sighting[]; withoutTimestamp: number } {
  const { count } = context.store;
  const timeline = startTimeline(context, () => undefined);
  timeline.read(count);
  const sorted = timeline.order();
  const sightings = Array.from({ length: sorted.count }, (_, place) => {
    const event = sorted.eventAt(place);
    return { event, place, timestamp: timeline.timestamps[event] ?? NaN };
  });
  return { sightings, withoutTimestamp: count - sorted.count };
}

function traceEvent(sighting: Sighting, state: TraceState): void {
  const { stages, gaps, until } = state.plan;
  for (let stage = stages.length - 1; stage >= 0; stage--) traceStage(sighting, stage, state);
  if (until?.test(sighting.event) === true)
    for (const tuple of until.tuplesOf(sighting.event)) endPending(state.keys.get(tupleName(tuple)), sighting);
  for (const [index, gap] of gaps.entries()) {
    if (!gap.test(sighting.event)) continue;
    for (const tuple of gap.tuplesOf(sighting.event)) noteGap(state.gapEvents[index], tupleName(tuple), sighting);
  }
}

function traceStage(sighting: Sighting, index: number, state: TraceState): void {
  const stage = state.plan.stages[index];
  if (stage?.test(sighting.event) !== true) return;
  const tuples = stage.tuplesOf(sighting.event);
  if (tuples.length === 0) state.keyless[index]?.push(sighting);
  for (const tuple of tuples) {
    if (index === 0) begin(tuple, sighting, state);
    else advance(state.keys.get(tupleName(tuple)), index, sighting, state.plan);
  }
}

function begin(keys: readonly KeyValue[], sighting: Sighting, state: TraceState): void {
  const pending: Pending = { ...sighting, stage: 0, start: sighting.timestamp, before: undefined };
  const code = tupleName(keys);
  let key = state.keys.get(code);
  if (key === undefined) state.keys.set(code, (key = { code, keys, slots: [], completed: [], best: pending }));
  place(key, pending, state.plan);
}

function advance(key: KeyTrace | undefined, index: number, sighting: Sighting, { maxspan, stages }: TracePlan): void {
  const before = key?.slots[index - 1];
  if (key === undefined || before === undefined) return;
  key.slots[index - 1] = undefined;
  if (before.ending !== undefined) return;
  if (maxspan !== undefined && sighting.timestamp - before.start > maxspan) {
    before.ending = { reason: 'maxspan', event: sighting.event };
    return;
  }
  place(key, { ...sighting, stage: index, start: before.start, before }, { stages });
}

/** The newest attempt of a stage takes the slot of an older one. The last stage has no slot: it is complete. */
function place(key: KeyTrace, pending: Pending, { stages }: Pick<TracePlan, 'stages'>): void {
  if (pending.stage === stages.length - 1) key.completed.push(pending);
  else key.slots[pending.stage] = pending;
  if (pending.stage >= key.best.stage) key.best = pending;
}

/** An attempt ends by the first `until` at or after its last event. */
function endPending(key: KeyTrace | undefined, { event }: Sighting): void {
  for (const pending of key?.slots ?? []) if (pending !== undefined) pending.ending ??= { reason: 'until', event };
}

function noteGap(events: Map<string, Sighting[]> | undefined, code: string, sighting: Sighting): void {
  const known = events?.get(code);
  if (known === undefined) events?.set(code, [sighting]);
  else known.push(sighting);
}

/** Once an item, however often its runs repeat it. */
function countKeyless({ plan, keyless }: TraceState): Trace['withoutKey'] {
  return plan.stages.flatMap((stage, index) => {
    const events = keyless[index] ?? [];
    const repeated = index > 0 && plan.stages[index - 1]?.item === stage.item;
    const [first] = events;
    return repeated || first === undefined ? [] : [{ item: stage.item, count: events.length, firstEvent: first.event }];
  });
}
