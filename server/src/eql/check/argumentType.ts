// Arguments of functions: their types, and which of them must be constants. Source: resolveType of each function; brief, section 9.
import type { Fix, Issue } from '../../base/issue';
import type { Call, Expression } from '../ast';
import { findFunction, parameterAt } from '../functions';
import type { FunctionDefinition, FunctionParameter, ParameterType } from '../functions';
import { replacement } from '../syntaxIssue';
import { issueAt, refusal } from './context';
import type { CheckContext } from './context';
import { convertedLiteral } from './literals';
import { describe, isConstant, isInteger, isOpen, shown, typeOf } from './valueType';
import type { ValueFamily, ValueType } from './valueType';

export function checkArguments(context: CheckContext): readonly Issue[] {
  return context.nodes.flatMap((node) => (node.kind === 'call' ? findingsOf(node, context) : []));
}

/** The number of arguments is the parser's to judge. */
function findingsOf(call: Call, context: CheckContext): readonly Issue[] {
  const definition = findFunction(call.name);
  if (definition === undefined) return [];
  return call.arguments.flatMap((argument, index) => {
    const parameter = parameterAt(definition, index);
    return parameter === undefined ? [] : judge(argument, parameter, definition, context);
  });
}

function judge(
  argument: Expression,
  parameter: FunctionParameter,
  definition: FunctionDefinition,
  context: CheckContext,
): readonly Issue[] {
  if (parameter.constant === true && !isConstant(argument, context.fields)) {
    const message = `The \`${parameter.name}\` of \`${definition.name}\` must be a constant; Elasticsearch takes no field here, as ${shown(argument)} is.`;
    return [issueAt(argument, 'constant-argument', 'error', message)];
  }
  const type = typeOf(argument, context.fields);
  if (fits(type, parameter.type)) return [];
  const message = `The \`${parameter.name}\` of \`${definition.name}\` must be ${NOUNS[parameter.type]}; ${describe(argument, type)}.${cureFor(type, parameter.type)}`;
  return [issueAt(argument, 'type-mismatch', refusal(context, type), message, conversion(argument, parameter.type))];
}

function fits(type: ValueType, wanted: ParameterType): boolean {
  if (wanted === 'any' || isOpen(type)) return true;
  if (wanted === 'integer') return type.family === 'number' && isInteger(type);
  return type.family === wanted;
}

const NOUNS: Readonly<Record<ParameterType, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  ip: 'a field of type ip',
  any: 'a value',
};

function cureFor({ family }: ValueType, wanted: ParameterType): string {
  if (wanted === 'string') return ' `string(…)` makes a text of it.';
  if (wanted === 'number' && family === 'string') return ' `number(…)` reads a text as a number.';
  return '';
}

const FAMILIES: Partial<Readonly<Record<ParameterType, ValueFamily>>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
};

function conversion(argument: Expression, wanted: ParameterType): readonly Fix[] {
  const family = FAMILIES[wanted];
  const text =
    family === undefined ? undefined : convertedLiteral(argument, { family, name: family, fromField: false });
  return text === undefined || (wanted === 'integer' && !/^-?[0-9]+$/.test(text)) ? [] : [replacement(argument, text)];
}
