// Which event a missing item forbids: for explanations the event itself, where a run needs only a yes or no.
// Source: semantics brief, section 12.
import type { Pending, Sighting, Trace } from './timelineTrace';

/** The event that takes a completed sequence out; undefined where nothing does. */
export function forbiddenEvent(completed: Pending, code: string, trace: Trace): number | undefined {
  const { stages, gaps, maxspan = 0 } = trace.plan;
  const chain = chainOf(completed);
  let leading: Sighting | undefined;
  let trailing: Sighting | undefined;
  for (const [index, gap] of gaps.entries()) {
    const events = trace.gapEvents[index]?.get(code) ?? [];
    if (gap.before === 0) leading = later(leading, lastBefore(events, completed.start));
    else if (gap.before === stages.length) trailing = earlier(trailing, firstAfter(events, completed.timestamp));
    else {
      const found = firstAfter(events, chain[gap.before - 1]?.timestamp ?? 0);
      if (found !== undefined && found.timestamp < (chain[gap.before]?.timestamp ?? 0)) return found.event;
    }
  }
  const hasLeading = gaps.some((gap) => gap.before === 0);
  const hasTrailing = gaps.some((gap) => gap.before === stages.length);
  const from = hasLeading ? leading?.timestamp : hasTrailing ? completed.start : undefined;
  const to = hasTrailing ? trailing?.timestamp : completed.timestamp;
  if (from === undefined || to === undefined || to - from > maxspan) return undefined;
  return (trailing ?? leading)?.event;
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
