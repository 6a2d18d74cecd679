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
  return analysis.rules.flatMap(({ eql }) => {
    const edits = eql === undefined ? [] : safeEdits(eql);
    if (eql === undefined || edits.length === 0) return [];
    const lifted = liftEdit(eql.embedded, analysis.text, oneEdit(eql.embedded.text, edits));
    return lifted === undefined ? [] : [lifted];
  });
}

/** In order, without those that overlap one before. */
function safeEdits({ issues }: EqlAnalysis): readonly TextEdit[] {
  const edits = issues.filter(isSafe).flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  const ordered = [...edits].sort((a, b) => a.from - b.from);
  return ordered.filter((edit, index) => index === 0 || edit.from >= (ordered[index - 1]?.to ?? 0));
}

function isSafe({ code, fixes }: Issue): boolean {
  return SAFE.has(code) && fixes?.length === 1;
}
