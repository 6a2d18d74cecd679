// Reads a sample of any shape: its text is cut into pieces, and each piece is read to the events that it holds.
import { createAuditdReader } from './auditd/reader';
import { readCsv } from './readCsv';
import { readDocuments, readLines } from './readJson';
import { createDocumentCutter } from './cutDocuments';
import { createLineCutter } from './cutLines';
import { createRowCutter } from './cutRows';
import type { Fault } from './fault';
import type { Cutter, Piece } from './piece';
import type { Shape } from './recognise';
import type { SampleEvent } from './sampleEvent';

/** Gets what is read, in the order of the sample. */
export interface Taker {
  event(event: SampleEvent): void;
  fault(fault: Fault, line: number): void;
}

/** What is to be said of a sample although every event of it was read. */
export type Remark = 'local-time';

export interface PieceReader {
  read(piece: Piece, taker: Taker): void;
  /** Gives what waited for more. */
  end(taker: Taker): void;
  readonly remarks: ReadonlySet<Remark>;
}

/** Pieces are cut from a part of the text at once, and read one by one, so that others get a turn in between. */
export interface SampleReader extends PieceReader {
  readonly cutter: Cutter;
}

export function createSampleReader(shape: Shape): SampleReader {
  const { cutter, reader } = partsOf(shape);
  return {
    cutter,
    remarks: reader.remarks,
    end: (taker) => reader.end(taker),
    read(piece, taker) {
      if (piece.fault === undefined) reader.read(piece, taker);
      else taker.fault(piece.fault, piece.line);
    },
  };
}

function partsOf(shape: Shape): { readonly cutter: Cutter; readonly reader: PieceReader } {
  switch (shape.kind) {
    case 'lines':
    case 'unknown':
      return { cutter: createLineCutter(), reader: readLines() };
    case 'documents': {
      const { container } = shape;
      const side = container?.hasColumns === true ? 'columns' : undefined;
      return { cutter: createDocumentCutter(container?.path, side), reader: readDocuments(container) };
    }
    case 'csv':
      return { cutter: createRowCutter(), reader: readCsv(shape.delimiter) };
    case 'auditd':
      return { cutter: createLineCutter(), reader: createAuditdReader() };
  }
}
