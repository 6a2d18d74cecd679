// Cuts a text into its lines: LF or CRLF, with or without a last newline. Blank lines are counted, not given.
import { createPieceText } from './piece';
import type { Cutter, Piece } from './piece';

export function createLineCutter(firstLine = 1): Cutter {
  const begun = createPieceText();
  let line = firstLine;
  const take = (pieces: Piece[]): void => {
    const { text, isTooLong } = begun.take();
    const piece = { text: text.endsWith('\r') ? text.slice(0, -1) : text, line: line++, column: 1 };
    if (isTooLong) pieces.push({ ...piece, fault: 'too-long' });
    else if (!isBlank(piece.text)) pieces.push(piece);
  };
  return {
    push(text) {
      const pieces: Piece[] = [];
      let from = 0;
      for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
        begun.add(text.slice(from, to));
        take(pieces);
        from = to + 1;
      }
      begun.add(text.slice(from));
      return pieces;
    },
    end() {
      const pieces: Piece[] = [];
      if (begun.length > 0) take(pieces);
      return pieces;
    },
  };
}

const SPACE = 0x20;

/** Most lines begin with a letter or a brace, which is seen without looking at the rest. */
function isBlank(text: string): boolean {
  return !(text.charCodeAt(0) > SPACE) && text.trim() === '';
}
