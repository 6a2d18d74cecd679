// Writes an edit of a query into a YAML scalar of any style, or into another style where its own cannot hold the new text.
import { applyEdits, type TextEdit } from '../base/edit';
import type { Span } from '../base/span';
import { LARGEST_FILE } from './document';
import type { EmbeddedQuery } from './document';
import { placeOf } from './editPlace';
import type { TextField } from './fields';
import { findYamlRules, readYaml } from './yaml';
import { readYamlKey, type YamlKey } from './yamlSalvage';

type YamlQuoting = Extract<EmbeddedQuery['quoting'], `yaml-${string}`>;

/** The first way of writing the edit that reads back as the query with the edit applied. */
export function liftYamlEdit(
  query: EmbeddedQuery,
  quoting: YamlQuoting,
  file: string,
  edit: TextEdit,
): TextEdit | undefined {
  const expected = applyEdits(query.text, [edit]);
  const readsBack = createTrial(query, file, expected);
  return candidates(query, quoting, file, edit, expected).find((each) => readsBack(each));
}

function candidates(
  query: EmbeddedQuery,
  quoting: YamlQuoting,
  file: string,
  edit: TextEdit,
  expected: string,
): TextEdit[] {
  const place = placeOf(query.map, edit);
  const at = place ? [place] : [];
  switch (quoting) {
    case 'yaml-literal':
      return at.flatMap((each) => blockEdits(query, file, edit, each, ['\n']));
    case 'yaml-folded':
      return at.flatMap((each) => blockEdits(query, file, edit, each, ['\n\n', '\n']));
    case 'yaml-plain':
      return [
        ...at.map((each) => ({ ...each, text: edit.text })),
        { from: query.from, to: query.to, text: quote(expected) },
      ];
    case 'yaml-single': {
      const whole = { from: query.from - 1, to: query.to + 1, text: quote(expected) };
      return [...at.map((each) => ({ ...each, text: edit.text.replaceAll("'", "''") })), whole];
    }
    case 'yaml-double': {
      const whole = { from: query.from - 1, to: query.to + 1, text: doubleQuote(expected) };
      return [...at.map((each) => ({ ...each, text: escapeDouble(edit.text) })), whole];
    }
  }
}

/** Each way of writing a line break gives an edit. */
function blockEdits(
  query: EmbeddedQuery,
  file: string,
  edit: TextEdit,
  place: Span,
  breaks: readonly string[],
): TextEdit[] {
  const indent = indentOf(query, file);
  if (indent === undefined) return [];
  const lineBreak = file.startsWith('\r\n', file.indexOf('\n') - 1) ? '\r\n' : '\n';
  const column = place.from - lineStart(file, place.from);
  const lead = ' '.repeat(Math.max(0, /^\r?\n|^$/.test(edit.text) ? 0 : indent - column));
  const lines = edit.text.split(/\r?\n/);
  const endsText = edit.to >= query.text.length || /[\r\n]/.test(file.charAt(place.to));
  const indented = lines.map((line, at) => {
    const isBare = at === 0 || (line === '' && (at < lines.length - 1 || endsText));
    return isBare ? line : ' '.repeat(indent) + line;
  });
  return breaks.map((each) => ({ ...place, text: lead + indented.join(each.replaceAll('\n', lineBreak)) }));
}

/** How many spaces the block takes from each line, by the first line that is not blank. */
function indentOf({ text, map }: EmbeddedQuery, file: string): number | undefined {
  const first = text.search(/[^\s]/);
  if (first < 0) return undefined;
  const at = map.toFile(lineStart(text, first));
  return at - lineStart(file, at);
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function quote(text: string): string {
  return /^$|\p{Cc}/u.test(text) ? doubleQuote(text) : `'${text.replaceAll("'", "''")}'`;
}

function doubleQuote(text: string): string {
  return `"${escapeDouble(text)}"`;
}

const letters = new Map([
  ['\t', 't'],
  ['\n', 'n'],
  ['\r', 'r'],
  ['"', '"'],
  ['\\', '\\'],
]);

function escapeDouble(text: string): string {
  return text.replace(/["\\\u2028\u2029]|\p{Cc}/gu, (unit) => {
    const letter = letters.get(unit);
    return letter ? `\\${letter}` : `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** Reads the edited file again: only the lines of the query's key where it stands on a line of its own, else everything. */
function createTrial(query: EmbeddedQuery, file: string, expected: string): (edit: TextEdit) => boolean {
  const lineFrom = keyLineOf(query, file);
  const before = lineFrom === undefined ? undefined : readYamlKey(file, lineFrom);
  if (lineFrom === undefined || before === undefined) return (edit) => readsWhole(query, file, expected, edit);
  // The next line is read along: an edit might add it to the key.
  const lines = file.slice(lineFrom, lineEnd(file, before.to));
  return ({ from, to, text }) => {
    const changed = applyEdits(lines, [{ from: from - lineFrom, to: to - lineFrom, text }]);
    const after = readYamlKey(changed, 0);
    const isWhole = after?.to === before.to - lineFrom + changed.length - lines.length;
    return isWhole && (after.isClean || !before.isClean) && textOf(after)?.text === expected;
  };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** The start of the line with the query's key, if that key read by itself holds this very query. */
function keyLineOf(query: EmbeddedQuery, file: string): number | undefined {
  let at = lineStart(file, query.from);
  for (let line = 0; line < 20; line++) {
    const found = readKeyLine(file, at);
    if (found) return textOf(found)?.from === query.from && textOf(found)?.text === query.text ? at : undefined;
    if (at === 0) return undefined;
    at = lineStart(file, at - 1);
  }
  return undefined;
}

function readKeyLine(file: string, at: number): YamlKey | undefined {
  const found = readYamlKey(file, at);
  return found?.key === 'query' ? found : undefined;
}

function textOf(found: YamlKey): TextField | undefined {
  return found.field?.kind === 'text' ? found.field : undefined;
}

function readsWhole(query: EmbeddedQuery, file: string, expected: string, edit: TextEdit): boolean {
  const read = file.length > LARGEST_FILE ? findYamlRules : readYaml;
  const after = read(applyEdits(file, [edit]));
  const slack = edit.text.length + edit.to - edit.from;
  const reads = after.rules.some(
    (rule) => rule.query?.text === expected && Math.abs(rule.query.from - query.from) <= slack,
  );
  return reads && (after.issues.length === 0 || after.issues.length <= read(file).issues.length);
}
