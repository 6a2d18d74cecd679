// `*` and `?` after `==` and `in`, where they are characters: nearly always a pattern was meant. Source: docs/eql.md, section 4.
import type { Fix, Issue } from '../../base/issue';
import type { Comparison, Expression, Literal, Membership } from '../ast';
import { printExpression } from '../print';
import { replacement } from '../syntaxIssue';
import { issueAt } from './context';
import type { LintContext } from './lintContext';
import { shownValue } from './lists';

export function checkLiteralWildcards(context: LintContext): readonly Issue[] {
  return context.nodes.flatMap((node) => {
    if (node.kind === 'comparison') return inComparison(node, context);
    return node.kind === 'membership' ? inList(node, context) : [];
  });
}

/** A star by nature stands alone, in the name of a share (`\\*\C$`), in an option (`/text:*`) or in a glob that a shell was given (`*.log`). */
function looksLikePattern({ value }: Literal & { type: 'string' }, operand: Expression): boolean {
  if (/^\?:[\\/]/.test(value)) return true;
  if (!value.includes('*') || !/[A-Za-z0-9]/.test(value)) return false;
  if (/^\\\\\*\\|^[-/][A-Za-z]+:\*$/.test(value)) return false;
  return !(isArguments(operand) && /^\*?\.?\*\.[A-Za-z0-9*]+$/.test(value));
}

/** Arguments are as they were typed, globs and all. */
function isArguments(node: Expression): boolean {
  return node.kind === 'field' && /(?:^|\.)(?:args|command_line)$/.test(node.path);
}

function isPattern(node: Expression, operand: Expression): node is Literal & { type: 'string' } {
  return node.kind === 'literal' && node.type === 'string' && looksLikePattern(node, operand);
}

function inComparison(node: Comparison, { text }: LintContext): readonly Issue[] {
  if (node.operator !== '==' && node.operator !== '!=') return [];
  const [operand, value] = node.left.kind === 'literal' ? [node.right, node.left] : [node.left, node.right];
  if (!isPattern(value, operand)) return [];
  const source = `${text.slice(operand.from, operand.to)} like ${text.slice(value.from, value.to)}`;
  const fix = replacement(node, node.operator === '==' ? source : `not ${source}`, 'Use `like`');
  return [issueFor(value, node.operator, [fix])];
}

function inList(node: Membership, context: LintContext): readonly Issue[] {
  const values = node.items.filter((item) => isPattern(item, node.operand));
  const operator = node.caseInsensitive ? 'in~' : 'in';
  return values.map((value) => issueFor(value, operator, useLike(node, context)));
}

/** `x not in (…)` becomes `not x like (…)`. */
function useLike(node: Membership, { text }: LintContext): readonly Fix[] {
  if (!node.items.every((item) => item.kind === 'literal' && item.type === 'string')) return [];
  const operator = node.caseInsensitive ? 'like~' : 'like';
  if (!node.negated) return [replacement(node.operatorSpan, operator, `Use \`${operator}\``)];
  const list = text.slice(node.operatorSpan.to, node.to);
  const source = `not ${text.slice(node.operand.from, node.operand.to)} ${operator}${list}`;
  return printExpression(node).length > 0 ? [replacement(node, source, `Use \`${operator}\``)] : [];
}

function issueFor(value: Literal & { type: 'string' }, operator: string, fixes: readonly Fix[]): Issue {
  const sign = value.value.includes('*') ? '*' : '?';
  const like = operator === 'in~' ? 'like~' : 'like';
  const message = `\`${sign}\` is a plain character after \`${operator}\`: only the text ${shownValue(value)} itself is meant. \`${like}\` reads it as a wildcard.`;
  return issueAt(value, 'literal-wildcard', 'warning', message, fixes);
}
