// The events of a sequence as stops of a track, in the order of its items: what came, what must not come, what never came, and what ended it.
import type { EventReference, ResultRow, TimelineAnswer, TimelineKey } from '../../../server/src/protocol';
import { timeBetween } from './format';

export type Ended = TimelineKey['ended'];

export type TrackStop =
  | {
      readonly kind: 'event';
      /** As a person counts, from 1. */
      readonly place: number;
      readonly event: EventReference;
      /** Milliseconds since the event before; undefined for the first, and where times are unknown or say nothing. */
      readonly since: number | undefined;
    }
  /** The place of an event that must not be there. `isAbsent`: the whole came about, so it is not. */
  | { readonly kind: 'missing'; readonly place: number; readonly isAbsent: boolean }
  /** An item that nothing matched any more. */
  | { readonly kind: 'open'; readonly place: number }
  | { readonly kind: 'end'; readonly ended: Ended; readonly event: EventReference | undefined };

/** `isOrdered`: the events follow each other, so that the time between them says something; not so in a sample query. */
export function trackOfHit({ events }: ResultRow, isOrdered: boolean): readonly TrackStop[] {
  let before: EventReference | undefined;
  return events.map((event, index) => {
    const place = index + 1;
    if (event === null) return { kind: 'missing', place, isAbsent: true };
    const since = isOrdered && before !== undefined ? timeBetween(before.timestamp, event.timestamp) : undefined;
    before = event;
    return { kind: 'event', place, event, since };
  });
}

/** Forbidden items stand where they are written; the end stands behind the last event, before what was not reached. */
export function trackOfKey(key: TimelineKey, items: TimelineAnswer['items']): readonly TrackStop[] {
  const last = key.events.at(-1)?.item ?? -1;
  const end: TrackStop = { kind: 'end', ended: key.ended, event: key.endedBy };
  const isThrough = key.ended === 'complete' || key.ended === 'forbidden-event';
  const stops = items.map((item, index) => stopsOfItem(key, item, index, last));
  return isThrough
    ? [...stops.flat(), end]
    : [...stops.slice(0, last + 1).flat(), end, ...stops.slice(last + 1).flat()];
}

/** An item that must be missing is written with a `!`. */
export function isMissingItem(item: string): boolean {
  return item.startsWith('!');
}

function stopsOfItem(key: TimelineKey, item: string, index: number, last: number): readonly TrackStop[] {
  const place = index + 1;
  if (isMissingItem(item)) return [{ kind: 'missing', place, isAbsent: key.ended === 'complete' }];
  if (index > last) return [{ kind: 'open', place }];
  return key.events.flatMap(({ item: of, event, after }, at) => {
    if (of !== index) return [];
    const before = key.events[at - 1];
    return [{ kind: 'event', place, event, since: before === undefined ? undefined : after - before.after }] as const;
  });
}
