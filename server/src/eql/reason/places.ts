// The parts of a condition with what holds around them: whatever a part says matters only to events that satisfy the clauses beside it.
import type { Expression, Logical } from '../ast';
import type { Assumption } from './reasoner';

export interface Place {
  readonly node: Expression;
  /** The whole condition, a clause of an `and`, an alternative of an `or`, or what a `not` excludes. */
  readonly role: 'whole' | 'clause' | 'alternative' | 'excluded';
  /** The clauses beside it, and beside what holds it; outermost first. */
  readonly around: readonly Assumption[];
  /** Does the filter leave out what it matches? */
  readonly isNegated: boolean;
  /** The chain that it is an operand of. */
  readonly chain?: Logical;
}

/** The parts on the way down through `and`, `or` and `not`, a part before what it holds. Where `visit` gives false it goes no deeper. */
export function walkPlaces(condition: Expression, visit: (place: Place) => boolean): void {
  walk({ node: condition, role: 'whole', around: [], isNegated: false }, visit);
}

function walk(place: Place, visit: (place: Place) => boolean): void {
  if (!visit(place)) return;
  const { node, around, isNegated } = place;
  if (node.kind === 'not') walk({ node: node.operand, role: 'excluded', around, isNegated: !isNegated }, visit);
  if (node.kind !== 'logical') return;
  const isAnd = node.operator === 'and';
  for (const operand of node.operands) {
    const beside = isAnd ? node.operands.filter((each) => each !== operand) : [];
    const assumed = beside.map((condition) => ({ condition, holds: true }));
    const role = isAnd ? 'clause' : 'alternative';
    walk({ node: operand, role, around: [...around, ...assumed], isNegated, chain: node }, visit);
  }
}
