// How often a sample has a field, and which values: counted over the whole store, for completions and hovers. Decides no hit.
import type { EventStore } from './store';

export interface FieldCounts {
  readonly events: number;
  /** Events that have at least one value that is not null. */
  readonly present: number;
  /** Distinct values as text, the most frequent first, then in the order of their first event. */
  readonly values: readonly { readonly text: string; readonly count: number }[];
  /** There are more distinct values than were counted or are listed. */
  readonly isCut: boolean;
}

/** More distinct values than these are not counted: an id field has as many as events. */
const MOST_DISTINCT = 10_000;
/** Longer values are of no use to pick from. */
const LONGEST = 300;

/** Undefined where no event has the field. A value that an event has twice counts once. */
export function countField(store: EventStore, path: string, limit: number): FieldCounts | undefined {
  const counts = new Map<string, number>();
  let present = 0;
  let isCut = false;
  for (let event = 0; event < store.count; event++) {
    const texts = new Set(store.values(event, path).flatMap((leaf) => (leaf === null ? [] : [String(leaf)])));
    if (texts.size > 0) present++;
    for (const text of texts) {
      const known = counts.get(text);
      if (known !== undefined) counts.set(text, known + 1);
      else if (counts.size < MOST_DISTINCT && text.length <= LONGEST) counts.set(text, 1);
      else isCut = true;
    }
  }
  if (present === 0) return undefined;
  const ordered = [...counts].sort(([, a], [, b]) => b - a);
  return {
    events: store.count,
    present,
    values: ordered.slice(0, limit).map(([text, count]) => ({ text, count })),
    isCut: isCut || ordered.length > limit,
  };
}
