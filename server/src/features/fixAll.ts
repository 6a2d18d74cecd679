// The fixes that may be applied without asking: those that only write down what was plainly meant.
import { oneEdit } from '../analysis/analyze';
import type { Analysis, EqlAnalysis } from '../analysis/analyze';
import { CODES } from '../base/codes';
import type { TextEdit } from '../base/edit';
import type { Fix, Issue } from '../base/issue';
import { spanContains } from '../base/span';
import { liftEdit } from '../rule/edits';

/** At most one edit a query, because its quotes may have to change, and those of the keys around it. */
export function fixAllEdits(analysis: Analysis): readonly TextEdit[] {
  return safeFixes(analysis).edits;
}

export interface SafeFixes {
  /** In the file; none of them overlaps another. */
  readonly edits: readonly TextEdit[];
  /** How many issues they cure. */
  readonly cured: number;
}

/** Some edits, and how many issues they cure. */
interface Cure {
  readonly edits: readonly TextEdit[];
  readonly cured: number;
}

/** `isWanted` takes the index of a rule. What the author has answered or the project switched off is left alone. */
export function safeFixes(analysis: Analysis, isWanted: (rule: number) => boolean = () => true): SafeFixes {
  const shown = new Set(analysis.issues.map(({ origin }) => origin?.issue));
  const ofQueries = analysis.rules.flatMap(({ rule, eql }): readonly Cure[] => {
    const chosen = eql === undefined || !isWanted(rule.index) ? [] : withoutOverlap(curesOf(eql, shown));
    if (eql === undefined || chosen.length === 0) return [];
    const edits = chosen.flatMap((cure) => cure.edits);
    const lifted = liftEdit(eql.embedded, analysis.text, oneEdit(eql.embedded.text, edits));
    return lifted === undefined ? [] : [{ edits: [lifted], cured: chosen.length }];
  });
  const chosen = withoutOverlap([...ofQueries, ...curesBeside(analysis, isWanted)]);
  return { edits: chosen.flatMap(({ edits }) => edits), cured: chosen.reduce((sum, { cured }) => sum + cured, 0) };
}

/** Of a query, in its offsets. */
function curesOf({ issues }: EqlAnalysis, shown: ReadonlySet<Issue | undefined>): readonly Cure[] {
  return issues.flatMap((issue) => (shown.has(issue) ? safeCure(issue.code, issue.fixes) : []));
}

/** Of the keys beside the queries. What stands outside of all rules belongs to each of them. */
function curesBeside({ issues, rules }: Analysis, isWanted: (rule: number) => boolean): readonly Cure[] {
  return issues.flatMap((issue) => {
    const cure = safeCure(issue.code, issue.fileFixes);
    if (cure.length === 0) return [];
    const holding = rules.filter(({ rule }) => spanContains(rule, issue.from));
    return (holding.length > 0 ? holding : rules).some(({ rule }) => isWanted(rule.index)) ? cure : [];
  });
}

function safeCure(code: string, fixes: readonly Fix[] | undefined): readonly Cure[] {
  const [fix, ...others] = fixes ?? [];
  const isSafe = CODES[code]?.cure === 'safe' && others.length === 0 && fix !== undefined && fix.edits.length > 0;
  return isSafe ? [{ edits: fix.edits, cured: 1 }] : [];
}

/** In order, without those that overlap one before: a fix is applied as a whole or not at all. */
function withoutOverlap(cures: readonly Cure[]): readonly Cure[] {
  let end = -1;
  return [...cures]
    .sort((a, b) => startOf(a) - startOf(b))
    .filter((cure) => {
      if (startOf(cure) < end) return false;
      end = Math.max(...cure.edits.map(({ to }) => to));
      return true;
    });
}

function startOf({ edits }: Cure): number {
  return Math.min(...edits.map(({ from }) => from));
}
