// The fixes that may be applied without asking: there is one, and it only writes down what was plainly meant.
import { oneEdit } from '../analysis/analyze';
import type { Analysis, EqlAnalysis } from '../analysis/analyze';
import type { TextEdit } from '../base/edit';
import type { Issue } from '../base/issue';
import { liftEdit } from '../rule/edits';

/** A field that is misspelt may be meant otherwise, so it is left to a person. */
const SAFE: ReadonlySet<string> = new Set(['syntax', 'case-insensitive-function', 'duplicate-value']);

/** At most one edit a query, because its quotes may have to change. */
export function fixAllEdits(analysis: Analysis): readonly TextEdit[] {
  return safeFixes(analysis).edits;
}

export interface SafeFixes {
  readonly edits: readonly TextEdit[];
  /** How many issues they cure. */
  readonly cured: number;
}

/** `isWanted` takes the index of a rule. What the author has answered or the project switched off is left alone. */
export function safeFixes(analysis: Analysis, isWanted: (rule: number) => boolean = () => true): SafeFixes {
  const shown = new Set(analysis.issues.map(({ origin }) => origin?.issue));
  const fixes = analysis.rules.flatMap(({ rule, eql }) => {
    const chosen = eql === undefined || !isWanted(rule.index) ? [] : withoutOverlap(eql, shown);
    if (eql === undefined || chosen.length === 0) return [];
    const edits = chosen.flatMap(editsOf);
    const lifted = liftEdit(eql.embedded, analysis.text, oneEdit(eql.embedded.text, edits));
    return lifted === undefined ? [] : [{ edit: lifted, cured: chosen.length }];
  });
  return { edits: fixes.map(({ edit }) => edit), cured: fixes.reduce((sum, { cured }) => sum + cured, 0) };
}

/** In order, without those that overlap one before: a fix is applied as a whole or not at all. */
function withoutOverlap({ issues }: EqlAnalysis, shown: ReadonlySet<Issue | undefined>): readonly Issue[] {
  const safe = issues.filter((issue) => isSafe(issue) && shown.has(issue));
  let end = -1;
  return [...safe]
    .sort((a, b) => startOf(a) - startOf(b))
    .filter((issue) => {
      if (startOf(issue) < end) return false;
      end = Math.max(...editsOf(issue).map(({ to }) => to));
      return true;
    });
}

function startOf(issue: Issue): number {
  return Math.min(...editsOf(issue).map(({ from }) => from));
}

function editsOf({ fixes }: Issue): readonly TextEdit[] {
  return fixes?.[0]?.edits ?? [];
}

function isSafe(issue: Issue): boolean {
  return SAFE.has(issue.code) && issue.fixes?.length === 1 && editsOf(issue).length > 0;
}
