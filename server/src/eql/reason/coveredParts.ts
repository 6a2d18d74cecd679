// Alternatives of an `or` that add nothing: another one matches all that they match.
import type { Expression } from '../ast';
import { fieldsOf, walkExpression } from '../walk';
import type { Reasoner } from './reasoner';

export interface CoveredPart {
  readonly part: Expression;
  readonly chain: Expression & { readonly kind: 'logical' };
  /** The alternative that matches all of it. */
  readonly by: Expression;
}

/** Of two that match the same, the later one. */
export function findCoveredParts(condition: Expression, reasoner: Reasoner): readonly CoveredPart[] {
  const covered: CoveredPart[] = [];
  walkExpression(condition, (node) => {
    if (node.kind !== 'logical' || node.operator !== 'or') return;
    const fields = new Map(node.operands.map((operand) => [operand, new Set(fieldsOf(operand))]));
    const gone = new Set<Expression>();
    for (const part of [...node.operands].reverse()) {
      const by = node.operands.find(
        (wide) => wide !== part && !gone.has(wide) && isCandidate(wide, part) && reasoner.covers(wide, part),
      );
      if (by === undefined) continue;
      gone.add(part);
      covered.push({ part, chain: node, by });
    }
    function isCandidate(wide: Expression, narrow: Expression): boolean {
      const [own, other] = [fields.get(wide), fields.get(narrow)];
      return own !== undefined && other !== undefined && [...own].some((path) => other.has(path));
    }
  });
  return covered.reverse();
}
