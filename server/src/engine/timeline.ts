// Why a sequence did or did not come about: for each key how far it came and what ended it. Explains; it decides no hit of a run.
// Source of the rules that it retells: docs/eql.md, sections 11 and 12.
import type { SequenceQuery } from '../eql/ast';
import type { EvaluationContext } from './condition';
import { forbiddenEvent } from './timelineForbidden';
import { describeEnding } from './timelineText';
import { compileTrace, traceSequence } from './timelineTrace';
import type { KeyTrace, Pending, Trace } from './timelineTrace';

/** `item` counts the items as they are written, from 0, missing ones too; an item with runs comes several times. */
export interface TimelineEvent {
  readonly event: number;
  readonly item: number;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

/**
 * `complete`: a hit. `maxspan`: the next event came too late, or none came in time. `until`: ended by it. `missing-key`: an event
 * matches the next item but lacks the key. `forbidden-event`: all items matched, and `![ ]` took it. `waiting`: nothing came.
 */
export type EndReason = 'complete' | 'maxspan' | 'until' | 'missing-key' | 'forbidden-event' | 'waiting';

export interface Ending {
  readonly reason: EndReason;
  /** The event that ended it, where one did. */
  readonly event?: number;
  readonly detail: string;
}

/** The farthest attempt of one key; of several the last. */
export interface KeyTimeline {
  readonly keys: readonly string[];
  /** The keys in one text; empty for a sequence without keys. */
  readonly keyText: string;
  /** How many items matched, runs counted one by one, missing items not counted. */
  readonly reached: number;
  readonly events: readonly TimelineEvent[];
  readonly endedBy: Ending;
}

/** Events that match an item but have not all of its keys: they cannot belong to any sequence. */
export interface WithoutKey {
  readonly item: number;
  readonly count: number;
  readonly firstEvent: number;
}

export interface SequenceTimeline {
  /** How many items a key has to reach. */
  readonly needed: number;
  /** The farthest first, those that are complete before others; at most as many as asked for. */
  readonly keys: readonly KeyTimeline[];
  /** How many keys matched the first item at all. */
  readonly keyCount: number;
  readonly withoutKey: readonly WithoutKey[];
  /** Events that were skipped because they have no timestamp. */
  readonly withoutTimestamp: number;
}

/** Runs the sequence once more, with a memory of what ended each attempt. `limit` caps the keys of the answer. */
export function explainSequence(query: SequenceQuery, context: EvaluationContext, limit = 100): SequenceTimeline {
  const trace = traceSequence(compileTrace(query, context), context);
  const judged = [...trace.keys.values()].map((key) => judge(key, trace));
  judged.sort((a, b) => b.best.stage - a.best.stage || rank(a.reason) - rank(b.reason) || a.best.place - b.best.place);
  return {
    needed: trace.plan.stages.length,
    keys: judged.slice(0, limit).map((each) => toTimeline(each, query, trace)),
    keyCount: trace.keys.size,
    withoutKey: trace.withoutKey,
    withoutTimestamp: trace.withoutTimestamp,
  };
}

interface Judged {
  readonly key: KeyTrace;
  readonly best: Pending;
  readonly reason: EndReason;
  readonly event?: number;
}

function rank(reason: EndReason): number {
  return reason === 'complete' ? 0 : 1;
}

function judge(key: KeyTrace, trace: Trace): Judged {
  if (key.completed.length > 0) return judgeCompleted(key, trace);
  const { best } = key;
  if (best.ending !== undefined) return { key, best, ...best.ending };
  const { maxspan } = trace.plan;
  const keyless = trace.keyless[best.stage + 1] ?? [];
  const missed = keyless.find(
    (each) => each.place > best.place && (maxspan === undefined || each.timestamp - best.start <= maxspan),
  );
  if (missed !== undefined) return { key, best, reason: 'missing-key', event: missed.event };
  const expired = maxspan !== undefined && trace.lastTimestamp - best.start > maxspan;
  return { key, best, reason: expired ? 'maxspan' : 'waiting' };
}

/** Any attempt that holds makes the key a hit; else the last one tells what took it. */
function judgeCompleted(key: KeyTrace, trace: Trace): Judged {
  let last: Judged | undefined;
  for (const best of key.completed) {
    const event = forbiddenEvent(best, key.code, trace);
    if (event === undefined) return { key, best, reason: 'complete' };
    last = { key, best, reason: 'forbidden-event', event };
  }
  return last ?? { key, best: key.best, reason: 'complete' };
}

function toTimeline({ key, best, reason, event }: Judged, query: SequenceQuery, trace: Trace): KeyTimeline {
  const events = eventsOf(best, trace);
  const keys = key.keys.map((each) => each.text);
  const detail = describeEnding({ reason, event, events, query, trace, stage: best.stage });
  return {
    keys,
    keyText: keys.join(', '),
    reached: best.stage + 1,
    events,
    endedBy: { reason, ...(event === undefined ? {} : { event }), detail },
  };
}

function eventsOf(best: Pending, trace: Trace): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  for (let at: Pending | undefined = best; at !== undefined; at = at.before) {
    const item = trace.plan.stages[at.stage]?.item ?? 0;
    events.push({ event: at.event, item, timestamp: at.timestamp });
  }
  return events.reverse();
}
