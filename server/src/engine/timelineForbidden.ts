// Which event a missing item forbids: for explanations the event itself, where a run needs only a yes or no.
// Source: docs/eql.md, section 12.
import type { Pending, Sighting, Trace } from './timelineTrace';

/** The event that takes a completed sequence out; undefined where nothing does. */
export function forbiddenEvent(completed: Pending, code: string, trace: Trace): number | undefined {
  return betweenEvents(completed, code, trace)?.event ?? aroundEvents(completed, code, trace)?.event;
}

function betweenEvents(completed: Pending, code: string, { plan, gapEvents }: Trace): Sighting | undefined {
  const chain = chainOf(completed);
  for (const [index, gap] of plan.gaps.entries()) {
    const previous = chain[gap.before - 1];
    const next = chain[gap.before];
    if (previous === undefined || next === undefined) continue;
    const found = firstAfter(gapEvents[index]?.get(code) ?? [], previous.timestamp);
    if (found !== undefined && found.timestamp < next.timestamp) return found;
  }
  return undefined;
}

/** The events before and after leave no room of more than maxspan. Where both stand in the way, the later is named. */
function aroundEvents(completed: Pending, code: string, { plan, gapEvents }: Trace): Sighting | undefined {
  const { gaps, stages, maxspan = 0 } = plan;
  let leading: Sighting | undefined;
  let trailing: Sighting | undefined;
  for (const [index, gap] of gaps.entries()) {
    const events = gapEvents[index]?.get(code) ?? [];
    if (gap.before === 0) leading = later(leading, lastBefore(events, completed.start));
    if (gap.before === stages.length) trailing = earlier(trailing, firstAfter(events, completed.timestamp));
  }
  const hasLeading = gaps.some((gap) => gap.before === 0);
  const hasTrailing = gaps.some((gap) => gap.before === stages.length);
  if ((hasLeading && leading === undefined) || (hasTrailing && trailing === undefined)) return undefined;
  const from = leading?.timestamp ?? completed.start;
  const to = trailing?.timestamp ?? completed.timestamp;
  return to - from > maxspan ? undefined : (trailing ?? leading);
}

function chainOf(completed: Pending): Pending[] {
  const chain: Pending[] = [];
  for (let at: Pending | undefined = completed; at !== undefined; at = at.before) chain.push(at);
  return chain.reverse();
}

function later(a: Sighting | undefined, b: Sighting | undefined): Sighting | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.timestamp > a.timestamp ? b : a;
}

function earlier(a: Sighting | undefined, b: Sighting | undefined): Sighting | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.timestamp < a.timestamp ? b : a;
}

function lastBefore(events: readonly Sighting[], timestamp: number): Sighting | undefined {
  return events[countUntil(events, (each) => each < timestamp) - 1];
}

function firstAfter(events: readonly Sighting[], timestamp: number): Sighting | undefined {
  return events[countUntil(events, (each) => each <= timestamp)];
}

/** How many events stand before the first that fails; they ascend, so halving finds it. */
function countUntil(events: readonly Sighting[], holds: (timestamp: number) => boolean): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(events[middle]?.timestamp ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
