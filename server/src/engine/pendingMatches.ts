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

export class PendingMatches {
  private heads = new Int32Array(0);
  private events = new Int32Array(0);
  /** The node of the event before; for a free node the next free one. */
  private before = new Int32Array(0);
  private stages = new Uint16Array(0);
  /** On the last node of a match: the next match of the same key. */
  private next = new Int32Array(0);
  private used = 0;
  private free = NONE;

  /** Begins a match at stage 0. */
  begin(key: number, event: number): void {
    this.put(key, 0, event, NONE);
  }

  /** Takes the match of a stage out; the answer is a handle for `first`, `advance`, `finish` or `drop`, or -1. */
  take(key: number, stage: number): number {
    const { stages, next } = this;
    let last = NONE;
    for (let match = this.headOf(key); match !== NONE; match = next[match] ?? NONE) {
      if (stages[match] === stage) {
        const following = next[match] ?? NONE;
        if (last === NONE) this.heads[key] = following;
        else next[last] = following;
        return match;
      }
      last = match;
    }
    return NONE;
  }

  /** Puts a taken match back, one event longer, one stage further. */
  advance(key: number, match: number, event: number): void {
    this.put(key, (this.stages[match] ?? 0) + 1, event, match);
  }

  /** Event number of the first event of a match. */
  first(match: number): number {
    let node = match;
    for (let previous = this.nodeBefore(node); previous !== NONE; previous = this.nodeBefore(node)) node = previous;
    return this.events[node] ?? 0;
  }

  /** The events of a taken match in order; it is dropped. */
  finish(match: number): number[] {
    const chain: number[] = [];
    for (let node = match; node !== NONE; node = this.nodeBefore(node)) chain.push(this.events[node] ?? 0);
    this.drop(match);
    return chain.reverse();
  }

  /** Gives the nodes of a taken match back. */
  drop(match: number): void {
    for (let node = match; node !== NONE;) {
      const previous = this.nodeBefore(node);
      this.before[node] = this.free;
      this.free = node;
      node = previous;
    }
  }

  /** Ends all matches of a key. */
  clear(key: number): void {
    for (let match = this.headOf(key); match !== NONE;) {
      const following = this.next[match] ?? NONE;
      this.drop(match);
      match = following;
    }
    if (key < this.heads.length) this.heads[key] = NONE;
  }

  private put(key: number, stage: number, event: number, chain: number): void {
    const older = this.take(key, stage);
    if (older !== NONE) this.drop(older);
    const node = this.allocate();
    this.heads = grown(this.heads, key + 1, NONE);
    this.events[node] = event;
    this.before[node] = chain;
    this.stages[node] = stage;
    this.next[node] = this.headOf(key);
    this.heads[key] = node;
  }

  private allocate(): number {
    if (this.free !== NONE) {
      const node = this.free;
      this.free = this.nodeBefore(node);
      return node;
    }
    const node = this.used++;
    this.events = grown(this.events, this.used);
    this.before = grown(this.before, this.used);
    this.stages = grown(this.stages, this.used);
    this.next = grown(this.next, this.used);
    return node;
  }

  private headOf(key: number): number {
    return key < this.heads.length ? (this.heads[key] ?? NONE) : NONE;
  }

  private nodeBefore(node: number): number {
    return this.before[node] ?? NONE;
  }
}
