// How a query is laid out: which words belong together, and where a line may end. Nothing but white space is decided here.
import type { TokenType } from 'chevrotain';
import * as t from '../tokens';
import { FILL, group, HARD, indent, isFlat, LINE, SOFT, STEP, widthOf } from './doc';
import type { Doc } from './doc';
import { gapBetween } from './words';
import type { FormatWord } from './words';

/** A stretch of the words, half open. */
interface Range {
  readonly from: number;
  readonly to: number;
}

export interface LayoutInput {
  readonly words: readonly FormatWord[];
  readonly width: number;
}

const OPENING: ReadonlySet<TokenType> = new Set([t.OpenParen, t.OpenBracket, t.MissingOpen]);
const CLOSING: ReadonlySet<TokenType> = new Set([t.CloseParen, t.CloseBracket]);

export function layoutQuery(input: LayoutInput): Doc {
  const [body = { from: 0, to: 0 }, ...pipes] = splitAt(input, { from: 0, to: input.words.length }, t.Bar, 'before');
  const first = input.words[0]?.token.tokenType;
  const isOrdered = first === t.Sequence || first === t.Sample || first === t.Join;
  const laid = isOrdered ? layoutItems(input, body) : layoutFilter(input, body, 0);
  const separator = isOrdered ? HARD : LINE;
  return group([laid, ...pipes.map((pipe) => indent([separator, layoutPlain(input, pipe)]))]);
}

/** `sequence …`, then each item on a line of its own. */
function layoutItems(input: LayoutInput, body: Range): Doc {
  const starts = itemStarts(input, body);
  const header = { from: body.from, to: starts[0] ?? body.to };
  const items = starts.map((from, index) => ({ from, to: starts[index + 1] ?? body.to }));
  return [layoutPlain(input, header), indent(items.map((item) => [HARD, layoutItem(input, item)]))];
}

function itemStarts({ words }: LayoutInput, body: Range): number[] {
  const starts: number[] = [];
  let depth = 0;
  for (let at = body.from; at < body.to; at++) {
    const type = words[at]?.token.tokenType;
    if (type === undefined) continue;
    const opens = type === t.OpenBracket || type === t.MissingOpen;
    if (depth === 0 && opens) starts.push(words[at - 1]?.token.tokenType === t.Until ? at - 1 : at);
    if (OPENING.has(type)) depth++;
    if (CLOSING.has(type)) depth--;
  }
  return starts;
}

function layoutItem(input: LayoutInput, item: Range): Doc {
  const open = findWord(input, item, (type) => type === t.OpenBracket || type === t.MissingOpen);
  const close = closingOf(input, open);
  const head = layoutPlain(input, { from: item.from, to: open + 1 });
  const around =
    STEP + flatWidth(input, { from: item.from, to: open + 1 }) + flatWidth(input, { from: close, to: item.to });
  const filter = layoutFilter(input, { from: open + 1, to: close }, around);
  const tail = range(close, item.to).map((at) => [at === close ? '' : gapBetween(input.words, at), word(input, at)]);
  return [head, filter, ...tail];
}

/**
 * Category, `where`, condition. The plain clauses at its beginning share the first line; every other has a line of its own. `taken`:
 * columns of the first line that others need, those behind the filter included: it may be the last.
 */
function layoutFilter(input: LayoutInput, filter: Range, taken: number): Doc {
  const where = findWord(input, filter, (type) => type === t.Where);
  if (where >= filter.to) return layoutPlain(input, filter);
  const head = layoutPlain(input, { from: filter.from, to: where + 1 });
  const condition = { from: where + 1, to: filter.to };
  const used = taken + flatWidth(input, { from: filter.from, to: where + 1 });
  return group([head, indent([' ', layoutExpression(input, condition, input.width - used)])]);
}

/** `room`: how many columns of the first line are left for leading clauses; 0 gives every clause a line. */
function layoutExpression(input: LayoutInput, expression: Range, room = 0): Doc {
  const alternatives = splitAt(input, expression, t.Or, 'after');
  if (alternatives.length > 1)
    return alternatives.map((each, index) => [index === 0 ? '' : LINE, group(layoutClauses(input, each, 0, indent))]);
  return layoutClauses(input, expression, room, (clauses) => clauses);
}

/** An `and` chain; `hang` is put around all clauses but those of the first line. */
function layoutClauses(input: LayoutInput, expression: Range, room: number, hang: (clauses: Doc) => Doc): Doc {
  const clauses = splitAt(input, expression, t.And, 'after');
  const leading = leadingParts(input, clauses, room);
  const laid = clauses.map((clause) => layoutTerm(input, clause));
  const first = laid.slice(0, leading).map((clause, index) => [index === 0 ? '' : ' ', clause]);
  return [first, hang(laid.slice(leading).map((clause) => [LINE, clause]))];
}

