// An event that is malicious in its shape, that the query would take if it had no exclusions, and that an arm takes out: the proof that the
// arm is too broad. Whatever is given was tried on the engine.
import type { FieldResolver } from '../../eql/types';
import { compileCondition, compileFilter, createContext } from '../../engine/condition';
import type { EvaluationContext, EventTest } from '../../engine/condition';
import { createEventStore } from '../../engine/eventStore';
import type { RunOptions } from '../../engine/run';
import type { JsonObject, JsonValue } from '../../engine/store';
import { compileWildcard, foldAscii } from '../../engine/wildcard';
import { clausesOf } from '../../eql/walk';
import { withoutExclusions } from '../arms';
import type { Arm } from '../arms';
import { dated } from './dates';
import { madeEvents, valueAt, withChanges, withWishes } from './draft';
import type { Changes } from './draft';
import { execMoves } from './execRequests';
import { imageMoves } from './images';
import type { ArmWay, EvasionKind, FindMoves, Move } from './move';
import { processMoves } from './processes';
import { waysOf, wishOf } from './wishes';
import type { Wish } from './wishes';

export type { EvasionKind } from './move';

export interface Evasion {
  readonly event: JsonObject;
  readonly kind: EvasionKind;
  /** One or two sentences. */
  readonly why: string;
  /** What decides it: the values that were put into the event. */
  readonly changed: readonly { readonly path: string; readonly value: JsonValue }[];
}

export interface EvasionSource {
  readonly arm: Arm;
  readonly fields: FieldResolver;
  readonly options: RunOptions;
  /** Events to start from, the best first: those that the arm takes out, then others that the query is about. */
  readonly examples: readonly JsonObject[];
}

const MOVES: readonly FindMoves[] = [execMoves, processMoves, imageMoves];

/** Bounds of the search for one arm. */
const MOST_WAYS = 4;
const MOST_EXAMPLES = 3;
const MOST_MADE = 6;
const MOST_DRAFTS = 48;

export function findEvasion(source: EvasionSource): Evasion | undefined {
  const { arm, fields, options, examples } = source;
  const ways = understoodWays(arm);
  if (ways.length === 0) return undefined;
  const open = withoutExclusions(arm.filter);
  const bases = [...examples.slice(0, MOST_EXAMPLES), ...madeEvents(open, options.eventCategoryField, MOST_MADE)];
  const drafts = bases
    .flatMap((base, turn) => ways.flatMap((way) => draftsFrom(base, way, turn)))
    .slice(0, MOST_DRAFTS);
  if (drafts.length === 0) return undefined;
  const store = createEventStore();
  drafts.forEach(({ event }, at) => store.addEvent(event, { sample: 0, line: at + 1 }, {}));
  const context = createContext(store, fields, options);
  const isTaken = takenOut(arm, context);
  const isOpen = compileFilter(open, context);
  const found = drafts.find((_, at) => at < store.count && isTaken(at) && isOpen(at));
  return found === undefined ? undefined : told(found);
}

/** Whether an event satisfies the arm, with what stands beside it. */
function takenOut({ condition, around }: Arm, context: EvaluationContext): EventTest {
  const tests = [condition, ...around].map((each) => compileCondition(each, context));
  return (event) => tests.every((test) => test(event));
}

/** The ways to satisfy the arm of which every clause is understood: of another one nobody can tell what it binds. */
function understoodWays({ condition, around, filter }: Arm): readonly ArmWay[] {
  const positive = clausesOf(withoutExclusions(filter).condition);
  return waysOf(condition, MOST_WAYS).flatMap((clauses) => {
    const wishes = clauses.map(wishOf);
    return wishes.every((wish): wish is Wish => wish !== undefined)
      ? [{ wishes, positive: [...positive, ...around] }]
      : [];
  });
}

interface Draft {
  readonly event: JsonObject;
  readonly move: Move;
  readonly changes: Changes;
}

function draftsFrom(base: JsonObject, way: ArmWay, turn: number): readonly Draft[] {
  const fitted = withWishes(base, missingWishes(base, way), turn);
  return MOVES.flatMap((find) => find(way, fitted)).flatMap((move) => {
    const event = withChanges(fitted, move.changes);
    const wished = way.wishes.map(({ path }) => [path, valueAt(event, path)] as const);
    return [{ event: named(dated(event, DAY)), move, changes: new Map([...wished, ...move.changes]) }];
  });
}

/** An event that has a value already keeps it: it may be one that the arm takes out. */
function missingWishes(base: JsonObject, { wishes }: ArmWay): readonly Wish[] {
  return wishes.filter((wish) => !isMet(wish, valueAt(base, wish.path)));
}

function isMet({ texts, value }: Wish, has: JsonValue | undefined): boolean {
  if (has === undefined) return false;
  if (value !== undefined) return has === value;
  const held = Array.isArray(has) ? (has as readonly JsonValue[]) : [has];
  const isIn = (text: string, test: (value: string) => boolean): boolean =>
    held.some((each) => each === text || (typeof each === 'string' && test(each)));
  return texts.some(({ text, isPattern }) => isIn(text, isPattern ? compileWildcard(text, foldAscii) : () => false));
}

const DAY = '2025-01-01T00:00:00.000Z';

/** Ids of its own, the same ones each time. */
function named(event: JsonObject): JsonObject {
  const ids = ['event.id', '_id'].filter((path) => valueAt(event, path) !== undefined);
  return withChanges(event, new Map(ids.map((path) => [path, 'made-up-evasion'])));
}

/** Ids are new, and decide nothing. */
const UNTOLD = /(?:ID|\.id)$/;

function told({ event, move, changes }: Draft): Evasion {
  const changed = [...changes].flatMap(([path, value]) =>
    value === undefined || UNTOLD.test(path) ? [] : [{ path, value }],
  );
  return { event, kind: move.kind, why: move.why, changed };
}
