// Tells of an ordinary TOML file that it is one, from what the scanner read: then the parser of whole files need not look at it.
// Says no wherever it is not sure; it never says what is wrong.
import type { TomlEntry, TomlScan, TomlTable, TomlValue } from './tomlScan';

/** True only for files that are TOML. False means: ask the parser. */
export function isPlainToml(file: string, { tables, problems, broken }: TomlScan): boolean {
  if (broken || problems.length > 0 || unusual.test(file) || loneReturn.test(file)) return false;
  const root = openNode('table');
  return tables.every((table) => {
    const node = defineTable(file, root, table);
    return node !== undefined && table.entries.every((entry) => defineKey(file, node.children, entry));
  });
}

// Control characters, a carriage return that ends no line, and halves of characters: nowhere in an ordinary file, not even in a comment.
const unusual = new RegExp('[^\\t\\n\\r\\u0020-\\u007e\\u0080-\\ud7ff\\ue000-\\uffff]');
const loneReturn = /\r(?!\n)/;

interface Node {
  /** `implied`: named by a table below it, and may still be defined itself. */
  kind: 'implied' | 'table' | 'array' | 'value';
  /** Of an array the keys of its last table. */
  children: Map<string, Node>;
}

function openNode(kind: Node['kind']): Node {
  return { kind, children: new Map() };
}

/** The table that a header opens; undefined where the header is unusual or the table may be defined already. */
function defineTable(file: string, root: Node, { path, header, isElement }: TomlTable): Node | undefined {
  if (path.length === 0) return root;
  const brackets = isElement ? 2 : 1;
  if (file.slice(header.from + brackets, header.to - brackets).trim() !== path.join('.') || !path.every(isBare))
    return undefined;
  const holder = path.slice(0, -1).reduce<Node | undefined>((above, name) => above && below(above, name), root);
  return holder && defineLast(holder, path[path.length - 1] ?? '', isElement);
}

function below({ children }: Node, name: string): Node | undefined {
  const known = children.get(name);
  if (known !== undefined) return known.kind === 'value' ? undefined : known;
  const implied = openNode('implied');
  children.set(name, implied);
  return implied;
}

function defineLast({ children }: Node, name: string, isArray: boolean): Node | undefined {
  const known = children.get(name);
  const mayBe = isArray ? 'array' : 'implied';
  if (known !== undefined && known.kind !== mayBe) return undefined;
  if (known === undefined || isArray) {
    const node = openNode(isArray ? 'array' : 'table');
    children.set(name, node);
    return node;
  }
  known.kind = 'table';
  return known;
}

function defineKey(file: string, siblings: Map<string, Node>, { path, key, value }: TomlEntry): boolean {
  const [name = ''] = path;
  if (path.length !== 1 || key.to - key.from !== name.length || !isBare(name) || siblings.has(name)) return false;
  siblings.set(name, VALUE);
  return isPlainValue(file, value);
}

const VALUE: Node = openNode('value');

function isPlainValue(file: string, value: TomlValue): boolean {
  switch (value.kind) {
    case 'text':
      return true;
    case 'scalar':
      return scalar.test(value.text);
    case 'array':
      return value.items.every((item) => isPlainValue(file, item));
    case 'table':
      return isPlainInlineTable(file, value.entries) && !file.slice(value.from, value.to).includes('\n');
  }
}

function isPlainInlineTable(file: string, entries: readonly TomlEntry[]): boolean {
  const keys = new Map<string, Node>();
  return entries.every((entry) => defineKey(file, keys, entry));
}

/** Other numbers and dates are TOML, too, but not ordinary in a rule. */
const scalar = /^(?:true|false|-?(?:0|[1-9]\d{0,14})(?:\.\d{1,14})?)$/;

const bare = /^[A-Za-z0-9_-]+$/;

function isBare(name: string): boolean {
  return bare.test(name);
}
