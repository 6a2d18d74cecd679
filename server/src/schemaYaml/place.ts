// Finds by the lines of a YAML text in which mapping or list an offset stands. Whoever types has a broken text, so no parser is asked.
import type { Span } from '../base/span';
import type { Step } from './jsonSchema';

export interface YamlPlace {
  /** From the root to the value that the word is, or in which it would be a key. */
  readonly path: readonly Step[];
  /** `key`: a key can begin here. `item`: a value or a key, behind a dash. `value`: only a value. */
  readonly kind: 'key' | 'item' | 'value';
  /** What is written of it so far, without quotes, up to the offset. */
  readonly written: string;
  /** What a completion replaces, with its quotes. */
  readonly word: Span;
  /** The column in which the keys of this mapping begin. */
  readonly column: number;
  /** Keys that this mapping has on other lines. */
  readonly keys: ReadonlySet<string>;
  /** Inside of brackets, where a value ends at a comma. */
  readonly isFlow: boolean;
}

/** Undefined within a comment, and within brackets of several lines. */
export function placeAt(text: string, offset: number): YamlPlace | undefined {
  const lines = linesOf(text);
  const index = lines.findIndex((line) => offset <= line.from + line.text.length);
  const line = lines[index];
  if (line === undefined) return undefined;
  const head = line.text.slice(0, offset - line.from);
  const own = partsOf(head);
  if (own === undefined) return undefined;
  const word = { from: offset - own.rest.length, to: offset + tailOf(line.text.slice(head.length), own.rest) };
  return {
    path: [...pathTo(lines, index, own), ...own.steps],
    kind: own.kind,
    written: own.rest.replace(/^["']/, ''),
    word,
    column: own.column,
    keys: keysAround(lines, index, own),
    isFlow: own.isFlow,
  };
}

interface Line {
  readonly text: string;
  readonly from: number;
}

function linesOf(text: string): readonly Line[] {
  let from = 0;
  return text.split('\n').map((each) => {
    const line = { text: each.replace(/\r$/, ''), from };
    from += each.length + 1;
    return line;
  });
}

const KEY = /^("[^"]*"|'[^']*'|[^\s#"'[\]{},&*!|>%@`-][^#:]*?|-[^\s#:][^#:]*?)[ \t]*:(?=[ \t]|$)[ \t]*/;

interface Opening {
  /** The columns of the dashes that begin the line. */
  readonly dashes: readonly number[];
  readonly key?: string;
  /** Where the key begins, or the value that has none. */
  readonly column: number;
  readonly value: string;
}

/** How a line begins: dashes, a key, the rest. */
function openingOf(line: string): Opening {
  let at = /^ */.exec(line)?.[0].length ?? 0;
  const dashes: number[] = [];
  for (let dash = /^-(?: +|$)/.exec(line.slice(at)); dash !== null; dash = /^-(?: +|$)/.exec(line.slice(at))) {
    dashes.push(at);
    at += dash[0].length;
  }
  const found = KEY.exec(line.slice(at));
  const value = line.slice(at + (found?.[0].length ?? 0));
  return { dashes, column: at, value, ...(found === null ? {} : { key: withoutQuotes(found[1] ?? '') }) };
}

interface OwnParts {
  readonly steps: readonly Step[];
  readonly kind: YamlPlace['kind'];
  readonly rest: string;
  readonly column: number;
  readonly dashes: readonly number[];
  readonly isFlow: boolean;
}

function partsOf(head: string): OwnParts | undefined {
  const { dashes, key, column, value } = openingOf(head);
  if (/(?:^|\s)#/.test(withoutTexts(value))) return undefined;
  const steps: Step[] = [...dashes.map(() => null), ...(key === undefined ? [] : [key])];
  const flow = flowOf(value);
  if (flow !== undefined) return { ...flow, steps: [...steps, ...flow.steps], column, dashes, isFlow: true };
  const kind = key !== undefined ? 'value' : dashes.length > 0 ? 'item' : 'key';
  return { steps, kind, rest: value, column, dashes, isFlow: false };
}

/** Texts in quotes, blanked: what stands in them means nothing here. */
function withoutTexts(value: string): string {
  return value.replace(/"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)/g, (text) => '_'.repeat(text.length));
}

/** Where a value stands in brackets that are open at its end. */
function flowOf(value: string): Pick<OwnParts, 'steps' | 'kind' | 'rest'> | undefined {
  const open: { readonly isMap: boolean; start: number }[] = [];
  const blanked = withoutTexts(value);
  for (const { 0: mark, index } of blanked.matchAll(/[[\]{},]/g)) {
    if (mark === '[' || mark === '{') open.push({ isMap: mark === '{', start: index + 1 });
    else if (mark !== ',') open.pop();
    else {
      const last = open.at(-1);
      if (last !== undefined) last.start = index + 1;
    }
  }
  const innermost = open.at(-1);
  if (innermost === undefined || !/^\s*[[{]/.test(value)) return undefined;
  const steps = open.flatMap(({ isMap, start }) => {
    if (!isMap) return [null];
    const key = KEY.exec(value.slice(start).trimStart());
    return key === null ? [] : [withoutQuotes(key[1] ?? '')];
  });
  const rest = value.slice(innermost.start).trimStart();
  if (!innermost.isMap) return { steps, kind: 'item', rest };
  const key = KEY.exec(rest);
  return key === null ? { steps, kind: 'key', rest } : { steps, kind: 'value', rest: rest.slice(key[0].length) };
}

function withoutQuotes(key: string): string {
  return key.replace(/^(["'])(.*)\1$/, '$2');
}

/** How many characters behind the offset belong to the word. */
function tailOf(after: string, rest: string): number {
  const [quote] = /^["']/.exec(rest) ?? [];
  if (quote !== undefined) {
    const end = after.indexOf(quote);
    return end >= 0 ? end + 1 : 0;
  }
  return /^[^\s,\]}:#]*/.exec(after)?.[0].length ?? 0;
}

/** Upwards by indentation to the root. */
function pathTo(lines: readonly Line[], index: number, own: OwnParts): readonly Step[] {
  const path: Step[] = [];
  const [begins] = own.dashes;
  let column = begins ?? own.column;
  let isDash = begins !== undefined;
  for (let at = index - 1; at >= 0 && (column > 0 || isDash); at--) {
    const opening = openingAt(lines, at);
    if (opening === undefined) continue;
    const { dashes, key, column: keyColumn, value } = opening;
    const holdsList = keyColumn === column && isDash && dashes.length === 0;
    if (key !== undefined && value === '' && (keyColumn < column || holdsList)) {
      path.unshift(key);
      column = keyColumn;
      isDash = false;
    }
    for (const dash of [...dashes].reverse()) {
      if (dash >= column) continue;
      path.unshift(null);
      column = dash;
      isDash = true;
    }
  }
  return path;
}

/** The keys of the same mapping on the lines around. */
function keysAround(lines: readonly Line[], index: number, { column, dashes }: OwnParts): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (step: 1 | -1): void => {
    for (let at = index + step; at >= 0 && at < lines.length; at += step) {
      const opening = openingAt(lines, at);
      if (opening === undefined) continue;
      const isItem = (opening.dashes[0] ?? column) < column;
      if (opening.column < column || (isItem && step > 0)) return;
      if (opening.column === column && opening.key !== undefined) found.add(opening.key);
      if (isItem) return;
    }
  };
  walk(1);
  // An item begins on this line: what stands above belongs to another one.
  if (dashes.length === 0) walk(-1);
  return found;
}

function openingAt(lines: readonly Line[], at: number): Opening | undefined {
  const text = lines[at]?.text ?? '';
  if (/^\s*(?:#|$|---|\.\.\.)/.test(text)) return undefined;
  const opening = openingOf(text);
  return { ...opening, value: opening.value.replace(/(?:^|\s+)#.*$/, '') };
}
