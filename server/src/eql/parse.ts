// Text to tree. Always gives a tree; what could not be read is a hole in it and an issue of code `syntax`.
import { Lexer } from 'chevrotain';
import type { ILexingResult, IToken } from 'chevrotain';
import type { Issue, WithIssues } from '../base/issue';
import { memoizeByText } from '../base/memo';
import type { Expression, Query } from './ast';
import { CLOSING, OPENING } from './brackets';
import { checkCalls } from './calls';
import { EqlParser } from './grammar';
import { holeAt, tokenSpan } from './nodes';
import { queryError, syntaxIssue } from './syntaxIssue';
import * as t from './tokens';
import { readWords } from './tornStrings';

/** Brackets, `not`s and signs may nest this deep, and one chain of `+` or `*` be so long: far beyond any rule, safely within a stack. */
export const MAX_DEPTH = 150;

export type Parsed<T> = WithIssues<T> & { readonly comments: readonly IToken[] };

/** Source: the whole grammar of EQL, see `grammar.ts`. Never throws. */
export const parseQuery: (text: string) => Parsed<Query> = memoizeByText(64, (text) =>
  parseWith(text, (parser) => parser.query(), emptyQuery),
);

/** A lone expression, as `rulewright eval` takes it. */
export const parseExpression: (text: string) => Parsed<Expression> = memoizeByText(64, (text) =>
  parseWith(
    text,
    (parser) => parser.loneExpression(),
    () => holeAt(0),
  ),
);

/** The words of a query, without white space and comments. */
export function tokenize(text: string): readonly IToken[] {
  return words(text).tokens;
}

function words(text: string): ILexingResult {
  return readWords(text, (each) => lexer().tokenize(each));
}

let sharedLexer: Lexer | undefined;
let sharedParser: EqlParser | undefined;

/** Both are built once, at the first query: building costs some 30 ms. */
function lexer(): Lexer {
  sharedLexer ??= new Lexer([...t.ALL_TOKENS], {
    positionTracking: 'onlyOffset',
    ensureOptimizations: false,
    skipValidations: true,
  });
  return sharedLexer;
}

function parser(): EqlParser {
  sharedParser ??= new EqlParser();
  return sharedParser;
}

function parseWith<T extends Query | Expression>(
  text: string,
  start: (parser: EqlParser) => T,
  empty: (length: number) => T,
): Parsed<T> {
  const { tokens, groups } = words(text);
  const comments = groups['comments'] ?? [];
  const early = [...lexicalIssues(tokens, comments), ...tooDeep(tokens)];
  if (early.some((issue) => issue.code === 'too-deep')) return { value: empty(text.length), issues: early, comments };
  const shared = parser();
  shared.read(tokens, text.length, isCut(tokens, comments));
  const value = start(shared);
  const issues = [...early, ...shared.issues, ...checkCalls(value)];
  return { value, issues: withoutRepeats(issues.sort((a, b) => a.from - b.from || a.to - b.to)), comments };
}

/** One mistake makes one issue: later ones at the same place only repeat it. */
function withoutRepeats(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const key = issue.code === 'syntax' ? `syntax ${issue.from}` : `${issue.code} ${issue.from} ${issue.to}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function lexicalIssues(tokens: readonly IToken[], comments: readonly IToken[]): Issue[] {
  const invalid = tokens
    .filter((token) => token.tokenType === t.Invalid)
    .map((token) => syntaxIssue(tokenSpan(token), `\`${token.image}\` is no part of EQL outside of a string.`));
  const open = comments.filter(isOpenComment).map(({ startOffset: from }) => {
    return syntaxIssue({ from, to: from + 2 }, 'This comment is never closed; put `*/` at its end.');
  });
  return [...invalid, ...open];
}

/** Whether a string or a comment that is not closed reaches to the end. */
function isCut(tokens: readonly IToken[], comments: readonly IToken[]): boolean {
  return tokens[tokens.length - 1]?.tokenType === t.OpenText || comments.some(isOpenComment);
}

function isOpenComment({ image }: IToken): boolean {
  return image.startsWith('/*') && !isClosed(image);
}

function isClosed(comment: string): boolean {
  return (
    (comment.match(/\/\*/g)?.length ?? 0) <= (comment.match(/\*\//g)?.length ?? 0) &&
    comment.endsWith('*/') &&
    comment.length >= 4
  );
}

const CHAINED: ReadonlySet<unknown> = new Set([t.Plus, t.Minus, t.Star, t.Slash, t.Percent, t.Not, t.WrongNot]);
const CHAIN_ENDS: ReadonlySet<unknown> = new Set([
  t.And,
  t.Or,
  t.WrongAnd,
  t.WrongOr,
  t.Comma,
  t.Where,
  t.Bar,
  t.OpenParen,
  t.CloseParen,
  t.OpenBracket,
  t.CloseBracket,
]);

/** A tree as deep as its text asks for would overflow the stack of whoever walks it; found before anything recurses. */
function tooDeep(tokens: readonly IToken[]): Issue[] {
  let depth = 0;
  let chain = 0;
  for (const token of tokens) {
    const type = token.tokenType;
    if (OPENING.has(type)) depth++;
    if (CLOSING.has(type)) depth--;
    chain = CHAINED.has(type) ? chain + 1 : CHAIN_ENDS.has(type) ? 0 : chain;
    if (depth > MAX_DEPTH || chain > MAX_DEPTH) {
      return [
        queryError(
          'too-deep',
          tokenSpan(token),
          `The query nests more than ${MAX_DEPTH} levels here; it is not read further. Use fewer parentheses or a list with \`in\`.`,
        ),
      ];
    }
  }
  return [];
}

function emptyQuery(length: number): Query {
  const at = { from: 0, to: length };
  const condition = holeAt(length);
  return {
    kind: 'eventQuery',
    filter: { kind: 'eventFilter', category: { kind: 'category', name: undefined, from: 0, to: 0 }, condition, ...at },
    pipes: [],
    ...at,
  };
}
