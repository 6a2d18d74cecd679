// The words of EQL. Strings and comments that are not closed are tokens too, so that one mistake does not swallow the rest.
import { createToken, Lexer } from 'chevrotain';
import type { CustomPatternMatcherFunc, TokenType } from 'chevrotain';

/** A word where it stands. */
export type { IToken as Token } from 'chevrotain';

export const Identifier = createToken({ name: 'Identifier', pattern: /[A-Za-z_@][A-Za-z0-9_]*/ });
/** A function name with its `~`. Whether the name is a function is not a question of words. */
export const TildeIdentifier = createToken({ name: 'TildeIdentifier', pattern: /[A-Za-z_@][A-Za-z0-9_]*~/ });
export const QuotedIdentifier = createToken({ name: 'QuotedIdentifier', pattern: /`(?:[^`]|``)*`/, line_breaks: true });

/** Three quotes, one line, up to two further quotes just before the closing three. Source: EqlBase.g4, STRING. */
export const RawString = createToken({ name: 'RawString', pattern: /"""[^\r\n]*?""""?"?/, start_chars_hint: ['"'] });
export const Text = createToken({
  name: 'Text',
  pattern: /"(?:[^"\\\r\n]|\\[btnfr"'\\]|\\u\{[0-9A-Fa-f]+\})*"/,
  start_chars_hint: ['"'],
});
/** Closed, but with an escape that EQL does not have. */
export const BadText = createToken({
  name: 'BadText',
  pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/,
  start_chars_hint: ['"'],
});
/** Not closed before the end of its line. */
export const OpenText = createToken({ name: 'OpenText', pattern: /"[^\r\n]*/, start_chars_hint: ['"'] });
/** Closed without having been opened: what of it stands before the quote. Found by the line, not by the lexer. */
export const UnopenedText = createToken({ name: 'UnopenedText', pattern: Lexer.NA });
export const SingleQuoted = createToken({ name: 'SingleQuoted', pattern: /'(?:[^'\\\r\n]|\\[^\r\n])*'?/ });
/** As word processors write them. */
/** By their numbers: one character beyond Latin-1 in an expression doubles what the bundle takes in memory. */
export const CurlyQuoted = createToken({
  name: 'CurlyQuoted',
  pattern: /[\u201C-\u201E][^\u201C\u201D\r\n]*[\u201C\u201D]/,
});
export const QuestionQuoted = createToken({
  name: 'QuestionQuoted',
  pattern: /\?"(?:[^"\\\r\n]|\\[^\r\n])*"|\?'(?:[^'\\\r\n]|\\[^\r\n])*'/,
  start_chars_hint: ['?'],
});
/** Not closed: it ends where a name without backquotes would, so that the rest of the line is still read. */
export const OpenQuotedIdentifier = createToken({
  name: 'OpenQuotedIdentifier',
  pattern: /`[^`\s=!<>:()[\],|+*/%]*/,
});

export const Decimal = createToken({
  name: 'Decimal',
  pattern: /(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+/,
});
export const Integer = createToken({ name: 'Integer', pattern: /[0-9]+/ });

const KEYWORD_NAME = 'Word_';

function keyword(word: string): TokenType {
  return createToken({
    name: nameOf(word),
    pattern: word,
    longer_alt: word.endsWith('~') ? undefined : [TildeIdentifier, Identifier],
  });
}

function nameOf(word: string): string {
  return `${KEYWORD_NAME}${word.replace('~', 'Tilde')}`;
}

export const And = keyword('and');
export const Any = keyword('any');
export const By = keyword('by');
export const False = keyword('false');
export const InTilde = keyword('in~');
export const In = keyword('in');
export const Join = keyword('join');
export const LikeTilde = keyword('like~');
export const Like = keyword('like');
export const Maxspan = keyword('maxspan');
export const Not = keyword('not');
export const Null = keyword('null');
export const Of = keyword('of');
export const Or = keyword('or');
export const RegexTilde = keyword('regex~');
export const Regex = keyword('regex');
export const Sample = keyword('sample');
export const Sequence = keyword('sequence');
export const True = keyword('true');
export const Until = keyword('until');
export const Where = keyword('where');
export const With = keyword('with');

function symbol(name: string, text: string): TokenType {
  return createToken({ name, pattern: text });
}

export const MissingOpen = symbol('MissingOpen', '![');
export const NotEqual = symbol('NotEqual', '!=');
export const Equal = symbol('Equal', '==');
export const LessEqual = symbol('LessEqual', '<=');
export const GreaterEqual = symbol('GreaterEqual', '>=');
export const Less = symbol('Less', '<');
export const Greater = symbol('Greater', '>');
export const Assign = symbol('Assign', '=');
export const Colon = symbol('Colon', ':');
export const Plus = symbol('Plus', '+');
export const Minus = symbol('Minus', '-');
export const Star = symbol('Star', '*');
export const Slash = symbol('Slash', '/');
export const Percent = symbol('Percent', '%');
export const Dot = symbol('Dot', '.');
export const Comma = symbol('Comma', ',');
export const OpenParen = symbol('OpenParen', '(');
export const CloseParen = symbol('CloseParen', ')');
export const OpenBracket = symbol('OpenBracket', '[');
export const CloseBracket = symbol('CloseBracket', ']');
export const Bar = symbol('Bar', '|');
export const Question = symbol('Question', '?');
/** Operators of other languages. They are words here so that a person can be told what EQL has in their place. */
export const WrongAnd = symbol('WrongAnd', '&&');
export const WrongOr = symbol('WrongOr', '||');
export const WrongNot = createToken({ name: 'WrongNot', pattern: /!(?![=[])/ });
export const WrongComparison = createToken({ name: 'WrongComparison', pattern: /=~|!~|<>|===|!==/ });
/** Whatever else stands there: one token a run of such characters. */
export const Invalid = createToken({
  name: 'Invalid',
  pattern: /[^\sA-Za-z0-9_@"'`.,:;()[\]|?+\-*/%<>=!]+|[;!\\]|[\s\S]/,
  start_chars_hint: charactersOutside(/[ \t\r\nA-Za-z0-9_@"'`.,:()[\]|?+\-*/%<>=]/),
  line_breaks: true,
});

