// Expressions without fields: folded before any event is looked at, and what `rulewright eval` prints.
import type { Expression } from '../eql/ast';
import type { FieldResolver } from '../eql/types';
import { childrenOf } from '../eql/walk';
import { compileScript } from './script';
import { ComputationError } from './value';
import type { Value } from './value';

/** No field in it, but for optional ones that nothing maps: those are the literal null. */
export function isConstant(node: Expression, fields: FieldResolver): boolean {
  if (node.kind === 'field') return node.optional && fields.find(node.path) === undefined;
  return childrenOf(node).every((child) => isConstant(child, fields));
}

/** Throws ComputationError where Elasticsearch would refuse or fail. */
export function constantValue(node: Expression, fields: FieldResolver): Value {
  const context = {
    fields,
    reader: (path: string): never => {
      throw new Error(`a constant has no field ${path}`);
    },
  };
  return compileScript(node, context).first(0);
}

/** The value of a constant expression, or a sentence saying why it has none. */
export function evaluateConstant(
  node: Expression,
  fields: FieldResolver,
): { readonly value: Value } | { readonly error: string } {
  if (!isConstant(node, fields)) return { error: 'The expression uses a field; give an event with `--event`.' };
  try {
    return { value: constantValue(node, fields) };
  } catch (error) {
    if (error instanceof ComputationError) return { error: describe(error) };
    throw error;
  }
}

export function describe(error: ComputationError): string {
  switch (error.code) {
    case 'division-by-zero':
      return `Division by zero: ${error.detail}.`;
    case 'overflow':
      return `The result of ${error.detail} does not fit its type.`;
    case 'number-format':
      return `${error.detail} is no number.`;
    case 'date-format':
      return `${error.detail} is no date.`;
    case 'ip-format':
      return `${error.detail} is no IP address or block.`;
  }
}
