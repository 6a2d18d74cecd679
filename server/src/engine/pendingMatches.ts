// Sequences begun: for each key and stage at most one pending match, kept in typed arrays.
//
// Elasticsearch keeps a list of partial sequences for each stage and key. One slot is enough. An event that advances takes the
// LATEST partial before it and drops everything older; a partial is older than the event that looks for it unless it was made by
// that very event, and since the later stages look first, none is. So a partial that a newer one of its stage and key has joined
// will never be taken: the newer one is latest from then on, and when that one goes, the older goes with it. Whether the taken one
// then fails maxspan or `until` does not matter, because nothing older is tried again.
// `until` needs no memory either: an until event ends every partial of its key whose last event is at or before it. Those are all
// that exist when it is handled after the stages of its own event; later ones are after it. (test/engine/sequenceProperties.test.ts)
//
// Memory: a match of n events is a chain of n nodes of 14 bytes, a key 4 bytes; nodes of dropped matches are used again.
import { grown } from './growing';

const NONE = -1;

export interface PendingMatches {
  /** Begins a match at stage 0. */
  begin(key: number, event: number): void;
  /** Takes the match of a stage out; the answer is a handle for `first`, `advance` or `drop`, or -1. */
  take(key: number, stage: number): number;
  /** Event number of the first event of a match. */
  first(match: number): number;
  /** Puts a taken match back, one event longer, one stage further. */
  advance(key: number, match: number, event: number): void;
  /** The events of a taken match in order; it is dropped. */
  finish(match: number): number[];
  drop(match: number): void;
  /** Ends all matches of a key. */
  clear(key: number): void;
}

export function createPendingMatches(): PendingMatches {
  let heads = new Int32Array(0);
  let events = new Int32Array(0);
  /** The node of the event before; for a free node the next free one. */
  let before = new Int32Array(0);
  let stages = new Uint16Array(0);
  /** On the last node of a match: the next match of the same key. */
  let next = new Int32Array(0);
  let used = 0;
  let free = NONE;

  const allocate = (): number => {
    if (free !== NONE) {
      const node = free;
      free = before[node] ?? NONE;
      return node;
    }
    const node = used++;
    events = grown(events, used);
    before = grown(before, used);
    stages = grown(stages, used);
    next = grown(next, used);
    return node;
  };

  const release = (match: number): void => {
    for (let node = match; node !== NONE;) {
      const previous = before[node] ?? NONE;
      before[node] = free;
      free = node;
      node = previous;
    }
  };

  const headOf = (key: number): number => (key < heads.length ? (heads[key] ?? NONE) : NONE);

  const take = (key: number, stage: number): number => {
    let last = NONE;
    for (let match = headOf(key); match !== NONE; match = next[match] ?? NONE) {
      if (stages[match] === stage) {
        const following = next[match] ?? NONE;
        if (last === NONE) heads[key] = following;
        else next[last] = following;
        return match;
      }
      last = match;
    }
    return NONE;
  };

  const put = (key: number, stage: number, event: number, chain: number): void => {
    const older = take(key, stage);
    if (older !== NONE) release(older);
    const node = allocate();
    heads = grown(heads, key + 1, NONE);
    events[node] = event;
    before[node] = chain;
    stages[node] = stage;
    next[node] = headOf(key);
    heads[key] = node;
  };

  return {
    take,
    begin: (key, event) => put(key, 0, event, NONE),
    advance: (key, match, event) => put(key, (stages[match] ?? 0) + 1, event, match),
    drop: release,
    first(match) {
      let node = match;
      for (let previous = before[node] ?? NONE; previous !== NONE; previous = before[node] ?? NONE) node = previous;
      return events[node] ?? 0;
    },
    finish(match) {
      const chain: number[] = [];
      for (let node = match; node !== NONE; node = before[node] ?? NONE) chain.push(events[node] ?? 0);
      release(match);
      return chain.reverse();
    },
    clear(key) {
      for (let match = headOf(key); match !== NONE;) {
        const following = next[match] ?? NONE;
        release(match);
        match = following;
      }
      if (key < heads.length) heads[key] = NONE;
    },
  };
}
