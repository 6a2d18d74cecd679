// The hashes of single events of a sample that was read without: the sample is read once more, and only texts are looked at.
import type { Host } from '../host/host';
import type { Piece } from '../samples/piece';
import type { Taker } from '../samples/reader';
import { compactText } from '../samples/sampleEvent';
import { createSampleText } from './sampleText';

/** How an event is found again in its sample. */
export function placeKey(line: number, column = 1): string {
  return `${line}:${column}`;
}

/** By the keys of their places. Throws UnreadableError for a sample that cannot be read any more. */
export async function hashesOf(
  path: string,
  places: ReadonlySet<string>,
  host: Host,
): Promise<ReadonlyMap<string, string>> {
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
