// What Elasticsearch's analyzer takes an expression for. Source: DataTypes, and `dataType()` of each expression; docs/eql.md, section 7.
import { assertNever } from '../../base/assertNever';
import type { Call, Expression, Field, Literal } from '../ast';
import { findFunction } from '../functions';
import { isHole } from '../nodes';
import { printExpression } from '../print';
import { familyOf } from '../types';
import type { FieldResolver } from '../types';
import { childrenOf } from '../walk';

/** `unknown` is of every type: what is half written, a field that nothing declares or that is refused already. So is `null`, as in Elasticsearch. */
export type ValueFamily = 'string' | 'number' | 'boolean' | 'date' | 'ip' | 'version' | 'binary' | 'null' | 'unknown';

export interface ValueType {
  readonly family: ValueFamily;
  /** Elasticsearch's name of the type, for people. */
  readonly name: string;
  readonly fromField: boolean;
}

export function typeOf(node: Expression, fields: FieldResolver): ValueType {
  if (childrenOf(node).some(isHole)) return UNKNOWN;
  switch (node.kind) {
    case 'literal':
      return LITERALS[node.type];
    case 'field':
      return fieldType(node, fields);
    case 'sign':
      return node.operator === '+' ? typeOf(node.operand, fields) : sumType([node.operand], fields);
    case 'arithmetic':
      return sumType([node.left, node.right], fields);
    case 'call':
      return callType(node, fields);
    case 'comparison':
    case 'membership':
    case 'match':
    case 'not':
    case 'logical':
      return BOOLEAN;
    case 'hole':
      return UNKNOWN;
    default:
      return assertNever(node);
  }
}

/** Whether Elasticsearch takes a value of one type for one of the other. Source: DataTypes.areCompatible. */
export function areCompatible(left: ValueType, right: ValueType): boolean {
  return left.family === right.family || isOpen(left) || isOpen(right);
}

/** Of no type, so of any. */
export function isOpen({ family }: ValueType): boolean {
  return family === 'null' || family === 'unknown';
}

export function isInteger({ name }: ValueType): boolean {
  return INTEGERS.has(name);
}

/** No field in it, but for an optional one that nothing maps: that is null. Source: Expression.foldable. */
export function isConstant(node: Expression, fields: FieldResolver): boolean {
  if (node.kind === 'field') return node.optional && fields.find(node.path) === undefined;
  return childrenOf(node).every((child) => isConstant(child, fields));
}

/** "`process.pid` is a long", "`length(…)` is a number": how a message begins. */
export function describe(node: Expression, type: ValueType): string {
  const noun = /^[aeiou]/.test(type.name) ? `an ${type.name}` : `a ${type.name}`;
  return `${shown(node)} is ${noun}`;
}

/** An expression in backquotes, shortened where it is long. */
export function shown(node: Expression): string {
  const text = printExpression(node);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

const UNKNOWN: ValueType = { family: 'unknown', name: 'unknown', fromField: false };
const NULL: ValueType = { family: 'null', name: 'null', fromField: false };
const BOOLEAN: ValueType = { family: 'boolean', name: 'boolean', fromField: false };
const TEXT: ValueType = { family: 'string', name: 'text', fromField: false };
const INTEGER: ValueType = { family: 'number', name: 'integer', fromField: false };
const LONG: ValueType = { family: 'number', name: 'long', fromField: false };
const DOUBLE: ValueType = { family: 'number', name: 'double', fromField: false };

const LITERALS: Readonly<Record<Literal['type'], ValueType>> = {
  null: NULL,
  boolean: BOOLEAN,
  string: TEXT,
  integer: INTEGER,
  long: LONG,
  double: DOUBLE,
};
const INTEGERS: ReadonlySet<string> = new Set(['byte', 'short', 'integer', 'long', 'unsigned_long']);

function fieldType({ path, optional }: Field, fields: FieldResolver): ValueType {
  const field = fields.find(path);
  if (field === undefined) return optional && fields.authority === 'mapping' ? NULL : UNKNOWN;
  if (field.uncertainType === true) return UNKNOWN;
  const family = familyOf(field.type);
  if (field.nestedIn !== undefined || family === 'nested' || family === 'object' || family === 'unsupported')
    return UNKNOWN;
  return { family: family === 'text' ? 'string' : family, name: field.type, fromField: true };
}

/** Source: DataTypeConverter.commonType, as far as it matters here: whole numbers stay whole. */
function sumType(operands: readonly Expression[], fields: FieldResolver): ValueType {
  const types = operands.map((operand) => typeOf(operand, fields));
  if (types.every((type) => type.family === 'null')) return NULL;
  if (types.some((type) => type.family === 'unknown')) return { ...UNKNOWN, family: 'number', name: 'long' };
  return types.every((type) => isInteger(type) || type.family === 'null') ? LONG : DOUBLE;
}

const SUMS: ReadonlySet<string> = new Set(['add', 'subtract', 'multiply', 'divide', 'modulo']);

function callType(call: Call, fields: FieldResolver): ValueType {
  const definition = findFunction(call.name);
  if (definition === undefined) return UNKNOWN;
  if (definition.result === 'string') return TEXT;
  if (definition.result === 'boolean') return BOOLEAN;
  if (SUMS.has(definition.name)) return sumType(call.arguments, fields);
  return definition.name === 'number' ? DOUBLE : INTEGER;
}
