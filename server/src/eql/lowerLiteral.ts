// From the words of literals to their nodes, mistakes in them told.
import type { IToken } from 'chevrotain';
import type { Issue, WithIssues } from '../base/issue';
import type { Span } from '../base/span';
import type { Literal } from './ast';
import { decimalNode, integerNode, stringNode, tokenSpan } from './nodes';
import { decodeString } from './strings';
import { replacement, syntaxIssue } from './syntaxIssue';
import * as t from './tokens';

export function lowerNumber(token: IToken): Literal {
  const build = token.tokenType === t.Integer ? integerNode : decimalNode;
  return build(token.image, tokenSpan(token));
}

export function lowerConstant(token: IToken): Literal {
  const span = tokenSpan(token);
  if (token.tokenType === t.Null) return { kind: 'literal', type: 'null', value: null, ...span };
  return { kind: 'literal', type: 'boolean', value: token.tokenType === t.True, ...span };
}

export function lowerString(token: IToken): WithIssues<Literal> {
  const span = tokenSpan(token);
  const { image } = token;
  switch (token.tokenType) {
    case t.RawString:
      return { value: stringNode(image.slice(3, -3), span), issues: [] };
    case t.OpenText:
      return {
        value: stringNode(image.slice(1), span),
        issues: [syntaxIssue(span, 'This string is never closed; put `"` at its end, on the same line.')],
      };
    case t.UnopenedText:
      return {
        value: stringNode(image.slice(0, -1), span),
        issues: [syntaxIssue(span, 'This string is closed and never opened; put `"` at its beginning.')],
      };
    case t.SingleQuoted:
      return { value: stringNode(withoutQuotes(image), span), issues: [wrongQuotes(image, span, 'single')] };
    case t.CurlyQuoted:
      return { value: stringNode(withoutQuotes(image), span), issues: [wrongQuotes(image, span, 'curly')] };
    case t.QuestionQuoted:
      return { value: stringNode(image.slice(2, -1), span), issues: [questionQuotes(image, span)] };
    default: {
      const { value, issues } = decodeString(image.slice(1, -1), span.from + 1);
      return { value: stringNode(value, span), issues };
    }
  }
}

function withoutQuotes(image: string): string {
  return image.slice(1).replace(/['\u201C\u201D]$/, '');
}

function wrongQuotes(image: string, span: Span, kind: string): Issue {
  return syntaxIssue(span, `Strings stand in straight double quotes in EQL, not in ${kind} quotes: "…".`, [
    replacement(span, `"${withoutQuotes(image).replaceAll('"', '\\"')}"`, 'Use double quotes'),
  ]);
}

function questionQuotes(image: string, span: Span): Issue {
  return syntaxIssue(span, 'A string without escapes stands in three double quotes, `"""…"""`, not after `?`.', [
    replacement(span, `"""${image.slice(2, -1)}"""`, 'Use three double quotes'),
  ]);
}
