// Comparisons with numbers, booleans and addresses as ranges.
import { blockBounds, parseAddress } from '../address';
import { ALL_NUMBERS, closedRange, wholeRange } from './ranges';
import type { Range } from './ranges';
import type { NumberSet } from './valueSet';

type Order = '==' | '<' | '<=' | '>' | '>=';

export interface NumberTest {
  readonly operator: Order;
  readonly value: number | bigint | boolean | undefined;
}

/** The values that pass one of the tests; undefined where a constant is of another type. */
export function numbersOf(
  reading: 'whole' | 'decimal' | 'boolean',
  tests: readonly NumberTest[],
): NumberSet | undefined {
  const whole = reading !== 'decimal';
  const ranges: Range[] = [];
  for (const { operator, value } of tests) {
    if (value === undefined || (typeof value === 'boolean') !== (reading === 'boolean')) return undefined;
    const range = rangeOf(operator, typeof value === 'boolean' ? BigInt(value) : value);
    const kept = whole ? wholeRange(range) : range;
    if (kept !== undefined) ranges.push(kept);
  }
  return { kind: 'numbers', ranges, whole, universe: reading === 'boolean' ? BOOLEANS : ALL_NUMBERS };
}

const BOOLEANS = closedRange(0n, 1n);
const ADDRESSES = closedRange(0n, (1n << 128n) - 1n);

/** `==` and `in` (of `cidrMatch`) take an address or a block; undefined for what is neither. */
export function addressRanges(operator: Order | 'in', texts: readonly string[]): NumberSet | undefined {
  const ranges: Range[] = [];
  for (const text of texts) {
    const range = operator === 'in' || operator === '==' ? (blockOf(text) ?? pointOf(text)) : undefined;
    if (range === undefined) return undefined;
    ranges.push(range);
  }
  return { kind: 'numbers', ranges, whole: true, universe: ADDRESSES };
}

function blockOf(text: string): Range | undefined {
  const bounds = blockBounds(text);
  return bounds === undefined ? undefined : closedRange(bounds.first, bounds.last);
}

function pointOf(text: string): Range | undefined {
  const address = parseAddress(text);
  return address === undefined ? undefined : closedRange(address, address);
}

function rangeOf(operator: Order, value: number | bigint): Range {
  switch (operator) {
    case '==':
      return closedRange(value, value);
    case '<':
      return { ...ALL_NUMBERS, high: value, highOpen: true };
    case '<=':
      return { ...ALL_NUMBERS, high: value };
    case '>':
      return { ...ALL_NUMBERS, low: value, lowOpen: true };
    case '>=':
      return { ...ALL_NUMBERS, low: value };
  }
}