/** How many plain clauses fit on the first line; at least one. */
function leadingParts(input: LayoutInput, parts: readonly Range[], room: number): number {
  let left = room;
  let count = 0;
  for (const part of parts) {
    left -= flatWidth(input, part) + 1;
    if (left < 0 || !isPlain(input, part) || (count > 0 && input.words[part.from]?.blank === true)) break;
    count++;
  }
  return Math.max(1, count);
}

/** No parentheses but those of lists and calls, and no comment that needs a line. */
function isPlain(input: LayoutInput, part: Range): boolean {
  return range(part.from, part.to).every((at) => {
    const each = input.words[at];
    return each !== undefined && isFlat(each) && (each.token.tokenType !== t.OpenParen || isListOpening(input, at));
  });
}

function flatWidth({ words }: LayoutInput, { from, to }: Range): number {
  let width = 0;
  for (let at = from; at < to; at++) {
    const each = words[at];
    if (each !== undefined) width += (at === from ? 0 : gapBetween(words, at).length) + widthOf(each);
  }
  return width;
}

/** Words one after another; what stands in parentheses may be broken. */
function layoutTerm(input: LayoutInput, term: Range): Doc {
  const parts: Doc[] = [];
  for (let at = term.from; at < term.to; at++) {
    if (at > term.from) parts.push(gapBetween(input.words, at));
    if (input.words[at]?.token.tokenType !== t.OpenParen) {
      parts.push(word(input, at));
      continue;
    }
    const close = closingOf(input, at);
    parts.push(layoutParentheses(input, { from: at, to: Math.min(close + 1, term.to) }));
    at = close;
  }
  return parts;
}

function layoutParentheses(input: LayoutInput, { from, to }: Range): Doc {
  const inner = { from: from + 1, to: to - 1 };
  if (inner.to <= inner.from) return [word(input, from), word(input, to - 1)];
  const items = splitAt(input, inner, t.Comma, 'after');
  const isList = items.length > 1 || isListOpening(input, from);
  const content = isList
    ? items.map((item, index) => [index === 0 ? '' : FILL, group(layoutExpression(input, item))])
    : layoutExpression(input, inner);
  return group([word(input, from), indent([SOFT, content]), SOFT, word(input, to - 1)]);
}

const BEFORE_LIST: ReadonlySet<TokenType> = new Set([
  t.In,
  t.InTilde,
  t.Like,
  t.LikeTilde,
  t.Regex,
  t.RegexTilde,
  t.Colon,
  t.Identifier,
  t.TildeIdentifier,
  t.QuotedIdentifier,
]);

function isListOpening({ words }: LayoutInput, open: number): boolean {
  const before = words[open - 1]?.token.tokenType;
  return before !== undefined && BEFORE_LIST.has(before);
}

function layoutPlain(input: LayoutInput, { from, to }: Range): Doc {
  return range(from, to).map((at) => [at === from ? '' : gapBetween(input.words, at), word(input, at)]);
}

function word({ words }: LayoutInput, at: number): Doc {
  return words[at] ?? '';
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function findWord({ words }: LayoutInput, { from, to }: Range, is: (type: TokenType) => boolean): number {
  for (let at = from; at < to; at++) {
    const type = words[at]?.token.tokenType;
    if (type !== undefined && is(type)) return at;
  }
  return to;
}

/** The word that closes what opens at `open`. */
function closingOf({ words }: LayoutInput, open: number): number {
  let depth = 0;
  for (let at = open; at < words.length; at++) {
    const type = words[at]?.token.tokenType;
    if (type === undefined) continue;
    if (OPENING.has(type)) depth++;
    if (CLOSING.has(type) && --depth === 0) return at;
  }
  return words.length;
}

/** The stretches between the words of one type outside parentheses. `after`: such a word ends its stretch; `before`: it begins one. */
function splitAt(input: LayoutInput, { from, to }: Range, separator: TokenType, side: 'before' | 'after'): Range[] {
  const parts: Range[] = [];
  let start = from;
  let depth = 0;
  for (let at = from; at < to; at++) {
    const type = input.words[at]?.token.tokenType;
    if (type === undefined) continue;
    if (OPENING.has(type)) depth++;
    if (CLOSING.has(type)) depth--;
    // The last word ends a stretch that was split off before.
    if (depth !== 0 || type !== separator || at === to - 1) continue;
    const end = side === 'after' ? at + 1 : at;
    parts.push({ from: start, to: end });
    start = end;
  }
  parts.push({ from: start, to });
  return parts;
}
