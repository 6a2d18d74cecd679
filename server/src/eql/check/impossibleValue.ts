// Values and patterns that do not fit the shape of a field, so that no event can match them.
import type { Fix, Issue } from '../../base/issue';
import type { Expression, Literal } from '../ast';
import { quoteString } from '../strings';
import { replacement } from '../syntaxIssue';
import type { LintContext } from './lintContext';
import { unnecessary } from './lintContext';
import { ignoresCase, shownValue } from './lists';
import { misfitOf } from './valueShapes';

export function checkImpossibleValues(context: LintContext): readonly Issue[] {
  return context.nodes.flatMap((node) => {
    switch (node.kind) {
      case 'comparison': {
        const [field, value] = node.left.kind === 'field' ? [node.left, node.right] : [node.right, node.left];
        const isEquality = node.operator === '==' || node.operator === '!=';
        return isEquality ? misfits(field, [value], { hasWildcards: false, withCase: true }, context) : [];
      }
      case 'membership':
        return misfits(node.operand, node.items, { hasWildcards: false, withCase: !node.caseInsensitive }, context);
      case 'match':
        return node.operator.startsWith('regex')
          ? []
          : misfits(node.operand, node.patterns, { hasWildcards: true, withCase: !ignoresCase(node) }, context);
      default:
        return [];
    }
  });
}

interface Reading {
  readonly hasWildcards: boolean;
  readonly withCase: boolean;
}

function misfits(
  field: Expression,
  values: readonly Expression[],
  reading: Reading,
  context: LintContext,
): readonly Issue[] {
  if (field.kind !== 'field') return [];
  const allowed = reading.withCase ? (context.fields.find(field.path)?.allowedValues ?? []) : [];
  return values.flatMap((value) => {
    if (value.kind !== 'literal' || value.type !== 'string') return [];
    const reason = misfitOf(field.path, value.value, reading.hasWildcards);
    if (reason !== undefined) return [issueFor(field.path, value, reason, withSlash(value, reason))];
    const right = otherCase(value.value, allowed);
    if (right === undefined) return [];
    return [issueFor(field.path, value, `it is written \`${right}\``, [replacement(value, quoteString(right))])];
  });
}

/** A value that an enumeration has, but in another case. */
function otherCase(value: string, allowed: readonly string[]): string | undefined {
  if (allowed.includes(value)) return undefined;
  return allowed.find((each) => each.toLowerCase() === value.toLowerCase());
}

function issueFor(path: string, value: Literal, reason: string, fixes: readonly Fix[]): Issue {
  const message = `\`${path}\` can never match ${shownValue(value)}: ${reason}.`;
  return unnecessary(value, 'impossible-value', message, [], fixes);
}

function withSlash(value: Literal & { type: 'string' }, reason: string): readonly Fix[] {
  return reason.endsWith('begins with `/`')
    ? [replacement(value, quoteString(`/${value.value}`), 'Put `/` before it')]
    : [];
}
