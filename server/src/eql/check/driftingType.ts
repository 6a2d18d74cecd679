// Fields that are of one type in some data sets, or versions of them, and of another in others.
import type { Issue } from '../../base/issue';
import { familyOf } from '../types';
import type { ResolvedField } from '../types';
import { fieldUsesOf, issueAt } from './context';
import type { LintContext } from './lintContext';

/** Once a field: at its first use. */
export function checkDriftingTypes(context: LintContext): readonly Issue[] {
  const seen = new Set<string>();
  return fieldUsesOf(context).flatMap((use) => {
    const field = seen.has(use.path) ? undefined : context.fields.find(use.path);
    seen.add(use.path);
    const others = field === undefined ? [] : otherFamilies(field);
    if (field === undefined || others.length === 0) return [];
    const message = `\`${use.path}\` is ${field.type} in some versions of the data that this rule reads and ${others.join(' or ')} in others; an operator that one type takes may fail on another.`;
    return [issueAt(use, 'drifting-type', 'info', message)];
  });
}

/** Types that other operators fit: a keyword that is a wildcard elsewhere is the same to a query. */
function otherFamilies({ type, otherTypes }: ResolvedField): readonly string[] {
  return (otherTypes ?? []).filter((other) => familyOf(other) !== familyOf(type));
}
