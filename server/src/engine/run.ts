// What a run is asked and what it answers. The stepper itself is `startRun`.
import type { DslQuery } from '../base/queryDsl';
import type { Query } from '../eql/ast';
import type { FieldResolver } from '../eql/types';
import type { EventStore } from './store';

export interface RunOptions {
  /** At most so many hits; undefined: all. */
  readonly size?: number;
  readonly resultPosition: 'head' | 'tail';
  readonly maxSamplesPerKey: number;
  readonly timestampField: string;
  readonly eventCategoryField: string;
  readonly tiebreakerField?: string;
  /** Only events that pass all of these are there for the query, as Elasticsearch applies the filters that stand beside one. */
  readonly filters?: readonly DslQuery[];
}

export const DEFAULT_RUN_OPTIONS: RunOptions = {
  resultPosition: 'tail',
  maxSamplesPerKey: 1,
  timestampField: '@timestamp',
  eventCategoryField: 'event.category',
};

/** One event, or a whole sequence or sample in item order; null stands for a missing-event slot. */
export interface Hit {
  readonly events: readonly (number | null)[];
  /** Key values as Elasticsearch prints them, once a hit; "null" for null. Empty for event queries and sequences without keys. */
  readonly joinKeys: readonly string[];
}

/** Something that the run could not compute or left out: one a kind, with its count and the first event. */
export interface RunProblem {
  readonly code:
    | 'division-by-zero'
    | 'number-format'
    | 'overflow'
    | 'date-format'
    | 'ip-format'
    | 'no-timestamp'
    | 'ignored-long-value';
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly count: number;
  readonly firstEvent: number;
}

export interface RunResult {
  readonly hits: readonly Hit[];
  readonly problems: readonly RunProblem[];
}

/** A run that is advanced bit by bit, so that its thread can report and be cancelled. */
export interface Run {
  /** Looks at up to `events` further events; true when the run is over. */
  step(events: number): boolean;
  /** 0 to 1. */
  readonly progress: number;
  /** Throws if the run is not over: a bug of the caller. */
  result(): RunResult;
}

export type StartRun = (query: Query, store: EventStore, fields: FieldResolver, options: RunOptions) => Run;
