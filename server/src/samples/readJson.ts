// Reads pieces of JSON: lines of NDJSON and bulk files, and elements of lists and answers.
import { parseEvent, parseExactly } from '../engine/parseEvent';
import type { JsonObject } from '../engine/store';
import { documentOf, readAction } from './bulk';
import type { BulkAction } from './bulk';
import { containerOf } from './containers';
import type { Container } from './containers';
import { createDocumentCutter } from './cutDocuments';
import { fromPairs, isPlain, isSavedObject, unwrap } from './envelope';
import { createTableReader, readColumns } from './esql';
import type { List, TableRow } from './esql';
import type { Piece } from './piece';
import type { PieceReader, Taker } from './reader';

/** A line is an event, an action of a bulk file, or a document that holds many events. */
export function readLines(): PieceReader {
  let action: (BulkAction & { readonly line: number }) | undefined;
  const endAction = (taker: Taker): void => {
    if (action !== undefined && action.action !== 'delete') taker.fault('no-source', action.line);
    action = undefined;
  };
  return {
    remarks: new Set(),
    end: endAction,
    read(piece, taker) {
      const parsed = parseEvent(withoutMark(piece.text));
      if ('fault' in parsed) return taker.fault(parsed.fault, piece.line);
      if (action === undefined && isPlain(parsed.object)) {
        const { text, line, column } = piece;
        return taker.event({ object: parsed.object, line, column, text });
      }
      const next = readAction(parsed.object);
      if (next !== undefined) {
        endAction(taker);
        action = { ...next, line: piece.line };
      } else if (action === undefined || action.action === 'delete') readObject(parsed.object, piece, taker);
      else {
        const document = documentOf(action, parsed.object);
        if (document === undefined) taker.fault('no-source', piece.line);
        else takeObject(document, piece, taker, action);
        action = undefined;
      }
    },
  };
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** A document in one line that holds many events is cut as a document of its own. */
function readObject(object: JsonObject, piece: Piece, taker: Taker): void {
  const container = containerOf(object);
  if (container === undefined) return takeObject(object, piece, taker);
  const side = container.hasColumns === true ? 'columns' : undefined;
  const cutter = createDocumentCutter(container.path, side, piece.line, piece.column);
  const reader = readDocuments(container);
  for (const each of [...cutter.push(piece.text), ...cutter.end()]) reader.read(each, taker);
  reader.end(taker);
}

/** Elements of a list or of an answer; without a container each document is one. */
export function readDocuments(container?: Container): PieceReader {
  if (container?.hasColumns === true) return readTable();
  const known = container?.repeats === true ? new Set<string>() : undefined;
  const readElement = (piece: Piece, taker: Taker): void => {
    const parsed = parseElement(piece.text);
    if ('fault' in parsed) return taker.fault(parsed.fault, piece.line);
    const inner = container === undefined ? containerOf(parsed.object) : undefined;
    if (inner !== undefined) return readObject(parsed.object, piece, taker);
    if (known !== undefined && isKnown(parsed.object, known)) return;
    takeObject(parsed.object, piece, taker, {}, true);
  };
  return { remarks: new Set(), read: readElement, end: () => undefined };
}

/** Logs Insights gives lists of names and values in the place of objects. */
function parseElement(text: string): ReturnType<typeof parseEvent> {
  const parsed = parseEvent(text);
  if ('object' in parsed || !text.startsWith('[')) return parsed;
  const list = parseExactly(text);
  const object = Array.isArray(list) ? fromPairs(list as List) : undefined;
  return object === undefined ? parsed : { object };
}

/** An event may be part of several sequences, and is one event. */
function isKnown({ _id: id, _index: index }: JsonObject, known: Set<string>): boolean {
  if (typeof id !== 'string' || id === '') return false;
  const name = `${typeof index === 'string' ? index : ''} ${id}`;
  if (known.has(name)) return true;
  known.add(name);
  return false;
}

function takeObject(
  object: JsonObject,
  { text, line, column }: Piece,
  taker: Taker,
  about: { readonly id?: string; readonly index?: string } = {},
  isElement = false,
): void {
  if (isSavedObject(object)) return taker.fault('rule', line);
  for (const each of unwrap(object)) {
    const { id = about.id, index = about.index, converted, dataset } = each;
    taker.event({ object: each.object, line, column, text, isElement, id, index, converted, dataset });
  }
}

function readTable(): PieceReader {
  const table = createTableReader();
  const give = (rows: readonly TableRow[], taker: Taker): void => {
    for (const { object, id, index, piece } of rows) takeObject(object, piece, taker, { id, index }, true);
  };
  return {
    remarks: new Set(),
    end: (taker) => give(table.end(), taker),
    read(piece, taker) {
      const value = parseExactly(piece.text);
      if (piece.role === 'columns') table.columns(readColumns(value));
      else if (Array.isArray(value)) give(table.take(value as List, piece), taker);
      else taker.fault('not-json', piece.line);
    },
  };
}
