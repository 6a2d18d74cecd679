// From the words of an expression to its nodes: what the grammar read in a row becomes a tree.
import type { IToken } from 'chevrotain';
import type { Issue, WithIssues } from '../base/issue';
import type { Span } from '../base/span';
import type { Call, Comparison, Expression, Literal, Match, Membership } from './ast';
import { between, tokenSpan } from './nodes';
import { queryError, replacement, syntaxIssue } from './syntaxIssue';
import * as t from './tokens';

/** One operand is itself. */
export function logicalNode(operator: 'and' | 'or', operands: readonly [Expression, ...Expression[]]): Expression {
  const [first] = operands;
  const last = operands[operands.length - 1] ?? first;
  return operands.length === 1 ? first : { kind: 'logical', operator, operands, ...between(first, last) };
}

/** The first word is the outermost `not`. */
export function negatedNode(words: readonly IToken[], operand: Expression): Expression {
  return words.reduceRight<Expression>(
    (inner, word) => ({ kind: 'not', operand: inner, from: tokenSpan(word).from, to: inner.to }),
    operand,
  );
}

export function signedNode(signs: readonly IToken[], operand: Expression): Expression {
  return signs.reduceRight<Expression>(
    (inner, sign) => ({
      kind: 'sign',
      operator: sign.image as '+' | '-',
      operand: inner,
      from: tokenSpan(sign).from,
      to: inner.to,
    }),
    operand,
  );
}

export function arithmeticNode(left: Expression, operator: IToken, right: Expression): Expression {
  return {
    kind: 'arithmetic',
    operator: operator.image as '+' | '-' | '*' | '/' | '%',
    left,
    right,
    ...between(left, right),
  };
}

/** Comparisons of other languages, and what EQL has in their place. */
const WRONG_COMPARISONS: Readonly<Record<string, { readonly cure: string; readonly read: Comparison['operator'] }>> = {
  '===': { cure: '==', read: '==' },
  '!==': { cure: '!=', read: '!=' },
  '<>': { cure: '!=', read: '!=' },
  '!~': { cure: '!=', read: '!=' },
  '=~': { cure: 'regex~', read: '==' },
};

export function comparisonNode(left: Expression, operator: IToken, right: Expression): Comparison {
  return {
    kind: 'comparison',
    operator: comparisonOperator(operator),
    operatorSpan: tokenSpan(operator),
    left,
    right,
    ...between(left, right),
  };
}

function comparisonOperator({ tokenType, image }: IToken): Comparison['operator'] {
  if (tokenType === t.Assign) return '==';
  return WRONG_COMPARISONS[image]?.read ?? (image as Comparison['operator']);
}

/** Of an operator that EQL lacks. */
export function wrongComparison(operator: IToken): Issue | undefined {
  const span = tokenSpan(operator);
  if (operator.tokenType === t.Assign)
    return syntaxIssue(span, '`=` is not an EQL operator; use `==` for an exact match or `:` for one without case.', [
      replacement(span, '=='),
    ]);
  const wrong = WRONG_COMPARISONS[operator.image];
  return wrong && wrongOperator(operator, wrong.cure, wrong.cure);
}

/** `text` is the cure with the spaces that it needs where the operator stood. */
export function wrongOperator(token: IToken, cure: string, text: string): Issue {
  const span = tokenSpan(token);
  return syntaxIssue(span, `\`${token.image}\` is not an EQL operator; use \`${cure}\`.`, [
    replacement(span, text, `Replace with \`${cure}\``),
  ]);
}

/** What stands in parentheses, both included in the span. */
export interface ExpressionList extends Span {
  readonly items: readonly Expression[];
}

export function callNode(name: IToken, list: ExpressionList): Call {
  const nameSpan = tokenSpan(name);
  const caseInsensitive = name.tokenType === t.TildeIdentifier;
  return {
    kind: 'call',
    name: caseInsensitive ? name.image.slice(0, -1) : name.image,
    nameSpan,
    caseInsensitive,
    arguments: list.items,
    ...between(nameSpan, list),
  };
}

export function membershipNode(
  operand: Expression,
  negation: IToken | undefined,
  word: IToken,
  list: ExpressionList,
): Membership {
  return {
    kind: 'membership',
    negated: negation !== undefined,
    caseInsensitive: word.tokenType === t.InTilde,
    operatorSpan: between(tokenSpan(negation ?? word), tokenSpan(word)),
    operand,
    items: list.items,
    ...between(operand, list),
  };
}

/** What is no literal is no pattern: an issue, and left out. */
export function matchNode(operand: Expression, word: IToken, values: ExpressionList, list: boolean): WithIssues<Match> {
  const patterns = values.items.filter((value): value is Literal => value.kind === 'literal');
  const others = values.items.filter(({ kind }) => kind !== 'literal' && kind !== 'hole');
  const operator = word.image as Match['operator'];
  const operatorSpan = tokenSpan(word);
  return {
    value: { kind: 'match', operator, operatorSpan, operand, patterns, list, ...between(operand, values) },
    issues: others.map((other) => noPattern(other, operator)),
  };
}

function noPattern(span: Span, operator: string): Issue {
  return syntaxIssue(
    span,
    `The right side of \`${operator}\` must be a literal, such as "text", or a list of them; to compare two fields use \`==\`.`,
  );
}

export function unsupportedRelationship(span: Span, word: string): Issue {
  return queryError(
    'unsupported-relationship',
    span,
    `\`${word} of […]\` is not supported by Elasticsearch; use a \`sequence by process.entity_id\` or the \`process.parent.*\` fields.`,
  );
}
