// Answers of ES|QL: columns with names and types, and values by rows or by columns.
import type { JsonObject, JsonValue } from '../engine/store';
import { isObject, nest, textOf } from './nest';
import type { Piece } from './piece';

export interface Column {
  readonly name: string;
  readonly type: string;
}

export interface TableRow {
  readonly object: JsonObject;
  readonly id?: string;
  readonly index?: string;
  /** Where the row is written; values by columns have only one place. */
  readonly piece: Piece;
}

export type List = readonly JsonValue[];

/** Takes the lists of values one by one. By rows it gives a row for each but for the first few, by columns all rows at the end. */
export interface TableReader {
  columns(columns: readonly Column[]): void;
  take(list: List, piece: Piece): readonly TableRow[];
  end(): readonly TableRow[];
}

interface Held {
  readonly list: List;
  readonly piece: Piece;
}

/** Which way the values lie shows only when there are more lists than columns, or lists of another length. */
export function createTableReader(): TableReader {
  let columns: readonly Column[] | undefined;
  let held: Held[] = [];
  let isByRows = false;
  const decide = (isEnd: boolean): readonly TableRow[] => {
    const known = columns;
    if (known === undefined) return isEnd ? decideWithout() : [];
    if (held.some(({ list }) => list.length !== known.length)) return isEnd ? release(turned(held)) : [];
    isByRows = held.length > known.length;
    if (isByRows) return release(held);
    if (!isEnd) return [];
    return release(held.length === known.length && fit(turned(held), known) > fit(held, known) ? turned(held) : held);
  };
  const decideWithout = (): readonly TableRow[] => [];
  const release = (lists: readonly Held[]): readonly TableRow[] => {
    held = [];
    return lists.map(({ list, piece }) => toRow(list, columns ?? [], piece));
  };
  return {
    columns: (named) => void (columns = named),
    take(list, piece) {
      if (isByRows && columns !== undefined) return [toRow(list, columns, piece)];
      held.push({ list, piece });
      return decide(false);
    },
    end: () => decide(true),
  };
}

export function readColumns(value: unknown): readonly Column[] {
  if (!Array.isArray(value)) return [];
  return (value as List).map((each) => {
    const column = isObject(each) ? each : {};
    return { name: textOf(column['name']) ?? '', type: textOf(column['type']) ?? '' };
  });
}

/** Lists of values of a column to lists of values of a row. */
function turned(held: readonly Held[]): readonly Held[] {
  const [first] = held;
  if (first === undefined) return [];
  const rows = Math.max(...held.map(({ list }) => list.length));
  return Array.from({ length: rows }, (_, row) => ({
    list: held.map(({ list }) => list[row] ?? null),
    piece: first.piece,
  }));
}

/** How many values can be of the type of their column. */
function fit(held: readonly Held[], columns: readonly Column[]): number {
  const fits = ({ list }: Held): number => list.filter((value, at) => isOfType(value, columns[at]?.type ?? '')).length;
  return held.reduce((sum, each) => sum + fits(each), 0);
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'long', 'double', 'unsigned_long', 'counter_long']);

function isOfType(value: JsonValue, type: string): boolean {
  if (value === null || Array.isArray(value)) return true;
  if (NUMBERS.has(type)) return typeof value === 'number' || typeof value === 'bigint';
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'date' || type === 'date_nanos') return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
  if (type === 'ip') return typeof value === 'string' && /^[\da-f.:]+$/i.test(value);
  return typeof value === 'string';
}

const METADATA: ReadonlySet<string> = new Set(['_id', '_index', '_score', '_version', '_ignored', '_source']);

function toRow(list: List, columns: readonly Column[], piece: Piece): TableRow {
  const valueOf = (name: string): JsonValue | undefined => list[columns.findIndex((column) => column.name === name)];
  const source = valueOf('_source');
  const entries = columns.flatMap(({ name }, at) => {
    const value = list[at] ?? null;
    return value === null || METADATA.has(name) || isTwin(name, columns) ? [] : [[name, value] as const];
  });
  return {
    object: isObject(source) ? source : nest(entries),
    id: textOf(valueOf('_id')),
    index: textOf(valueOf('_index')),
    piece,
  };
}

function isTwin(name: string, columns: readonly Column[]): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && columns.some((column) => column.name === name.slice(0, dot));
}
