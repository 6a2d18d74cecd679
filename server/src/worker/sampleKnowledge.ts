// What samples show of their fields, counted for completions and hovers: also before a rule was run on them.
import { countField } from '../engine/statistics';
import type { FieldCounts } from '../engine/statistics';
import type { EventStore } from '../engine/store';
import type { Host } from '../host/host';
import { loadOrReuse, wantedSamples } from './loadOrReuse';
import type { Watch } from './orders';
import type { SampleCache } from './sampleCache';

export interface KnowledgeParams {
  /** Paths. */
  readonly samples: readonly string[];
  /** Fields that are to be counted. */
  readonly fields: readonly string[];
  /** Distinct values of a field that are listed at most. */
  readonly limit: number;
}

export interface KnowledgeAnswer {
  /** Every path that occurs. */
  readonly paths: readonly string[];
  /** Of the fields that the samples have. */
  readonly counts: Readonly<Record<string, FieldCounts>>;
}

/** Larger samples are not read for a completion; they are known once a rule was run on them. */
const LARGEST = 32 * 1024 * 1024;
const UNWATCHED: Watch = { onProgress: () => undefined, isCancelled: () => false };

/** Null for samples that are too large to be read for this. Throws UnreadableError. */
export async function learnSamples(
  params: KnowledgeParams,
  host: Host,
  cache: SampleCache,
): Promise<KnowledgeAnswer | null> {
  const wanted = wantedSamples(
    params.samples.map((path) => ({ path })),
    cache,
    host,
  );
  const bytes = wanted.reduce((sum, { path }) => sum + (host.stamp(path)?.bytes ?? 0), 0);
  const loaded = bytes > LARGEST ? cache.find(wanted, host) : await loadOrReuse(wanted, host, cache, UNWATCHED);
  return loaded === undefined ? null : countFields(loaded.store, params);
}

export function countFields(
  store: EventStore,
  { fields, limit }: Pick<KnowledgeParams, 'fields' | 'limit'>,
): KnowledgeAnswer {
  let known = knowledge.get(store);
  if (known === undefined) knowledge.set(store, (known = { paths: [...store.paths()], counts: new Map() }));
  const { paths, counts } = known;
  const counted = fields.flatMap((path) => {
    const key = `${limit} ${path}`;
    if (!counts.has(key)) counts.set(key, countField(store, path, limit));
    const found = counts.get(key);
    return found === undefined ? [] : [[path, found] as const];
  });
  return { paths, counts: Object.fromEntries(counted) };
}

interface Known {
  readonly paths: readonly string[];
  readonly counts: Map<string, FieldCounts | undefined>;
}

/** Loaded samples do not change, so each is counted once. */
const knowledge = new WeakMap<EventStore, Known>();