/** One character for each of the lexer's tables: it has one for every character below 256, and one for each further 255. */
function charactersOutside(known: RegExp): number[] {
  const low = Array.from({ length: 256 }, (_, code) => code).filter((code) => !known.test(String.fromCharCode(code)));
  const high = Array.from({ length: 257 }, (_, table) => Math.max(256, (table + 1) * 255));
  return [...low, ...high];
}

const Whitespace = createToken({ name: 'Whitespace', pattern: /[ \t\r\n]+/, group: Lexer.SKIPPED });
const LineComment = createToken({ name: 'LineComment', pattern: /\/\/[^\r\n]*/, group: 'comments' });
const BlockComment = createToken({
  name: 'BlockComment',
  pattern: matchBlockComment,
  start_chars_hint: ['/'],
  line_breaks: true,
  group: 'comments',
});

/** Block comments nest; one that is never closed reaches to the end. */
function matchBlockComment(text: string, from: number): [string] | null {
  if (!text.startsWith('/*', from)) return null;
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('/*', at)) {
      depth++;
      at++;
    } else if (text.startsWith('*/', at)) {
      at++;
      if (--depth === 0) return [text.slice(from, at + 1)];
    }
  }
  return [text.slice(from)];
}
void (matchBlockComment satisfies CustomPatternMatcherFunc);

/** Words that a field may not be named by without backquotes. */
export const KEYWORD_TOKENS: readonly TokenType[] = [
  And,
  Any,
  By,
  False,
  In,
  Join,
  Like,
  Maxspan,
  Not,
  Null,
  Of,
  Or,
  Regex,
  Sample,
  Sequence,
  True,
  Until,
  Where,
  With,
];
export const KEYWORDS: readonly string[] = KEYWORD_TOKENS.map(({ name }) => name.slice(KEYWORD_NAME.length));

/** In the order in which the lexer tries them. */
export const ALL_TOKENS: readonly TokenType[] = [
  Whitespace,
  LineComment,
  BlockComment,
  And,
  Any,
  By,
  False,
  InTilde,
  In,
  Join,
  LikeTilde,
  Like,
  Maxspan,
  Not,
  Null,
  Of,
  Or,
  RegexTilde,
  Regex,
  Sample,
  Sequence,
  True,
  Until,
  Where,
  With,
  TildeIdentifier,
  Identifier,
  QuotedIdentifier,
  OpenQuotedIdentifier,
  RawString,
  Text,
  BadText,
  OpenText,
  UnopenedText,
  QuestionQuoted,
  SingleQuoted,
  CurlyQuoted,
  Decimal,
  Integer,
  MissingOpen,
  WrongComparison,
  WrongAnd,
  WrongOr,
  WrongNot,
  NotEqual,
  Equal,
  LessEqual,
  GreaterEqual,
  Less,
  Greater,
  Assign,
  Colon,
  Plus,
  Minus,
  Star,
  Slash,
  Percent,
  Dot,
  Comma,
  OpenParen,
  CloseParen,
  OpenBracket,
  CloseBracket,
  Bar,
  Question,
  Invalid,
];
