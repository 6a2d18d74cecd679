// One event of a run and why it did or did not match; the timeline of a sequence.
import type { EventReference } from './rules';

/** One event as a tree, with the values that the query looked at marked. */
export const EventRequest = 'rulewright/event';
export interface EventParams {
  readonly runId: number;
  readonly event: number;
}
export interface EventAnswer {
  readonly reference: EventReference;
  /** What the event was converted from, as `kubernetes-audit`; absent for one that is as its sample has it. */
  readonly converted?: string;
  /** The event as JSON text, as data; at most 1 MB, else `truncated`. */
  readonly json: string;
  readonly truncated: boolean;
  /** Paths that the query looks at, with the values found. */
  readonly looked: readonly LookedAt[];
  /** Why it did or did not match. */
  readonly explanation?: ExplanationNode;
}
export interface LookedAt {
  readonly path: string;
  readonly values: readonly string[];
}
/** One clause of the condition with its verdict on this event. `value` null: the field is missing (the clause does not match). */
export interface ExplanationNode {
  readonly eql: string;
  readonly value: boolean | null;
  /** The actual value or values, as text; null where the event lacks the field. */
  readonly actual: string | null;
  /** What the clause asks for, as the query writes it; absent where it asks for more than a constant. */
  readonly expected?: string;
  /** Why the clause could not be computed, as a sentence. */
  readonly error?: string;
  readonly children: readonly ExplanationNode[];
  /** Set on the arm of an exclusion that took the event out. */
  readonly excludedBy?: boolean;
}

/** How far each key of a sequence came, and what ended it; the farthest keys first. Answer null for a run of another kind. */
export const TimelineRequest = 'rulewright/timeline';
export interface TimelineParams {
  readonly runId: number;
  /** At most so many keys. */
  readonly limit: number;
}
export interface TimelineAnswer {
  readonly runId: number;
  /** The items as EQL, missing ones with their `!`. */
  readonly items: readonly string[];
  /** How many items a key has to reach. */
  readonly needed: number;
  /** How many keys matched the first item at all. */
  readonly keyCount: number;
  readonly keys: readonly TimelineKey[];
  /** Sentences: events that lack a key or a timestamp. */
  readonly notes: readonly string[];
}
export interface TimelineKey {
  readonly keys: readonly string[];
  readonly reached: number;
  readonly events: readonly TimelineEvent[];
  readonly ended: 'complete' | 'maxspan' | 'until' | 'missing-key' | 'forbidden-event' | 'waiting';
  /** What ended it, as a sentence, and the event where one did. */
  readonly detail: string;
  readonly endedBy?: EventReference;
}
export interface TimelineEvent {
  /** Index into `items`. */
  readonly item: number;
  readonly event: EventReference;
  /** Milliseconds after the key's first event. */
  readonly after: number;
}

/** The event at a place of a sample of the last run, so that a line of a file can be explained. Null where the run did not read it. */
export const FindEventRequest = 'rulewright/findEvent';
export interface FindEventParams {
  /** The file's uri. */
  readonly sample: string;
  /** From 1. */
  readonly line: number;
  /** From 1: tells events of one line apart. */
  readonly column?: number;
}
export interface FindEventAnswer {
  readonly runId: number;
  readonly event: number;
}
