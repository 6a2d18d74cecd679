// Where the entries of a label file stand in its text, and the edits of one entry. Never writes a node again that nobody changed.
import { isMap, isNode, isScalar, isSeq, parse, parseDocument } from 'yaml';
import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { TextEdit } from '../base/edit';

/** The list of entries. `items` are nodes with their ranges; `dashes` the offsets of their dashes, in a list without brackets. */
export interface EntryList {
  readonly isFlow: boolean;
  readonly items: readonly Node[];
  readonly dashes: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** What the text is: a list, a place for one (`events:` without any), nothing at all, or YAML that cannot be edited. */
export type LabelText =
  | { readonly kind: 'list'; readonly list: EntryList }
  | { readonly kind: 'head'; readonly at: number; readonly to: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken' };

export function readLabelText(text: string): LabelText {
  const document = parseDocument(text, {
    schema: 'failsafe',
    merge: true,
    keepSourceTokens: true,
    prettyErrors: false,
  });
  if (document.errors.length > 0) return { kind: 'broken' };
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === '')) return { kind: 'empty' };
  const value: unknown = isMap(contents) ? contents.get('events', true) : undefined;
  if (isSeq(value)) return listOf(value);
  if (isScalar(value) && value.value === '' && value.range)
    return { kind: 'head', at: value.range[0], to: value.range[0] };
  return { kind: 'broken' };
}

function listOf(list: YAMLSeq): LabelText {
  const { range, srcToken } = list;
  if (!range) return { kind: 'broken' };
  if (list.items.length === 0) return { kind: 'head', at: range[0], to: range[1] };
  const items = list.items.filter(isNode);
  const isFlow = list.flow === true;
  const dashes =
    srcToken?.type === 'block-seq'
      ? srcToken.items.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? [])
      : [];
  if (items.length !== list.items.length || (!isFlow && dashes.length !== items.length)) return { kind: 'broken' };
  return { kind: 'list', list: { isFlow, items, dashes, from: range[0], to: range[1] } };
}

/** Where the last character of a node stands, without what follows it: comments and blank lines are nobody's. */
export function endOf(node: unknown): number {
  if (isMap(node) && node.flow !== true) {
    const last = node.items.at(-1);
    return last === undefined ? (node.range?.[1] ?? 0) : endOfPair(last);
  }
  if (isSeq(node) && node.flow !== true && node.items.length > 0) return endOf(node.items.at(-1));
  return isNode(node) ? (node.range?.[1] ?? 0) : 0;
}

function endOfPair({ key, value }: Pair): number {
  return Math.max(endOf(value), endOf(key));
}

/** Where the next line begins; the end of the text for the last one. */
export function nextLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A property of an entry: a text, or a list of texts. */
export type Property = string | readonly string[];

/** The edits that give an entry these properties; none where it has them. Undefined where the entry is written as something else. */
export function setProperties(
  node: Node,
  properties: readonly (readonly [string, Property])[],
  text: string,
): readonly TextEdit[] | undefined {
  if (!isMap(node) || !node.range) return undefined;
  const edits: TextEdit[] = [];
  const added: string[] = [];
  for (const [name, value] of properties) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === name);
    if (pair === undefined) added.push(`${name}: ${writeProperty(value)}`);
    else {
      const edit = replaceValue(pair.value, value, text);
      if (edit === undefined) return undefined;
      edits.push(edit);
    }
  }
  return added.length === 0 ? edits : [...edits, addProperties(node, added, text)];
}

function replaceValue(value: unknown, property: Property, text: string): TextEdit | undefined {
  if (!isNode(value) || !value.range) return undefined;
  const [from, to] = value.range;
  const written = writeProperty(property);
  if (from === to) return { from, to, text: ` ${written}` };
  const isWholeLines = to > from && text[to - 1] === '\n';
  return { from, to, text: isWholeLines ? `${written}${lineBreakOf(text)}` : written };
}

/** Behind the last property, on lines of their own where the entry has lines. */
function addProperties(node: YAMLMap, added: readonly string[], text: string): TextEdit {
  const last = node.items.at(-1);
  const at = last === undefined ? (node.range?.[0] ?? 0) + 1 : endOfPair(last);
  if (node.flow === true) {
    const joined = added.join(', ');
    return { from: at, to: at, text: last === undefined ? joined : `, ${joined}` };
  }
  const eol = lineBreakOf(text);
  const start = node.range?.[0] ?? 0;
  const indent = ' '.repeat(start - lineStart(text, start));
  const lines = added.map((each) => `${indent}${each}`).join(eol);
  const from = nextLine(text, at);
  const isCut = from > 0 && text[from - 1] !== '\n';
  return { from, to: from, text: isCut ? `${eol}${lines}` : `${lines}${eol}` };
}

export function writeProperty(value: Property): string {
  return typeof value === 'string' ? writeText(value) : `[${value.map(writeText).join(', ')}]`;
}

const PLAIN = /^[\p{L}\p{N}_][\p{L}\p{N}_./@+-]*(?:[ :][\p{L}\p{N}_./@+-]+)*\.?$/u;
/** What other readers of YAML take for something else. */
const NO_TEXT = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Without quotes where every reader takes it for the same text. */
function writeText(text: string): string {
  const isPlain = PLAIN.test(text) && !NO_TEXT.test(text) && parse(text) === text;
  return isPlain ? text : JSON.stringify(text);
}
