// A string that lacks a quote changes what is inside and what is outside for the rest of its line. Here the words of such a line are read
// again, with the string where it most likely is, so that one quote too few is one mistake.
import { createTokenInstance } from 'chevrotain';
import type { ILexingResult, IToken } from 'chevrotain';
import * as t from './tokens';

/** Nobody forgets more quotes than this; each costs another reading. */
const MOST_MENDED = 8;

/** Every word of the text, and its comments. */
export function readWords(text: string, read: (text: string) => ILexingResult): ILexingResult {
  let result = read(text);
  let blanked = text;
  const mended: IToken[] = [];
  while (mended.length < MOST_MENDED) {
    const torn = findTorn(result, text);
    if (torn === undefined) break;
    mended.push(torn);
    const { startOffset, image } = torn;
    blanked = blanked.slice(0, startOffset) + ' '.repeat(image.length) + blanked.slice(startOffset + image.length);
    result = read(blanked);
  }
  if (mended.length === 0) return result;
  const tokens = [...result.tokens, ...mended].sort((a, b) => a.startOffset - b.startOffset);
  return { ...result, tokens };
}

/** Where a string that is not closed most likely ends: `"a and b == ` after its `a`. At least its quote belongs to it. */
function likelyEnd(image: string): number {
  return 1 + (/\s*(?:[,)\]]|$)|\s+(?:and|or|not|by|with|until)\b/.exec(image.slice(1))?.index ?? image.length - 1);
}

/**
 * The first string that lacks a quote, on a line that ends within a string, or within a comment that holds a quote: `"/tmp/*, "/var"`.
 * Strings that are whole have nothing of a word beside them.
 */
function findTorn({ tokens, groups }: ILexingResult, text: string): IToken | undefined {
  const open = tokens.filter(({ tokenType }) => tokenType === t.OpenText);
  const comments = (groups['comments'] ?? []).filter(({ image }) => /^.*"/.test(image));
  const ends = [...open, ...comments].map(({ startOffset }) => startOffset).sort((a, b) => a - b);
  for (const end of ends) {
    const lineStart = text.lastIndexOf('\n', end) + 1;
    for (let at = firstFrom(tokens, lineStart); (tokens[at]?.startOffset ?? Infinity) <= end; at++) {
      const torn = tornAt(tokens, at, text, lineStart);
      if (torn !== undefined) return torn;
    }
  }
  return undefined;
}

function firstFrom(tokens: readonly IToken[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.startOffset ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tornAt(tokens: readonly IToken[], at: number, text: string, lineStart: number): IToken | undefined {
  const [before, string, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (string === undefined || !STRINGS.has(string.tokenType)) return undefined;
  const isOpen = string.tokenType === t.OpenText;
  const { startOffset, image } = string;
  if (!isOpen && !isTouched(text, startOffset + image.length, after, BEHIND_STRINGS)) return undefined;
  const isUnopened = before !== undefined && endOf(before) === startOffset && !BEFORE_STRINGS.has(before.tokenType);
  if (isUnopened) return unopened(text, startOffset, lineStart);
  const end = isOpen ? TAIL.exec(image)?.index : likelyEnd(image.slice(0, -1));
  return end === undefined ? undefined : wordOf(t.OpenText, image.slice(0, end), startOffset);
}

/** What goes on in the next line can hardly belong to the last string of a line: `) and`, `) or not (`, a comma. */
const TAIL = /(?!^)(?:\s*[)\]])*\s*(?:,|(?<=[\s)\]])(?:and|or)(?:\s+not)?(?:\s*\()?)\s*$/;

/** A comment may begin there as well, where a path went on. */
function isTouched(text: string, end: number, after: IToken | undefined, allowed: ReadonlySet<unknown>): boolean {
  if (after?.startOffset === end) return !allowed.has(after.tokenType);
  return /^\/[/*][^\s*]/.test(text.slice(end, end + 3));
}

function endOf({ startOffset, image }: IToken): number {
  return startOffset + image.length;
}

const STRINGS: ReadonlySet<unknown> = new Set([t.Text, t.BadText, t.OpenText]);

const OPERATORS = [
  t.Comma,
  t.Equal,
  t.NotEqual,
  t.Less,
  t.LessEqual,
  t.Greater,
  t.GreaterEqual,
  t.Assign,
  t.WrongComparison,
  t.Plus,
  t.And,
  t.Or,
  t.WrongAnd,
  t.WrongOr,
  t.In,
  t.InTilde,
  t.Like,
  t.LikeTilde,
  t.Regex,
  t.RegexTilde,
];
const STRING_WORDS = [...STRINGS, t.UnopenedText, t.RawString];

/** What may stand right before a string, and right behind one. */
const BEFORE_STRINGS: ReadonlySet<unknown> = new Set([
  ...OPERATORS,
  ...STRING_WORDS,
  t.OpenParen,
  t.OpenBracket,
  t.MissingOpen,
  t.Colon,
  t.Not,
]);
const BEHIND_STRINGS: ReadonlySet<unknown> = new Set([
  ...OPERATORS,
  ...STRING_WORDS,
  t.CloseParen,
  t.CloseBracket,
  t.Bar,
  t.Where,
]);

/** All that stands before the quote without a space, comma or bracket between. */
function unopened(text: string, startOffset: number, lineStart: number): IToken {
  const before = text.slice(lineStart, startOffset);
  const from = lineStart + before.search(/[^\s,(\[=:]*$/);
  return wordOf(t.UnopenedText, text.slice(from, startOffset + 1), from);
}

function wordOf(type: typeof t.OpenText, image: string, from: number): IToken {
  return createTokenInstance(type, image, from, from + image.length - 1, NaN, NaN, NaN, NaN);
}
