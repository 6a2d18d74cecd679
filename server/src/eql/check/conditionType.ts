// What stands after `where`, and each operand of `and`, `or` and `not`, must be true or false.
// Source: VerifierChecks.checkFilterConditionType, BinaryLogic and Not, resolveType; docs/eql.md, section 4.
import type { Fix, Issue } from '../../base/issue';
import type { EventFilter, Expression } from '../ast';
import { filtersOf } from '../walk';
import { issueAt, refusal } from './context';
import type { CheckContext } from './context';
import { describe, isOpen, typeOf } from './valueType';

export function checkConditionTypes(context: CheckContext): readonly Issue[] {
  const whole = filtersOf(context.query).flatMap((filter) => [
    ...judge(filter.condition, context),
    ...nullCondition(filter, context),
  ]);
  return [...whole, ...context.nodes.flatMap((node) => operandsOf(node).flatMap((each) => judge(each, context)))];
}

function operandsOf(node: Expression): readonly Expression[] {
  if (node.kind === 'logical') return node.operands;
  return node.kind === 'not' ? [node.operand] : [];
}

function judge(operand: Expression, context: CheckContext): readonly Issue[] {
  const type = typeOf(operand, context.fields);
  if (type.family === 'boolean' || isOpen(type)) return [];
  const cure =
    operand.kind === 'field' ? `ask whether it exists with \`!= null\`, or compare it` : 'compare it with a value';
  const message = `${describe(operand, type)}, which is neither true nor false; ${cure}.`;
  return [issueAt(operand, 'condition-type', refusal(context, type), message, existenceFix(operand))];
}

function existenceFix(operand: Expression): readonly Fix[] {
  if (operand.kind !== 'field') return [];
  return [{ title: 'Ask whether it exists', edits: [{ from: operand.to, to: operand.to, text: ' != null' }] }];
}

/** With a category the condition is one side of an `and`, which takes null; alone it is refused. */
function nullCondition({ category, condition }: EventFilter, { fields }: CheckContext): readonly Issue[] {
  if (category.name !== undefined || typeOf(condition, fields).family !== 'null') return [];
  const message =
    'The whole condition is `null` here, which Elasticsearch refuses after `any where`; compare with a value.';
  return [issueAt(condition, 'condition-type', 'error', message)];
}
