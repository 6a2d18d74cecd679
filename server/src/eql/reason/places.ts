// The parts of a condition with what holds around them: whatever a part says matters only to events that satisfy the clauses beside it.
import type { Expression, Logical } from '../ast';
import type { Assumption } from './reasoner';

export interface Place {
  readonly node: Expression;
  /** The whole condition, a clause of an `and`, an alternative of an `or`, or what a `not` excludes. */
  readonly role: 'whole' | 'clause' | 'alternative' | 'excluded';
  /** The clauses beside it, and beside what holds it; outermost first. Gathered when asked for: a chain may have thousands. */
  around(): readonly Assumption[];
  /** Does the filter leave out what it matches? */
  readonly isNegated: boolean;
  /** The chain that it is an operand of. */
  readonly chain?: Logical;
}

/** The parts on the way down through `and`, `or` and `not`, a part before what it holds. Where `visit` gives false it goes no deeper. */
export function walkPlaces(condition: Expression, visit: (place: Place) => boolean): void {
  walk({ node: condition, role: 'whole', around: () => [], isNegated: false }, visit);
}

function walk(place: Place, visit: (place: Place) => boolean): void {
  if (!visit(place)) return;
  const { node, isNegated } = place;
  if (node.kind === 'not')
    walk({ node: node.operand, role: 'excluded', around: () => place.around(), isNegated: !isNegated }, visit);
  if (node.kind !== 'logical') return;
  const role = node.operator === 'and' ? 'clause' : 'alternative';
  for (const operand of node.operands) {
    const around = (): readonly Assumption[] => [...place.around(), ...besideIn(node, operand)];
    walk({ node: operand, role, around, isNegated, chain: node }, visit);
  }
}

function besideIn({ operator, operands }: Logical, operand: Expression): readonly Assumption[] {
  if (operator === 'or') return [];
  return operands.filter((each) => each !== operand).map((condition) => ({ condition, holds: true }));
}
