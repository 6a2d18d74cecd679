// Conditions with `not` pushed down to their leaves.
import type { Expression } from '../ast';
import type { Leaf } from './leaf';
import type { ValueSet } from './valueSet';

export type Formula =
  | Literal
  | { readonly kind: 'constant'; readonly value: boolean }
  /** May hold or not, whatever else holds. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'all' | 'some'; readonly parts: readonly Formula[] };

/** Some value of the subject is among `values`; or, where it does not hold, none. */
export interface Literal {
  readonly kind: 'literal';
  readonly subject: string;
  readonly values: ValueSet;
  readonly holds: boolean;
}

/** The formula of a condition that holds, or of one that does not. */
export function formulaOf(node: Expression, holds: boolean, leafOf: (node: Expression) => Leaf): Formula {
  switch (node.kind) {
    case 'not':
      return formulaOf(node.operand, !holds, leafOf);
    case 'logical':
      return {
        kind: (node.operator === 'and') === holds ? 'all' : 'some',
        parts: node.operands.map((operand) => formulaOf(operand, holds, leafOf)),
      };
    case 'comparison': {
      const asked = truthTest(node);
      return asked === undefined
        ? leafFormula(leafOf(node), holds)
        : formulaOf(asked.node, holds === asked.truth, leafOf);
    }
    default:
      return leafFormula(leafOf(node), holds);
  }
}

/** `f(x) == false` is `not f(x)`. Source: BooleanFunctionEqualsElimination. */
function truthTest({ left, right, operator }: Expression & { kind: 'comparison' }) {
  if (operator !== '==' && operator !== '!=') return undefined;
  const [value, node] = left.kind === 'literal' ? [left, right] : [right, left];
  if (value.kind !== 'literal' || value.type !== 'boolean' || !CONDITIONS.has(node.kind)) return undefined;
  return { node, truth: value.value === (operator === '==') };
}

const CONDITIONS: ReadonlySet<Expression['kind']> = new Set(['comparison', 'membership', 'match', 'call']);

function leafFormula(leaf: Leaf, holds: boolean): Formula {
  switch (leaf.kind) {
    case 'asks':
      return { kind: 'literal', subject: leaf.subject, values: leaf.values, holds: holds !== leaf.negated };
    case 'constant':
      return { kind: 'constant', value: leaf.value === holds };
    case 'unknown':
      return leaf;
  }
}
