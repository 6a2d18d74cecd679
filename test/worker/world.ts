// Runs rules on samples in memory or on the disk, as the command line and the thread do.
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { RunOptions } from '../../server/src/engine/run';
import type { Host } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import type { SchemaRequest } from '../../server/src/schema/compose';
import type { FinishedRun, RunNote, RunOrder, SampleFile, Watch } from '../../server/src/worker/orders';
import { runRule } from '../../server/src/worker/runRule';
import { SampleCache } from '../../server/src/worker/sampleCache';

export const NO_SCHEMA: SchemaRequest = { index: [], integrations: [], datasets: [], hasDataView: false };

export const PATIENT: Watch = { onProgress: () => undefined, isCancelled: () => false };

export interface Asked {
  readonly query?: string;
  readonly samples?: readonly (string | SampleFile)[];
  readonly rule?: RunOrder['rule'];
  readonly options?: Partial<RunOptions>;
  readonly schema?: Partial<SchemaRequest>;
  readonly schemaFiles?: RunOrder['schemaFiles'];
}

export function orderOf({
  query = 'any where true',
  samples = ['/s.ndjson'],
  rule,
  options,
  schema,
  schemaFiles = [],
}: Asked): RunOrder {
  return {
    rule: rule ?? { name: 'A rule' },
    query,
    samples: samples.map((sample) => (typeof sample === 'string' ? { path: sample } : sample)),
    options: { ...DEFAULT_RUN_OPTIONS, ...options },
    schema: { ...NO_SCHEMA, ...schema },
    schemaFiles,
  };
}

export async function runOn(
  host: Host,
  asked: Asked,
  cache = new SampleCache(),
  watch: Watch = PATIENT,
): Promise<FinishedRun> {
  const run = await runRule(orderOf(asked), host, cache, watch);
  if (run === undefined) throw new Error('the run was cancelled');
  return run;
}

export function runOver(
  files: MemoryFiles,
  asked: Asked = {},
  schemas: Readonly<Record<string, unknown>> = {},
): Promise<FinishedRun> {
  return runOn(createMemoryHost(files, schemas), asked);
}

export function ndjson(events: readonly object[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** The lines of the hits' events, from 1. */
export function linesHit({ result, store }: FinishedRun): (number | null)[][] {
  return result.hits.map(({ events }) => events.map((event) => (event === null ? null : store.origin(event).line)));
}

export function note(run: FinishedRun, code: string): RunNote | undefined {
  return run.notes.find((each) => each.code === code);
}
