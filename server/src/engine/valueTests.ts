// Tests of one indexed value against constants, by the type of its field. Source: docs/eql.md, sections 4 and 7.
import { parseAddress, parseBlock } from '../eql/address';
import { parseDate } from '../eql/dates';
import type { FieldReader } from './fieldValues';
import { compareStrings, compareValues, ComputationError, isNumber, printValue } from './value';
import type { Value } from './value';
import { compareVersions } from './version';
import { foldAscii } from './wildcard';

export type ValueTest = (value: Value) => boolean;
type Order = '<' | '<=' | '>' | '>=';

/** What `field == constant` asks of one value. A constant that the type cannot hold is an error, as it is for Elasticsearch. */
export function equalityTest(reader: FieldReader, constant: Value): ValueTest | ComputationError {
  switch (reader.family) {
    case 'string':
    case 'version':
    case 'text': {
      const text = termText(constant);
      return (value) => value === text;
    }
    case 'number':
      return numberTest(constant, (value, number) => value == number);
    case 'boolean':
      return booleanTest(constant);
    case 'date': {
      const instant = instantOf(reader, constant, false);
      return instant instanceof ComputationError ? instant : (value) => value === instant;
    }
    case 'ip':
      return addressTest(constant);
    case 'binary':
      return () => false;
    default:
      return (value) => equalDynamic(value, constant);
  }
}

/** Set lookups where the values are texts; otherwise the equality tests one after the other. */
export function membershipTest(
  reader: FieldReader,
  constants: readonly Value[],
  caseInsensitive: boolean,
): ValueTest | ComputationError {
  if (reader.family === 'string') {
    const fold = caseInsensitive ? foldAscii : (text: string): string => text;
    const texts = new Set(constants.map((constant) => fold(termText(constant))));
    return (value) => texts.has(fold(String(value)));
  }
  if (reader.family === 'dynamic') return dynamicMembership(constants, caseInsensitive);
  const tests: ValueTest[] = [];
  for (const constant of constants) {
    const test = equalityTest(reader, constant);
    if (test instanceof ComputationError) return test;
    tests.push(test);
  }
  return (value) => tests.some((test) => test(value));
}

function dynamicMembership(constants: readonly Value[], caseInsensitive: boolean): ValueTest {
  const fold = caseInsensitive ? foldAscii : (text: string): string => text;
  const texts = new Set(constants.filter((each) => typeof each === 'string').map(fold));
  const others = constants.filter((each) => typeof each !== 'string');
  return (value) =>
    texts.has(fold(typeof value === 'string' ? value : printTerm(value))) ||
    others.some((constant) => equalDynamic(value, constant));
}

/** What `field < constant` and its like ask of one value. */
export function orderTest(reader: FieldReader, operator: Order, constant: Value): ValueTest | ComputationError {
  switch (reader.family) {
    case 'string':
    case 'text': {
      const text = termText(constant);
      return (value) => holds(operator, compareStrings(String(value), text));
    }
    case 'version': {
      const text = termText(constant);
      return (value) => holds(operator, compareVersions(String(value), text));
    }
    case 'number':
      return numberTest(constant, (value, number) => holds(operator, compareValues(value, number)));
    case 'boolean':
      return typeof constant === 'boolean' ? (value) => holds(operator, compareValues(value, constant)) : () => false;
    case 'date': {
      // Source: range queries fill missing parts of a date with their last instant under `>` and `<=`.
      const instant = instantOf(reader, constant, operator === '>' || operator === '<=');
      return instant instanceof ComputationError ? instant : (value) => holds(operator, compareValues(value, instant));
    }
    case 'ip':
      return addressOrder(operator, constant);
    case 'binary':
      return () => false;
    default:
      return (value) => holds(operator, compareDynamic(value, constant, operator));
  }
}

export function holds(operator: Order, order: number | undefined): boolean {
  if (order === undefined) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function termText(constant: Value): string {
  return typeof constant === 'string' ? constant : printTerm(constant);
}

/** A number as the term that a keyword holds for it. */
function printTerm(value: Value): string {
  return typeof value === 'number' ? String(value) : printValue(value);
}

function numberTest(
  constant: Value,
  test: (value: number | bigint, number: number | bigint) => boolean,
): ValueTest | ComputationError {
  const number = numberOf(constant);
  if (number === undefined) return new ComputationError('number-format', `"${String(constant)}"`);
  return (value) => isNumber(value) && test(value, number);
}

function numberOf(constant: Value): number | bigint | undefined {
  if (isNumber(constant)) return constant;
  if (typeof constant !== 'string' || constant.trim() === '') return undefined;
  if (/^[+-]?[0-9]+$/.test(constant)) return BigInt(constant.replace('+', ''));
  const number = Number(constant);
  return Number.isNaN(number) ? undefined : number;
}

/** A term query on a boolean understands true, false, "true", "false" and ""; anything else fails the search. */
function booleanTest(constant: Value): ValueTest {
  if (typeof constant === 'boolean') return (value) => value === constant;
  if (constant === 'true') return (value) => value === true;
  return constant === 'false' || constant === '' ? (value) => value === false : () => false;
}

function instantOf(reader: FieldReader, constant: Value, roundUp: boolean): number | ComputationError {
  const parsed = isNumber(constant)
    ? (parseDate(String(constant), reader.field?.format, roundUp) ?? Number(constant))
    : parseDate(String(constant), reader.field?.format, roundUp);
  return parsed ?? new ComputationError('date-format', `"${String(constant)}"`);
}

/** An address, or a block that holds it: a term query on an `ip` takes both. */
function addressTest(constant: Value): ValueTest | ComputationError {
  const text = String(constant);
  const block = parseBlock(text);
  if (block !== undefined) return (value) => block(parseAddress(String(value)) ?? -1n);
  const address = parseAddress(text);
  if (address === undefined) return new ComputationError('ip-format', `"${text}"`);
  return (value) => parseAddress(String(value)) === address;
}

function addressOrder(operator: Order, constant: Value): ValueTest | ComputationError {
  const address = parseAddress(String(constant));
  if (address === undefined) return new ComputationError('ip-format', `"${String(constant)}"`);
  return (value) => holds(operator, compareValues(parseAddress(String(value)) ?? -1n, address));
}

/** Nothing declares the field: the value's own JSON type decides, as dynamic mapping would have. */
function equalDynamic(value: Value, constant: Value): boolean {
  if (typeof value === 'string') return value === termText(constant);
  if (typeof value === 'boolean') return value === constant || String(value) === constant;
  const number = numberOf(constant);
  return number !== undefined && value !== null && value == number;
}

const DATE_LIKE = /^\d{4}-\d{2}(?:-\d{2}|$)/;

function compareDynamic(value: Value, constant: Value, operator: Order): number | undefined {
  if (typeof value === 'string' && typeof constant === 'string' && DATE_LIKE.test(value) && DATE_LIKE.test(constant)) {
    const left = parseDate(value);
    const right = parseDate(constant, undefined, operator === '>' || operator === '<=');
    if (left !== undefined && right !== undefined) return left - right;
  }
  if (typeof value === 'string') return compareStrings(value, termText(constant));
  if (typeof value === 'boolean') return compareValues(value, constant);
  const number = numberOf(constant);
  return number === undefined ? undefined : compareValues(value, number);
}
