// Reads one TOML string of any of the four kinds, with the position of every character it stands for. Never fails: what is wrong is listed.
import { copyText, createTextDecoder, type TextDecoder } from './decoded';
import type { TextField } from './fields';
import type { Span } from '../base/span';

export interface TomlString extends TextField {
  /** Where the opening quote stands, and the first offset after the closing one. */
  readonly open: number;
  readonly after: number;
  readonly closed: boolean;
  readonly problems: readonly TomlProblem[];
}

export interface TomlProblem extends Span {
  readonly message: string;
  /** Its end is missing: what the parser makes of the rest of the file is of no use. */
  readonly unclosed?: true;
}

/** `at` is the offset of a quote. The string ends at `limit` at the latest, whether closed or not. */
export function readTomlString(file: string, at: number, limit = file.length): TomlString {
  const quote = file.charAt(at);
  const multiline = at + 3 <= limit && file.startsWith(quote.repeat(3), at);
  const delimiter = multiline ? quote.repeat(3) : quote;
  const from = at + delimiter.length + (multiline ? lineBreakLength(file, at + delimiter.length, limit) : 0);
  const basic = quote === '"';
  const close = multiline
    ? closingDelimiter(file, at + 3, limit, delimiter, basic)
    : closingQuote(file, from, limit, quote, basic);
  const content = { from: Math.min(from, close.to), to: close.to };
  const problems = [...controlCharacters(file, content)];
  const decoded = basic ? decodeBasic(file, content, multiline, problems) : copyText(file, content);
  const after = close.closed ? close.to + delimiter.length : close.to;
  if (!close.closed) problems.push(unclosed(at, delimiter));
  const quoting = `toml-${multiline ? 'multiline-' : ''}${basic ? 'basic' : 'literal'}` as const;
  return { kind: 'text', ...content, ...decoded, quoting, open: at, after, closed: close.closed, problems };
}

interface Close {
  readonly to: number;
  readonly closed: boolean;
}

function closingQuote(file: string, from: number, limit: number, quote: string, basic: boolean): Close {
  for (let at = runEnd(basic ? plainBasic : plainLiteral, file, from); at < limit; at++) {
    const unit = file.charAt(at);
    if (unit === quote) return { to: at, closed: true };
    if (unit === '\n' || unit === '\r') return { to: at, closed: false };
    if (basic && unit === '\\' && !isLineBreak(file.charAt(at + 1))) at++;
  }
  return { to: limit, closed: false };
}

/** One or two quotes right before the closing delimiter belong to the content. */
function closingDelimiter(file: string, from: number, limit: number, delimiter: string, basic: boolean): Close {
  let at = basic ? basicDelimiter(file, from, limit) : file.indexOf(delimiter, from);
  if (at < 0 || at + 3 > limit) return { to: limit, closed: false };
  for (let extra = 0; extra < 2 && at + 3 < limit && file[at + 3] === delimiter[0]; extra++) at++;
  return { to: at, closed: true };
}

function basicDelimiter(file: string, from: number, limit: number): number {
  for (let at = runEnd(plainMultiline, file, from); at < limit; at = runEnd(plainMultiline, file, at + 1)) {
    if (file.charCodeAt(at) === 92) at++;
    else if (file.startsWith('"""', at)) return at;
  }
  return -1;
}

// What ends no string and begins no escape: most of a rule file, and a regular expression is quick to pass over it.
const plainBasic = /[^"\\\r\n]*/y;
const plainLiteral = /[^'\r\n]*/y;
const plainMultiline = /[^"\\]*/y;

/** Beyond the end an expression would begin again at the start of the file. */
function runEnd(run: RegExp, file: string, from: number): number {
  if (from >= file.length) return from;
  run.lastIndex = from;
  run.test(file);
  return run.lastIndex;
}

function decodeBasic(file: string, content: Span, multiline: boolean, problems: TomlProblem[]) {
  const first = file.indexOf('\\', content.from);
  if (first < 0 || first >= content.to) return copyText(file, content);
  const decoder = createTextDecoder(file);
  let copied = content.from;
  for (let at = first; at >= 0 && at < content.to; at = file.indexOf('\\', copied)) {
    decoder.copy(copied, at);
    copied = decodeEscape(file, { from: at, to: content.to }, multiline, decoder, problems);
  }
  decoder.copy(copied, content.to);
  return decoder.finish(content);
}

const simpleEscapes = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001b'],
  ['"', '"'],
  ['\\', '\\'],
]);
const hexLengths = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** Reads the escape at `from`, not beyond `to`, and returns the offset after it. */
function decodeEscape(
  file: string,
  { from, to }: Span,
  multiline: boolean,
  decoder: TextDecoder,
  problems: TomlProblem[],
): number {
  const letter = file.charAt(from + 1);
  const simple = simpleEscapes.get(letter);
  if (simple !== undefined && from + 2 <= to) {
    decoder.replace(simple, from, from + 2);
    return from + 2;
  }
  const skipped = multiline ? lineContinuation(file, from + 1, to) : undefined;
  if (skipped !== undefined) return skipped;
  const hex = hexEscape(file, from, to);
  if (hex !== undefined) {
    decoder.replace(hex.text, from, hex.to);
    return hex.to;
  }
  const end = Math.min(from + badEscapeLength(file.slice(from, from + 10)), to);
  problems.push({ from, to: end, message: badEscape(file.slice(from, end)) });
  decoder.copy(from, end);
  return end;
}

function badEscapeLength(rest: string): number {
  return /^\\(?:x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|[^\r\n])?/u.exec(rest)?.[0].length ?? 1;
}

function hexEscape(file: string, from: number, limit: number): { text: string; to: number } | undefined {
  const length = hexLengths.get(file.charAt(from + 1));
  const to = from + 2 + (length ?? 0);
  const digits = file.slice(from + 2, to);
  if (length === undefined || to > limit || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
  const code = parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return { text: String.fromCodePoint(code), to };
}

/** A backslash at a line's end swallows all white space up to the next visible character. */
function lineContinuation(file: string, from: number, limit: number): number | undefined {
  let at = from;
  let lineBreak = false;
  while (at < limit && isWhitespace(file.charAt(at))) {
    lineBreak ||= isLineBreak(file.charAt(at));
    at++;
  }
  return lineBreak ? at : undefined;
}

// Tab, line feed and carriage return are allowed; the others must be written as escapes.
const control = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]', 'g');

function controlCharacters(file: string, { from, to }: Span): TomlProblem[] {
  const found = file.slice(from, to).search(control);
  if (found < 0) return [];
  const at = from + found;
  const code = file.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  return [{ from: at, to: at + 1, message: `A TOML string cannot hold the control character U+${code}. Remove it.` }];
}

function unclosed(open: number, delimiter: string): TomlProblem {
  const message = `This string is not closed. Add ${delimiter} at its end.`;
  return { from: open, to: open + delimiter.length, message, unclosed: true };
}

function badEscape(escape: string): string {
  return `\`${escape}\` is not an escape of TOML. Write \`\\\\\` for a backslash, or put the text in '''…''', where nothing is escaped.`;
}

function lineBreakLength(file: string, at: number, limit: number): number {
  if (at < limit && file[at] === '\n') return 1;
  return at + 1 < limit && file[at] === '\r' && file[at + 1] === '\n' ? 2 : 0;
}

function isWhitespace(unit: string): boolean {
  return unit === ' ' || unit === '\t' || isLineBreak(unit);
}

function isLineBreak(unit: string): boolean {
  return unit === '\n' || unit === '\r';
}
