// Filters that an event without any of their fields satisfies: they say what is left out and not what is looked for.
// Source: docs/eql.md, section 5: a leaf does not match a missing field, and `not` is the complement.
import type { Issue } from '../../base/issue';
import type { EventFilter, Expression } from '../ast';
import { isExclusionLeaf } from '../reason/deadParts';
import { fieldsOf, walkExpression } from '../walk';
import { armSpan } from './arms';
import { issueAt } from './context';
import type { LintContext } from './lintContext';

export function checkOnlyExclusions(context: LintContext): readonly Issue[] {
  return context.filters.flatMap((filter) => {
    const { condition } = filter;
    const isTrap = fieldsOf(condition).length > 0 && !asksForNull(condition) && matchesNothing(condition);
    return isTrap ? [issueFor(filter, context)] : [];
  });
}

/** Whoever asks whether a field is there has thought of events without it. */
function asksForNull(condition: Expression): boolean {
  let asks = false;
  walkExpression(condition, (node) => {
    asks ||= node.kind === 'literal' && node.type === 'null';
  });
  return asks;
}

/** Whether an event that has no field at all satisfies a condition. */
function matchesNothing(node: Expression): boolean {
  switch (node.kind) {
    case 'not':
      return !matchesNothing(node.operand);
    case 'logical':
      return node.operator === 'and' ? node.operands.every(matchesNothing) : node.operands.some(matchesNothing);
    case 'literal':
      return node.type === 'boolean' && node.value;
    default:
      return isExclusionLeaf(node);
  }
}

function issueFor({ condition, category }: EventFilter, context: LintContext): Issue {
  const [field = ''] = fieldsOf(condition);
  const events = category.name === undefined ? 'event' : `\`${category.name}\` event`;
  const message = `This says what is left out and not what is looked for, so every ${events} without these fields matches; ask for something as well, at least \`${field} != null\`.`;
  return issueAt(armSpan(condition, context), 'only-exclusions', 'warning', message);
}
