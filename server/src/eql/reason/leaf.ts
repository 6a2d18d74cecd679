// Leaves of a condition as questions about the values of one field. What is not understood exactly is `unknown`: it may hold or not,
// whatever else holds, so nothing is ever concluded from it.
// Source: docs/eql.md, sections 4 to 7: any value satisfies a leaf, and `not` is its complement.
import type { Call, Comparison, ComparisonOperator, Expression, Field, Match, Membership } from '../ast';
import { findFunction } from '../functions';
import { printExpression } from '../print';
import type { FieldResolver } from '../types';
import { walkExpression } from '../walk';
import { readingOf } from './fieldReading';
import type { FieldReading } from './fieldReading';
import { addressRanges, numbersOf } from './numbers';
import { literalPattern, partPattern, wildcardPattern } from './textPattern';
import type { TextPattern } from './textPattern';
import { ALL, textSet } from './valueSet';
import type { ValueSet } from './valueSet';

export type Leaf =
  | {
      readonly kind: 'asks';
      /** The path of a field, or the text of an expression that is computed. */
      readonly subject: string;
      readonly values: ValueSet;
      /** `!=`, `not in`, `== null`: no value is among them. */
      readonly negated: boolean;
    }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'unknown' };

const UNKNOWN: Leaf = { kind: 'unknown' };

export function leafOf(node: Expression, fields: FieldResolver): Leaf {
  switch (node.kind) {
    case 'literal':
      return node.type === 'boolean' ? { kind: 'constant', value: node.value } : UNKNOWN;
    case 'field':
      return bareField(node, fields);
    case 'comparison':
      return comparisonLeaf(node, fields);
    case 'membership':
      return membershipLeaf(node, fields);
    case 'match':
      return matchLeaf(node, fields);
    case 'call':
      return callLeaf(node, fields) ?? computed(node, fields);
    default:
      return UNKNOWN;
  }
}

function asks(subject: string, values: ValueSet | undefined, negated = false): Leaf {
  return values === undefined ? UNKNOWN : { kind: 'asks', subject, values, negated };
}

function opaque(name: string): ValueSet {
  return { kind: 'opaque', name };
}

/** Only the literal texts of constants, or undefined. */
function textsOf(nodes: readonly Expression[]): readonly string[] | undefined {
  const texts = nodes.flatMap((node) => (node.kind === 'literal' && node.type === 'string' ? [node.value] : []));
  return texts.length === nodes.length ? texts : undefined;
}

function bareField(node: Field, fields: FieldResolver): Leaf {
  const reading = readingOf(node, fields);
  if (reading === 'unknown') return UNKNOWN;
  return asks(
    node.path,
    reading === 'boolean' ? numbersOf(reading, [{ operator: '==', value: true }]) : opaque('true'),
  );
}

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function comparisonLeaf(node: Comparison, fields: FieldResolver): Leaf {
  if (node.left.kind === 'field' && isLiteral(node.right))
    return fieldComparison(node.left, node.operator, node.right, fields);
  if (node.right.kind === 'field' && isLiteral(node.left))
    return fieldComparison(node.right, MIRRORED[node.operator], node.left, fields);
  return computed(node, fields);
}

/** A number may have a sign. */
function isLiteral(node: Expression): boolean {
  return node.kind === 'literal' || (node.kind === 'sign' && node.operand.kind === 'literal');
}

function fieldComparison(field: Field, operator: ComparisonOperator, value: Expression, fields: FieldResolver): Leaf {
  const reading = readingOf(field, fields);
  if (reading === 'unknown') return UNKNOWN;
  if (value.kind === 'literal' && value.type === 'null') {
    if (operator === '!=') return asks(field.path, ALL);
    return operator === '==' ? asks(field.path, ALL, true) : UNKNOWN;
  }
  const negated = operator === '!=';
  const asked = negated ? '==' : operator;
  return asks(field.path, comparedValues(reading, asked, value), negated);
}

function comparedValues(
  reading: FieldReading,
  operator: Exclude<ComparisonOperator, '!='>,
  value: Expression,
): ValueSet | undefined {
  switch (reading) {
    case 'text':
    case 'dynamic':
    case 'version': {
      const texts = textsOf([value]);
      const exact = texts === undefined || operator !== '==' ? undefined : exactTexts(reading, texts, false);
      return exact ?? named(operator, value);
    }
    case 'whole':
    case 'decimal':
    case 'boolean':
      return numbersOf(reading, [{ operator, value: constantOf(value) }]);
    case 'address':
      return value.kind === 'literal' && value.type === 'string' ? addressRanges(operator, [value.value]) : undefined;
    default:
      return undefined;
  }
}

function named(operator: string, value: Expression): ValueSet {
  return opaque(`${operator} ${printExpression(value)}`);
}

