// The hashes of events of a sample that was read without: the sample is read once more, and only texts are looked at.
import type { EventStoreBuilder } from '../engine/eventStore';
import type { Host } from '../host/host';
import type { Piece } from '../samples/piece';
import type { Taker } from '../samples/reader';
import { compactText } from '../samples/sampleEvent';
import { createSampleText } from './sampleText';

/**
 * Hashes all events of a sample, and leaves the hashes in the store: neither another mark nor the run that follows reads the sample again. They are of the text as it
 * stands in the file, of which a loaded event keeps neither its spaces nor how its numbers are written. Throws UnreadableError.
 */
export async function hashEvents(sample: number, path: string, store: EventStoreBuilder, host: Host): Promise<void> {
  if (store.hasHashes(sample)) return;
  const events = new Map<string, number>();
  for (let event = 0; event < store.count; event++) {
    const origin = store.origin(event);
    if (origin.sample === sample) events.set(placeKey(origin.line, origin.column), event);
  }
  const hashes = new Map<number, string>();
  for (const [key, hash] of await hashesOf(path, new Set(events.keys()), host)) {
    const event = events.get(key);
    if (event !== undefined) hashes.set(event, hash);
  }
  store.addHashes(sample, hashes);
}

/** How an event is found again in its sample. */
function placeKey(line: number, column = 1): string {
  return `${line}:${column}`;
}

/** By the keys of their places. Throws UnreadableError for a sample that cannot be read any more. */
async function hashesOf(path: string, places: ReadonlySet<string>, host: Host): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  const taker: Taker = {
    event({ line, column, text, isElement }) {
      const key = placeKey(line, column);
      if (places.has(key)) hashes.set(key, host.hash(isElement === true ? compactText(text) : text));
    },
    fault: () => undefined,
  };
  const text = createSampleText();
  const read = (pieces: readonly Piece[]): void => {
    for (const piece of pieces) text.reader?.read(piece, taker);
  };
  for await (const bytes of host.openSample(path, () => undefined)) {
    read(text.push(bytes));
    if (hashes.size === places.size) return hashes;
  }
  read(text.end());
  text.reader?.end(taker);
  return hashes;
}
