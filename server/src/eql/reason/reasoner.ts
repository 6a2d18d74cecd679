// What is certain of conditions whatever the event: whether they can hold together, and whether one follows from another.
// When it says so, it is so; where it cannot tell, or would have to think for long, it says no.
import type { Expression } from '../ast';
import type { FieldResolver } from '../types';
import { formulaOf } from './formula';
import type { Formula } from './formula';
import { leafOf } from './leaf';
import type { Leaf } from './leaf';
import { canHold } from './satisfy';
import { hasOneValue } from './singleValue';
import { createWork } from './work';

/** A condition that holds, or one that does not. */
export interface Assumption {
  readonly condition: Expression;
  readonly holds: boolean;
}

export interface Reasoner {
  /** Certain that no event satisfies all of these at once. */
  exclude(assumptions: readonly Assumption[]): boolean;
  /** Certain that each event that satisfies `narrow` satisfies `wide`. */
  covers(wide: Expression, narrow: Expression): boolean;
}

/** For a query of usual length no question comes near these: they bound what a crafted one may cost. */
const QUERY_WORK = 150_000;
const QUESTION_WORK = 10_000;

export function createReasoner(fields: FieldResolver): Reasoner {
  const leaf = remembered((node: Expression): Leaf => leafOf(node, fields));
  const held = remembered((node: Expression): Formula => formulaOf(node, true, leaf));
  const failed = remembered((node: Expression): Formula => formulaOf(node, false, leaf));
  const formula = ({ condition, holds }: Assumption): Formula => (holds ? held(condition) : failed(condition));
  const isSingle = remembered((subject: string): boolean => hasOneValue(subject, fields));
  const work = createWork(QUERY_WORK);
  const exclude = (assumptions: readonly Assumption[]): boolean => {
    if (work.left <= 0) return false;
    const given = Math.min(QUESTION_WORK, work.left);
    const question = createWork(given);
    const isExcluded = !canHold(assumptions.map(formula), { isSingle, work: question });
    work.left -= given - question.left;
    return isExcluded;
  };
  return {
    exclude,
    covers: (wide, narrow) =>
      exclude([
        { condition: narrow, holds: true },
        { condition: wide, holds: false },
      ]),
  };
}

function remembered<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = compute(key)));
    return value;
  };
}
