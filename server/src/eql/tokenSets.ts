// Which words begin, follow and end the parts of a query.
import { EOF } from 'chevrotain';
import type { TokenType } from 'chevrotain';
import * as t from './tokens';

export type TokenSet = ReadonlySet<TokenType>;

export const STRINGS: TokenSet = new Set([
  t.Text,
  t.RawString,
  t.BadText,
  t.OpenText,
  t.UnopenedText,
  t.SingleQuoted,
  t.CurlyQuoted,
  t.QuestionQuoted,
]);
export const LITERALS: TokenSet = new Set([...STRINGS, t.Integer, t.Decimal, t.True, t.False, t.Null]);
export const CATEGORIES: TokenSet = new Set([...STRINGS, t.Any, t.Identifier]);
export const NAMES: TokenSet = new Set([t.Identifier, t.QuotedIdentifier, t.OpenQuotedIdentifier]);

/** What a value, a field, a function or a parenthesis begins with, mistakes that are read included. */
export const OPERANDS: TokenSet = new Set([...LITERALS, ...NAMES, t.Question, t.TildeIdentifier, t.OpenParen]);

export const COMPARISONS: TokenSet = new Set([
  t.Equal,
  t.NotEqual,
  t.Less,
  t.LessEqual,
  t.Greater,
  t.GreaterEqual,
  t.Assign,
  t.WrongComparison,
]);
/** What stands, after a possible `not`, behind an operand and binds to it alone. */
export const PREDICATES: TokenSet = new Set([t.In, t.InTilde, t.Colon, t.Like, t.LikeTilde, t.Regex, t.RegexTilde]);

/** Keywords that people name fields by. Between `and` and `or`, `not` and operators they are what they are. */
export const FIELD_LIKE_KEYWORDS: TokenSet = new Set([
  t.Any,
  t.By,
  t.Join,
  t.Maxspan,
  t.Of,
  t.Sample,
  t.Sequence,
  t.Until,
  t.Where,
  t.With,
]);

const CONNECTIVES = [EOF, t.And, t.Or, t.WrongAnd, t.WrongOr] as const;

/** Where a clause may end, by what it stands in. */
export const QUERY_STOPS: TokenSet = new Set([...CONNECTIVES, t.Bar]);
export const PIPE_STOPS: TokenSet = new Set([...QUERY_STOPS, t.Comma]);
export const PAREN_STOPS: TokenSet = new Set([...CONNECTIVES, t.CloseParen]);
export const LIST_STOPS: TokenSet = new Set([...PAREN_STOPS, t.Comma]);
export const ITEM_STOPS: TokenSet = new Set([...CONNECTIVES, t.CloseBracket]);

/** What may follow an item. */
export const AFTER_ITEM: TokenSet = new Set([EOF, t.OpenBracket, t.MissingOpen, t.Until, t.Bar]);
export const KEY_STOPS: TokenSet = new Set([...CONNECTIVES, ...AFTER_ITEM, t.With, t.Comma]);
/** An item that lacks its `]` ends where something begins that only stands outside of items. */
export const OPEN_ITEM_STOPS: TokenSet = new Set([...CONNECTIVES, ...AFTER_ITEM, t.CloseBracket, t.By, t.With]);
