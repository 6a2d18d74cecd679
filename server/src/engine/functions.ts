// The sixteen functions over values. Source: EqlFunctionRegistry's processors; docs/eql.md, section 9.
import type { FunctionName } from '../eql/functions';
import { parseAddress, parseBlock } from '../eql/address';
import { arithmetic, ComputationError, isNumber, printValue } from './value';
import type { Value, Width } from './value';

export interface CallContext {
  readonly caseInsensitive: boolean;
  /** Of the operands, for arithmetic functions. */
  readonly width: Width;
}

type Implementation = (values: readonly Value[], context: CallContext) => Value;

/** Throws ComputationError where Elasticsearch would fail the search. */
export function callFunction(name: FunctionName, values: readonly Value[], context: CallContext): Value {
  return IMPLEMENTATIONS[name](values, context);
}

const IMPLEMENTATIONS: Readonly<Record<FunctionName, Implementation>> = {
  add: ([left = null, right = null], { width }) => arithmetic('+', left, right, width),
  subtract: ([left = null, right = null], { width }) => arithmetic('-', left, right, width),
  multiply: ([left = null, right = null], { width }) => arithmetic('*', left, right, width),
  divide: ([left = null, right = null], { width }) => arithmetic('/', left, right, width),
  modulo: ([left = null, right = null], { width }) => arithmetic('%', left, right, width),
  between: betweenText,
  cidrMatch,
  concat: (values) => (values.some((value) => value === null) ? null : values.map(printValue).join('')),
  endsWith: (values, { caseInsensitive }) => testTexts(values, caseInsensitive, (text, part) => text.endsWith(part)),
  startsWith: (values, { caseInsensitive }) =>
    testTexts(values, caseInsensitive, (text, part) => text.startsWith(part)),
  stringContains: (values, { caseInsensitive }) =>
    testTexts(values, caseInsensitive, (text, part) => text !== '' && part !== '' && text.includes(part)),
  indexOf,
  length: ([value = null]) => (typeof value === 'string' ? BigInt(value.length) : null),
  number: toNumber,
  string: ([value = null]) => (value === null ? null : printValue(value)),
  substring,
};

function fold(text: string, caseInsensitive: boolean): string {
  return caseInsensitive ? text.toLowerCase() : text;
}

function testTexts(
  values: readonly Value[],
  caseInsensitive: boolean,
  test: (text: string, part: string) => boolean,
): Value {
  const [text, part] = values;
  if (typeof text !== 'string' || typeof part !== 'string') return null;
  return test(fold(text, caseInsensitive), fold(part, caseInsensitive));
}

/** Source: StringUtils.between: an empty argument gives the text back, an absent end gives the empty text. */
function betweenText(
  [text = null, left = null, right = null, greedy = false]: readonly Value[],
  { caseInsensitive }: CallContext,
): Value {
  if (typeof text !== 'string' || typeof left !== 'string' || typeof right !== 'string') return null;
  if (greedy === null) return null;
  if (text === '' || left === '' || right === '') return text;
  const folded = fold(text, caseInsensitive);
  const start = folded.indexOf(fold(left, caseInsensitive));
  if (start < 0) return '';
  const from = start + left.length;
  const end =
    greedy === true
      ? folded.lastIndexOf(fold(right, caseInsensitive))
      : folded.indexOf(fold(right, caseInsensitive), from);
  return end < from ? '' : text.slice(from, end);
}

function cidrMatch([address = null, ...blocks]: readonly Value[]): Value {
  if (typeof address !== 'string') return null;
  if (blocks.some((block) => block === null)) return null;
  const parsed = parseAddress(address);
  if (parsed === undefined) throw new ComputationError('ip-format', `"${address}"`);
  return blocks.some((block) => {
    const contains = typeof block === 'string' ? (parseBlock(block) ?? parseSingle(block)) : undefined;
    if (contains === undefined) throw new ComputationError('ip-format', `"${String(block)}"`);
    return contains(parsed);
  });
}

/** Over a field the index is asked, which takes an address for the block that holds only it. */
function parseSingle(text: string): ((address: bigint) => boolean) | undefined {
  const single = parseAddress(text);
  return single === undefined ? undefined : (address) => address === single;
}

/** Source: StringUtils / IndexOfFunctionProcessor: null where absent, a negative or null start is 0. */
function indexOf([text = null, part = null, start = null]: readonly Value[], { caseInsensitive }: CallContext): Value {
  if (typeof text !== 'string' || typeof part !== 'string') return null;
  const from = isNumber(start) ? Math.max(0, Number(start)) : 0;
  if (part === '' && from > text.length) return BigInt(text.length);
  const found = fold(text, caseInsensitive).indexOf(fold(part, caseInsensitive), from);
  return found < 0 ? null : BigInt(found);
}

/** Source: StringUtils.substringSlice, after Python: negative positions count from the end, everything is clamped. */
function substring([text = null, start = null, end = null]: readonly Value[]): Value {
  if (typeof text !== 'string') return null;
  const position = (value: Value, otherwise: number): number => {
    const number = isNumber(value) ? Number(value) : otherwise;
    return Math.min(Math.max(number < 0 ? number + text.length : number, 0), text.length);
  };
  const from = position(start, 0);
  const to = position(end, text.length);
  return from >= to ? '' : text.slice(from, to);
}

/** Source: ToNumberFunctionProcessor: `0x` means base 16, base 10 tries long, then double. */
function toNumber([text = null, base = null]: readonly Value[]): Value {
  if (typeof text !== 'string') return null;
  const hexadecimal = text.startsWith('0x');
  const radix = base === null ? (hexadecimal ? 16 : 10) : Number(base);
  const digits = hexadecimal && radix === 16 ? text.slice(2) : text;
  const parsed = radix === 10 ? parseDecimal(digits) : parseRadix(digits, radix);
  if (parsed === undefined) throw new ComputationError('number-format', `"${text}"`);
  return parsed;
}

function parseDecimal(text: string): Value | undefined {
  if (/^[+-]?[0-9]+$/.test(text)) {
    const value = BigInt(text.replace('+', ''));
    return value >= -(2n ** 63n) && value < 2n ** 63n ? value : Number(text);
  }
  return /^\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fFdD]?\s*$/.test(text)
    ? parseFloat(text)
    : undefined;
}

function parseRadix(text: string, radix: number): bigint | undefined {
  const match = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text);
  if (match === null || radix < 2 || radix > 36) return undefined;
  let value = 0n;
  for (const digit of match[2] ?? '') {
    const worth = parseInt(digit, 36);
    if (worth >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(worth);
  }
  if (value > 2n ** 63n - 1n) return undefined;
  return match[1] === '-' ? -value : value;
}
