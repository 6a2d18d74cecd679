// Every query case of the reference suites through the real path: parse, mapping, store, run. The cases stay where they are.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { RunOptions } from '../../server/src/engine/run';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import { createEventStore } from '../../server/src/engine/eventStore';
import type { EventStoreBuilder } from '../../server/src/engine/eventStore';
import { startRun } from '../../server/src/engine/startRun';
import type { JsonObject } from '../../server/src/engine/store';
import { parseQuery } from '../../server/src/eql/parse';
import type { FieldResolver } from '../../server/src/eql/types';
import { mappingResolver, unionResolver, withFallback } from '../../server/src/schema/mapping';
import { fieldsOfStore, finish } from '../engine/runQuery';

interface Suite {
  readonly suite: string;
  readonly id_field?: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly query?: string;
  readonly dataset: string | readonly string[];
  readonly events?: readonly JsonObject[];
  readonly id_field?: string;
  readonly expected_ids?: readonly number[];
  readonly expected_ids_any_of?: readonly (readonly number[])[];
  readonly expected_join_keys?: readonly (string | null)[];
  readonly conflict?: unknown;
  readonly options?: {
    readonly timestamp_field?: string;
    readonly event_category_field?: string;
    readonly tiebreaker_field?: string;
    readonly size?: number;
    readonly max_samples_per_key?: number;
  };
}

const folder = path.resolve('../shared/conformance');

describe('the reference query cases', () => {
  if (!existsSync(folder)) {
    it('are absent here: ../shared/conformance is not beside the repository', () => assert.ok(!existsSync(folder)));
    return;
  }
  for (const suite of readSuites()) {
    describe(suite.suite, () => {
      for (const each of suite.cases) {
        if (each.query === undefined || each.conflict !== undefined) continue;
        for (const position of ['head', 'tail'] as const)
          it(`${each.id} (${position})`, () => check(suite, each, each.query ?? '', position));
      }
    });
  }
  it('are all there', () => {
    const count = readSuites().flatMap((suite) => suite.cases).length;
    assert.ok(count > 150, `only ${count} query cases found`);
  });
});

function readSuites(): Suite[] {
  const cases = path.join(folder, 'cases');
  return readdirSync(cases)
    .filter((name) => name.endsWith('.json') && name !== 'es-fold.json')
    .sort()
    .map((name) => JSON.parse(readFileSync(path.join(cases, name), 'utf8')) as Suite);
}

function check(suite: Suite, each: Case, text: string, resultPosition: 'head' | 'tail'): void {
  const { value: query, issues } = parseQuery(text);
  assert.deepEqual(
    issues.filter((issue) => issue.severity === 'error').map((issue) => issue.message),
    [],
  );
  const { store, fields } = dataOf(each);
  const result = finish(startRun(query, store, fields, optionsOf(each, resultPosition)), 37);
  const idField = each.id_field ?? suite.id_field ?? 'id';
  const ids = result.hits.flatMap((hit) =>
    hit.events.map((event) => (event === null ? -1 : Number(store.values(event, idField)[0]))),
  );
  if (each.expected_ids !== undefined) assert.deepEqual(ids, each.expected_ids);
  else
    assert.ok(
      each.expected_ids_any_of?.some((any) => JSON.stringify(any) === JSON.stringify(ids)),
      `${JSON.stringify(ids)} is none of the expected`,
    );
  if (each.expected_join_keys !== undefined)
    assert.deepEqual(
      result.hits.flatMap((hit) => hit.joinKeys),
      each.expected_join_keys.map(String),
    );
}

function optionsOf({ options = {} }: Case, resultPosition: 'head' | 'tail'): RunOptions {
  return {
    resultPosition,
    size: options.size,
    maxSamplesPerKey: options.max_samples_per_key ?? DEFAULT_RUN_OPTIONS.maxSamplesPerKey,
    timestampField: options.timestamp_field ?? DEFAULT_RUN_OPTIONS.timestampField,
    eventCategoryField: options.event_category_field ?? DEFAULT_RUN_OPTIONS.eventCategoryField,
    tiebreakerField: options.tiebreaker_field,
  };
}

interface Data {
  readonly store: EventStoreBuilder;
  readonly fields: FieldResolver;
}

const loaded = new Map<string, Data>();

function dataOf(each: Case): Data {
  if (each.events !== undefined) {
    const store = createEventStore();
    each.events.forEach((event, index) => store.addObject(event, { sample: 0, line: index + 1 }));
    return { store, fields: fieldsOfStore(store) };
  }
  const names = typeof each.dataset === 'string' ? [each.dataset] : each.dataset;
  const key = names.join(' ');
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const data = load(names);
  loaded.set(key, data);
  return data;
}

/** Several data sets are one store, their mappings a union; what no mapping knows has the type that the events show. */
function load(names: readonly string[]): Data {
  const store = createEventStore();
  for (const [sample, name] of names.entries()) {
    const lines = readFileSync(path.join(folder, 'data', `${name}.ndjson`), 'utf8').split('\n');
    lines.forEach((line, index) => assert.notEqual(typeof store.addLine(line, { sample, line: index + 1 }), 'object'));
  }
  const resolvers = names.map((name) => {
    const json = readFileSync(path.join(folder, 'data', `${name}.mapping.json`), 'utf8');
    return mappingResolver(JSON.parse(json)).value;
  });
  return { store, fields: withFallback(unionResolver(resolvers), fieldsOfStore(store)) };
}
