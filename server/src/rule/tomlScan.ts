// Reads the tables and keys of a TOML file and goes on after whatever it does not understand. It judges nothing but strings:
// whether the file is TOML is for tomlSyntax to say.
import type { Span } from '../base/span';
import type { ScalarField, TextField } from './fields';
import { findRuleBoundary } from './tomlBoundary';
import { readTomlString, type TomlProblem, type TomlString } from './tomlString';

export interface TomlScan {
  readonly tables: readonly TomlTable[];
  readonly strings: readonly TomlString[];
  readonly problems: readonly TomlProblem[];
  /** Some line was not understood. */
  readonly broken: boolean;
}

/** The first table is that of the keys before any header: its path is empty. */
export interface TomlTable extends Span {
  readonly path: readonly string[];
  /** `[[path]]`: one of several. */
  readonly isElement: boolean;
  readonly header: Span;
  readonly entries: readonly TomlEntry[];
}

export interface TomlEntry extends Span {
  readonly path: readonly string[];
  readonly key: Span;
  readonly value: TomlValue;
}

export type TomlValue = TextField | ScalarField | TomlInlineTable | TomlArray;

export interface TomlInlineTable extends Span {
  readonly kind: 'table';
  readonly entries: readonly TomlEntry[];
}

export interface TomlArray extends Span {
  readonly kind: 'array';
  readonly items: readonly TomlValue[];
}

interface Scanner {
  readonly file: string;
  at: number;
  readonly tables: MutableTable[];
  readonly strings: TomlString[];
  readonly unclosedLists: TomlProblem[];
  lastMultiline?: TomlString;
  /** Where strings that lack their end are ended, by the offset of their opening quote. */
  readonly limits: Map<number, number>;
  broken: boolean;
}

type MutableTable = { -readonly [K in keyof TomlTable]: TomlTable[K] } & { entries: TomlEntry[] };

const deepest = 100;
const mostMends = 1000;

export function scanToml(file: string): TomlScan {
  const scanner: Scanner = {
    file,
    at: 0,
    tables: [],
    strings: [],
    unclosedLists: [],
    limits: new Map(),
    broken: false,
  };
  openTable(scanner, [], { from: 0, to: 0 });
  if (file.charCodeAt(0) === 0xfeff) scanner.at = 1;
  while (skipBlank(scanner)) {
    const start = scanner.at;
    if (readLine(scanner)) continue;
    scanner.broken = true;
    if (!mend(scanner)) skipLine(scanner, start);
  }
  const problems = [...scanner.strings.flatMap((each) => each.problems), ...scanner.unclosedLists];
  return { tables: scanner.tables, strings: scanner.strings, problems, broken: scanner.broken };
}

/** False where the line is not understood; what was read of it stays. */
function readLine(scanner: Scanner): boolean {
  if (scanner.file[scanner.at] === '[') return readHeader(scanner) && endsLine(scanner);
  const entry = readEntry(scanner, 0);
  const table = scanner.tables[scanner.tables.length - 1];
  if (entry === undefined || table === undefined) return false;
  table.entries.push(entry);
  table.to = entry.to;
  return isClosed(scanner) && endsLine(scanner);
}

function readHeader(scanner: Scanner): boolean {
  const from = scanner.at;
  const brackets = scanner.file.startsWith('[[', from) ? 2 : 1;
  scanner.at += brackets;
  const path = readKeyPath(scanner);
  if (path === undefined || !scanner.file.startsWith(']'.repeat(brackets), scanner.at)) return false;
  scanner.at += brackets;
  openTable(scanner, path, { from, to: scanner.at }, brackets === 2);
  return true;
}

function openTable(scanner: Scanner, path: readonly string[], header: Span, isElement = false): void {
  scanner.tables.push({ path, isElement, header, entries: [], from: header.from, to: header.to });
}

function readEntry(scanner: Scanner, depth: number): TomlEntry | undefined {
  const from = scanner.at;
  const path = readKeyPath(scanner);
  if (path === undefined || scanner.file[scanner.at] !== '=') return undefined;
  const key = { from, to: trimmedEnd(scanner.file, from, scanner.at) };
  scanner.at++;
  skipSpace(scanner);
  const value = readValue(scanner, depth);
  return value && { path, key, value, from, to: scanner.at };
}

const bareKey = /[A-Za-z0-9_-]+/y;

/** A dotted key with the space around it. */
function readKeyPath(scanner: Scanner): readonly string[] | undefined {
  const path: string[] = [];
  for (;;) {
    skipSpace(scanner);
    const part = readKeyPart(scanner);
    if (part === undefined) return undefined;
    path.push(part);
    skipSpace(scanner);
    if (scanner.file[scanner.at] !== '.') return path;
    scanner.at++;
  }
}

function readKeyPart(scanner: Scanner): string | undefined {
  const { file, at } = scanner;
  if (file[at] === '"' || file[at] === "'") {
    const string = readTomlString(file, at);
    if (!string.closed || string.quoting.startsWith('toml-multiline')) return undefined;
    scanner.at = string.after;
    return string.text;
  }
  const bare = matchAt(bareKey, file, at);
  scanner.at += bare.length;
  return bare === '' ? undefined : bare;
}

