// The text of a sample, as it comes from the disk, to the pieces of its shape: the shape is recognised by the first of it.
import type { Piece } from '../samples/piece';
import { createSampleReader } from '../samples/reader';
import type { SampleReader } from '../samples/reader';
import { HEAD, recognise } from '../samples/recognise';
import type { Shape } from '../samples/recognise';
import { createByteDecoder } from './decode';
import type { Encoding } from './decode';

export interface SampleText {
  /** The pieces that these bytes complete. None while the shape is not known. */
  push(bytes: Uint8Array): readonly Piece[];
  end(): readonly Piece[];
  readonly reader: SampleReader | undefined;
  readonly shape: Shape | undefined;
  readonly encoding: Encoding;
}

export function createSampleText(): SampleText {
  const decoder = createByteDecoder();
  let head = '';
  let shape: Shape | undefined;
  let reader: SampleReader | undefined;
  const cut = (text: string, isWhole: boolean): readonly Piece[] => {
    if (reader !== undefined) return reader.cutter.push(text);
    head += text;
    if (head.length < HEAD && !isWhole) return [];
    shape = recognise(head.slice(0, HEAD), isWhole && head.length <= HEAD);
    reader = createSampleReader(shape);
    return reader.cutter.push(head);
  };
  return {
    push: (bytes) => cut(decoder.push(bytes), false),
    end() {
      const pieces = cut(decoder.end(), true);
      return [...pieces, ...(reader?.cutter.end() ?? [])];
    },
    get reader() {
      return reader;
    },
    get shape() {
      return shape;
    },
    get encoding() {
      return decoder.encoding;
    },
  };
}