function constantOf(node: Expression): number | bigint | boolean | undefined {
  if (node.kind === 'sign') {
    const value = constantOf(node.operand);
    return node.operator === '+' || typeof value === 'boolean' || value === undefined ? value : -value;
  }
  if (node.kind !== 'literal' || node.type === 'string' || node.type === 'null') return undefined;
  return node.value;
}

/** A field that nothing declares may hold numbers and booleans too: texts that look like one are not compared as texts alone. */
function exactTexts(reading: FieldReading, texts: readonly string[], ignoresCase: boolean): ValueSet | undefined {
  if (reading === 'dynamic' && texts.some(looksTyped)) return undefined;
  return patternSet(texts.map((text) => literalPattern(text, ignoresCase)));
}

function looksTyped(text: string): boolean {
  return text.trim() !== '' && (!Number.isNaN(Number(text)) || /^(?:true|false)$/i.test(text));
}

function patternSet(patterns: readonly (TextPattern | undefined)[]): ValueSet | undefined {
  const known = patterns.flatMap((pattern) => pattern ?? []);
  return known.length === patterns.length ? textSet(known) : undefined;
}

function membershipLeaf(node: Membership, fields: FieldResolver): Leaf {
  if (node.operand.kind !== 'field') return computed(node, fields);
  const reading = readingOf(node.operand, fields);
  if (reading === 'unknown' || !node.items.every(isLiteral)) return UNKNOWN;
  return asks(node.operand.path, listedValues(reading, node), node.negated);
}

function listedValues(reading: FieldReading, { items, caseInsensitive }: Membership): ValueSet | undefined {
  const texts = textsOf(items);
  switch (reading) {
    case 'text':
    case 'dynamic':
      return texts === undefined ? undefined : exactTexts(reading, texts, caseInsensitive);
    case 'version':
      return texts === undefined || caseInsensitive ? undefined : exactTexts(reading, texts, false);
    case 'whole':
    case 'decimal':
    case 'boolean':
      return numbersOf(
        reading,
        items.map((item) => ({ operator: '==', value: constantOf(item) })),
      );
    case 'address':
      return texts === undefined ? undefined : addressRanges('==', texts);
    default:
      return undefined;
  }
}

function matchLeaf(node: Match, fields: FieldResolver): Leaf {
  const texts = textsOf(node.patterns);
  if (node.operand.kind !== 'field') return computed(node, fields);
  const reading = readingOf(node.operand, fields);
  if (texts === undefined || (reading !== 'text' && reading !== 'dynamic' && reading !== 'version')) return UNKNOWN;
  if (node.operator.startsWith('regex'))
    return asks(node.operand.path, opaque(`${node.operator} ${texts.join(' | ')}`));
  const ignoresCase = node.operator !== 'like';
  return asks(node.operand.path, patternSet(texts.map((text) => wildcardPattern(text, ignoresCase))));
}

const PLACES: Readonly<Record<string, 'start' | 'end' | 'anywhere'>> = {
  startsWith: 'start',
  endsWith: 'end',
  stringContains: 'anywhere',
};

/** Functions that ask the same as a pattern or a range. */
function callLeaf(node: Call, fields: FieldResolver): Leaf | undefined {
  const name = findFunction(node.name)?.name;
  const [source, ...others] = node.arguments;
  if (name === undefined || source?.kind !== 'field' || node.caseInsensitive) return undefined;
  const reading = readingOf(source, fields);
  const texts = textsOf(others);
  if (texts === undefined || texts.length === 0) return undefined;
  if (name === 'cidrMatch') return reading === 'address' ? asks(source.path, addressRanges('in', texts)) : UNKNOWN;
  const place = PLACES[name];
  const [part = ''] = texts;
  if (place === undefined || reading !== 'text' || part === '' || texts.length > 1) return undefined;
  return asks(source.path, patternSet([partPattern(part, place)]));
}

/** Functions that give a value for any argument. */
const TOTAL: ReadonlySet<string> = new Set([
  'between',
  'concat',
  'endsWith',
  'indexOf',
  'length',
  'startsWith',
  'string',
  'stringContains',
  'substring',
]);

/** What a script computes: the same text gives the same answer. It may not fail, and every field in it must be there or missing for sure. */
function computed(node: Expression, fields: FieldResolver): Leaf {
  let isTotal = true;
  walkExpression(node, (part) => {
    isTotal &&= isTotalNode(part, fields);
  });
  return isTotal ? asks(`(${printExpression(node)})`, ALL) : UNKNOWN;
}

function isTotalNode(node: Expression, fields: FieldResolver): boolean {
  switch (node.kind) {
    case 'literal':
      return node.type !== 'null';
    case 'field':
      return readingOf(node, fields) !== 'unknown';
    case 'call':
      return TOTAL.has(findFunction(node.name)?.name ?? '');
    case 'comparison':
      return (node.left.kind === 'field') === (node.right.kind === 'field');
    case 'membership':
    case 'match':
      return node.operand.kind === 'call';
    default:
      return false;
  }
}
