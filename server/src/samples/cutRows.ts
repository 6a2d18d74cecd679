// Cuts a CSV text into its rows: a row ends at a newline that no quotes enclose. What is in a row is for others to read.
import { createPieceText } from './piece';
import type { Cutter, Piece } from './piece';

export function createRowCutter(): Cutter {
  const begun = createPieceText();
  let line = 1;
  let firstLine = 1;
  let isQuoted = false;
  const take = (pieces: Piece[], fault?: 'cut-off'): void => {
    const { text, isTooLong } = begun.take();
    const row = text.endsWith('\r') ? text.slice(0, -1) : text;
    const problem = isTooLong ? 'too-long' : fault;
    if (problem !== undefined || row.trim() !== '')
      pieces.push({ text: row, line: firstLine, column: 1, fault: problem });
    isQuoted = false;
    firstLine = line;
  };
  return {
    push(text) {
      const pieces: Piece[] = [];
      let from = 0;
      for (const { index, 0: mark } of text.matchAll(QUOTE_OR_NEWLINE)) {
        if (mark === '"') isQuoted = !isQuoted;
        else line++;
        if (mark === '"' || isQuoted) continue;
        begun.add(text.slice(from, index));
        from = index + 1;
        take(pieces);
      }
      begun.add(text.slice(from));
      return pieces;
    },
    end() {
      const pieces: Piece[] = [];
      if (begun.length > 0) take(pieces, isQuoted ? 'cut-off' : undefined);
      return pieces;
    },
  };
}

const QUOTE_OR_NEWLINE = /["\n]/g;
