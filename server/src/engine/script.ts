// Expressions computed as Elasticsearch's scripts do: three-valued, over every combination of the values of their fields.
// Source: InternalEqlScriptUtils; docs/eql.md, sections 5, 6 and 8.
import { assertNever } from '../base/assertNever';
import type { Comparison, Expression, Field, Literal, Logical } from '../eql/ast';
import { findFunction } from '../eql/functions';
import type { FieldResolver } from '../eql/types';
import { printDate } from '../eql/dates';
import type { FieldReader } from './fieldValues';
import { callFunction } from './functions';
import { compilePatterns } from './patterns';
import { arithmetic, compareValues, isNumber, negate } from './value';
import type { Value, Width } from './value';
import { equalityTest, holds, orderTest } from './valueTests';
import { ComputationError } from './value';

/** Values of the script's fields, in the order of `Script.readers`; null for a field without value. */
type Binding = readonly Value[];
type Compute = (binding: Binding) => Value;

export interface Script {
  /** True when a combination of values gives a result that passes. */
  any(event: number, passes: (value: Value) => boolean): boolean;
  /** The result of the first combination. */
  first(event: number): Value;
}

/** What a script needs of its surroundings; a constant needs no reader. */
export interface ScriptContext {
  readonly fields: FieldResolver;
  reader(path: string): FieldReader;
}

/** More combinations than this are not tried: no real event has them, and a crafted one must not stall the run. */
const MAX_COMBINATIONS = 100_000;

export function compileScript(node: Expression, context: ScriptContext): Script {
  const readers: FieldReader[] = [];
  const compute = compileValue(node, { context, readers });
  return {
    any: (event, passes) => someCombination(readers, event, (binding) => passes(compute(binding))),
    first: (event) => compute(readers.map((reader) => reader.values(event)[0] ?? null)),
  };
}

function someCombination(readers: readonly FieldReader[], event: number, test: (binding: Binding) => boolean): boolean {
  const lists = readers.map((reader) => {
    const values = reader.values(event);
    return values.length === 0 ? [null] : values.length === 1 ? values : [...new Set(values)];
  });
  const total = Math.min(
    lists.reduce((product, list) => product * list.length, 1),
    MAX_COMBINATIONS,
  );
  const binding: Value[] = lists.map(() => null);
  for (let combination = 0; combination < total; combination++) {
    let rest = combination;
    for (let at = 0; at < lists.length; at++) {
      const list = lists[at] ?? [];
      binding[at] = list[rest % list.length] ?? null;
      rest = Math.floor(rest / list.length);
    }
    if (test(binding)) return true;
  }
  return false;
}

interface Compilation {
  readonly context: ScriptContext;
  readonly readers: FieldReader[];
}

function compileValue(node: Expression, at: Compilation): Compute {
  switch (node.kind) {
    case 'literal': {
      const value = literalValue(node);
      return () => value;
    }
    case 'field':
      return compileField(node, at);
    case 'sign': {
      const operand = compileValue(node.operand, at);
      const width = widthOf(node.operand);
      return node.operator === '-' ? (binding) => negate(operand(binding), width) : operand;
    }
    case 'arithmetic': {
      const left = compileValue(node.left, at);
      const right = compileValue(node.right, at);
      const width = commonWidth([node.left, node.right]);
      return (binding) => arithmetic(node.operator, left(binding), right(binding), width);
    }
    case 'comparison':
      return compileComparison(node, at);
    case 'membership': {
      const tests = node.items.map((item) => compileEquality(node.operand, item, at, node.caseInsensitive));
      const any: Compute = (binding) => anyTrue(tests, binding);
      return node.negated ? (binding) => invert(any(binding)) : any;
    }
    case 'match': {
      const operand = compileValue(node.operand, at);
      const test = compilePatterns(node, 'script');
      return (binding) => {
        const value = operand(binding);
        return value === null ? null : test(String(value));
      };
    }
    case 'call':
      return compileCall(node, at);
    case 'not': {
      const operand = compileValue(node.operand, at);
      return (binding) => invert(operand(binding));
    }
    case 'logical':
      return compileLogical(node, at);
    case 'hole':
      return () => null;
    default:
      return assertNever(node);
  }
}

export function literalValue(node: Literal): Value {
  return node.type === 'integer' || node.type === 'long' ? BigInt(node.value) : node.value;
}

function compileField(field: Field, { context, readers }: Compilation): Compute {
  if (field.optional && context.fields.find(field.path) === undefined) return () => null;
  const reader = context.reader(field.path);
  let index = readers.indexOf(reader);
  if (index < 0) index = readers.push(reader) - 1;
  return (binding) => binding[index] ?? null;
}

function readerOf(node: Expression, { context }: Compilation): FieldReader | undefined {
  if (node.kind !== 'field') return undefined;
  return node.optional && context.fields.find(node.path) === undefined ? undefined : context.reader(node.path);
}