const scalar = /[^\s[\]{},=#"']+(?: [0-9][^\s[\]{},=#"']*)?/y;

function readValue(scanner: Scanner, depth: number): TomlValue | undefined {
  const from = scanner.at;
  const first = scanner.file[from];
  if (first === '"' || first === "'") return readString(scanner);
  if (first === '[') return depth < deepest ? readArray(scanner, depth) : undefined;
  if (first === '{') return depth < deepest ? readInlineTable(scanner, depth) : undefined;
  const text = matchAt(scalar, scanner.file, from);
  scanner.at += text.length;
  return text === '' ? undefined : { kind: 'scalar', text, from, to: scanner.at };
}

function readString(scanner: Scanner): TomlString {
  const string = readTomlString(scanner.file, scanner.at, scanner.limits.get(scanner.at));
  scanner.strings.push(string);
  if (string.quoting.startsWith('toml-multiline')) scanner.lastMultiline = string;
  scanner.at = string.after;
  return string;
}

function readArray(scanner: Scanner, depth: number): TomlArray | undefined {
  const from = scanner.at++;
  const items: TomlValue[] = [];
  for (;;) {
    skipBlank(scanner);
    if (eat(scanner, ']')) return { kind: 'array', items, from, to: scanner.at };
    const item = readValue(scanner, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    skipBlank(scanner);
    if (eat(scanner, ',') || scanner.file[scanner.at] === ']') continue;
    if (matchAt(nextKey, scanner.file, scanner.at) !== '') scanner.unclosedLists.push(unclosedList(from));
    return undefined;
  }
}

// What shows that the list has ended before: a key, the rest of one that was taken for an element, or a header.
const nextKey = /(?:[\w.-]+[ \t]*)?=|\[\[?[ \t]*[A-Za-z]/y;

function unclosedList(from: number): TomlProblem {
  const message = 'This list is not closed. Add `]` after its last element.';
  return { from, to: from + 1, message, unclosed: true };
}

function readInlineTable(scanner: Scanner, depth: number): TomlInlineTable | undefined {
  const from = scanner.at++;
  const entries: TomlEntry[] = [];
  for (;;) {
    skipBlank(scanner);
    if (eat(scanner, '}')) return { kind: 'table', entries, from, to: scanner.at };
    const entry = readEntry(scanner, depth + 1);
    if (entry === undefined) return undefined;
    entries.push(entry);
    skipBlank(scanner);
    if (!eat(scanner, ',') && scanner.file[scanner.at] !== '}') return undefined;
  }
}

/**
 * A multi-line string that lacks its end takes in everything up to the next one's opening quotes, and the text after those is no TOML.
 * So where a line is not understood and the last string holds what looks like a line of a rule, the string is ended before that line and
 * the reading goes on from there.
 */
function mend(scanner: Scanner): boolean {
  const suspect = scanner.lastMultiline;
  if (suspect === undefined || scanner.limits.size >= mostMends || scanner.limits.has(suspect.open)) return false;
  const boundary = findRuleBoundary(scanner.file, { from: suspect.from, to: suspect.after });
  scanner.lastMultiline = undefined;
  if (boundary === undefined) return false;
  scanner.limits.set(suspect.open, boundary);
  rewind(scanner, suspect.open);
  return true;
}

/** Forgets what was read from the line of `open` on, and stands at that line's start. */
function rewind(scanner: Scanner, open: number): void {
  const start = lineStart(scanner.file, open);
  while (scanner.tables.length > 1 && (scanner.tables[scanner.tables.length - 1]?.from ?? 0) >= start)
    scanner.tables.pop();
  const table = scanner.tables[scanner.tables.length - 1];
  while (table && (table.entries[table.entries.length - 1]?.to ?? 0) > start) table.entries.pop();
  forgetStrings(scanner, start);
  scanner.at = start;
}

function isClosed(scanner: Scanner): boolean {
  const last = scanner.strings[scanner.strings.length - 1];
  return last === undefined || last.closed || scanner.limits.has(last.open) || last.after !== scanner.at;
}

/** Skips space and a comment; false where something else stands before the line's end. */
function endsLine(scanner: Scanner): boolean {
  skipSpace(scanner);
  const { file } = scanner;
  if (file[scanner.at] === '#') scanner.at = lineEnd(file, scanner.at);
  return scanner.at >= file.length || file[scanner.at] === '\n' || file[scanner.at] === '\r';
}

/** To the end of the line that began at `from`, or on which the last value read from there ended. */
function skipLine(scanner: Scanner, from: number): void {
  const reached = scanner.tables[scanner.tables.length - 1]?.to ?? from;
  scanner.at = lineEnd(scanner.file, Math.max(from, reached));
  forgetStrings(scanner, scanner.at);
}

function forgetStrings(scanner: Scanner, from: number): void {
  while ((scanner.unclosedLists[scanner.unclosedLists.length - 1]?.from ?? -1) >= from) scanner.unclosedLists.pop();
  while ((scanner.strings[scanner.strings.length - 1]?.open ?? -1) >= from) scanner.strings.pop();
  if (scanner.lastMultiline && scanner.lastMultiline.open >= from) scanner.lastMultiline = undefined;
}

/** Skips white space, line breaks and comments; false at the file's end. */
function skipBlank(scanner: Scanner): boolean {
  const { file } = scanner;
  for (;;) {
    const unit = file[scanner.at];
    if (unit === ' ' || unit === '\t' || unit === '\n' || unit === '\r') scanner.at++;
    else if (unit === '#') scanner.at = lineEnd(file, scanner.at);
    else return unit !== undefined;
  }
}

function skipSpace(scanner: Scanner): void {
  while (scanner.file[scanner.at] === ' ' || scanner.file[scanner.at] === '\t') scanner.at++;
}

function eat(scanner: Scanner, unit: string): boolean {
  if (scanner.file[scanner.at] !== unit) return false;
  scanner.at++;
  return true;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

const restOfLine = /[^\r\n]*/y;

function lineEnd(text: string, at: number): number {
  restOfLine.lastIndex = at;
  restOfLine.test(text);
  return restOfLine.lastIndex;
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}

function trimmedEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return end;
}
