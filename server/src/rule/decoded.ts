// Collects the text that a quoted value stands for, piece by piece, together with its position map. Knows no file format.
import { createPositionMap, identityMap, type MapSegment, type PositionMap } from '../base/positionMap';
import type { Span } from '../base/span';

export interface DecodedText {
  readonly text: string;
  readonly map: PositionMap;
}

export interface TextDecoder {
  /** A stretch of the file that stands for itself. */
  copy(from: number, to: number): void;
  /** A stretch of the file that stands for another text, as a whole. */
  replace(text: string, from: number, to: number): void;
  finish(bounds: Span): DecodedText;
}

export function createTextDecoder(file: string): TextDecoder {
  const pieces: string[] = [];
  const segments: MapSegment[] = [];
  let length = 0;
  const add = (text: string, from: number, to: number, exact: boolean): void => {
    const last = segments[segments.length - 1];
    const queryTo = length + text.length;
    if (exact && last?.exact && last.fileTo === from) segments[segments.length - 1] = { ...last, queryTo, fileTo: to };
    else segments.push({ queryFrom: length, queryTo, fileFrom: from, fileTo: to, exact });
    pieces.push(text);
    length = queryTo;
  };
  return {
    copy(from, to) {
      if (to > from) add(file.slice(from, to), from, to, true);
    },
    replace(text, from, to) {
      if (text !== '') add(text, from, to, false);
    },
    finish(bounds) {
      if (length === 0)
        segments.push({ queryFrom: 0, queryTo: 0, fileFrom: bounds.from, fileTo: bounds.from, exact: true });
      return { text: pieces.join(''), map: createPositionMap(segments, bounds) };
    },
  };
}

/** The text of a stretch that stands for itself from end to end. */
export function copyText(file: string, { from, to }: Span): DecodedText {
  return { text: file.slice(from, to), map: identityMap(to - from, from) };
}
