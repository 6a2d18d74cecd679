// Values of expressions and their comparison.

/** Whole numbers (int, long) are bigint, doubles number, as Java keeps them apart. */
export type Value = null | boolean | string | bigint | number;

/** Thrown inside one evaluation where Elasticsearch would fail the search; caught at the leaf, reported, and the event does not match. */
export class ComputationError extends Error {
  override readonly name = 'ComputationError';
  constructor(
    readonly code: 'division-by-zero' | 'overflow' | 'number-format' | 'date-format' | 'ip-format',
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** By code point, which is the order of UTF-8 bytes in which terms stand in an index; UTF-16 order differs beyond U+FFFF. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above every other unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Negative, zero, positive; undefined where the two have no common order. */
export function compareValues(a: Value, b: Value): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : a > b ? 1 : a == b ? 0 : undefined;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return undefined;
}

export function isNumber(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** As Java's toString prints it. */
export function printValue(value: Value): string {
  if (typeof value === 'number') return printDouble(value);
  return String(value);
}

/** Double.toString: at least one digit after the point, an exponent below 10^-3 and from 10^7 on. */
function printDouble(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent.replace('+', '')}`;
}

const INT_MAX = 2147483647n;
const LONG_MAX = 9223372036854775807n;

/** `int` where both operands are: then the result must fit 32 bits. Source: QL Arithmetics, Math.addExact and its like. */
export type Width = 'int' | 'long';

export function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: Value, right: Value, width: Width): Value {
  if (left === null || right === null) return null;
  if (!isNumber(left) || !isNumber(right)) return null;
  if (typeof left === 'bigint' && typeof right === 'bigint') return whole(operator, left, right, width);
  return double(operator, Number(left), Number(right));
}

function whole(operator: '+' | '-' | '*' | '/' | '%', left: bigint, right: bigint, width: Width): bigint {
  if ((operator === '/' || operator === '%') && right === 0n)
    throw new ComputationError('division-by-zero', `${left} ${operator} 0`);
  const result = wholeResult(operator, left, right);
  const max = width === 'int' ? INT_MAX : LONG_MAX;
  if (result > max || result < -max - 1n) throw new ComputationError('overflow', `${left} ${operator} ${right}`);
  return result;
}

function wholeResult(operator: '+' | '-' | '*' | '/' | '%', left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

function double(operator: '+' | '-' | '*' | '/' | '%', left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

export function negate(value: Value, width: Width): Value {
  if (typeof value === 'number') return -value;
  return typeof value === 'bigint' ? whole('-', 0n, value, width) : null;
}
