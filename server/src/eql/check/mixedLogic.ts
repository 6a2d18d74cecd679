// `and` beside `or` without parentheses: `and` binds first, which a reader may not have in mind.
import type { Issue } from '../../base/issue';
import type { Expression, Logical } from '../ast';
import { walkExpression } from '../walk';
import { issueAt } from './context';
import type { LintContext } from './lintContext';

export function checkMixedLogic(context: LintContext): readonly Issue[] {
  return conditionNodes(context).flatMap((node) =>
    node.kind === 'logical' && node.operator === 'or'
      ? node.operands.flatMap((operand) => (isBareAnd(operand, context) ? [issueFor(operand, context)] : []))
      : [],
  );
}

function conditionNodes({ filters }: LintContext): readonly Expression[] {
  const nodes: Expression[] = [];
  for (const { condition } of filters) walkExpression(condition, (node) => nodes.push(node));
  return nodes;
}

function isBareAnd(node: Expression, { parentheses }: LintContext): node is Logical {
  if (node.kind !== 'logical' || node.operator !== 'and') return false;
  return parentheses.around(node).from === parentheses.balanced(node).from;
}

function issueFor(node: Logical, { parentheses, text }: LintContext): Issue {
  const span = parentheses.balanced(node);
  const message =
    '`and` binds before `or`, so this stands together; put it in parentheses to say so, or the `or` to say otherwise.';
  const fix = {
    title: 'Put the `and` in parentheses',
    edits: [{ ...span, text: `(${text.slice(span.from, span.to)})` }],
  };
  return issueAt(span, 'mixed-and-or', 'hint', message, [fix]);
}
