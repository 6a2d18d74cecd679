// A query over events in memory: parsed, verified, run and explained in one call each.
import type { Issue } from '../base/issue';
import { createContext } from '../engine/condition';
import { createEventStore } from '../engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../engine/run';
import type { Hit, RunOptions, RunProblem } from '../engine/run';
import { startRun } from '../engine/startRun';
import type { EventStore, JsonObject } from '../engine/store';
import type { Query } from '../eql/ast';
import { checkQuery } from '../eql/check/checkQuery';
import { parseQuery } from '../eql/parse';
import type { FieldResolver } from '../eql/types';
import { mappingResolver, withFallback } from '../schema/mapping';
import { explain } from './explain';
import type { Explanation } from './explain';
import { inferFields } from './inferFields';

export interface EventsOptions extends Partial<RunOptions> {
  /** An Elasticsearch mapping, parsed from JSON; without one the types of fields come from the events. */
  readonly mapping?: unknown;
}

export interface EventsResult {
  /** Of the query and the mapping, offsets in the query. With an error among them the query is not run: Elasticsearch would refuse it. */
  readonly issues: readonly Issue[];
  /** Events are indexes of the list that was given. */
  readonly hits: readonly Hit[];
  readonly problems: readonly RunProblem[];
}

export function runOnEvents(query: string, events: readonly JsonObject[], options: EventsOptions = {}): EventsResult {
  const { issues, hits, problems } = runPrepared(query, events, options);
  return { issues, hits, problems };
}

/** `event` is an index of the list. Undefined where the query is not run or there is no such event. */
export function explainOnEvents(
  query: string,
  events: readonly JsonObject[],
  event: number,
  options: EventsOptions = {},
): Explanation | undefined {
  const { hits, prepared, issues } = runPrepared(query, events, options);
  if (refuses(issues) || events[event] === undefined) return undefined;
  const { store, fields, runOptions } = prepared;
  return explain(prepared.query, event, createContext(store, fields, runOptions), hits);
}

interface Prepared {
  readonly query: Query;
  readonly store: EventStore;
  readonly fields: FieldResolver;
  readonly runOptions: RunOptions;
}

function runPrepared(text: string, events: readonly JsonObject[], options: EventsOptions) {
  const { mapping, ...given } = options;
  const runOptions = { ...DEFAULT_RUN_OPTIONS, ...given };
  const parsed = parseQuery(text);
  const store = createEventStore();
  events.forEach((event, index) => store.addObject(event, { sample: 0, line: index + 1 }));
  const { value: fields, issues: mappingIssues } = fieldsOf(store, mapping);
  const issues = [...mappingIssues, ...parsed.issues, ...checkQuery(parsed.value, fields, runOptions)];
  const prepared: Prepared = { query: parsed.value, store, fields, runOptions };
  return { prepared, issues, ...(refuses(issues) ? { hits: [], problems: [] } : runToTheEnd(prepared)) };
}

function fieldsOf(store: EventStore, mapping: unknown) {
  const inferred = inferFields(store);
  if (mapping === undefined) return { value: inferred, issues: [] };
  const { value, issues } = mappingResolver(mapping);
  return { value: withFallback(value, inferred), issues };
}

function runToTheEnd({ query, store, fields, runOptions }: Prepared) {
  const run = startRun(query, store, fields, runOptions);
  while (!run.step(store.count + 1));
  return run.result();
}

function refuses(issues: readonly Issue[]): boolean {
  return issues.some(({ severity }) => severity === 'error');
}
