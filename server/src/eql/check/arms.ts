// Arms and clauses as they stand in the text, and how one of them is taken out.
import type { Fix } from '../../base/issue';
import type { Span } from '../../base/span';
import type { Expression, Logical } from '../ast';
import { printExpression } from '../print';
import type { LintContext } from './lintContext';

/** Whole, with every parenthesis that it holds half of. */
export function armSpan(node: Expression, { parentheses }: LintContext): Span {
  return parentheses.balanced(node);
}

/** Takes an operand out of its chain, with the word beside it. Not where a comment stands between: it would go with it. */
export function removeOperand(
  chain: Logical,
  operand: Expression,
  context: LintContext,
  title: string,
): readonly Fix[] {
  const { parentheses, text } = context;
  const index = chain.operands.indexOf(operand);
  const neighbour = chain.operands[index === 0 ? 1 : index - 1];
  if (index < 0 || neighbour === undefined) return [];
  const [own, other] = [parentheses.around(operand), parentheses.around(neighbour)];
  const [span, gap] =
    index === 0
      ? [{ from: own.from, to: other.from }, text.slice(own.to, other.from)]
      : [{ from: other.to, to: own.to }, text.slice(other.to, own.from)];
  if (gap.trim() !== chain.operator) return [];
  return [{ title, edits: [{ ...span, text: '' }] }];
}

/** In backquotes, shortened where it is long. */
export function shownArm(node: Expression): string {
  const text = printExpression(node);
  return `\`${text.length > 80 ? `${text.slice(0, 77)}…` : text}\``;
}
