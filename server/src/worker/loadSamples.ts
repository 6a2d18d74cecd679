// Reads samples into an event store. A line that is no event never ends the reading: it is counted, with its place.
import { createEventStore } from '../engine/eventStore';
import type { EventStoreBuilder, LineFault } from '../engine/eventStore';
import type { FieldResolver } from '../eql/types';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import { createLineSplitter, looksBinary } from './lines';
import { cutOffNote, faultNotes, noEventNote } from './loadNotes';
import type { FaultCount } from './loadNotes';
import type { LoadedSample, Watch } from './orders';
import { createPace } from './pace';
import type { Pace } from './pace';
import { sampleResolver } from './sampleFields';

/** Samples as they lie in the store, in the order in which they were asked for. */
export interface LoadedSamples {
  readonly samples: readonly LoadedSample[];
  readonly store: EventStoreBuilder;
  /** The types that the events themselves show. */
  readonly shown: FieldResolver;
  /** Of which samples the lines were hashed. */
  readonly hashed: readonly boolean[];
}

/** What is to be read. `hashed`: its label file names events by the hash of their line. */
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
  const { path, store, watch } = reading;
  const before = store.count;
  const tally = createTally(reading);
  const broken = await readLines(reading, (line) => tally.add(line));
  if (watch.isCancelled()) return undefined;
  const { events, faults } = tally;
  const problems = faultNotes(path, faults);
  if (broken !== undefined) problems.push(cutOffNote(path, broken, tally.line));
  else if (store.count === before) problems.push(noEventNote(path, events, tally.firstText));
  return { path, events, problems };
}

/** The sentence that says why the sample ended too early; undefined where it did not. Stops early when cancelled. */
async function readLines(reading: Reading, take: (line: string) => void): Promise<string | undefined> {
  const { path, host, watch, pace } = reading;
  const splitter = createLineSplitter();
  let begun = false;
  try {
    for await (const bytes of host.openSample(path, (count) => reading.onBytes(count))) {
      if (!begun && looksBinary(bytes)) throw new UnreadableError(`${nameOf(path)} is a binary file, not NDJSON.`);
      begun = true;
      let taken = 0;
      for (const line of splitter.push(bytes)) {
        take(line);
        if (++taken % LINES_A_LOOK === 0) await pace.rest();
        if (watch.isCancelled()) return undefined;
      }
      await pace.rest();
      if (watch.isCancelled()) return undefined;
    }
  } catch (error) {
    if (!(error instanceof UnreadableError) || !begun) throw error;
    takeLast(splitter.end(), take);
    return error.message;
  }
  takeLast(splitter.end(), take);
  return undefined;
}

const LINES_A_LOOK = 64;

function takeLast(line: string | undefined, take: (line: string) => void): void {
  if (line !== undefined) take(line);
}

function nameOf(path: string): string {
  return path === '-' ? 'Standard input' : path;
}

interface Tally {
  add(line: string): void;
  /** Non-blank lines. */
  readonly events: number;
  /** All lines. */
  readonly line: number;
  /** The first line that is not blank. */
  readonly firstText: string;
  readonly faults: ReadonlyMap<LineFault['fault'], FaultCount>;
}

function createTally({ sample, hashed, store, host }: Reading): Tally {
  const faults = new Map<LineFault['fault'], FaultCount>();
  let line = 0;
  let events = 0;
  let firstText = '';
  return {
    add(text) {
      line++;
      const added = store.addLine(text, { sample, line }, hashed ? host.hash(text) : undefined);
      if (added === 'blank') return;
      if (events++ === 0) firstText = text.slice(0, 100);
      if (added === 'added') return;
      const known = faults.get(added.fault);
      faults.set(added.fault, { firstLine: known?.firstLine ?? line, count: (known?.count ?? 0) + 1 });
    },
    get events() {
      return events;
    },
    get line() {
      return line;
    },
    get firstText() {
      return firstText;
    },
    faults,
  };
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
