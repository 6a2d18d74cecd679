// The clauses of an event filter, each as a test of its own: what near misses, and whoever looks at exclusions one by one, ask for.
import type { Span } from '../base/span';
import type { EventFilter, Expression } from '../eql/ast';
import { printExpression } from '../eql/print';
import { quoteString } from '../eql/strings';
import { armsOf, clausesOf } from '../eql/walk';
import type { Compiled, EvaluationContext, EventTest } from './condition';
import { compileFilter, compileNode, complement, toTest } from './condition';

export interface Clause extends Span {
  /** As EQL; an arm of an exclusion bears its `not`. Offsets are in the query, of an arm without the `not`. */
  readonly eql: string;
  /** Of an arm without its `not`; of the category a condition that always holds. */
  readonly node: Expression;
  /** An arm of an exclusion: where it matches, it takes the event out. */
  readonly excluding: boolean;
  /** Of an arm: whether it leaves the event there. */
  readonly test: EventTest;
}

/** The category, the operands of the outermost `and`, and of a `not (… or …)` among them every arm. An event matches where all of them hold. */
export function clausesOfFilter(filter: EventFilter, context: EvaluationContext): readonly Clause[] {
  const conditions = clausesOf(filter.condition).flatMap((node) => clausesOfNode(node, context));
  const { name, from, to } = filter.category;
  if (name === undefined) return conditions;
  const anything: Expression = { kind: 'literal', type: 'boolean', value: true, from, to };
  const test = compileFilter({ ...filter, condition: anything }, context);
  const eql = `${context.options.eventCategoryField} == ${quoteString(name)}`;
  return [{ eql, from, to, node: anything, excluding: false, test }, ...conditions];
}

/** `not (a or b)` is `not a and not b`. A constant arm never takes an event out by itself, unless it is true: then every event is out. */
function clausesOfNode(node: Expression, context: EvaluationContext): readonly Clause[] {
  const compiled = compileNode(node, context);
  if (node.kind !== 'not' || compiled.kind === 'constant') return [clauseOf(node, false, compiled, context)];
  return armsOf(node.operand).flatMap((arm) => {
    const part = compileNode(arm, context);
    return part.kind === 'constant' ? [] : [clauseOf(arm, true, complement(part), context)];
  });
}

function clauseOf(node: Expression, excluding: boolean, compiled: Compiled, context: EvaluationContext): Clause {
  const { from, to } = node;
  const eql = excluding ? printExpression({ kind: 'not', operand: node, from, to }) : printExpression(node);
  return { eql, from, to, node, excluding, test: toTest(compiled, context) };
}
