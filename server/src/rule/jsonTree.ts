// A JSON text as the tree that TOML and YAML come to as well, each key and value on its characters.
import { parseTree, printParseErrorCode } from 'jsonc-parser/lib/esm/main.js';
import type { Node, ParseError } from 'jsonc-parser/lib/esm/main.js';
import type { Span } from '../base/span';
import { copyText, createTextDecoder } from './decoded';
import type { DecodedText } from './decoded';
import type { FieldEntry, FieldValue, TextField } from './fields';
import { isJsonTooDeep } from './nesting';

export interface JsonTree {
  /** Undefined where the text is empty or nests too deeply; of a broken text what can be told. */
  readonly value?: FieldValue;
  /** The first thing that is wrong. */
  readonly fault?: Span & { readonly message: string };
}

/** Reads the stretch of a file; offsets are in the file. */
export function readJsonTree(file: string, { from, to }: Span): JsonTree {
  const text = file.slice(from, to);
  if (isJsonTooDeep(text)) return { fault: { from, to: from + 1, message: 'This JSON nests too deeply to be read.' } };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true });
  const value = root === undefined ? undefined : toField(root, file, from);
  const [first] = errors;
  return { ...(value === undefined ? {} : { value }), ...(first === undefined ? {} : { fault: faultOf(first, from) }) };
}

const SENTENCES: Readonly<Record<string, string>> = {
  CloseBraceExpected: 'This object is not closed. Add `}`.',
  CloseBracketExpected: 'This list is not closed. Add `]`.',
  ColonExpected: 'A key is followed by `:` and its value.',
  CommaExpected: 'Two values stand side by side. Put a comma between them.',
  EndOfFileExpected: 'Something stands after the end of the JSON value.',
  InvalidCharacter: 'A text may hold no such character. Write it as an escape.',
  InvalidCommentToken: 'JSON has no comments.',
  InvalidEscapeCharacter: 'JSON has no such escape. Write `\\\\` for a backslash.',
  InvalidUnicode: 'Four hexadecimal digits follow `\\u`.',
  PropertyNameExpected: 'A key in double quotes is expected here.',
  UnexpectedEndOfString: 'This text is not closed. Add `"`.',
  ValueExpected: 'A value is expected here.',
};

function faultOf({ error, offset, length }: ParseError, shift: number) {
  const message = SENTENCES[printParseErrorCode(error)] ?? 'This is no JSON.';
  return { from: offset + shift, to: offset + shift + Math.max(1, length), message };
}

function toField(node: Node, file: string, shift: number): FieldValue {
  const from = node.offset + shift;
  const to = from + node.length;
  switch (node.type) {
    case 'string':
      return textField(file, from, to);
    case 'array':
      return { kind: 'list', items: (node.children ?? []).map((each) => toField(each, file, shift)), from, to };
    case 'object':
      return { kind: 'table', entries: entriesOf(node, file, shift), from, to };
    default:
      return { kind: 'scalar', text: file.slice(from, to), from, to };
  }
}

/** Of a key that stands twice the first stays. */
function entriesOf({ children = [] }: Node, file: string, shift: number): readonly FieldEntry[] {
  const entries = new Map<string, FieldEntry>();
  for (const { children: [key, value] = [] } of children) {
    if (key === undefined || value === undefined || entries.has(String(key.value))) continue;
    const name = String(key.value);
    const keySpan = { from: key.offset + shift, to: key.offset + shift + key.length };
    entries.set(name, { key: name, keySpan, value: toField(value, file, shift) });
  }
  return [...entries.values()];
}

/** `from` and `to` with the quotes; a text that is not closed lacks the second. */
function textField(file: string, from: number, to: number): TextField {
  const isClosed = to - from > 1 && file[to - 1] === '"';
  const content = { from: from + 1, to: isClosed ? to - 1 : to };
  return { kind: 'text', ...content, ...decode(file, content), quoting: 'json-string' };
}

const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|[^])/g;
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

export function decodeJsonText(raw: string): DecodedText {
  return decode(raw, { from: 0, to: raw.length });
}

function decode(file: string, content: Span): DecodedText {
  const raw = file.slice(content.from, content.to);
  if (!raw.includes('\\')) return copyText(file, content);
  const decoder = createTextDecoder(file);
  let at = content.from;
  for (const { 0: escape, 1: digits, index } of raw.matchAll(ESCAPE)) {
    const start = content.from + index;
    decoder.copy(at, start);
    at = start + escape.length;
    const letter = escape.charAt(1);
    decoder.replace(
      digits === undefined ? (LETTERS[letter] ?? letter) : String.fromCharCode(parseInt(digits, 16)),
      start,
      at,
    );
  }
  decoder.copy(at, content.to);
  return decoder.finish(content);
}
