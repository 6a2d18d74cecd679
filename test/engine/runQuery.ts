// Runs a query text over plain objects, for tests: parse, store, fields, stepper, in one call. Decides nothing itself.
import assert from 'node:assert/strict';
import { createEventStore } from '../../server/src/engine/eventStore';
import type { EventStoreBuilder } from '../../server/src/engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { Run, RunOptions, RunResult } from '../../server/src/engine/run';
import { startRun } from '../../server/src/engine/startRun';
import type { JsonObject } from '../../server/src/engine/store';
import { parseQuery } from '../../server/src/eql/parse';
import type { FieldResolver } from '../../server/src/eql/types';
import { inferredResolver } from '../../server/src/schema/inferred';
import { mappingResolver, withFallback } from '../../server/src/schema/mapping';

export interface Asked {
  readonly options?: Partial<RunOptions>;
  readonly mapping?: unknown;
  /** Events a step, to see that the answer does not depend on it. */
  readonly stepSize?: number;
}

export function storeOf(events: readonly JsonObject[]): EventStoreBuilder {
  const store = createEventStore();
  events.forEach((event, index) => store.addObject(event, { sample: 0, line: index + 1 }));
  return store;
}

/** Types from the sample itself, below the mapping where there is one: as `run` does it. */
export function fieldsOfStore(store: EventStoreBuilder, mapping?: unknown): FieldResolver {
  const inferred = inferredResolver(store.paths(), (path) => leavesOf(store, path));
  return mapping === undefined ? inferred : withFallback(mappingResolver(mapping).value, inferred);
}

function* leavesOf(store: EventStoreBuilder, path: string): Iterable<string | number | bigint | boolean | null> {
  for (let event = 0; event < store.count; event++) yield* store.values(event, path);
}

export function runQuery(text: string, events: readonly JsonObject[], asked: Asked = {}): RunResult {
  const { value: query, issues } = parseQuery(text);
  assert.deepEqual(
    issues.filter((issue) => issue.severity === 'error'),
    [],
    text,
  );
  const store = storeOf(events);
  const options = { ...DEFAULT_RUN_OPTIONS, ...asked.options };
  return finish(startRun(query, store, fieldsOfStore(store, asked.mapping), options), asked.stepSize ?? 1000);
}

/** Steps to the end; a run that never ends, or whose progress goes back, is a failure. */
export function finish(run: Run, stepSize: number): RunResult {
  let before = run.progress;
  for (let steps = 0; !run.step(stepSize); steps++) {
    assert.ok(steps < 1_000_000, 'the run does not end');
    assert.ok(run.progress >= before && run.progress <= 1, `progress went from ${before} to ${run.progress}`);
    before = run.progress;
  }
  assert.equal(run.progress, 1);
  return run.result();
}

/** The field `n` of every event of every hit; -1 for the slot of a missing event. */
export function idsOf(result: RunResult, events: readonly JsonObject[], idField = 'n'): unknown[][] {
  return result.hits.map((hit) => hit.events.map((event) => (event === null ? -1 : events[event]?.[idField])));
}

export function hitIds(text: string, events: readonly JsonObject[], asked?: Asked): unknown[][] {
  return idsOf(runQuery(text, events, asked), events);
}
