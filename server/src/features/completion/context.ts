// What may stand at a place of a half-written query. Told from the words before it alone: the tree has holes exactly there.
import type { Span } from '../../base/span';
import { parseQuery, tokenize } from '../../eql/parse';
import * as t from '../../eql/tokens';
import type { Token } from '../../eql/tokens';

/** All offsets are in the query. `replaced` is the word under the cursor, up to the end of it. */
export type CompletionContext =
  | { readonly kind: 'start'; readonly replaced: Span }
  | { readonly kind: 'category'; readonly replaced: Span }
  | { readonly kind: 'where'; readonly replaced: Span }
  /** A field or a function; `prefix` is what is typed of the name. `operand`: a condition begins here, so `not` may stand too. */
  | {
      readonly kind: 'operand';
      readonly replaced: Span;
      readonly prefix: string;
      readonly beginsCondition: boolean;
      /** The field on the other side of the operator, whose values may stand here. */
      readonly comparedWith?: string;
    }
  | { readonly kind: 'field'; readonly replaced: Span; readonly prefix: string }
  /** `isNegated`: behind a `not` that belongs to the operator, as in `not in`. */
  | { readonly kind: 'operator'; readonly replaced: Span; readonly field?: string; readonly isNegated?: boolean }
  /** After a whole clause: `and`, `or`, a pipe. `isNested`: within brackets, where no pipe may stand. */
  | { readonly kind: 'joint'; readonly replaced: Span; readonly isNested: boolean }
  /** Inside a string: `replaced` is its content, without quotes. */
  | { readonly kind: 'value'; readonly replaced: Span; readonly field: string; readonly operator: string }
  /** In a sequence or sample, outside of items. `hasItem`: there is one before. */
  | { readonly kind: 'afterItem'; readonly replaced: Span; readonly hasItem: boolean; readonly ofSample: boolean }
  | { readonly kind: 'untilItem'; readonly replaced: Span }
  | { readonly kind: 'with'; readonly replaced: Span; readonly ofItem: boolean }
  | { readonly kind: 'unit'; readonly replaced: Span }
  | { readonly kind: 'pipe'; readonly replaced: Span };

/** Undefined where nothing can be offered: in comments, numbers, and strings that no field is compared with. */
export function completionContext(text: string, offset: number): CompletionContext | undefined {
  if (isInComment(text, offset)) return undefined;
  const tokens = tokenize(text);
  if (tokens.some((token) => isNoString(token, offset))) return undefined;
  const holding = tokens.find((token) => isString(token) && token.startOffset < offset && offset <= insideEnd(token));
  if (holding !== undefined) return valueContext(tokens, tokens.indexOf(holding));
  const word = wordAt(text, offset);
  const before = tokens.filter((token) => endOf(token) <= word.replaced.from);
  return contextAfter(before, word, text);
}

function endOf({ startOffset, image }: Token): number {
  return startOffset + image.length;
}

function isInComment(text: string, offset: number): boolean {
  return parseQuery(text).comments.some((comment) => {
    const end = endOf(comment);
    const isOpenEnded = comment.image.startsWith('//') || !comment.image.endsWith('*/');
    return comment.startOffset < offset && (offset < end || (offset === end && isOpenEnded));
  });
}

const STRINGS: ReadonlySet<unknown> = new Set([t.Text, t.RawString, t.BadText, t.OpenText]);

function isString({ tokenType }: Token): boolean {
  return STRINGS.has(tokenType);
}

const NO_STRINGS: ReadonlySet<unknown> = new Set([t.SingleQuoted, t.CurlyQuoted, t.QuestionQuoted]);

/** Within quotes that EQL does not have: only other quotes can be offered there, which is a fix and no completion. */
function isNoString({ tokenType, startOffset, image }: Token, offset: number): boolean {
  return NO_STRINGS.has(tokenType) && startOffset < offset && offset < startOffset + image.length;
}

/** Up to where a cursor is inside a string: before its closing quote, or at the end of one that is not closed. */
function insideEnd(token: Token): number {
  return token.tokenType === t.OpenText ? endOf(token) : endOf(token) - quoteLength(token);
}

function quoteLength({ image }: Token): number {
  return image.startsWith('"""') && image.length >= 6 ? 3 : 1;
}

interface Word {
  readonly replaced: Span;
  readonly prefix: string;
}

