// Expressions without fields: folded before any event is looked at, and what `rulewright eval` prints.
import type { Expression } from '../eql/ast';
import type { ParameterType } from '../eql/functions';
import { findFunction } from '../eql/functions';
import { printExpression } from '../eql/print';
import type { FieldResolver } from '../eql/types';
import { childrenOf } from '../eql/walk';
import { compileScript, literalValue } from './script';
import { ComputationError, isNumber } from './value';
import type { Value } from './value';

/** No field in it, but for optional ones that nothing maps: those are the literal null. */
export function isConstant(node: Expression, fields: FieldResolver): boolean {
  if (node.kind === 'literal') return true;
  if (node.kind === 'field') return node.optional && fields.find(node.path) === undefined;
  return childrenOf(node).every((child) => isConstant(child, fields));
}

/** Throws ComputationError where Elasticsearch would refuse or fail. */
export function constantValue(node: Expression, fields: FieldResolver): Value {
  if (node.kind === 'literal') return literalValue(node);
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
    const error = findWrongArgument(node, fields);
    return error === undefined ? { value: constantValue(node, fields) } : { error };
  } catch (error) {
    if (error instanceof ComputationError) return { error: describe(error) };
    throw error;
  }
}

/** Elasticsearch refuses an argument of the wrong type before it computes anything. Null is of every type. */
function findWrongArgument(node: Expression, fields: FieldResolver): string | undefined {
  for (const child of childrenOf(node)) {
    const error = findWrongArgument(child, fields);
    if (error !== undefined) return error;
  }
  const definition = node.kind === 'call' ? findFunction(node.name) : undefined;
  if (node.kind !== 'call' || definition === undefined) return undefined;
  const last = definition.parameters[definition.parameters.length - 1];
  for (const [index, argument] of node.arguments.entries()) {
    const parameter = definition.parameters[index] ?? last;
    const value = constantValue(argument, fields);
    if (parameter === undefined || fits(value, parameter.type)) continue;
    return `\`${definition.name}\` takes ${NOUNS[parameter.type]} as its \`${parameter.name}\`, not ${printExpression(argument)}.`;
  }
  return undefined;
}

const NOUNS: Readonly<Record<ParameterType, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  ip: 'an IP address',
  any: 'a value',
};

function fits(value: Value, type: ParameterType): boolean {
  if (value === null || type === 'any') return true;
  if (type === 'number') return isNumber(value);
  if (type === 'integer') return typeof value === 'bigint';
  return type === 'boolean' ? typeof value === 'boolean' : typeof value === 'string';
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
