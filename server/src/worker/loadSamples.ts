// Reads samples of any shape into an event store. What is no event never ends the reading: it is counted, with its place.
import { createEventStore } from '../engine/eventStore';
import type { EventStoreBuilder } from '../engine/eventStore';
import type { FieldResolver } from '../eql/types';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import type { Piece } from '../samples/piece';
import { looksBinary } from './decode';
import { createTally } from './loadTally';
import type { Tally } from './loadTally';
import type { LoadedSample, Watch } from './orders';
import { createPace } from './pace';
import type { Pace } from './pace';
import { sampleResolver } from './sampleFields';
import { createSampleText } from './sampleText';
import type { SampleText } from './sampleText';

/** Samples as they lie in the store, in the order in which they were asked for. */
export interface LoadedSamples {
  readonly samples: readonly LoadedSample[];
  readonly store: EventStoreBuilder;
  /** The types that the events themselves show. */
  readonly shown: FieldResolver;
  /** Of which samples the events were hashed. */
  readonly hashed: readonly boolean[];
}

/** What is to be read. `hashed`: its label file names events by their hash. */
export interface Wanted {
  readonly path: string;
  readonly hashed: boolean;
}

/** Undefined: cancelled. Throws UnreadableError for a sample of which nothing can be read. */
export async function loadSamples(
  wanted: readonly Wanted[],
  host: Host,
  watch: Watch,
): Promise<LoadedSamples | undefined> {
  const store = createEventStore();
  const progress = createByteProgress(wanted, host, watch);
  const pace = createPace(host);
  const samples: LoadedSample[] = [];
  for (const [sample, { path, hashed }] of wanted.entries()) {
    const loaded = await loadOne({ path, sample, hashed, store, host, watch, pace, onBytes: progress(sample) });
    if (loaded === undefined) return undefined;
    samples.push(loaded);
  }
  return { samples, store, shown: sampleResolver(store), hashed: wanted.map((each) => each.hashed) };
}

interface Reading {
  readonly path: string;
  readonly sample: number;
  readonly hashed: boolean;
  readonly store: EventStoreBuilder;
  readonly host: Host;
  readonly watch: Watch;
  readonly pace: Pace;
  onBytes(bytes: number): void;
}

async function loadOne(reading: Reading): Promise<LoadedSample | undefined> {
  const { path, watch } = reading;
  const tally = createTally(reading);
  const text = createSampleText();
  const broken = await readPieces(reading, text, tally);
  if (watch.isCancelled()) return undefined;
  const isLaidOut = text.shape !== undefined && text.shape.kind !== 'lines' && text.shape.kind !== 'unknown';
  const loaded = { path, events: tally.events, problems: tally.notes(text, broken) };
  return isLaidOut ? { ...loaded, isLaidOut } : loaded;
}

/** The sentence that says why the sample ended too early; undefined where it did not. Stops early when cancelled. */
async function readPieces(reading: Reading, text: SampleText, tally: Tally): Promise<string | undefined> {
  const { path, host, watch, pace } = reading;
  const read = async (pieces: readonly Piece[]): Promise<void> => {
    let taken = 0;
    for (const piece of pieces) {
      text.reader?.read(piece, tally);
      if (++taken % PIECES_A_LOOK === 0) await pace.rest();
      if (watch.isCancelled()) return;
    }
  };
  let begun = false;
  let broken: string | undefined;
  try {
    for await (const bytes of host.openSample(path, (count) => reading.onBytes(count))) {
      if (!begun && looksBinary(bytes)) throw new UnreadableError(`${nameOf(path)} is a binary file, ${NO_SAMPLE}.`);
      begun = true;
      await read(text.push(bytes));
      await pace.rest();
      if (watch.isCancelled()) return undefined;
    }
  } catch (error) {
    if (!(error instanceof UnreadableError) || !begun) throw error;
    broken = error.message;
  }
  await read(text.end());
  text.reader?.end(tally);
  return broken;
}

const NO_SAMPLE = 'not a sample';
const PIECES_A_LOOK = 64;

function nameOf(path: string): string {
  return path === '-' ? 'Standard input' : path;
}

/** Bytes read of a sample to the fraction of all samples. The length of standard input is not known: it counts for nothing. */
function createByteProgress(wanted: readonly Wanted[], host: Host, watch: Watch) {
  const sizes = wanted.map(({ path }) => host.stamp(path)?.bytes ?? 0);
  const sumOf = (some: readonly number[]): number => some.reduce((sum, size) => sum + size, 0);
  const total = Math.max(1, sumOf(sizes));
  return (sample: number) => {
    const before = sumOf(sizes.slice(0, sample));
    const size = sizes[sample] ?? 0;
    return (bytes: number): void => watch.onProgress('loading', (before + Math.min(bytes, size)) / total);
  };
}
