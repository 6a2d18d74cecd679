// What exception items do to a rule's hits: which hits each takes away and what these were worth, and which come instead. Advanced bit by bit.
import type { DslQuery } from '../base/queryDsl';
import { dslAll } from '../base/queryDsl';
import { createContext } from '../engine/condition';
import { compileDsl } from '../engine/queryDsl';
import type { Hit, RunOptions } from '../engine/run';
import { startRun } from '../engine/startRun';
import type { EventStore } from '../engine/store';
import type { Query } from '../eql/ast';
import type { FieldResolver } from '../eql/types';
import { doubledArms, findCandidates } from './exceptionArms';
import type { Candidates, DoubledArm } from './exceptionArms';
import { sumOf } from './outcome';
import type { JudgedHit, Judgement, Sum, Totals } from './outcome';

/** An exception item as a run is given it. Everything in it can be sent to a thread. */
export interface GivenException {
  /** Its name, else its id, else its number in the list. */
  readonly name: string;
  readonly item?: string;
  /** The list's id, else its name. */
  readonly list?: string;
  readonly asks: ExceptionAsks;
}

/** `expired`: production does not apply it either. `value-list`, `unreadable`: production does, so that the run is incomplete. */
export type ExceptionAsks =
  { readonly kind: 'condition'; readonly query: DslQuery } | { readonly kind: 'expired' | 'value-list' | 'unreadable' };

export interface ItemEffect extends Omit<GivenException, 'asks'> {
  readonly state: 'active' | 'never-used' | 'expired' | 'value-list' | 'unreadable';
  /** The hits that go when only this item is there. */
  readonly removes: Sum;
  /** How many true positives are among them, and the first of these. */
  readonly loses: number;
  readonly firstLost?: Hit;
  /** How many of them no other item takes away. */
  readonly alone: number;
  /** Hits of several events that come when only this item is there. */
  readonly adds: number;
  /** The query itself takes out all that the item asks for, on these events. */
  readonly doubles?: readonly DoubledArm[];
}

export interface ExceptionEffect {
  readonly before: Totals;
  readonly after: Totals;
  /** What all items together take away, and how many hits come instead. */
  readonly removes: Sum;
  readonly adds: number;
  readonly items: readonly ItemEffect[];
}

/** `options` are those of the run without exceptions, which `before` judges. `after` judges the one with all of them. */
export interface AskedEffect {
  readonly query: Query;
  readonly store: EventStore;
  readonly fields: FieldResolver;
  readonly options: RunOptions;
  readonly items: readonly GivenException[];
  readonly before: Judgement;
  readonly after: Judgement;
}

export interface ExceptionSearch {
  /** Goes on for a moment; true when all is known. */
  step(): boolean;
  /** 0 to 1. */
  readonly progress: number;
  /** Throws if the search is not over: a bug of the caller. */
  result(): ExceptionEffect;
}

export function startExceptionSearch(asked: AskedEffect): ExceptionSearch {
  const pace = { done: 0 };
  const work = search(asked, pace);
  let found: ExceptionEffect | undefined;
  return {
    step() {
      if (found !== undefined) return true;
      const { done, value } = work.next();
      if (done === true) found = value;
      return done === true;
    },
    get progress() {
      return found === undefined ? pace.done / (asked.items.length + 1) : 1;
    },
    result() {
      if (found === undefined) throw new Error('the search is not over');
      return found;
    },
  };
}

/** The filter that lets through what none of the items takes out. */
export function filterOfExceptions(items: readonly GivenException[]): DslQuery {
  return dslAll(
    [],
    items.flatMap(({ asks }) => (asks.kind === 'condition' ? [asks.query] : [])),
  );
}

interface Pace {
  done: number;
}

function* search(asked: AskedEffect, pace: Pace): Generator<undefined, ExceptionEffect> {
  const { before, after, items } = asked;
  const tests = testsOf(asked);
  const candidates = yield* findCandidates(asked.query, createContext(asked.store, asked.fields, asked.options));
  pace.done++;
  const took = yield* takenBy(asked, tests, candidates, pace);
  const kept = keysOf(after.hits);
  const effects: ItemEffect[] = [];
  for (const [index, item] of items.entries()) {
    effects.push(effectOf(item, took[index] ?? NOTHING, tests[index], candidates));
    yield;
  }
  return {
    before: before.totals,
    after: after.totals,
    removes: sumOf(before.hits.filter(({ hit }) => !kept.has(keyOf(hit)))),
    adds: countNew(after.hits, before.hits),
    items: effects,
  };
}

type ItemTest = ((event: number) => boolean) | undefined;

function testsOf({ store, fields, options, items }: AskedEffect): readonly ItemTest[] {
  const context = createContext(store, fields, options);
  return items.map(({ asks }) => (asks.kind === 'condition' ? compileDsl(asks.query, context) : undefined));
}

