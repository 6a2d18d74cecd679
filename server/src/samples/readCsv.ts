// Reads the rows of a CSV: the first one names the fields.
import { cellsOf, readRow } from './csv';
import type { PieceReader, Remark } from './reader';

export function readCsv(delimiter: string): PieceReader {
  const remarks = new Set<Remark>();
  let names: readonly string[] | undefined;
  return {
    remarks,
    end: () => undefined,
    read({ text, line, column }, taker) {
      if (names === undefined) {
        names = cellsOf(text.replace(/^\ufeff/, ''), delimiter) ?? [];
        return;
      }
      const row = readRow(text, names, delimiter);
      if (row === undefined) return taker.fault('bad-row', line);
      const { object, id, index, hasLocalTime } = row;
      if (hasLocalTime) remarks.add('local-time');
      taker.event({ object, id, index, line, column, text });
    },
  };
}
