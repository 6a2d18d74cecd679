// Says whether a file is TOML, by toml-eslint-parser. It keeps long strings from the parser, which has no stack for them.
import { parseTOML } from 'toml-eslint-parser';
import type { Issue } from '../base/issue';
import { memoizeByText } from '../base/memo';
import { createTextDecoder, type DecodedText } from './decoded';
import { isTomlTooDeep } from './nesting';
import { isPlainToml } from './tomlPlain';
import type { TomlScan } from './tomlScan';
import type { TomlString } from './tomlString';

const shortest = 32;
const mostIssues = 100;

/** What is wrong with the file: the strings' own problems and the parser's first error. */
export function checkTomlSyntax(file: string, scan: TomlScan): readonly Issue[] {
  if (isPlainToml(file, scan)) return [];
  const issues = scan.problems.map(({ from, to, message }) => issueOf(from, to, message));
  const unclosed = scan.problems.find((each) => each.unclosed);
  const structural = structuralIssue(withoutLongStrings(file, scan.strings));
  // What follows a string or a list that lacks its end is only its consequence.
  if (structural && !(unclosed && unclosed.from <= structural.from)) issues.push(structural);
  return issues.sort((a, b) => a.from - b.from).slice(0, mostIssues);
}

function structuralIssue({ text, map }: DecodedText): Issue | undefined {
  const issue = parserIssue(text);
  return issue && { ...issue, ...map.spanToFile(issue) };
}

/** Whoever types in a query or a note changes nothing of what the parser sees. */
const parserIssue = memoizeByText(32, (text): Issue | undefined => {
  if (isTomlTooDeep(text)) return tooDeep();
  try {
    parseTOML(text, { tomlVersion: '1.1' });
    return undefined;
  } catch (error) {
    return toIssue(error, text);
  }
});

function tooDeep(): Issue {
  return issueOf(0, 0, 'This file is nested too deeply to be read as TOML. Its queries are checked all the same.');
}

/** The parser throws a syntax error with an index; anything else means that the file is too deep for its stack. */
function toIssue(error: unknown, file: string): Issue {
  if (!(error instanceof SyntaxError) || !('index' in error) || typeof error.index !== 'number') return tooDeep();
  const from = Math.min(error.index, file.length);
  const before = lineBefore(file, from);
  if (before) return before;
  if (file[from] === ':' && error.message.startsWith('Unexpected char')) return issueOf(from, from + 1, colon);
  const found = problemSentences.find(([start]) => error.message.startsWith(start));
  const sentence = found ? found[1] : 'This is not TOML.';
  return issueOf(from, wordEnd(file, from), sentence);
}

const missingValue = 'The value is missing. It must begin on the line of its key: `key = "value"`.';
const colon = 'TOML puts `=` between a key and its value, not `:`.';
const unclosedHeader = 'This table header is not closed. Add `]`, or `]]` for a list of tables.';

/** What the line before a line's first character lacks: the parser notices it only there. */
function lineBefore(file: string, at: number): Issue | undefined {
  const lineBreak = Math.max(file.lastIndexOf('\n', at - 1), file.lastIndexOf('\r', at - 1));
  if (at < file.length && file.slice(lineBreak + 1, at).trim() !== '') return undefined;
  const to = file.slice(0, Math.max(0, at < file.length ? lineBreak : at)).trimEnd().length;
  const from = Math.max(file.lastIndexOf('\n', to - 1), file.lastIndexOf('\r', to - 1)) + 1;
  const line = file.slice(from, to);
  if (/^[^#]*=$/.test(line)) return issueOf(from, to, missingValue);
  return /^\s*\[[^\]]*$/.test(line) ? issueOf(from, to, unclosedHeader) : undefined;
}

function issueOf(from: number, to: number, message: string): Issue {
  return { code: 'toml-syntax', severity: 'error', message, from, to };
}

// The parser's messages are known by how they begin; the sentences are ours.
const problemSentences: readonly (readonly [string, string])[] = [
  ['Unterminated string', 'This string is not closed. Add the closing quotes.'],
  ['Unterminated table-key', unclosedHeader],
  ['Unterminated array', 'This list is not closed. Add `]` after its last element.'],
  ['Unterminated inline table', 'This inline table is not closed. Add `}` after its last value.'],
  ['Empty bare keys', 'A key is missing here. Write `key = value`.'],
  [
    'Must be a newline',
    'Only one key and its value can stand on a line. Begin a new line here, or quote the value as a whole.',
  ],
  ['Expected equal', 'This key has no value. Write `key = value`, or put `#` before a comment.'],
  ['Unspecified values', 'The value is missing. Put text in quotes: `key = "value"`.'],
  ['Expected comma', 'A comma is missing between two elements.'],
  ['Defining a key', 'This key is defined twice. Keep one of the two.'],
  ['Unexpected char', 'This character cannot stand here. Put text in quotes: `key = "value"`.'],
  ['Unexpected token', 'This cannot stand here. TOML expects `key = value` or a table header such as `[rule]`.'],
  ['Control characters', 'A control character cannot stand here. Remove it.'],
  ['Invalid code point', 'This character cannot stand here. Remove it.'],
  ['The key, equals sign', missingValue],
  ['No newlines are allowed', 'An inline table must stand on one line.'],
  ['Underscores', 'An underscore in a number must stand between two digits.'],
  ['Unexpected spaces', 'There must be no space here.'],
  ['Three or more quotes', 'Three quotes end the string. Write `\\"` for a quote inside it.'],
  ['Unexpected invalid date', 'There is no such date.'],
  ['Unexpected invalid time', 'There is no such time.'],
  ['Leading zeros', 'A number cannot begin with a zero. Put it in quotes if it is text.'],
  ['Trailing comma', 'An inline table cannot end with a comma.'],
  ['Invalid character in escape', 'This is not an escape of TOML. Write `\\\\` for a backslash.'],
  ['Consecutive dots', 'Two dots cannot follow each other in a key.'],
  ['Keys cannot', 'A key can neither begin nor end with a dot.'],
];

/** The file with long strings emptied, and where each character of the rest stands. */
function withoutLongStrings(file: string, strings: readonly TomlString[]): DecodedText {
  const decoder = createTextDecoder(file);
  let at = file.startsWith('\ufeff') ? 1 : 0;
  for (const { open, after, closed, problems } of strings) {
    if (!closed || open < at || (after - open < shortest && problems.length === 0)) continue;
    decoder.copy(at, open);
    // The space keeps its quotes apart from those of a string that follows by mistake.
    decoder.replace('"" ', open, after);
    at = after;
  }
  decoder.copy(at, file.length);
  return decoder.finish({ from: 0, to: file.length });
}

function wordEnd(file: string, from: number): number {
  const word = /"[^"\r\n]*"?|'[^'\r\n]*'?|[^\s=,[\]{}#"']+|[^\r\n]/y;
  word.lastIndex = from;
  return from + (word.exec(file)?.[0].length ?? 0);
}
