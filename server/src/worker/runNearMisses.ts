// Which clauses a rule's events just fail. Of a sequence or sample, only items that nothing matches have near misses: how far the others
// came is told by the timeline, and an event that nearly matches an item which others do match explains nothing.
import { compileFilter } from '../engine/condition';
import { findNearMisses } from '../engine/nearMisses';
import type { EventFilter } from '../eql/ast';
import type { Host } from '../host/host';
import type { NearMiss } from '../protocol';
import { referenceTo } from './eventReference';
import type { FinishedRun, Watch } from './orders';
import { createPace } from './pace';

/** Most frequent first. Undefined: cancelled. */
export async function readNearMisses(
  run: FinishedRun,
  host: Host,
  watch: Pick<Watch, 'isCancelled'>,
): Promise<readonly NearMiss[] | undefined> {
  const { query } = run;
  if (query.kind === 'eventQuery') return searchFilter(query.filter, '', run, host, watch);
  if (run.result.hits.length > 0) return [];
  for (const [index, { filter, missing }] of query.items.entries()) {
    if (missing) continue;
    const matched = await isMatched(filter, run, host, watch);
    if (matched === undefined) return undefined;
    if (!matched) return searchFilter(filter, `item ${index + 1}: `, run, host, watch);
  }
  return [];
}

const EVENTS_A_STEP = 500;

async function searchFilter(
  filter: EventFilter,
  prefix: string,
  run: FinishedRun,
  host: Host,
  watch: Pick<Watch, 'isCancelled'>,
): Promise<readonly NearMiss[] | undefined> {
  const search = findNearMisses(filter, run.context, { eventsPerGroup: 1 });
  const pace = createPace(host);
  while (!search.step(EVENTS_A_STEP)) {
    await pace.rest();
    if (watch.isCancelled()) return undefined;
  }
  return search
    .result()
    .flatMap(({ clause, count, events: [first] }) =>
      first === undefined ? [] : [{ clause: `${prefix}${clause}`, count, firstEvent: referenceTo(first, run) }],
    );
}

/** Does any event match? Undefined: cancelled. */
async function isMatched(
  filter: EventFilter,
  { context, store }: FinishedRun,
  host: Host,
  watch: Pick<Watch, 'isCancelled'>,
): Promise<boolean | undefined> {
  const test = compileFilter(filter, context);
  const pace = createPace(host);
  for (let event = 0; event < store.count; event++) {
    if (test(event)) return true;
    if (event % EVENTS_A_STEP !== 0) continue;
    await pace.rest();
    if (watch.isCancelled()) return undefined;
  }
  return false;
}
