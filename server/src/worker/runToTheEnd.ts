// A run from its first event to its last, with progress and rests.
import type { RunOptions, RunResult } from '../engine/run';
import { startRun } from '../engine/startRun';
import type { EventStore } from '../engine/store';
import type { Query } from '../eql/ast';
import type { FieldResolver } from '../eql/types';
import type { Host } from '../host/host';
import type { Watch } from './orders';
import { createPace } from './pace';

export interface RunSource {
  readonly query: Query;
  readonly store: EventStore;
  readonly fields: FieldResolver;
}

const EVENTS_A_STEP = 500;

/** Undefined: cancelled. */
export async function runToTheEnd(
  { query, store, fields }: RunSource,
  options: RunOptions,
  host: Host,
  watch: Watch,
): Promise<RunResult | undefined> {
  const run = startRun(query, store, fields, options);
  const pace = createPace(host);
  if (watch.isCancelled()) return undefined;
  while (!run.step(EVENTS_A_STEP)) {
    watch.onProgress('running', run.progress);
    await pace.rest();
    if (watch.isCancelled()) return undefined;
  }
  return run.result();
}
