// Elasticsearch compares with constants only. Source: ExpressionTranslators.checkBinaryComparison, In.resolveType; brief, section 4.
import type { Issue } from '../../base/issue';
import type { Comparison, Expression, Membership } from '../ast';
import { printExpression } from '../print';
import { issueAt, limitation } from './context';
import type { CheckContext } from './context';
import { isConstant, shown, typeOf } from './valueType';

/** An error with a mapping, else a warning: the run here compares fields. */
export function checkFieldComparisons(context: CheckContext): readonly Issue[] {
  return context.nodes.flatMap((node) => {
    if (node.kind === 'comparison') return comparedFields(node, context);
    return node.kind === 'membership' ? listedFields(node, context) : [];
  });
}

function comparedFields(node: Comparison, context: CheckContext): readonly Issue[] {
  if ([node.left, node.right].some((side) => isConstant(side, context.fields))) return [];
  const message = `Elasticsearch cannot compare ${shown(node.left)} with ${shown(node.right)}: one side must be a constant, a limitation of its EQL. ${cureFor(node, context)}`;
  return [issueAt(node, 'field-comparison', limitation(context), message)];
}

function cureFor({ left, right, operator }: Comparison, { fields }: CheckContext): string {
  const numbers = [left, right].every((side) => typeOf(side, fields).family === 'number');
  const both = `(${printExpression(left)}, ${printExpression(right)})`;
  const shortened = both.length > 60 ? '(…, …)' : both;
  if (numbers) return `The difference can be: \`subtract${shortened} ${operator} 0\`.`;
  return `A function of both can be asked, such as \`stringContains${shortened}\`.`;
}

function listedFields(node: Membership, context: CheckContext): readonly Issue[] {
  return node.items
    .filter((item) => !isConstant(item, context.fields))
    .map((item: Expression) => {
      const message = `Elasticsearch cannot look up a value in a list that holds ${shown(item)}: a list after \`in\` holds constants only, a limitation of its EQL.`;
      return issueAt(item, 'field-comparison', limitation(context), message);
    });
}
