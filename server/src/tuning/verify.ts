// What an exclusion would do, before it is there: every figure is that of a full run of the query with it.
import { compileCondition, compileFilter } from '../engine/condition';
import type { EvaluationContext } from '../engine/condition';
import { createProblemLog } from '../engine/problems';
import type { Hit } from '../engine/run';
import { startRun } from '../engine/startRun';
import type { EventFilter, Expression, Item, Query } from '../eql/ast';
import { clausesOf, filtersOf } from '../eql/walk';
import { sumOf } from './outcome';
import type { JudgedHit, Judgement } from './outcome';

export interface ArmProof {
  /** False positives that go. */
  readonly removes: number;
  /** True positives that go. */
  readonly loses: number;
  readonly authorised: number;
  readonly unlabelled: number;
  /** Hits of several events that come instead. */
  readonly adds: number;
  readonly removed: readonly JudgedHit[];
  readonly breadth: Breadth;
  /** A true or an authorised positive goes. */
  readonly isDangerous: boolean;
}

/** How much of the whole sample the arm is about, hits or not. */
export interface Breadth {
  readonly matches: number;
  /** Of 1. */
  readonly fraction: number;
  /** How many clauses bind it. */
  readonly clauses: number;
}

export interface ProofSource {
  readonly query: Query;
  readonly context: EvaluationContext;
  readonly judgement: Judgement;
}

/** Keeps what proofs of one run have in common. */
export interface Prover {
  /** `filter`: which event filter of the query gets the arm, in the order of the text; each of them, as an exception beside the rule does. */
  prove(filter: number | 'each', arm: Expression): ArmProof;
}

export function createProver({ query, context, judgement }: ProofSource): Prover {
  const quiet = { ...context, problems: createProblemLog() };
  const indexes: Indexes = new Map();
  return {
    prove(filter, arm) {
      const changed = withArm(query, filter, arm);
      const near = eventsNear(arm, quiet, indexes);
      const { removed, adds } = isPlain(query, context)
        ? { removed: leftOut(changed, judgement, quiet, near), adds: 0 }
        : compareRuns(changed, judgement, quiet);
      const { falsePositives, truePositives, authorised, unlabelled } = sumOf(removed);
      return {
        removes: falsePositives,
        loses: truePositives,
        authorised,
        unlabelled,
        adds,
        removed,
        breadth: breadthOf(arm, quiet, near),
        isDangerous: truePositives > 0 || authorised > 0,
      };
    },
  };
}

/** The query with one more exclusion, as a tree. */
export function withArm(query: Query, filter: number | 'each', arm: Expression): Query {
  const wanted = filter === 'each' ? undefined : filtersOf(query)[filter];
  const changed = (each: EventFilter): EventFilter =>
    filter === 'each' || each === wanted ? { ...each, condition: excluding(each.condition, arm) } : each;
  const item = (each: Item): Item => ({ ...each, filter: changed(each.filter) });
  switch (query.kind) {
    case 'eventQuery':
      return { ...query, filter: changed(query.filter) };
    case 'sequenceQuery':
      return { ...query, items: query.items.map(item), ...(query.until && { until: item(query.until) }) };
    case 'sampleQuery':
      return { ...query, items: query.items.map(item) };
  }
}

function excluding(condition: Expression, arm: Expression): Expression {
  const { from, to } = condition;
  return { kind: 'logical', operator: 'and', operands: [condition, { kind: 'not', operand: arm, from, to }], from, to };
}

/** Each event is a hit by itself, so that no other hit comes or goes with it. */
function isPlain(query: Query, { options }: EvaluationContext): query is Query & { readonly kind: 'eventQuery' } {
  return query.kind === 'eventQuery' && query.pipes.length === 0 && options.size === undefined;
}

/** `near`: no other event is taken out. */
function leftOut(
  query: Query,
  { hits }: Judgement,
  context: EvaluationContext,
  near: readonly number[] | undefined,
): readonly JudgedHit[] {
  const [filter] = filtersOf(query);
  if (filter === undefined) return [];
  const matches = compileFilter(filter, context);
  const isNear = near && new Set(near);
  return hits.filter(({ hit }) =>
    hit.events.some((event) => event !== null && isNear?.has(event) !== false && !matches(event)),
  );
}

const EVENTS_A_STEP = 100_000;

function compareRuns(
  query: Query,
  { hits }: Judgement,
  { store, fields, options }: EvaluationContext,
): { readonly removed: readonly JudgedHit[]; readonly adds: number } {
  const run = startRun(query, store, fields, options);
  while (!run.step(EVENTS_A_STEP));
  const [before, after] = [hits.map(({ hit }) => keyOf(hit)), run.result().hits.map(keyOf)];
  const [old, now] = [new Set(before), new Set(after)];
  return {
    removed: hits.filter((_, index) => !now.has(before[index] ?? '')),
    adds: after.filter((key) => !old.has(key)).length,
  };
}

function keyOf({ events, joinKeys }: Hit): string {
  return JSON.stringify([events, joinKeys]);
}

function breadthOf(arm: Expression, context: EvaluationContext, near: readonly number[] | undefined): Breadth {
  const { store } = context;
  const matches = compileCondition(arm, context);
  let count = 0;
  for (const event of near ?? eventsOf(context)) if (matches(event)) count++;
  return { matches: count, fraction: store.count === 0 ? 0 : count / store.count, clauses: clausesOf(arm).length };
}

/** Of a field: the events of each value. Many proposals ask for other values of one field, and a sample is large. */
type Indexes = Map<string, ReadonlyMap<string, readonly number[]>>;

/** The events that have the text of the first clause that asks for one: no other can satisfy the arm. Undefined: any may. */
function eventsNear(arm: Expression, context: EvaluationContext, indexes: Indexes): readonly number[] | undefined {
  for (const clause of clausesOf(arm)) {
    if (clause.kind !== 'comparison' || clause.operator !== '==') continue;
    const { left, right } = clause;
    if (left.kind !== 'field' || right.kind !== 'literal' || right.type !== 'string') continue;
    const { family, field } = context.reader(left.path);
    if (family !== 'string' || field?.exact === 'normalized') continue;
    let index = indexes.get(left.path);
    if (index === undefined) indexes.set(left.path, (index = indexOf(left.path, context)));
    return index.get(right.value) ?? [];
  }
  return undefined;
}

function indexOf(path: string, context: EvaluationContext): ReadonlyMap<string, readonly number[]> {
  const reader = context.reader(path);
  const index = new Map<string, number[]>();
  for (const event of eventsOf(context))
    for (const value of new Set(reader.values(event).map(String))) {
      const list = index.get(value);
      if (list === undefined) index.set(value, [event]);
      else list.push(event);
    }
  return index;
}

function* eventsOf({ store }: EvaluationContext): Iterable<number> {
  for (let event = 0; event < store.count; event++) yield event;
}
