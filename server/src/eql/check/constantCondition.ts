// Conditions that no event can satisfy, and clauses that every event satisfies.
import type { Issue } from '../../base/issue';
import type { Expression } from '../ast';
import { clausesOf, fieldsOf } from '../walk';
import { walkPlaces } from '../reason/places';
import { armSpan, removeOperand, shownArm } from './arms';
import { issueAt } from './context';
import { unnecessary } from './lintContext';
import type { LintContext } from './lintContext';

export function checkConstantConditions(context: LintContext): readonly Issue[] {
  return context.filters.flatMap(({ condition }) =>
    context.reasoner.exclude([{ condition, holds: true }])
      ? [neverMatches(condition, context)]
      : alwaysTrue(condition, context),
  );
}

/** Said at the first clause that cannot hold together with those before it. */
function neverMatches(condition: Expression, context: LintContext): Issue {
  const { reasoner } = context;
  const clauses = clausesOf(condition).map((clause) => ({ condition: clause, holds: true }));
  const count = clauses.findIndex((_clause, index) => reasoner.exclude(clauses.slice(0, index + 1)));
  const last = clauses[count];
  if (last === undefined) return atWhole(condition, context);
  if (reasoner.exclude([last]))
    return issueAt(
      armSpan(last.condition, context),
      'never-matches',
      'warning',
      `No event can satisfy this${reasonOf(last.condition)}.`,
    );
  const other = clauses.slice(0, count).find((clause) => reasoner.exclude([clause, last]));
  const cause = other === undefined ? 'the clauses before it' : shownArm(other.condition);
  const message = `No event can satisfy this together with ${cause}: the query matches nothing.`;
  const related =
    other === undefined ? [] : [{ ...armSpan(other.condition, context), message: 'This contradicts it.' }];
  return { ...issueAt(armSpan(last.condition, context), 'never-matches', 'warning', message), related };
}

function reasonOf(node: Expression): string {
  return node.kind === 'literal' ? '' : ': what it asks for contradicts itself, and the query matches nothing';
}

function atWhole(condition: Expression, context: LintContext): Issue {
  return issueAt(armSpan(condition, context), 'never-matches', 'warning', 'No event can satisfy this condition.');
}

/** `true` alone is how a query asks for all events, so only what has a field in it is looked at. */
function alwaysTrue(condition: Expression, context: LintContext): readonly Issue[] {
  const issues: Issue[] = [];
  walkPlaces(condition, ({ node, chain }) => {
    if (fieldsOf(node).length === 0 || !context.reasoner.exclude([{ condition: node, holds: false }])) return true;
    const fixes = chain?.operator === 'and' ? removeOperand(chain, node, context, `Remove ${shownArm(node)}`) : [];
    issues.push(
      unnecessary(
        armSpan(node, context),
        'always-true',
        'Every event satisfies this; say what you mean or remove it.',
        [],
        fixes,
      ),
    );
    return false;
  });
  return issues;
}
