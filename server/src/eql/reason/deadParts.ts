// Parts of a condition that no event can reach, and why: what they ask for contradicts what holds around them.
import type { Expression } from '../ast';
import { walkPlaces } from './places';
import type { Place } from './places';
import type { Assumption, Reasoner } from './reasoner';

export interface DeadPart {
  readonly place: Place;
  /** The clause that contradicts it, where one does so alone; the part itself where nothing else is needed. */
  readonly because?: Expression;
}

/** Nothing is said of what lies inside a dead part. `condition` itself can hold. */
export function findDeadParts(condition: Expression, reasoner: Reasoner): readonly DeadPart[] {
  const dead: DeadPart[] = [];
  walkPlaces(condition, (place) => {
    const asked = askedOf(place);
    if (asked === undefined) return true;
    if (!reasoner.exclude([...place.around(), asked])) return true;
    dead.push({ place, ...causeOf(place, asked, reasoner) });
    return false;
  });
  return dead;
}

/** What a part would have to hold for, to be of any effect. */
function askedOf({ node, role }: Place): Assumption | undefined {
  if (role === 'alternative' || role === 'excluded') return { condition: node, holds: true };
  return role === 'clause' && isExclusionLeaf(node) ? { condition: node, holds: false } : undefined;
}

/** `x != "a"` and `x not in (…)` exclude by themselves. `x != null` does not: neighbours may rest on it, and it does no harm. */
export function isExclusionLeaf(node: Expression): boolean {
  if (node.kind === 'membership') return node.negated;
  return node.kind === 'comparison' && node.operator === '!=' && ![node.left, node.right].some(isNull);
}

function isNull(node: Expression): boolean {
  return node.kind === 'literal' && node.type === 'null';
}

function causeOf(place: Place, asked: Assumption, reasoner: Reasoner): { readonly because?: Expression } {
  if (reasoner.exclude([asked])) return { because: place.node };
  const clause = place.around().find((assumption) => reasoner.exclude([assumption, asked]));
  return clause === undefined ? {} : { because: clause.condition };
}
