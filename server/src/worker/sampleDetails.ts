// What a list of samples says of one: its datasets, how many events, of what time, how many labels. A large one is judged by its beginning.
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import type { JsonObject } from '../engine/store';
import type { LabelFiles } from './labelFiles';
import type { Watch } from './orders';
import type { PeekCache } from './peekDatasets';
import { readSamplePage } from './samplePage';

export interface SampleDetails {
  readonly datasets: readonly string[];
  /** Of a sample that was not read to its end: about how many. Undefined for packed ones, whose length nobody knows. */
  readonly events?: number;
  readonly isEstimate: boolean;
  /** Of the events that were read, as ISO dates. */
  readonly from?: string;
  readonly to?: string;
  /** Entries of its label files. */
  readonly labels: number;
  /** Why it cannot be read: a sentence. */
  readonly problem?: string;
}

export interface DetailSources {
  readonly host: Host;
  readonly peeks: PeekCache;
  readonly labels: LabelFiles;
}

/** A file up to this size is read to its end. */
const WHOLE = 8 * 1024 * 1024;
/** Of a larger one so many events are looked at. */
const LOOKED_AT = 1000;

/** Undefined: cancelled. Never throws. */
export async function readSampleDetails(
  path: string,
  { host, peeks, labels }: DetailSources,
  watch: Watch,
): Promise<SampleDetails | undefined> {
  const bytes = host.stamp(path)?.bytes ?? 0;
  const known = { datasets: await peeks.datasetsOf(path, host), labels: labels.read(path, host).entries.length };
  try {
    const count = bytes <= WHOLE ? MOST : LOOKED_AT;
    const page = await readSamplePage(path, { from: 0, count }, host, watch);
    if (page === undefined) return undefined;
    const { events, isLast, problem } = page;
    const characters = events.reduce((sum, { text }) => sum + text.length + 1, 0);
    const total = isLast
      ? events.length
      : isPacked(path)
        ? undefined
        : Math.round((bytes / characters) * events.length);
    return {
      ...known,
      ...(total === undefined ? {} : { events: total }),
      isEstimate: !isLast,
      ...rangeOf(events.map(({ object }) => object)),
      ...(problem === undefined ? {} : { problem }),
    };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { ...known, isEstimate: false, problem: error.message };
  }
}

const MOST = 100_000;

function isPacked(path: string): boolean {
  return /\.(?:gz|zst)$/i.test(path);
}

function rangeOf(events: readonly JsonObject[]): Pick<SampleDetails, 'from' | 'to'> {
  let from = Infinity;
  let to = -Infinity;
  for (const event of events) {
    const stamp = event['@timestamp'];
    const time = typeof stamp === 'string' ? Date.parse(stamp) : typeof stamp === 'number' ? stamp : NaN;
    if (time < from) from = time;
    if (time > to) to = time;
  }
  // A number beyond what a date can be is no time.
  const limit = 8.64e15;
  if (from > to || Math.abs(from) > limit || Math.abs(to) > limit) return {};
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
