// The events of a sample in memory, whatever its shape: what `runOnEvents` takes.
import type { JsonObject } from '../engine/store';
import type { Fault } from '../samples/fault';
import { createSampleReader } from '../samples/reader';
import { HEAD, recognise } from '../samples/recognise';
import type { SampleEvent } from '../samples/sampleEvent';

export interface ReadSample {
  /** As Elasticsearch would have them: without envelopes, raw logs converted. */
  readonly events: readonly JsonObject[];
  /** Of each event: where its text begins, how it is called, and what it was converted from. */
  readonly origins: readonly Pick<SampleEvent, 'line' | 'column' | 'id' | 'index' | 'converted'>[];
  /** What is no event, with its line from 1. */
  readonly faults: readonly { readonly fault: Fault | 'unknown-shape'; readonly line: number }[];
}

/** `text`: the whole file, unpacked. */
export function readSample(text: string): ReadSample {
  const shape = recognise(text.slice(0, HEAD), text.length <= HEAD);
  const events: JsonObject[] = [];
  const origins: ReadSample['origins'][number][] = [];
  const faults: ReadSample['faults'][number][] = [];
  if (shape.kind === 'unknown') return { events, origins, faults: [{ fault: 'unknown-shape', line: 1 }] };
  const reader = createSampleReader(shape);
  const taker = {
    event: ({ object, line, column, id, index, converted }: SampleEvent): void => {
      events.push(object);
      origins.push({ line, column, id, index, converted });
    },
    fault: (fault: Fault, line: number): void => void faults.push({ fault, line }),
  };
  for (const piece of [...reader.cutter.push(text), ...reader.cutter.end()]) reader.read(piece, taker);
  reader.end(taker);
  return { events, origins, faults };
}
