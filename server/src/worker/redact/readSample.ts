// Reads a sample for redaction, part by part: the lines of NDJSON as they are written, of any other shape the events.
import type { JsonObject } from '../../engine/store';
import { UnreadableError } from '../../host/host';
import type { Host } from '../../host/host';
import type { Piece } from '../../samples/piece';
import { createSampleReader } from '../../samples/reader';
import type { SampleReader } from '../../samples/reader';
import { HEAD, recognise, SHAPES } from '../../samples/recognise';
import type { Shape } from '../../samples/recognise';
import { compactText } from '../../samples/sampleEvent';
import type { SampleEvent } from '../../samples/sampleEvent';
import { createByteDecoder, looksBinary } from '../decode';

/** `text` is JSON, unless a line is broken. */
export interface SamplePart {
  readonly text: string;
  /** What ends it: of a line its own. */
  readonly end: string;
  /** Of the sample: what the hash of a label is made of. */
  readonly hashed: string;
}

export interface SampleWatch {
  /** Bytes of the file. */
  onBytes(bytes: number): void;
  /** What was no event, in a shape that is not kept. */
  onFault(): void;
}

/** Throws UnreadableError for what is no sample, or ends too early: half of a sample is not redacted. */
export async function* readSample(
  path: string,
  host: Host,
  watch: SampleWatch = UNWATCHED,
): AsyncGenerator<readonly SamplePart[]> {
  const decoder = createByteDecoder();
  let reading: Reading | undefined;
  let head = '';
  let begun = false;
  for await (const bytes of host.openSample(path, (count) => watch.onBytes(count))) {
    if (!begun && looksBinary(bytes)) throw new UnreadableError(`${path} is a binary file, not a sample.`);
    begun = true;
    head += decoder.push(bytes);
    if (reading === undefined && head.length < HEAD) continue;
    reading ??= startReading(path, recognise(head.slice(0, HEAD), false), watch);
    yield reading.push(head);
    head = '';
  }
  head += decoder.end();
  reading ??= startReading(path, recognise(head.slice(0, HEAD), head.length <= HEAD), watch);
  yield reading.push(head);
  yield reading.end();
}

const UNWATCHED: SampleWatch = { onBytes: () => undefined, onFault: () => undefined };

interface Reading {
  push(text: string): readonly SamplePart[];
  end(): readonly SamplePart[];
}

function startReading(path: string, shape: Shape, watch: SampleWatch): Reading {
  if (shape.kind === 'unknown') throw new UnreadableError(`${path} is no sample: it is none of ${SHAPES}.`);
  return shape.kind === 'lines' ? readLines() : readEvents(shape, watch);
}

function readLines(): Reading {
  let rest = '';
  const toPart = (line: string, end: string): SamplePart => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    return { text, end: line.slice(text.length) + end, hashed: text };
  };
  return {
    push(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      return lines.map((line) => toPart(line, '\n'));
    },
    end: () => (rest === '' ? [] : [toPart(rest, '')]),
  };
}

function readEvents(shape: Shape, watch: SampleWatch): Reading {
  const reader: SampleReader = createSampleReader(shape);
  let parts: SamplePart[] = [];
  const taker = {
    event({ object, text, isElement, id, index }: SampleEvent) {
      parts.push({
        text: exactJson(withNames(object, id, index)),
        end: '\n',
        hashed: isElement === true ? compactText(text) : text,
      });
    },
    fault: () => watch.onFault(),
  };
  const read = (pieces: readonly Piece[]): readonly SamplePart[] => {
    parts = [];
    for (const piece of pieces) reader.read(piece, taker);
    return parts;
  };
  return {
    push: (text) => read(reader.cutter.push(text)),
    end() {
      read(reader.cutter.end());
      reader.end(taker);
      return parts;
    },
  };
}

/** As a search hit, so that labels still find it by its `_id`. */
function withNames(object: JsonObject, id: string | undefined, index: string | undefined): JsonObject {
  if (id === undefined && index === undefined) return object;
  return {
    ...(index === undefined ? {} : { _index: index }),
    ...(id === undefined ? {} : { _id: id }),
    _source: object,
  };
}

const LONG = '\u0000long:';

/** Numbers beyond 2^53 keep their digits. */
function exactJson(object: JsonObject): string {
  const text = JSON.stringify(object, (_key, value: unknown) =>
    typeof value === 'bigint' ? LONG + String(value) : value,
  );
  return text.replace(/"\\u0000long:(-?[0-9]+)"/g, '$1');
}
