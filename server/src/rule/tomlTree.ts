// All tables of a TOML file as one tree: headers, dotted keys and inline tables come to the same.
import type { Span } from '../base/span';
import type { FieldEntry, FieldValue, TableField } from './fields';
import type { TomlEntry, TomlTable, TomlValue } from './tomlScan';

/** A table that still grows. Headers lead into it by its keys. */
interface OpenTable {
  readonly table: TableField & { to: number };
  readonly entries: FieldEntry[];
  readonly inner: Map<string, OpenTable | readonly OpenTable[] | 'value'>;
}

/** Of what is defined twice the first stays; a header that leads nowhere is passed over. */
export function tomlTree(tables: readonly TomlTable[]): TableField {
  const root = openTable({ from: 0, to: 0 });
  for (const { path, isElement, header, entries } of tables) {
    const table = isElement ? addElement(root, path, header) : enter(root, path, header);
    if (table !== undefined) for (const entry of entries) addEntry(table, entry);
  }
  return root.table;
}

function openTable({ from, to }: Span): OpenTable {
  const entries: FieldEntry[] = [];
  return { table: { kind: 'table', entries, from, to }, entries, inner: new Map() };
}

/** The table at the end of a path, made where it is not there; undefined where a value stands in the way. */
function enter(from: OpenTable, path: readonly string[], span: Span): OpenTable | undefined {
  let table: OpenTable | undefined = from;
  for (const key of path) table = table && step(table, key, span);
  return table;
}

function step(table: OpenTable, key: string, span: Span): OpenTable | undefined {
  const known = table.inner.get(key);
  if (known === 'value') return undefined;
  if (known !== undefined) return isList(known) ? known[known.length - 1] : known;
  const inner = openTable(span);
  add(table, key, span, inner.table, inner);
  return inner;
}

function addElement(root: OpenTable, path: readonly string[], header: Span): OpenTable | undefined {
  const key = path[path.length - 1];
  const table = enter(root, path.slice(0, -1), header);
  if (key === undefined || table === undefined) return undefined;
  const known = table.inner.get(key);
  const element = openTable(header);
  if (known === undefined) {
    const items = [element.table];
    add(table, key, header, { kind: 'list', items, from: header.from, to: header.to }, [element]);
    return element;
  }
  if (!isList(known)) return undefined;
  const list = table.table.entries.find((each) => each.key === key)?.value;
  if (list?.kind === 'list') (list.items as FieldValue[]).push(element.table);
  (known as OpenTable[]).push(element);
  return element;
}

function isList(known: OpenTable | readonly OpenTable[] | 'value'): known is readonly OpenTable[] {
  return Array.isArray(known);
}

function addEntry(table: OpenTable, { path, key: keySpan, value, to }: TomlEntry): void {
  const key = path[path.length - 1];
  const holder = enter(table, path.slice(0, -1), keySpan);
  if (key === undefined || holder === undefined || holder.inner.has(key)) return;
  add(holder, key, keySpan, toField(value), 'value');
  table.table.to = Math.max(table.table.to, to);
}

function add(
  { entries, inner }: OpenTable,
  key: string,
  keySpan: Span,
  value: FieldValue,
  known: OpenTable | readonly OpenTable[] | 'value',
): void {
  entries.push({ key, keySpan, value });
  inner.set(key, known);
}

/** A value by itself: an inline table is a tree of its own. */
export function toField(value: TomlValue): FieldValue {
  switch (value.kind) {
    case 'array':
      return { kind: 'list', items: value.items.map(toField), from: value.from, to: value.to };
    case 'table': {
      const inline = openTable(value);
      for (const entry of value.entries) addEntry(inline, entry);
      return inline.table;
    }
    default:
      return value;
  }
}
