// The value of any expression on one event: what `rulewright eval --event` prints. A condition has the verdict that a run would give it.
import type { Expression } from '../eql/ast';
import { findFunction } from '../eql/functions';
import type { EvaluationContext } from './condition';
import { compileCondition } from './condition';
import { describe, evaluateConstant, isConstant } from './constant';
import type { ProblemLog } from './problems';
import { compileScript } from './script';
import { ComputationError } from './value';
import type { Value } from './value';

/** Several values only for a bare field that has several. */
export type Evaluated = { readonly value: Value | readonly Value[] } | { readonly error: string };

/**
 * Conditions are true or false, over missing fields too; other expressions over a missing field are null. A computed value over a
 * field with several values is that of the first.
 */
export function evaluateOnEvent(node: Expression, event: number, context: EvaluationContext): Evaluated {
  if (isConstant(node, context.fields)) return evaluateConstant(node, context.fields);
  if (isCondition(node)) return evaluateCondition(node, event, context);
  if (node.kind === 'field') return { value: valueOf(context.reader(node.path).values(event)) };
  try {
    return { value: compileScript(node, context).first(event) };
  } catch (error) {
    if (error instanceof ComputationError) return { error: describe(error) };
    throw error;
  }
}

/** As JSON: whole numbers with all their digits, what JSON cannot say (an infinite double) as null. */
export function toJson(value: Value | readonly Value[]): string {
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(toJson).join(',')}]`;
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

function isCondition(node: Expression): boolean {
  switch (node.kind) {
    case 'comparison':
    case 'membership':
    case 'match':
    case 'not':
    case 'logical':
      return true;
    case 'call':
      return findFunction(node.name)?.result === 'boolean';
    default:
      return false;
  }
}

function evaluateCondition(node: Expression, event: number, context: EvaluationContext): Evaluated {
  let error: string | undefined;
  const problems: ProblemLog = {
    report(code, _event, detail) {
      if (code !== 'no-timestamp' && code !== 'ignored-long-value')
        error = describe(new ComputationError(code, detail));
    },
    list: () => [],
  };
  const value = compileCondition(node, { ...context, problems })(event);
  return error === undefined ? { value } : { error };
}

function valueOf(values: readonly Value[]): Value | readonly Value[] {
  const [first = null] = values;
  return values.length > 1 ? values : first;
}
