// The arms of a filter's exclusions: what each leaves out, as the clauses that have to hold for it.
import type { Expression } from '../ast';
import { isExclusionLeaf } from '../reason/deadParts';
import { walkPlaces } from '../reason/places';
import { armsOf, clausesOf } from '../walk';

export interface ExclusionArm {
  readonly node: Expression;
  /** All of these hold for what the arm leaves out; of `x != "a"` and `x not in (…)` the leaf itself. */
  readonly clauses: readonly Expression[];
}

/** Of `not (… or …)` each alternative; `x != "a"` and `x not in (…)` are arms too. */
export function exclusionArmsOf(condition: Expression): readonly ExclusionArm[] {
  const arms: ExclusionArm[] = [];
  walkPlaces(condition, ({ node, role, isNegated }) => {
    if (role === 'excluded' && isNegated) {
      arms.push(...armsOf(node).map((arm) => ({ node: arm, clauses: clausesOf(arm) })));
      return false;
    }
    if (!isNegated && isExclusionLeaf(node)) arms.push({ node, clauses: [node] });
    return true;
  });
  return arms;
}
