// Builds tree nodes from tokens, with their spans. Tolerates tokens that the parser's recovery made up.
import type { IToken } from 'chevrotain';
import type { Span } from '../base/span';
import type { Expression, Field, Hole, Literal } from './ast';

/** The span of a token; a token made up in recovery stands, empty, at `fallback`. */
export function tokenSpan(token: IToken, fallback = 0): Span {
  const from = token.startOffset;
  if (!(from >= 0)) return { from: fallback, to: fallback };
  const end = token.endOffset;
  return { from, to: end !== undefined && end >= from ? end + 1 : from + token.image.length };
}

export function between(start: Span, end: Span): Span {
  return { from: start.from, to: Math.max(start.from, end.to) };
}

export function holeAt(offset: number): Hole {
  return { kind: 'hole', from: offset, to: offset };
}

export function isHole(expression: Expression): boolean {
  return expression.kind === 'hole';
}

export function stringNode(value: string, span: Span): Literal {
  return { kind: 'literal', type: 'string', value, ...span };
}

/** Integers are int, else long, else silently double. Source: ExpressionBuilder.visitIntegerLiteral. */
export function integerNode(digits: string, span: Span): Literal {
  const exact = BigInt(digits);
  if (exact <= 2147483647n) return { kind: 'literal', type: 'integer', value: Number(exact), ...span };
  if (exact <= 9223372036854775807n) {
    return { kind: 'literal', type: 'long', value: exact <= 9007199254740991n ? Number(exact) : exact, ...span };
  }
  return { kind: 'literal', type: 'double', value: Number(digits), ...span };
}

export function decimalNode(text: string, span: Span): Literal {
  return { kind: 'literal', type: 'double', value: Number(text), ...span };
}

/** A field of dotted segments; the path has no backquotes. */
export function fieldNode(segments: readonly string[], optional: boolean, span: Span): Field {
  return { kind: 'field', path: segments.join('.'), optional, ...span };
}

/** The name inside backquotes, a doubled one being one. */
export function unquoteIdentifier(image: string): string {
  return image.slice(1, image.endsWith('`') && image.length > 1 ? -1 : undefined).replaceAll('``', '`');
}
