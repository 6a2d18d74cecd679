// Alternatives of an `or` that add nothing: another one matches all that they match.
import type { Expression, Logical } from '../ast';
import { fieldsOf, walkExpression } from '../walk';
import type { Reasoner } from './reasoner';

export interface CoveredPart {
  readonly part: Expression;
  readonly chain: Logical;
  /** The alternative that matches all of it. */
  readonly by: Expression;
}

/** Of two that match the same, the later one. What can never hold is no matter of its neighbours. */
export function findCoveredParts(condition: Expression, reasoner: Reasoner): readonly CoveredPart[] {
  const covered: CoveredPart[] = [];
  walkExpression(condition, (node) => {
    if (node.kind === 'logical' && node.operator === 'or') covered.push(...coveredAmong(node, reasoner));
  });
  return covered;
}

/** Each is compared with each: of a chain that is longer than any real one nothing is said. */
const MOST_ALTERNATIVES = 200;

function coveredAmong(chain: Logical, reasoner: Reasoner): readonly CoveredPart[] {
  if (chain.operands.length > MOST_ALTERNATIVES) return [];
  const left = new Map(chain.operands.map((node) => [node, new Set(fieldsOf(node))]));
  const covered: CoveredPart[] = [];
  for (const part of [...chain.operands].reverse()) {
    const fields = left.get(part) ?? new Set();
    const by = [...left].find(
      ([wide, others]) => wide !== part && [...others].some((path) => fields.has(path)) && reasoner.covers(wide, part),
    )?.[0];
    if (by === undefined || reasoner.exclude([{ condition: part, holds: true }])) continue;
    left.delete(part);
    covered.unshift({ part, chain, by });
  }
  return covered;
}