/** What an item does to the hits. */
interface Taken {
  readonly hits: readonly JudgedHit[];
  readonly alone: number;
  readonly adds: number;
}

const NOTHING: Taken = { hits: [], alone: 0, adds: 0 };

function* takenBy(
  asked: AskedEffect,
  tests: readonly ItemTest[],
  candidates: Candidates,
  pace: Pace,
): Generator<undefined, readonly Taken[]> {
  if (isPlain(asked)) return yield* takenFromEvents(asked, tests);
  const wanted = candidates.events.filter(({ passes }) => passes);
  const touching: boolean[] = [];
  for (const test of tests) {
    touching.push(test !== undefined && wanted.some(({ event }) => test(event)));
    yield;
  }
  const taken: Taken[] = [];
  for (const [index, touches] of touching.entries()) {
    const others = touching.some((each, other) => each && other !== index);
    taken.push(touches ? yield* takenByRuns(asked, index, others) : NOTHING);
    pace.done++;
  }
  return taken;
}

/** Each event is a hit by itself, so that no other hit comes or goes with it. */
function isPlain({ query, options }: AskedEffect): boolean {
  return query.kind === 'eventQuery' && query.pipes.length === 0 && options.size === undefined;
}

function* takenFromEvents({ before }: AskedEffect, tests: readonly ItemTest[]): Generator<undefined, readonly Taken[]> {
  const taken = tests.map(() => ({ hits: [] as JudgedHit[], alone: 0, adds: 0 }));
  for (const [index, judged] of before.hits.entries()) {
    if (index % HITS_A_STEP === 0) yield;
    const [event] = judged.hit.events;
    if (event === undefined || event === null) continue;
    const takers = taken.filter((_, at) => tests[at]?.(event) === true);
    for (const taker of takers) taker.hits.push(judged);
    const [only] = takers;
    if (takers.length === 1 && only !== undefined) only.alone++;
  }
  return taken;
}

/** `others`: whether any other item takes out an event that the query wants. */
function* takenByRuns(asked: AskedEffect, index: number, others: boolean): Generator<undefined, Taken> {
  const { items, before, after } = asked;
  const left = yield* runWith(
    asked,
    items.filter((_, at) => at === index),
  );
  const kept = keysOf(left);
  const hits = before.hits.filter(({ hit }) => !kept.has(keyOf(hit)));
  const adds = countNew(left, before.hits);
  if (!others || hits.length === 0) return { hits, alone: hits.length, adds };
  const withoutIt = yield* runWith(
    asked,
    items.filter((_, at) => at !== index),
  );
  const [gone, there] = [keysOf(after.hits), keysOf(withoutIt)];
  const alone = hits.filter(({ hit }) => !gone.has(keyOf(hit)) && there.has(keyOf(hit))).length;
  return { hits, alone, adds };
}

const EVENTS_A_STEP = 500;
/** Each is asked of every item. */
const HITS_A_STEP = 50;

function* runWith(
  { query, store, fields, options }: AskedEffect,
  items: readonly GivenException[],
): Generator<undefined, readonly { readonly hit: Hit }[]> {
  const filters = [...(options.filters ?? []), filterOfExceptions(items)];
  const run = startRun(query, store, fields, { ...options, filters });
  while (!run.step(EVENTS_A_STEP)) yield;
  return run.result().hits.map((hit) => ({ hit }));
}

function effectOf(
  { asks, ...name }: GivenException,
  { hits, alone, adds }: Taken,
  test: ItemTest,
  candidates: Candidates,
): ItemEffect {
  const lost = hits.filter(({ outcome }) => outcome === 'true-positive');
  const isUsed = hits.length > 0 || adds > 0;
  const doubles = isUsed || test === undefined ? undefined : doubledArms(test, candidates);
  const [first] = lost;
  return {
    ...name,
    state: asks.kind !== 'condition' ? asks.kind : isUsed ? 'active' : 'never-used',
    removes: sumOf(hits),
    loses: lost.length,
    ...(first === undefined ? {} : { firstLost: first.hit }),
    alone,
    adds,
    ...(doubles === undefined ? {} : { doubles }),
  };
}

function countNew(hits: readonly { readonly hit: Hit }[], old: readonly { readonly hit: Hit }[]): number {
  const known = keysOf(old);
  return hits.filter(({ hit }) => !known.has(keyOf(hit))).length;
}

function keysOf(hits: readonly { readonly hit: Hit }[]): ReadonlySet<string> {
  return new Set(hits.map(({ hit }) => keyOf(hit)));
}

function keyOf({ events, joinKeys }: Hit): string {
  return JSON.stringify([events, joinKeys]);
}