function compileComparison(node: Comparison, at: Compilation): Compute {
  if (node.operator === '!=') {
    const equal = compileComparison({ ...node, operator: '==' }, at);
    return (binding) => invert(equal(binding));
  }
  if (node.operator === '==') return compileEquality(node.left, node.right, at, false);
  const { operator } = node;
  const left = compileValue(node.left, at);
  const right = compileValue(node.right, at);
  const reader = readerOf(node.left, at);
  return (binding) => {
    const a = left(binding);
    const b = right(binding);
    if (a === null || b === null) return null;
    const typed = reader === undefined || isNumber(a) === isNumber(b) ? undefined : orderTest(reader, operator, b);
    if (typed !== undefined && !(typed instanceof ComputationError)) return typed(a);
    return holds(operator, compareValues(a, b));
  };
}

/** A comparison with the literal null asks whether the other side is null; otherwise null makes null. */
function compileEquality(
  leftNode: Expression,
  rightNode: Expression,
  at: Compilation,
  caseInsensitive: boolean,
): Compute {
  const left = compileValue(leftNode, at);
  const right = compileValue(rightNode, at);
  if (isNullLiteral(leftNode, at) || isNullLiteral(rightNode, at)) return (binding) => left(binding) === right(binding);
  const leftReader = readerOf(leftNode, at);
  const rightReader = readerOf(rightNode, at);
  return (binding) => {
    const a = left(binding);
    const b = right(binding);
    if (a === null || b === null) return null;
    if (caseInsensitive && typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
    if (leftReader !== undefined && rightReader === undefined) return typedEquality(leftReader, a, b);
    if (rightReader !== undefined && leftReader === undefined) return typedEquality(rightReader, b, a);
    return compareValues(a, b) === 0;
  };
}

function typedEquality(reader: FieldReader, value: Value, constant: Value): boolean {
  const test = equalityTest(reader, constant);
  if (test instanceof ComputationError) throw test;
  return test(value);
}

function isNullLiteral(node: Expression, { context }: Compilation): boolean {
  if (node.kind === 'field') return node.optional && context.fields.find(node.path) === undefined;
  return node.kind === 'literal' && node.type === 'null';
}

function anyTrue(tests: readonly Compute[], binding: Binding): Value {
  let unknown = false;
  for (const test of tests) {
    const value = test(binding);
    if (value === true) return true;
    unknown ||= value === null;
  }
  return unknown ? null : false;
}

function invert(value: Value): Value {
  return typeof value === 'boolean' ? !value : null;
}

/** Three-valued: null and false is false, null or true is true. */
function compileLogical(node: Logical, at: Compilation): Compute {
  const operands = node.operands.map((operand) => compileValue(operand, at));
  const decisive = node.operator === 'or';
  return (binding) => {
    let unknown = false;
    for (const operand of operands) {
      const value = operand(binding);
      if (value === decisive) return decisive;
      unknown ||= value === null;
    }
    return unknown ? null : !decisive;
  };
}

function compileCall(node: Extract<Expression, { kind: 'call' }>, at: Compilation): Compute {
  const definition = findFunction(node.name);
  const values = node.arguments.map((argument) => compileValue(argument, at));
  if (definition === undefined) return () => null;
  const { name } = definition;
  const width = commonWidth(node.arguments);
  const printsDates = name === 'string' || name === 'concat';
  const dates = node.arguments.map((argument) => printsDates && readerOf(argument, at)?.family === 'date');
  return (binding) =>
    callFunction(
      name,
      values.map((value, index) => (dates[index] === true ? datedText(value(binding)) : value(binding))),
      { caseInsensitive: node.caseInsensitive, width },
    );
}

function datedText(value: Value): Value {
  return value === null ? null : printDate(Number(value));
}

/** Which results must fit 32 bits: those of int literals, `length` and `indexOf`, and of arithmetic over them. */
function widthOf(node: Expression): Width {
  switch (node.kind) {
    case 'literal':
      return node.type === 'integer' ? 'int' : 'long';
    case 'sign':
      return widthOf(node.operand);
    case 'arithmetic':
      return commonWidth([node.left, node.right]);
    case 'call':
      return callWidth(node.name, node.arguments);
    default:
      return 'long';
  }
}

const ARITHMETIC: ReadonlySet<string> = new Set(['add', 'subtract', 'multiply', 'divide', 'modulo']);

function callWidth(name: string, values: readonly Expression[]): Width {
  const known = findFunction(name)?.name;
  if (known === 'length' || known === 'indexOf') return 'int';
  return known !== undefined && ARITHMETIC.has(known) ? commonWidth(values) : 'long';
}

function commonWidth(nodes: readonly Expression[]): Width {
  return nodes.every((node) => widthOf(node) === 'int') ? 'int' : 'long';
}
