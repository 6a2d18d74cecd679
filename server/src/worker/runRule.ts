// One rule over its samples: read, typed, run and judged. The command line calls this as it is, the editor by way of a thread.
import { createContext } from '../engine/condition';
import type { Query } from '../eql/ast';
import { parseQuery } from '../eql/parse';
import type { FieldResolver } from '../eql/types';
import type { Host } from '../host/host';
import { unionResolver, withFallback } from '../schema/mapping';
import { composeWithSources } from '../schema/workspace';
import type { WorkspaceSource } from '../schema/workspace';
import { judge } from '../tuning/outcome';
import { alertsOf } from './alertsOf';
import { catalogReaderOf } from './catalogReader';
import { optionsWithExceptions, readExceptionEffect } from './exceptionRun';
import { labelBookOf } from './labelBooks';
import type { SampleLabels } from './labelFiles';
import { loadOrReuse, wantedSamples } from './loadOrReuse';
import type { LoadedSamples } from './loadSamples';
import { notesOfRun } from './runNotes';
import { mappingsOf } from './orders';
import type { FinishedRun, RunNote, RunOrder, Watch } from './orders';
import type { SampleCache } from './sampleCache';
import { localFields } from './sampleFields';
import type { CatalogConflict } from './sampleFields';
import { runToTheEnd } from './runToTheEnd';
import { readBrought } from './workspaceSources';

/** Everything that a run needs, read: its fields are known, so the query can be verified before it is run. */
export interface PreparedRun {
  readonly order: RunOrder;
  readonly query: Query;
  readonly loaded: LoadedSamples;
  readonly labelFiles: readonly SampleLabels[];
  readonly fields: FieldResolver;
  /** Where the events speak against the catalogue, of the fields asked for so far. */
  conflicts(): readonly CatalogConflict[];
  /** Of samples, mappings and label files. */
  readonly notes: readonly RunNote[];
  /** By the host's clock. */
  readonly began: number;
}

/**
 * Undefined: cancelled. Throws UnreadableError for a sample or a mapping that cannot be read. Whether the query has errors is the
 * caller's to look at beforehand: what could not be parsed in it matches nothing.
 */
export async function runRule(
  order: RunOrder,
  host: Host,
  cache: SampleCache,
  watch: Watch,
): Promise<FinishedRun | undefined> {
  const prepared = await prepareRun(order, host, cache, watch);
  return prepared === undefined ? undefined : finishRun(prepared, host, watch);
}

/** The first half of `runRule`, for callers that verify the query by the run's own fields. */
export async function prepareRun(
  order: RunOrder,
  host: Host,
  cache: SampleCache,
  watch: Watch,
): Promise<PreparedRun | undefined> {
  const began = host.now();
  const labelFiles = order.samples.map(({ path }) => cache.labels.read(path, host));
  const read = mappingsOf(order.samples).map((path) => cache.mappings.read(path, host));
  const brought = read.length > 0 ? undefined : readBrought(order.schemaFiles ?? [], cache.mappings.files, host);
  const loaded = await loadOrReuse(wantedSamples(order.samples, cache, host), host, cache, watch);
  if (loaded === undefined) return undefined;
  const mapped = read.map((mapping) => mapping.fields);
  const notes = [
    ...loaded.samples.flatMap((sample) => sample.problems),
    ...read.flatMap((mapping) => mapping.notes),
    ...(brought?.notes ?? []),
    ...labelFiles.flatMap((each) => each.notes),
  ];
  const query = parseQuery(order.query).value;
  return {
    order,
    query,
    loaded,
    labelFiles,
    ...resolveFields(order, mapped, brought?.sources ?? [], loaded, host),
    notes,
    began,
  };
}

/** Source: docs/command-line.md, check. A mapping is the whole schema but for fields that would be mapped dynamically. */
function resolveFields(
  { schema }: RunOrder,
  mappings: readonly FieldResolver[],
  sources: readonly WorkspaceSource[],
  { shown, store }: LoadedSamples,
  host: Host,
): Pick<PreparedRun, 'fields' | 'conflicts'> {
  if (mappings.length > 0) return { fields: withFallback(unionResolver(mappings), shown), conflicts: () => [] };
  const composed = composeWithSources(schema, catalogReaderOf(host), sources);
  if (composed.authority === 'mapping') return { fields: withFallback(composed, shown), conflicts: () => [] };
  const fields = localFields(composed, shown, store);
  return { fields, conflicts: () => fields.conflicts() };
}

/** The second half of `runRule`. */
export async function finishRun(prepared: PreparedRun, host: Host, watch: Watch): Promise<FinishedRun | undefined> {
  const { order, query, loaded, fields, labelFiles } = prepared;
  const { store, samples } = loaded;
  const source = { query, store, fields };
  const options = optionsWithExceptions(order);
  const result = await runToTheEnd(source, options, host, watch);
  if (result === undefined) return undefined;
  const context = createContext(store, fields, options);
  const labels = labelBookOf(store, labelFiles, order.rule.id, context);
  const judgement = judge(result.hits, labels);
  const isExcepted = order.exceptions !== undefined;
  const exceptions = isExcepted && (await readExceptionEffect(source, order, labels, judgement, host, watch));
  if (exceptions === undefined) return undefined;
  const { problems } = result;
  const conflicts = prepared.conflicts();
  const alerts = alertsOf(order, result.hits, context);
  const notes = notesOfRun({ order, query, store, labelFiles, labels, problems, conflicts });
  return {
    order,
    query,
    samples,
    store,
    fields,
    context,
    result,
    labels,
    judgement,
    ...(exceptions === false ? {} : { exceptions }),
    ...(alerts === undefined ? {} : { alerts }),
    notes: [...prepared.notes, ...(order.exceptions?.notes ?? []), ...notes],
    milliseconds: Math.round(host.now() - prepared.began),
  };
}
