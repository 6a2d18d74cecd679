// Samples from the cache where they are unchanged, else from the disk into it.
import type { Host } from '../host/host';
import { loadSamples } from './loadSamples';
import type { LoadedSamples, Wanted } from './loadSamples';
import type { Watch } from './orders';
import type { SampleCache } from './sampleCache';

/** Lines are hashed where a label file names events by hash. */
export function wantedSamples(
  samples: readonly { readonly path: string }[],
  { labels }: SampleCache,
  host: Host,
): readonly Wanted[] {
  return samples.map(({ path }) => ({ path, hashed: labels.read(path, host).hashed }));
}

/** Undefined: cancelled. Throws UnreadableError for a sample of which nothing can be read. */
export async function loadOrReuse(
  wanted: readonly Wanted[],
  host: Host,
  cache: SampleCache,
  watch: Watch,
): Promise<LoadedSamples | undefined> {
  const known = cache.find(wanted, host);
  if (known !== undefined) return known;
  const stamps = wanted.map(({ path }) => host.stamp(path));
  const loaded = await loadSamples(wanted, host, watch);
  if (loaded !== undefined) cache.add(wanted, stamps, loaded);
  return loaded;
}
