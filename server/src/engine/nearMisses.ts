// Events that fail by one clause only, grouped by that clause: what a person loosens first when a rule hits nothing. Advanced bit by bit.
import type { Span } from '../base/span';
import type { EventFilter } from '../eql/ast';
import { clausesOfFilter } from './clauses';
import type { Clause } from './clauses';
import type { EvaluationContext } from './condition';
import { createProblemLog } from './problems';

export interface NearMissGroup extends Span {
  /** The clause as EQL; an arm of an exclusion bears its `not`. Offsets are in the query, of an arm without the `not`. */
  readonly clause: string;
  /** True for an arm of an exclusion: it took the events out. */
  readonly excluding: boolean;
  /** How many events fail by this clause only. */
  readonly count: number;
  /** The first of them, in the order of the store. */
  readonly events: readonly number[];
}

export interface NearMissSearch {
  /** Looks at up to `events` further events; true when all are looked at. */
  step(events: number): boolean;
  /** 0 to 1. */
  readonly progress: number;
  /** Most frequent first, then in the order of the query: of the events looked at so far. */
  result(): readonly NearMissGroup[];
}

export interface NearMissOptions {
  /** How many events of a group are named; 20 where absent. */
  readonly eventsPerGroup?: number;
}

/**
 * An event that the filters beside the query take out is none. Clauses are the category, the operands of the outermost `and`, and of a `not (… or …)` among
 * them every arm.
 */
export function findNearMisses(
  filter: EventFilter,
  context: EvaluationContext,
  { eventsPerGroup = 20 }: NearMissOptions = {},
): NearMissSearch {
  const clauses = clausesOfFilter(filter, { ...context, problems: createProblemLog() });
  const groups = clauses.map((clause) => ({ clause, count: 0, events: [] as number[] }));
  const { count } = context.store;
  let next = 0;
  const look = (event: number): void => {
    if (context.admits?.(event) === false) return;
    const failing = onlyFailing(clauses, event);
    const group = failing === undefined ? undefined : groups[failing];
    if (group === undefined) return;
    group.count++;
    if (group.events.length < eventsPerGroup) group.events.push(event);
  };
  return {
    step(events) {
      const end = Math.min(count, next + events);
      while (next < end) look(next++);
      return next >= count;
    },
    get progress() {
      return count === 0 ? 1 : next / count;
    },
    result: () =>
      groups
        .filter((group) => group.count > 0)
        .sort((a, b) => b.count - a.count)
        .map(({ clause: { eql, excluding, from, to }, count: found, events }) => ({
          clause: eql,
          excluding,
          from,
          to,
          count: found,
          events: [...events],
        })),
  };
}

/** The index of the one clause that an event fails; undefined for none and for several. No clause is tested after the second failure. */
function onlyFailing(clauses: readonly Clause[], event: number): number | undefined {
  let failing: number | undefined;
  for (let index = 0; index < clauses.length; index++) {
    if (clauses[index]?.test(event) !== false) continue;
    if (failing !== undefined) return undefined;
    failing = index;
  }
  return failing;
}
