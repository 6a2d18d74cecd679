// What the query leaves out against what `false_positives` tells: readers of an alert see only the one, readers of the rule should see both.
import type { Issue } from '../../base/issue';
import type { Span } from '../../base/span';
import type { Expression } from '../../eql/ast';
import { filtersOf, walkExpression } from '../../eql/walk';
import { isComplete, keyOf, ruleIssue, textOf, textsOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isStatement } from './ruleTexts';

/** One issue a rule, on the first exclusion. */
export function checkToldExclusions(context: RuleContext): readonly Issue[] {
  const { eql } = context;
  if (eql === undefined || eql.parsed.issues.length > 0 || !isComplete(context)) return [];
  if (textOf(context, 'maturity')?.text === 'deprecated') return [];
  const entry = keyOf(context, 'false_positives');
  const isTold = textsOf(entry?.value).some(({ text }) => isStatement(text));
  const [first] = filtersOf(eql.query).flatMap(({ condition }) => exclusionsIn(condition));
  if (first !== undefined && !isTold) {
    const message = 'The query leaves something out that `false_positives` does not tell of.';
    return [ruleIssue(eql.embedded.map.spanToFile(startOf(first)), 'untold-exclusion', 'hint', message)];
  }
  const excludes = (): boolean => filtersOf(eql.query).some(({ condition }) => hasNegation(condition));
  if (first !== undefined || !isTold || entry === undefined || excludes()) return [];
  const message =
    '`false_positives` tells of harmless events, but the query leaves none of them out. Exclude those that fields can tell.';
  return [ruleIssue(entry.keySpan, 'unexcluded-false-positive', 'hint', message)];
}

/** `not …` and `not in` beside clauses that must hold. That a field is there is a condition and no exclusion. */
function exclusionsIn(condition: Expression): readonly Expression[] {
  if (condition.kind === 'logical') return condition.operator === 'and' ? condition.operands.flatMap(exclusionsIn) : [];
  if (condition.kind === 'not') return isNullTest(condition.operand) ? [] : [condition];
  return condition.kind === 'membership' && condition.negated ? [condition] : [];
}

/** Anywhere in it, also within an alternative or as `!=`. */
function hasNegation(condition: Expression): boolean {
  let found = false;
  walkExpression(condition, (node) => {
    const isUnequal = node.kind === 'comparison' && node.operator === '!=';
    found ||= (node.kind === 'not' || isUnequal || (node.kind === 'membership' && node.negated)) && !isNullTest(node);
  });
  return found;
}

function isNullTest(expression: Expression): boolean {
  return (
    expression.kind === 'comparison' &&
    [expression.left, expression.right].some((side) => side.kind === 'literal' && side.type === 'null')
  );
}

/** An exclusion may be half of the query: only its first word. */
function startOf({ kind, from, to }: Expression): Span {
  return { from, to: kind === 'not' ? from + 'not'.length : to };
}
