// EQL's samples as a stepper: events are gathered by key, then each key is given different events, one for each item.
// Source: docs/eql.md, section 13; SampleIterator. No order in time, no timestamp needed.
import type { SampleQuery } from '../eql/ast';
import { compileFilter } from './condition';
import type { EvaluationContext } from './condition';
import { compareTuples, createTupleReaders, tupleName } from './joinTuple';
import type { JoinTuple } from './joinTuple';
import { applyPipes } from './pipes';
import type { Hit } from './run';
import type { Stepper } from './stepper';

interface Candidates {
  readonly tuple: JoinTuple;
  /** For each item the events that match it, the first ones of the input. */
  readonly events: readonly number[][];
}

export function startSampleQuery(query: SampleQuery, context: EvaluationContext): Stepper {
  const { maxSamplesPerKey, size } = context.options;
  const readers = createTupleReaders(query, context);
  const items = query.items.map((item) => ({ matches: compileFilter(item.filter, context), tuplesOf: readers(item) }));
  // More events than this cannot add a choice: the other items can block at most one event each.
  const enough = items.length * Math.max(1, maxSamplesPerKey);
  const keys = new Map<string, Candidates>();
  const note = (tuple: JoinTuple, index: number, event: number): void => {
    const name = tupleName(tuple);
    let known = keys.get(name);
    if (known === undefined) keys.set(name, (known = { tuple, events: items.map(() => []) }));
    const events = known.events[index];
    if (events !== undefined && events.length < enough) events.push(event);
  };
  return {
    total: size === 0 ? 0 : context.store.count,
    visit(event) {
      for (const [index, { matches, tuplesOf }] of items.entries())
        if (matches(event)) for (const tuple of tuplesOf(event)) note(tuple, index, event);
    },
    finish() {
      const hits = collectHits(keys, maxSamplesPerKey);
      // The search goes key by key and stops at its size, whatever the result position.
      return applyPipes(hits, query.pipes, { size, resultPosition: 'head' });
    },
  };
}

function collectHits(keys: ReadonlyMap<string, Candidates>, perKey: number): Hit[] {
  return [...keys.values()]
    .filter(({ events }) => events.every((each) => each.length > 0))
    .sort((a, b) => compareTuples(a.tuple, b.tuple))
    .flatMap(({ tuple, events }) => {
      const joinKeys = tuple.map((value) => value.sampleText ?? value.text);
      return chooseDistinct(events, perKey).map((chosen) => ({ events: chosen, joinKeys }));
    });
}

/** Up to `limit` ways to take one event from each list, all different within one way, in the order of the lists. */
export function chooseDistinct(lists: readonly (readonly number[])[], limit: number): number[][] {
  const found: number[][] = [];
  const taken: number[] = [];
  const choose = (index: number): void => {
    const list = lists[index];
    if (list === undefined) {
      found.push([...taken]);
      return;
    }
    for (const event of list) {
      if (found.length >= limit) return;
      if (taken.includes(event)) continue;
      taken.push(event);
      // Looking ahead keeps the search from going back out of a dead end again and again.
      if (canServe(lists.slice(index + 1), taken)) choose(index + 1);
      taken.pop();
    }
  };
  if (limit > 0) choose(0);
  return found;
}

/** Whether every list can get an event of its own that is not taken: a matching, found along augmenting paths. */
function canServe(lists: readonly (readonly number[])[], taken: readonly number[]): boolean {
  const owners = new Map<number, number>();
  const serve = (list: number, tried: Set<number>): boolean => {
    for (const event of lists[list] ?? []) {
      if (tried.has(event) || taken.includes(event)) continue;
      tried.add(event);
      const owner = owners.get(event);
      if (owner === undefined || serve(owner, tried)) {
        owners.set(event, list);
        return true;
      }
    }
    return false;
  };
  return lists.every((_, list) => serve(list, new Set()));
}
