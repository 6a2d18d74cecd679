// How far each key of a sequence came, for the panel.
import { explainSequence } from '../engine/timeline';
import type { KeyTimeline, SequenceTimeline } from '../engine/timeline';
import { printItems } from '../library/explain';
import type { TimelineAnswer, TimelineKey } from '../protocol';
import { referenceTo } from './eventReference';
import type { FinishedRun } from './orders';

const MOST_KEYS = 1000;

/** Undefined for a run of another kind than a sequence. */
export function readTimeline(runId: number, limit: number, run: FinishedRun): TimelineAnswer | undefined {
  if (run.query.kind !== 'sequenceQuery') return undefined;
  const timeline = explainSequence(run.query, run.context, Math.max(0, Math.min(limit, MOST_KEYS)));
  return {
    runId,
    items: printItems(run.query),
    needed: timeline.needed,
    keyCount: timeline.keyCount,
    keys: timeline.keys.map((key) => toKey(key, run)),
    notes: notesOf(timeline, run),
  };
}

function toKey({ keys, reached, events, endedBy }: KeyTimeline, run: FinishedRun): TimelineKey {
  const start = events[0]?.timestamp ?? 0;
  return {
    keys,
    reached,
    events: events.map(({ item, event, timestamp }) => ({
      item,
      event: referenceTo(event, run),
      after: timestamp - start,
    })),
    ended: endedBy.reason,
    detail: endedBy.detail,
    ...(endedBy.event === undefined ? {} : { endedBy: referenceTo(endedBy.event, run) }),
  };
}

function notesOf({ withoutKey, withoutTimestamp }: SequenceTimeline, { store }: FinishedRun): readonly string[] {
  const lacking = withoutKey.map(({ item, count, firstEvent }) => {
    const events = count === 1 ? '1 event matches' : `${count} events match`;
    const lacks = count === 1 ? 'lacks' : 'lack';
    return `${events} item ${item + 1} but ${lacks} its key; the first is on line ${store.origin(firstEvent).line}.`;
  });
  if (withoutTimestamp === 0) return lacking;
  const events = withoutTimestamp === 1 ? '1 event has' : `${withoutTimestamp} events have`;
  return [...lacking, `${events} no timestamp, so no place in the order of a sequence.`];
}
