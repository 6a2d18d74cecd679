// A sample is cut into pieces of text before anything is parsed, so that no file has to be held whole.

/** The text of one element of a sample, and where its first character stands; both count from 1. */
export interface Piece {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** The piece is no whole element: its text ended too early, or was so long that it was not kept. */
  readonly fault?: 'cut-off' | 'too-long' | 'not-json';
  /** What it is when it is no element itself: the list of columns that an ES|QL answer has beside its values. */
  readonly role?: 'columns';
}

/** Takes a text in parts that may end anywhere, and gives what is complete. */
export interface Cutter {
  push(text: string): readonly Piece[];
  /** What no end was found for. */
  end(): readonly Piece[];
}

/** UTF-16 units. What is longer is passed over without being held: no event is that long. */
export const LONGEST_PIECE = 1 << 25;

/** Collects the parts of one piece, and no more of it than a piece may have. */
export interface PieceText {
  add(part: string): void;
  /** Begins anew. */
  take(): { readonly text: string; readonly isTooLong: boolean };
  readonly length: number;
}

export function createPieceText(longest = LONGEST_PIECE): PieceText {
  let parts: string[] = [];
  let length = 0;
  return {
    add(part) {
      if (part === '') return;
      length += part.length;
      if (length <= longest) parts.push(part);
      else parts.length = 0;
    },
    take() {
      const isTooLong = length > longest;
      const text = parts.length === 1 ? (parts[0] ?? '') : parts.join('');
      parts = [];
      length = 0;
      return { text, isTooLong };
    },
    get length() {
      return length;
    },
  };
}
