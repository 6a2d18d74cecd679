// The leaves of a condition. A field against constants is looked up as in an index: any value may satisfy it, letters fold in ASCII.
// Everything else is computed as a script does. Source: docs/eql.md, sections 4 to 7; QueryTranslator tests.
import type { Comparison, ComparisonOperator, Expression, Field, Match, Membership } from '../eql/ast';
import type { Compiled, EvaluationContext, EventTest } from './condition';
import { constantValue, isConstant } from './constant';
import type { FieldReader } from './fieldValues';
import { compilePatterns } from './patterns';
import { compileScript } from './script';
import { ComputationError } from './value';
import type { Value } from './value';
import { equalityTest, membershipTest, orderTest } from './valueTests';
import type { ValueTest } from './valueTests';

type CompileNode = (node: Expression, context: EvaluationContext) => Compiled;

export function compileLeaf(node: Expression, context: EvaluationContext, compileNode: CompileNode): Compiled {
  if (isConstant(node, context.fields)) return constantCondition(node, context);
  switch (node.kind) {
    case 'field':
      return fieldTest(node, context, (value) => value === true);
    case 'comparison':
      return compileComparison(node, context, compileNode);
    case 'membership':
      return compileMembership(node, context);
    case 'match':
      return compileMatch(node, context);
    default:
      return scripted(node, context);
  }
}

/** A condition without fields: folded once. What cannot be computed is reported, on the first event. */
function constantCondition(node: Expression, context: EvaluationContext): Compiled {
  try {
    const value = constantValue(node, context.fields);
    return { kind: 'constant', value: typeof value === 'boolean' ? value : value === null ? null : false };
  } catch (error) {
    if (!(error instanceof ComputationError)) throw error;
    return { kind: 'test', test: failing(error) };
  }
}

/** Caught around the whole condition: an event of which something cannot be computed matches no `not` either. */
function failing(error: ComputationError): EventTest {
  return () => {
    throw error;
  };
}

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** A literal on the left is swapped to the right. `x != y` is `not x == y`. */
function compileComparison(node: Comparison, context: EvaluationContext, compileNode: CompileNode): Compiled {
  const swap = isConstant(node.left, context.fields);
  const left = swap ? node.right : node.left;
  const right = swap ? node.left : node.right;
  const operator = swap ? MIRRORED[node.operator] : node.operator;
  if (operator === '!=')
    return negated(compileComparison({ ...node, operator: '==', left, right }, context, compileNode));
  if (!isConstant(right, context.fields)) return scripted({ ...node, operator, left, right }, context);
  if (left.kind === 'field') return compareField(left, operator, right, context);
  const truth = right.kind === 'literal' && right.type === 'boolean' && operator === '==' ? right.value : undefined;
  // Source: BooleanFunctionEqualsElimination: `f(x) == false` is `not f(x)`, so it matches where x is missing.
  if (truth !== undefined && isBoolean(left))
    return truth ? compileNode(left, context) : negated(compileNode(left, context));
  return scripted({ ...node, operator, left, right }, context);
}

function isBoolean(node: Expression): boolean {
  return node.kind === 'comparison' || node.kind === 'membership' || node.kind === 'match' || node.kind === 'call';
}

function compareField(
  field: Field,
  operator: Exclude<ComparisonOperator, '!='>,
  right: Expression,
  context: EvaluationContext,
): Compiled {
  const constant = tryConstant(right, context);
  if (constant instanceof ComputationError) return { kind: 'test', test: failing(constant) };
  if (constant === null) {
    if (operator !== '==') return { kind: 'constant', value: null };
    const reader = context.reader(field.path);
    return { kind: 'test', test: (event) => reader.values(event).length === 0 };
  }
  const reader = context.reader(field.path);
  return withTest(reader, operator === '==' ? equalityTest(reader, constant) : orderTest(reader, operator, constant));
}

function tryConstant(node: Expression, context: EvaluationContext): Value | ComputationError {
  try {
    return constantValue(node, context.fields);
  } catch (error) {
    if (error instanceof ComputationError) return error;
    throw error;
  }
}

/** A constant that the field's type cannot hold fails the search in Elasticsearch: here it is reported where the field has a value. */
function withTest(reader: FieldReader, test: ValueTest | ComputationError): Compiled {
  if (test instanceof ComputationError) {
    const fail = failing(test);
    return { kind: 'test', test: (event) => reader.values(event).length > 0 && fail(event) };
  }
  return { kind: 'test', test: anyValue(reader, test) };
}

function anyValue(reader: FieldReader, test: ValueTest): EventTest {
  return (event) => {
    const values = reader.values(event);
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      if (value !== undefined && test(value)) return true;
    }
    return false;
  };
}

function fieldTest(field: Field, context: EvaluationContext, test: ValueTest): Compiled {
  return { kind: 'test', test: anyValue(context.reader(field.path), test) };
}

function negated(part: Compiled): Compiled {
  if (part.kind === 'constant') return { kind: 'constant', value: part.value === null ? null : !part.value };
  return { kind: 'test', test: (event) => !part.test(event) };
}

function compileMembership(node: Membership, context: EvaluationContext): Compiled {
  if (node.negated) return negated(compileMembership({ ...node, negated: false }, context));
  if (node.operand.kind !== 'field' || !node.items.every((item) => isConstant(item, context.fields)))
    return scripted(node, context);
  const reader = context.reader(node.operand.path);
  const constants: Value[] = [];
  for (const item of node.items) {
    const constant = tryConstant(item, context);
    if (constant instanceof ComputationError) return { kind: 'test', test: failing(constant) };
    if (constant !== null) constants.push(constant);
  }
  return withTest(reader, membershipTest(reader, constants, node.caseInsensitive));
}

function compileMatch(node: Match, context: EvaluationContext): Compiled {
  if (node.operand.kind !== 'field') return scripted(node, context);
  const test = compilePatterns(node, 'index');
  return fieldTest(node.operand, context, (value) => test(String(value)));
}

/** A boolean script: true when any combination of its fields' values makes it true. Throws ComputationError for a combination that fails. */
function scripted(node: Expression, context: EvaluationContext): Compiled {
  const script = compileScript(node, context);
  return { kind: 'test', test: (event) => script.any(event, (value) => value === true) };
}
