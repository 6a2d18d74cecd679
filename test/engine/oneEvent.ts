// Asks one condition of one event, for tests: parse, store, fields, compiled test, in one call. Decides nothing itself.
import assert from 'node:assert/strict';
import type { EvaluationContext } from '../../server/src/engine/condition';
import { compileCondition, createContext } from '../../server/src/engine/condition';
import { createEventStore } from '../../server/src/engine/eventStore';
import type { EventStoreBuilder } from '../../server/src/engine/eventStore';
import type { RunProblem } from '../../server/src/engine/run';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { JsonObject } from '../../server/src/engine/store';
import type { EventFilter, Expression } from '../../server/src/eql/ast';
import { parseExpression, parseQuery } from '../../server/src/eql/parse';
import type { FieldResolver } from '../../server/src/eql/types';
import { mappingResolver } from '../../server/src/schema/mapping';

/** Field name to mapping, as under `properties`. */
export type Properties = Readonly<Record<string, unknown>>;

const NOTHING_KNOWN: FieldResolver = { authority: 'open', find: () => undefined, nearest: () => [] };

export function fieldsOf(properties: Properties | undefined): FieldResolver {
  return properties === undefined ? NOTHING_KNOWN : mappingResolver({ properties }).value;
}

export function storeOf(...events: readonly JsonObject[]): EventStoreBuilder {
  const store = createEventStore();
  events.forEach((event, index) => store.addObject(event, { sample: 0, line: index + 1 }));
  return store;
}

/** Lines of NDJSON, for what objects cannot hold. */
export function storeOfLines(...lines: readonly string[]): EventStoreBuilder {
  const store = createEventStore();
  lines.forEach((line, index) => assert.equal(store.addLine(line, { sample: 0, line: index + 1 }), 'added'));
  return store;
}

export function contextOf(store: EventStoreBuilder, properties?: Properties): EvaluationContext {
  return createContext(store, fieldsOf(properties), DEFAULT_RUN_OPTIONS);
}

export function conditionOf(text: string): Expression {
  const { value, issues } = parseExpression(text);
  assert.deepEqual(
    issues.filter((issue) => issue.severity === 'error'),
    [],
    text,
  );
  return value;
}

export function filterOf(text: string): EventFilter {
  const { value, issues } = parseQuery(text);
  assert.deepEqual(issues, [], text);
  assert.ok(value.kind === 'eventQuery', text);
  return value.filter;
}

/** Does the condition match the event? A condition that cannot be computed is a failure here; see `problemsOf`. */
export function matches(text: string, event: JsonObject, properties?: Properties): boolean {
  const context = contextOf(storeOf(event), properties);
  const answer = compileCondition(conditionOf(text), context)(0);
  assert.deepEqual(
    context.problems.list().filter((problem) => problem.severity === 'error'),
    [],
    text,
  );
  return answer;
}

/** The problems of asking the condition of every event; none of the events that bear one may match. */
export function problemsOf(
  text: string,
  events: readonly JsonObject[],
  properties?: Properties,
): { readonly problems: readonly RunProblem[]; readonly matched: readonly number[] } {
  const context = contextOf(storeOf(...events), properties);
  const test = compileCondition(conditionOf(text), context);
  const matched = events.map((_event, index) => index).filter(test);
  return { problems: context.problems.list(), matched };
}

/** `[condition, event, expected]` rows, each its own sentence when it fails. */
export function checkAll(
  rows: readonly (readonly [condition: string, event: JsonObject, expected: boolean])[],
  properties?: Properties,
): void {
  for (const [condition, event, expected] of rows)
    assert.equal(matches(condition, event, properties), expected, `${condition} over ${JSON.stringify(event)}`);
}
