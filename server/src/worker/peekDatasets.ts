// Which datasets a sample has, by its first events.
import { createEventStore } from '../engine/eventStore';
import type { EventStore } from '../engine/store';
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import type { Taker } from '../samples/reader';
import { isSame } from './labelFiles';
import { looksBinary } from './decode';
import { createSampleText } from './sampleText';

/** Bytes that are looked at: some hundred events. */
const PEEKED = 1 << 18;

/** Remembers what the samples begin with until they change. */
export class PeekCache {
  private readonly known = new Map<string, { readonly stamp: FileStamp; readonly datasets: readonly string[] }>();

  /** Each once, in the order of the sample; none for what cannot be read. */
  async datasetsOf(path: string, host: Host): Promise<readonly string[]> {
    const stamp = host.stamp(path);
    if (stamp === undefined) return [];
    const known = this.known.get(path);
    if (known !== undefined && isSame(known.stamp, stamp)) return known.datasets;
    const datasets = await readDatasets(path, host);
    this.known.set(path, { stamp, datasets });
    return datasets;
  }
}

async function readDatasets(path: string, host: Host): Promise<readonly string[]> {
  try {
    const bytes = await host.peekSample(path, PEEKED);
    return looksBinary(bytes) ? [] : datasetsOf(bytes);
  } catch (error) {
    if (error instanceof UnreadableError) return [];
    throw error;
  }
}

/** The end of what was looked at is no end of the sample: the last event may be cut there. */
function datasetsOf(bytes: Uint8Array): readonly string[] {
  const text = createSampleText();
  const store = createEventStore();
  const found = new Set<string>();
  const taker: Taker = {
    fault: () => undefined,
    event({ object, line, dataset }) {
      if (dataset !== undefined) found.add(dataset);
      else store.addEvent(object, { sample: 0, line }, {});
    },
  };
  const pieces = [...text.push(bytes), ...text.end()];
  for (const piece of pieces) text.reader?.read(piece, taker);
  text.reader?.end(taker);
  for (const dataset of namedDatasets(store)) found.add(dataset);
  return found.size > 0 || store.count > 0 ? [...found] : datasetsInText(pieces.at(-1)?.text ?? '');
}

function namedDatasets(store: EventStore): readonly string[] {
  const found = new Set<string>();
  for (let event = 0; event < store.count; event++) {
    for (const path of ['data_stream.dataset', 'event.dataset'])
      for (const value of store.values(event, path)) if (typeof value === 'string') found.add(value);
  }
  return [...found];
}

/** The one event is longer than what was looked at, so its text must do. */
function datasetsInText(text: string): readonly string[] {
  const found = text.matchAll(/"(?:(?:data_stream|event)\.)?dataset"\s*:\s*"([^"\\]+)"/g);
  return [...new Set([...found].map(([, dataset = '']) => dataset))];
}
