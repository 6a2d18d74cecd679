// The words of a query with the comments that belong to each, and where a space stands between two of them.
import type { IToken } from 'chevrotain';
import * as t from '../tokens';
import type { Word } from './doc';

export interface FormatWord extends Word {
  readonly token: IToken;
}

export interface Words {
  readonly words: readonly FormatWord[];
  /** Comments after the last word, each on a line of its own. */
  readonly rest: readonly string[];
  readonly restIsApart: boolean;
}

interface Draft {
  readonly token: IToken;
  before: string[];
  after: string[];
  blank: boolean;
}

/** Comments move over `and`, `or` and commas, which end a line: those before one stand after it. Their order is kept. */
export function gatherWords(text: string, tokens: readonly IToken[], comments: readonly IToken[]): Words {
  const drafts: Draft[] = tokens.map((token) => ({ token, before: [], after: [], blank: false }));
  const end = { before: [] as string[], blank: false };
  let next = 0;
  for (const comment of comments) {
    while (next < drafts.length && (drafts[next]?.token.startOffset ?? 0) < comment.startOffset) next++;
    const previous = drafts[next - 1];
    const following = drafts[next] ?? end;
    const from = previous === undefined ? 0 : endOf(previous.token);
    const isBeside = previous !== undefined && !text.slice(from, comment.startOffset).includes('\n');
    if (isBeside && previous !== undefined) previous.after.push(cleaned(comment.image));
    else following.before.push(cleaned(comment.image));
  }
  markBlanks(text, drafts, comments);
  drafts.forEach((draft, index) => passOn(drafts, index, draft, end));
  const words = drafts.map((draft) => ({ kind: 'word' as const, text: draft.token.image, ...draft }));
  return { words, rest: end.before, restIsApart: isApart(text, tokens, comments) };
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

function cleaned(comment: string): string {
  return comment
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .join('\n');
}

function passOn(drafts: readonly Draft[], index: number, draft: Draft, end: { before: string[] }): void {
  if (!SEPARATORS.has(draft.token.tokenType)) return;
  const previous = drafts[index - 1];
  const following = drafts[index + 1] ?? end;
  if (previous !== undefined && previous.after.length > 0) {
    draft.after = [...previous.after, ...draft.after];
    previous.after = [];
  }
  following.before = [...draft.before, ...following.before];
  draft.before = [];
  // A comment that ends its line can only be the last one there.
  const ending = draft.after.findIndex((comment) => comment.startsWith('//'));
  if (ending >= 0 && ending < draft.after.length - 1) {
    following.before = [...draft.after.slice(ending + 1), ...following.before];
    draft.after = draft.after.slice(0, ending + 1);
  }
}

const SEPARATORS: ReadonlySet<unknown> = new Set([t.And, t.Or, t.Comma]);
const BLANK_LINE = /\n[ \t]*\r?\n/;

function markBlanks(text: string, drafts: readonly Draft[], comments: readonly IToken[]): void {
  let comment = 0;
  drafts.forEach((draft, index) => {
    const previous = drafts[index - 1];
    let from = previous === undefined ? 0 : endOf(previous.token);
    // The comments beside the word before are passed over: the gap is what follows them.
    for (let each = comments[comment]; each !== undefined && each.startOffset < draft.token.startOffset;) {
      if (!text.slice(from, each.startOffset).includes('\n')) from = endOf(each);
      each = comments[++comment];
    }
    const gap = text.slice(from, draft.token.startOffset);
    const firstComment = gap.search(/\S/);
    draft.blank = previous !== undefined && BLANK_LINE.test(firstComment < 0 ? gap : gap.slice(0, firstComment));
  });
}

function isApart(text: string, tokens: readonly IToken[], comments: readonly IToken[]): boolean {
  const last = tokens[tokens.length - 1];
  const first = comments.find((comment) => comment.startOffset > (last?.startOffset ?? 0));
  return last !== undefined && first !== undefined && BLANK_LINE.test(text.slice(endOf(last), first.startOffset));
}

const GLUED_AFTER: ReadonlySet<unknown> = new Set([
  t.OpenParen,
  t.OpenBracket,
  t.MissingOpen,
  t.Dot,
  t.Question,
  t.Assign,
]);
const GLUED_BEFORE: ReadonlySet<unknown> = new Set([t.CloseParen, t.CloseBracket, t.Comma, t.Dot, t.Assign]);
const NAMES: ReadonlySet<unknown> = new Set([t.Identifier, t.QuotedIdentifier, t.TildeIdentifier]);
const NUMBERS: ReadonlySet<unknown> = new Set([t.Integer, t.Decimal]);
const VALUE_ENDS: ReadonlySet<unknown> = new Set([
  ...NAMES,
  ...NUMBERS,
  t.Text,
  t.RawString,
  t.CloseParen,
  t.CloseBracket,
  t.True,
  t.False,
  t.Null,
]);

/** What stands between two neighbouring words of one line. */
export function gapBetween(words: readonly FormatWord[], index: number): '' | ' ' {
  const before = words[index - 1]?.token;
  const word = words[index]?.token;
  if (before === undefined || word === undefined) return '';
  if (GLUED_AFTER.has(before.tokenType) || GLUED_BEFORE.has(word.tokenType)) return '';
  if (word.tokenType === t.OpenParen && NAMES.has(before.tokenType)) return '';
  if (isSign(words, index - 1)) return '';
  if (NUMBERS.has(before.tokenType) && NAMES.has(word.tokenType) && endOf(before) === word.startOffset) return '';
  return ' ';
}

function isSign(words: readonly FormatWord[], index: number): boolean {
  const type = words[index]?.token.tokenType;
  if (type !== t.Minus && type !== t.Plus) return false;
  return !VALUE_ENDS.has(words[index - 1]?.token.tokenType);
}
