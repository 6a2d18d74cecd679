// Exclusions that rest on the arguments of a process alone: the field holds them all, and one that fits is enough.
// Source: docs/eql.md, section 6: any value satisfies a leaf.
import type { Issue } from '../../base/issue';
import type { Expression, Literal } from '../ast';
import { fieldsOf } from '../walk';
import { armSpan } from './arms';
import { issueAt } from './context';
import { exclusionArmsOf } from './exclusionArms';
import type { LintContext } from './lintContext';
import { shownValue } from './lists';

const ARGUMENTS = 'process.args';

export function checkAddedArguments(context: LintContext): readonly Issue[] {
  return context.filters.flatMap(({ condition }) =>
    exclusionArmsOf(condition)
      .filter(({ node, clauses }) => fieldsOf(node).join() === ARGUMENTS && clauses.every(isPlain))
      .map(({ node, clauses }) => issueAt(armSpan(node, context), 'added-argument', 'info', messageFor(clauses))),
  );
}

/** A question about the arguments themselves. */
function isPlain(node: Expression): boolean {
  return valuesOf(node).length > 0;
}

function messageFor(clauses: readonly Expression[]): string {
  const needed = clauses.map((clause) => valuesOf(clause));
  const values = needed.flatMap((each) => each.slice(0, 1)).map(shownValue);
  const either = needed.some((each) => each.length > 1) ? ' (any one value of a list is enough)' : '';
  return `\`${ARGUMENTS}\` holds every argument: whatever is run with ${values.join(' and ')} added to it is left out as well${either}. Bind the program or its parent too.`;
}

function valuesOf(node: Expression): readonly Literal[] {
  switch (node.kind) {
    case 'comparison':
      return [node.left, node.right].filter(isText);
    case 'membership':
      return node.items.filter(isText);
    case 'match':
      return node.patterns.filter(isText);
    default:
      return [];
  }
}

function isText(node: Expression): node is Literal {
  return node.kind === 'literal' && node.type === 'string';
}