/** A dotted name up to the cursor, its last segment perhaps an open backquote. */
const NAME_BEFORE = /(?:(?:`(?:[^`\r\n]|``)*`|[A-Za-z_@]\w*)\.)*(?:[A-Za-z_@]\w*)?$/;
const OPEN_NAME_BEFORE = /(?:(?:`(?:[^`\r\n]|``)*`|[A-Za-z_@]\w*)\.)*`[^`\r\n]*$/;

/** The expressions look for a beginning at every character. */
const LONGEST_NAME = 500;

/** The dotted name under the cursor, keywords included: `no` may become `not`. */
function wordAt(text: string, offset: number): Word {
  const before = text.slice(0, offset);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const isOpen = (line.match(/`/g)?.length ?? 0) % 2 === 1;
  const prefix = (isOpen ? OPEN_NAME_BEFORE : NAME_BEFORE).exec(line.slice(-LONGEST_NAME))?.[0] ?? '';
  const rest = isOpen ? /^[^`\r\n]*`|^[\w.@]*/ : prefix === '' ? /^/ : /^\w*(?:\.\w+)*~?/;
  const after = rest.exec(text.slice(offset))?.[0] ?? '';
  return { replaced: { from: offset - prefix.length, to: offset + after.length }, prefix };
}

function valueContext(tokens: readonly Token[], index: number): CompletionContext | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  const compared = comparedField(tokens.slice(0, index));
  if (compared === undefined) return undefined;
  const quotes = quoteLength(token);
  return { kind: 'value', replaced: { from: token.startOffset + quotes, to: insideEnd(token) }, ...compared };
}

const VALUE_OPERATORS: ReadonlySet<unknown> = new Set([
  t.Equal,
  t.NotEqual,
  t.Assign,
  t.Colon,
  t.Less,
  t.LessEqual,
  t.Greater,
  t.GreaterEqual,
  t.In,
  t.InTilde,
  t.Like,
  t.LikeTilde,
  t.Regex,
  t.RegexTilde,
]);

/** The field and operator that the values at the end of the words belong to: directly behind the operator, or in its list. */
function comparedField(before: readonly Token[]): { field: string; operator: string } | undefined {
  let at = before.length - 1;
  // Back over the values of a list to its opening parenthesis.
  while (at >= 0 && isListPart(before[at])) at--;
  if (before[at]?.tokenType === t.OpenParen) at--;
  else at = before.length - 1;
  const operator = before[at];
  if (operator === undefined || !VALUE_OPERATORS.has(operator.tokenType)) return undefined;
  const end = before[at - 1]?.tokenType === t.Not ? at - 2 : at - 1;
  const field = fieldEndingAt(before, end);
  return field === undefined ? undefined : { field, operator: operator.image };
}

/** Behind a value of a list, where a comma or its end has to come. */
function isInList(before: readonly Token[]): boolean {
  let at = before.length - 1;
  while (at >= 0 && isListPart(before[at])) at--;
  return (
    at < before.length - 1 && before[at]?.tokenType === t.OpenParen && VALUE_OPERATORS.has(before[at - 1]?.tokenType)
  );
}

function isListPart(token: Token | undefined): boolean {
  if (token === undefined) return false;
  const { tokenType } = token;
  return isString(token) || tokenType === t.Comma || tokenType === t.Integer || tokenType === t.Decimal;
}

/** The path of the dotted name whose last word is at `end`. */
function fieldEndingAt(tokens: readonly Token[], end: number): string | undefined {
  let at = end;
  const segments: string[] = [];
  for (; at >= 0; at -= 2) {
    const token = tokens[at];
    if (token === undefined || !isNameSegment(token)) break;
    segments.unshift(unquoted(token.image));
    if (tokens[at - 1]?.tokenType !== t.Dot) break;
  }
  return segments.length === 0 ? undefined : segments.join('.');
}

function isNameSegment({ tokenType }: Token): boolean {
  return tokenType === t.Identifier || tokenType === t.QuotedIdentifier;
}

function unquoted(image: string): string {
  return image.startsWith('`') ? image.slice(1, -1).replaceAll('``', '`') : image;
}

interface Surroundings {
  readonly before: readonly Token[];
  readonly last: Token;
  readonly type: unknown;
  /** The word stands directly behind the last one. */
  readonly isBeside: boolean;
}

type Choice = CompletionContext | 'nothing';
type Rule = readonly [applies: (at: Surroundings) => boolean, choose: (word: Word, at: Surroundings) => Choice];

function contextAfter(before: readonly Token[], word: Word, text: string): CompletionContext | undefined {
  const last = before[before.length - 1];
  if (last === undefined) return { kind: 'start', replaced: word.replaced };
  const at = { before, last, type: last.tokenType, isBeside: endOf(last) === word.replaced.from };
  const rule = RULES.find(([applies]) => applies(at));
  const choice = rule === undefined ? (afterOperand(before, word, text) ?? 'nothing') : rule[1](word, at);
  return choice === 'nothing' ? undefined : choice;
}

const CONDITION_STARTS: ReadonlySet<unknown> = new Set([t.Where, t.And, t.Or, t.Not]);

/** By what the last word is; the first that applies counts. */
const RULES: readonly Rule[] = [
  [({ type, isBeside }) => type === t.Question && isBeside, (word) => ({ kind: 'field', ...word })],
  [({ type }) => type === t.By, (word) => ({ kind: 'field', ...word })],
  [({ type, before }) => type === t.Comma && isInKeys(before), (word) => ({ kind: 'field', ...word })],
  [({ type }) => type === t.OpenBracket || type === t.MissingOpen, ({ replaced }) => ({ kind: 'category', replaced })],
  [({ type }) => type === t.Bar, ({ replaced }) => ({ kind: 'pipe', replaced })],
  [
    ({ type }) => type === t.With,
    ({ replaced }, { before }) => ({ kind: 'with', replaced, ofItem: before.some(isClosingBracket) }),
  ],
  [({ type }) => type === t.Until, ({ replaced }) => ({ kind: 'untilItem', replaced })],
  [
    ({ type, before }) => type === t.CloseBracket || isHeaderEnd(before),
    ({ replaced }, { before }) => afterItem(before, replaced),
  ],
  [
    ({ type, before }) => type === t.Not && endsOperand(before.slice(0, -1)),
    ({ replaced }, { before }) => ({
      kind: 'operator',
      replaced,
      field: fieldEndingAt(before, before.length - 2),
      isNegated: true,
    }),
  ],
  [({ type }) => CONDITION_STARTS.has(type), (word) => operand(word, true)],
  [({ type, before }) => type === t.Assign && isSpanWord(before[before.length - 2]), () => 'nothing'],
  [
    ({ type, before }) => type === t.Integer && isSpanNumber(before),
    ({ replaced }, { isBeside }) => (isBeside ? { kind: 'unit', replaced } : 'nothing'),
  ],
  [({ type }) => VALUE_OPERATORS.has(type), (word, { before }) => operand(word, false, comparedField(before)?.field)],
  [({ type }) => type === t.OpenParen || type === t.Comma, (word, { before }) => inParentheses(before, word)],
  [({ last }) => isArithmetic(last), (word) => operand(word, false)],
];

function afterItem(before: readonly Token[], replaced: Span): CompletionContext {
  const ofSample = before[0]?.tokenType === t.Sample;
  return { kind: 'afterItem', replaced, hasItem: before.some(isClosingBracket), ofSample };
}

/** Whether an operator may follow: behind a name, a value or a closing parenthesis. */
function endsOperand(before: readonly Token[]): boolean {
  const last = before[before.length - 1];
  return last !== undefined && (isNameSegment(last) || isListPart(last) || last.tokenType === t.CloseParen);
}

function operand(word: Word, beginsCondition: boolean, comparedWith?: string): CompletionContext {
  return {
    kind: 'operand',
    replaced: word.replaced,
    prefix: word.prefix,
    beginsCondition,
    ...(comparedWith === undefined ? {} : { comparedWith }),
  };
}

function inParentheses(before: readonly Token[], word: Word): CompletionContext {
  const compared = comparedField(before);
  if (compared !== undefined) return operand(word, false, compared.field);
  const open = openParenthesis(before);
  const isCall = open > 0 && isCallName(before[open - 1]);
  return operand(word, !isCall);
}

/** The index of the parenthesis that is open at the end. */
function openParenthesis(before: readonly Token[]): number {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const type = before[at]?.tokenType;
    if (type === t.CloseParen) depth++;
    if (type === t.OpenParen && depth-- === 0) return at;
  }
  return -1;
}

function isCallName(token: Token | undefined): boolean {
  return token !== undefined && (isNameSegment(token) || token.tokenType === t.TildeIdentifier);
}

const ARITHMETIC: ReadonlySet<unknown> = new Set([t.Plus, t.Minus, t.Star, t.Slash, t.Percent]);

function isArithmetic({ tokenType }: Token): boolean {
  return ARITHMETIC.has(tokenType);
}

function isClosingBracket({ tokenType }: Token): boolean {
  return tokenType === t.CloseBracket;
}

function isSpanWord(token: Token | undefined): boolean {
  return token?.tokenType === t.Maxspan || token?.image === 'runs';
}

function isSpanNumber(before: readonly Token[]): boolean {
  return before[before.length - 2]?.tokenType === t.Assign && before[before.length - 3]?.tokenType === t.Maxspan;
}

/** After `by a,`: the words since `by` are names, dots and commas. */
function isInKeys(before: readonly Token[]): boolean {
  for (let at = before.length - 1; at >= 0; at--) {
    const token = before[at];
    if (token === undefined || token.tokenType === t.By) return token !== undefined;
    const { tokenType } = token;
    if (!isNameSegment(token) && tokenType !== t.Dot && tokenType !== t.Comma && tokenType !== t.Question) return false;
  }
  return false;
}

/** `sequence`, `sample`, or the end of their keys and maxspan: an item may begin, or `by` or `with`. */
function isHeaderEnd(before: readonly Token[]): boolean {
  const type = before[0]?.tokenType;
  const isOrdered = type === t.Sequence || type === t.Sample;
  return isOrdered && depthOf(before, t.OpenBracket, t.MissingOpen) === 0 && isKeyEnd(before[before.length - 1]);
}

function isKeyEnd(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return isNameSegment(token) || token.tokenType === t.Sequence || token.tokenType === t.Sample;
}

function depthOf(before: readonly Token[], ...opening: readonly unknown[]): number {
  return before.reduce(
    (depth, token) => depth + (opening.includes(token.tokenType) ? 1 : token.tokenType === t.CloseBracket ? -1 : 0),
    0,
  );
}

/** Behind a name, a value or a closing parenthesis. */
function afterOperand(before: readonly Token[], word: Word, text: string): CompletionContext | undefined {
  const { replaced } = word;
  const last = before[before.length - 1];
  const isOrdered = before[0]?.tokenType === t.Sequence || before[0]?.tokenType === t.Sample;
  const inItem = depthOf(before, t.OpenBracket, t.MissingOpen) > 0;
  if (isOrdered && !inItem) return afterItem(before, replaced);
  if (!hasWhere(before)) return { kind: 'where', replaced };
  if (last === undefined || last.tokenType === t.Dot || /\S$/.test(text.slice(endOf(last), replaced.from)))
    return undefined;
  if (before.some(({ tokenType }) => tokenType === t.Bar) && !inItem) return undefined;
  if (isInList(before)) return undefined;
  if (completesClause(before)) return { kind: 'joint', replaced, isNested: inItem || openParenthesis(before) >= 0 };
  return { kind: 'operator', replaced, field: fieldEndingAt(before, before.length - 1) };
}

/** Whether the current filter has had its `where`. */
function hasWhere(before: readonly Token[]): boolean {
  for (let at = before.length - 1; at >= 0; at--) {
    const type = before[at]?.tokenType;
    if (type === t.Where) return true;
    if (type === t.OpenBracket || type === t.MissingOpen) return false;
  }
  return false;
}

const JOINTS: ReadonlySet<unknown> = new Set([t.Where, t.And, t.Or, t.Not, t.OpenParen]);

/** Whether an operator stands between the last operand and what began its clause; a closed parenthesis counts as one operand. */
function completesClause(before: readonly Token[]): boolean {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const type = before[at]?.tokenType;
    if (type === t.CloseParen) depth++;
    else if (depth > 0) depth -= type === t.OpenParen ? 1 : 0;
    else if (VALUE_OPERATORS.has(type)) return true;
    else if (JOINTS.has(type)) return before[before.length - 1]?.tokenType === t.CloseParen && !isCallEnd(before);
  }
  return false;
}

/** Whether the closing parenthesis at the end is that of a call: then an operator may follow as well as `and`. */
function isCallEnd(before: readonly Token[]): boolean {
  const open = openParenthesis(before.slice(0, -1));
  return open > 0 && isCallName(before[open - 1]);
}
