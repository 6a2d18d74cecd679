// The order of events in time: timestamp, tiebreaker with nulls last, input. Source: docs/eql.md, section 10; Ordinal.
import { compareTiebreakers, tiebreakerOf, timestampOf } from './condition';
import type { EvaluationContext } from './condition';

/** Compares two events; events without a timestamp come last. */
export type EventOrder = (a: number, b: number) => number;

/** Timestamps in milliseconds by event number, NaN for none. They are read bit by bit, so that a run can report on the way. */
export interface Timeline {
  readonly timestamps: Float64Array;
  /** Reads on to the event before `end`. */
  read(end: number): void;
  /** Only after all is read: places in time to event numbers, events without a timestamp left out. */
  order(): Sorted;
}

export interface Sorted {
  readonly count: number;
  eventAt(place: number): number;
}

export function startTimeline(context: EvaluationContext, untimed: (event: number) => void): Timeline {
  const { count } = context.store;
  const timestampOfEvent = timestampOf(context);
  const timestamps = new Float64Array(count);
  const compare = eventOrder(context, (event) => timestamps[event] ?? NaN);
  let sorted = true;
  let timed = 0;
  let previous = -1;
  let next = 0;
  const read = (end: number): void => {
    for (; next < end; next++) {
      const timestamp = timestampOfEvent(next);
      timestamps[next] = timestamp ?? NaN;
      if (timestamp === undefined) {
        untimed(next);
        continue;
      }
      if (sorted && previous >= 0 && compare(previous, next) > 0) sorted = false;
      previous = next;
      timed++;
    }
  };
  const order = (): Sorted => {
    if (sorted && timed === count) return { count, eventAt: (place) => place };
    const events = timedEvents(timestamps, timed);
    if (!sorted) events.sort(compare);
    return { count: timed, eventAt: (place) => events[place] ?? 0 };
  };
  return { timestamps, read, order };
}

function timedEvents(timestamps: Float64Array, timed: number): Uint32Array {
  const events = new Uint32Array(timed);
  let place = 0;
  for (let event = 0; event < timestamps.length; event++) if (!Number.isNaN(timestamps[event])) events[place++] = event;
  return events;
}

/** `timestamp` gives NaN for none. */
export function eventOrder(context: EvaluationContext, timestamp: (event: number) => number): EventOrder {
  const tiebreaker = tiebreakerOf(context);
  return (a, b) => {
    const left = timestamp(a);
    const right = timestamp(b);
    if (left < right) return -1;
    if (left > right) return 1;
    if (left !== right && Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1;
    return compareTiebreakers(tiebreaker(a), tiebreaker(b)) || a - b;
  };
}

/** Sorts in place, unless the events are in order already, as those of most samples are. */
export function sortEvents(events: number[], compare: EventOrder): void {
  for (let index = 1; index < events.length; index++) {
    if (compare(events[index - 1] ?? 0, events[index] ?? 0) > 0) {
      events.sort(compare);
      return;
    }
  }
}
