// Missing events `![ ]`: a completed sequence holds if no forbidden event of its key lies where it must not.
// Source: docs/eql.md, section 12; TumblingWindow. Only timestamps count, never tiebreakers; no other candidate is tried.
import type { CodesOf } from './sequenceMatcher';
import { grown } from './growing';

export interface GapInput {
  readonly codesOf: CodesOf;
  /** How many positive events stand before it: 0 is leading, all of them trailing. */
  readonly before: number;
}

export interface GapWatch {
  /** Takes every event once, in order of time. */
  see(event: number): void;
  /** After the last event: whether nothing forbidden takes the sequence out. */
  holds(key: number, events: readonly number[]): boolean;
}

export function watchGaps(
  gaps: readonly GapInput[],
  positives: number,
  maxspan: number,
  timestampOf: (event: number) => number,
): GapWatch {
  const watched = gaps.map((gap) => ({ ...gap, sightings: createSightings() }));
  const leading = watched.filter((gap) => gap.before === 0);
  const trailing = watched.filter((gap) => gap.before === positives);
  const between = watched.filter((gap) => gap.before > 0 && gap.before < positives);

  const windowIsFree = (key: number, first: number, last: number): boolean => {
    let from = leading.length === 0 ? first : -Infinity;
    let to = trailing.length === 0 ? last : Infinity;
    for (const { sightings } of leading) from = Math.max(from, sightings.latestBefore(key, first));
    for (const { sightings } of trailing) to = Math.min(to, sightings.earliestAfter(key, last));
    return to - from > maxspan;
  };

  return {
    see(event) {
      for (const { codesOf, sightings } of watched)
        for (const key of codesOf(event)) sightings.add(key, timestampOf(event));
    },
    holds(key, events) {
      const at = (index: number): number => timestampOf(events[index] ?? 0);
      if (between.some((gap) => gap.sightings.earliestAfter(key, at(gap.before - 1)) < at(gap.before))) return false;
      return leading.length + trailing.length === 0 || windowIsFree(key, at(0), at(events.length - 1));
    },
  };
}

interface Sightings {
  /** Timestamps ascend. */
  add(key: number, timestamp: number): void;
  /** -Infinity where there is none. */
  latestBefore(key: number, timestamp: number): number;
  /** Infinity where there is none. */
  earliestAfter(key: number, timestamp: number): number;
}

/** Timestamps by key: noted in order of time, grouped by key at the first question, then found by halving. */
function createSightings(): Sightings {
  let keys = new Int32Array(0);
  let times = new Float64Array(0);
  let count = 0;
  let grouped: Grouped | undefined;
  const group = (): Grouped => (grouped ??= groupByKey(keys.subarray(0, count), times));
  return {
    add(key, timestamp) {
      keys = grown(keys, count + 1);
      times = grown(times, count + 1);
      keys[count] = key;
      times[count++] = timestamp;
    },
    latestBefore(key, timestamp) {
      const { starts, sorted } = group();
      const start = starts[key] ?? 0;
      const found = countWhile(sorted, start, starts[key + 1] ?? start, (each) => each < timestamp);
      return found === start ? -Infinity : (sorted[found - 1] ?? -Infinity);
    },
    earliestAfter(key, timestamp) {
      const { starts, sorted } = group();
      const start = starts[key] ?? 0;
      const end = starts[key + 1] ?? start;
      const found = countWhile(sorted, start, end, (each) => each <= timestamp);
      return found === end ? Infinity : (sorted[found] ?? Infinity);
    },
  };
}

interface Grouped {
  /** The timestamps of key k stand in `sorted` from `starts[k]` to before `starts[k + 1]`. */
  readonly starts: Int32Array;
  readonly sorted: Float64Array;
}

/** A counting sort; it keeps the order of time within a key. */
function groupByKey(keys: Int32Array, times: Float64Array): Grouped {
  let highest = -1;
  for (const key of keys) if (key > highest) highest = key;
  const starts = new Int32Array(highest + 2);
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let key = 0; key <= highest; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const places = starts.slice();
  const sorted = new Float64Array(keys.length);
  for (const [index, key] of keys.entries()) {
    const place = places[key] ?? 0;
    sorted[place] = times[index] ?? 0;
    places[key] = place + 1;
  }
  return { starts, sorted };
}

function countWhile(sorted: Float64Array, start: number, end: number, holds: (time: number) => boolean): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
