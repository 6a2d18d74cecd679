// Which events an exception item could take from a query at all, and which of these an arm of the query takes out anyhow.
import { clausesOfFilter } from '../engine/clauses';
import type { Clause } from '../engine/clauses';
import type { EvaluationContext, EventTest } from '../engine/condition';
import { createProblemLog } from '../engine/problems';
import type { EventFilter, Query } from '../eql/ast';
import { printExpression } from '../eql/print';
import { isExclusionLeaf } from '../eql/reason/deadParts';
import { filtersOf } from '../eql/walk';

/** An event that satisfies all of an event filter but for its exclusions. */
interface Candidate {
  readonly event: number;
  /** It satisfies all of it. */
  readonly passes: boolean;
  /** The arms that take it out: indexes. */
  readonly arms: readonly number[];
}

export interface Candidates {
  readonly events: readonly Candidate[];
  /** As EQL, without their `not`. */
  readonly arms: readonly string[];
}

/** An arm of the query, and how many events of an item it takes out. */
export interface DoubledArm {
  readonly arm: string;
  readonly events: number;
}

const EVENTS_A_STEP = 500;

/** Yields now and then, so that its caller can stop. */
export function* findCandidates(query: Query, context: EvaluationContext): Generator<undefined, Candidates> {
  const { store, admits } = context;
  const arms: string[] = [];
  const filters = filtersOf(query).map((filter) => divide(filter, { ...context, problems: createProblemLog() }, arms));
  const events: Candidate[] = [];
  for (let event = 0; event < store.count; event++) {
    if (event % EVENTS_A_STEP === 0) yield;
    if (admits?.(event) === false) continue;
    const candidate = candidateOf(event, filters);
    if (candidate !== undefined) events.push(candidate);
  }
  return { events, arms };
}

/**
 * The arms that together take out all that an item asks for, the one that takes out most first. Undefined where the item asks for an
 * event that the query wants, or for none that comes near it.
 */
export function doubledArms(asks: EventTest, { events, arms }: Candidates): readonly DoubledArm[] | undefined {
  let left = events.filter(({ event }) => asks(event));
  if (left.length === 0 || left.some(({ passes }) => passes)) return undefined;
  const doubled: DoubledArm[] = [];
  while (left.length > 0) {
    const best = mostFrequent(left);
    doubled.push({ arm: arms[best] ?? '', events: left.filter((each) => each.arms.includes(best)).length });
    left = left.filter((each) => !each.arms.includes(best));
  }
  return doubled;
}

interface DividedFilter {
  readonly asks: readonly EventTest[];
  readonly arms: readonly { readonly index: number; readonly leaves: EventTest }[];
}

function divide(filter: EventFilter, context: EvaluationContext, arms: string[]): DividedFilter {
  const clauses = clausesOfFilter(filter, context);
  return {
    asks: clauses.filter((clause) => !isArm(clause)).map(({ test }) => test),
    arms: clauses
      .filter(isArm)
      .map(({ node, test }) => ({ index: arms.push(printExpression(node)) - 1, leaves: test })),
  };
}

function isArm({ excluding, node }: Clause): boolean {
  return excluding || isExclusionLeaf(node);
}

function candidateOf(event: number, filters: readonly DividedFilter[]): Candidate | undefined {
  const near = filters.filter(({ asks }) => asks.every((test) => test(event)));
  if (near.length === 0) return undefined;
  const excluding = near.map(({ arms }) => arms.filter(({ leaves }) => !leaves(event)));
  return {
    event,
    passes: excluding.some((arms) => arms.length === 0),
    arms: excluding.flat().map(({ index }) => index),
  };
}

function mostFrequent(candidates: readonly Candidate[]): number {
  const counts = new Map<number, number>();
  for (const { arms } of candidates) for (const arm of arms) counts.set(arm, (counts.get(arm) ?? 0) + 1);
  const [[best] = [0]] = [...counts].sort(([a, some], [b, more]) => more - some || a - b);
  return best;
}
