// Categories before `where` that are nearly one of those that the schema lists: nothing refuses another one, and it never matches.
import type { Issue } from '../../base/issue';
import type { Category } from '../ast';
import { nearestName } from '../nearestName';
import { replacement } from '../syntaxIssue';
import { issueAt } from './context';
import type { LintContext } from './lintContext';

/** Data of one's own may have any category: only what is near to a known one is a slip. */
export function checkCategories({ fields, options, filters, text }: LintContext): readonly Issue[] {
  const known = fields.find(options.eventCategoryField)?.allowedValues ?? [];
  return filters.flatMap(({ category }) => misspelt(category, known, text));
}

function misspelt(category: Category, known: readonly string[], text: string): readonly Issue[] {
  const { name, from, to } = category;
  const meant = name === undefined || known.includes(name) ? undefined : meantBy(name, known);
  if (name === undefined || meant === undefined) return [];
  const isCase = meant === name.toLowerCase();
  const why = isCase ? 'and categories are compared letter by letter, case and all' : 'so this never matches';
  const message = `No event has the category \`${name}\`, ${why}. Did you mean \`${meant}\`?`;
  const written = text[from] === '"' ? `"${meant}"` : meant;
  return [issueAt({ from, to }, 'unknown-category', 'warning', message, [replacement({ from, to }, written)])];
}

/** Of a shorter name too many are one letter away; in other letters it is the same word. */
const SHORTEST = 3;

function meantBy(name: string, known: readonly string[]): string | undefined {
  const same = known.find((each) => each === name.toLowerCase());
  return same ?? (name.length < SHORTEST ? undefined : nearestName(name, known));
}
