// Writes an edit of a query into a TOML string of any of the four kinds.
import { applyEdits, type TextEdit } from '../base/edit';
import type { EmbeddedQuery } from './document';
import { placeOf } from './editPlace';
import { readTomlString } from './tomlString';

type TomlQuoting = Extract<EmbeddedQuery['quoting'], `toml-${string}`>;

const delimiters: Readonly<Record<TomlQuoting, string>> = {
  'toml-basic': '"',
  'toml-literal': "'",
  'toml-multiline-basic': '"""',
  'toml-multiline-literal': "'''",
};

/** The first way of writing the edit that reads back as the query with the edit applied. */
export function liftTomlEdit(
  query: EmbeddedQuery,
  quoting: TomlQuoting,
  file: string,
  edit: TextEdit,
): TextEdit | undefined {
  const open = openingOf(query, delimiters[quoting], file);
  const whole = readTomlString(file, open);
  const isClosed = whole.closed && whole.to === query.to;
  const before = isClosed ? whole : readTomlString(file, open, query.to);
  const expected = applyEdits(query.text, [edit]);
  const place = placeOf(query.map, edit);
  const inPlace = place ? textsFor(quoting, edit.text).map((text) => ({ ...place, text })) : [];
  const rewritten = isClosed ? [{ from: open, to: before.after, text: rewrite(quoting, expected) }] : [];
  // Only the string is read again, with what could be taken for its end: a file may hold a thousand of them.
  const string = file.slice(open, before.after + LONGEST_DELIMITER);
  return [...inPlace, ...rewritten].find(({ from, to, text }) => {
    const changed = applyEdits(string, [{ from: from - open, to: to - open, text }]);
    const grown = changed.length - string.length;
    const after = readTomlString(changed, 0, isClosed ? undefined : query.to - open + grown);
    const isSound = after.problems.length <= before.problems.length && after.after === before.after - open + grown;
    return isSound && after.text === expected;
  });
}

/** Three quotes, and two more that may stand right before them. */
const LONGEST_DELIMITER = 5;

/** The line break after the opening delimiter belongs to neither. */
function openingOf({ from }: EmbeddedQuery, delimiter: string, file: string): number {
  const breaks = delimiter.length === 1 ? [0] : [0, 1, 2];
  const at = breaks.find((length) => file.startsWith(delimiter, from - length - delimiter.length)) ?? 0;
  return from - at - delimiter.length;
}

/** How an inserted text may be written: the readable way first. */
function textsFor(quoting: TomlQuoting, text: string): string[] {
  switch (quoting) {
    case 'toml-literal':
    case 'toml-multiline-literal':
      return hasLoneReturn(text) ? [] : [text];
    case 'toml-basic':
      return [escape(text, /["\\]|\p{Cc}/gu)];
    case 'toml-multiline-basic':
      return [escape(text, readable), escape(text, escaped)];
  }
}

// A carriage return may stay only in front of a line feed.
const readable = /\\|\r(?!\n)|[^\P{Cc}\t\r\n]/gu;
const escaped = /["\\]|\r(?!\n)|[^\P{Cc}\t\r\n]/gu;

function rewrite(quoting: TomlQuoting, text: string): string {
  switch (quoting) {
    case 'toml-basic':
      return `"${textsFor(quoting, text)[0] ?? ''}"`;
    case 'toml-multiline-basic':
      return `"""\n${escape(text, escaped)}"""`;
    case 'toml-literal':
    case 'toml-multiline-literal':
      return `'''\n${text}'''`;
  }
}

const letters = new Map([
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['"', '"'],
  ['\\', '\\'],
]);

function escape(text: string, what: RegExp): string {
  return text.replace(what, (unit) => {
    const letter = letters.get(unit);
    return letter ? `\\${letter}` : `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

function hasLoneReturn(text: string): boolean {
  return /\r(?!\n)/.test(text);
}
