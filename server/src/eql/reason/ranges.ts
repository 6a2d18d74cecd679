// Sets of numbers as ranges: of numeric fields, of addresses as 128 bits, of booleans as 0 and 1.

export type Numeric = number | bigint;

export interface Range {
  readonly low: Numeric;
  readonly high: Numeric;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

export function closedRange(low: Numeric, high: Numeric): Range {
  return { low, high, lowOpen: false, highOpen: false };
}

export const ALL_NUMBERS: Range = closedRange(-Infinity, Infinity);

/** The whole numbers of a range, closed; undefined where there is none. */
export function wholeRange({ low, high, lowOpen, highOpen }: Range): Range | undefined {
  const first = wholeFrom(low, lowOpen);
  const last = wholeUpTo(high, highOpen);
  return first > last ? undefined : closedRange(first, last);
}

export function isEmptyRange({ low, high, lowOpen, highOpen }: Range): boolean {
  return low > high || (low == high && (lowOpen || highOpen));
}

/** Whether the outer ranges together hold all of the inner one. `whole`: of whole numbers, so 1…2 and 3…4 are 1…4. */
export function rangesCover(outer: readonly Range[], inner: Range, whole: boolean): boolean {
  if (isEmptyRange(inner)) return true;
  const ordered = [...outer].sort(byLow);
  let { low, lowOpen } = inner;
  for (const range of ordered) {
    if (isEmptyRange(range)) continue;
    if (range.low > low || (range.low == low && range.lowOpen && !lowOpen)) continue;
    if (range.high < low || (range.high == low && (range.highOpen || lowOpen))) continue;
    if (range.high > inner.high || (range.high == inner.high && (!range.highOpen || inner.highOpen))) return true;
    low = whole && typeof range.high === 'bigint' ? range.high + 1n : range.high;
    lowOpen = low == range.high && !range.highOpen;
  }
  return false;
}

function byLow(a: Range, b: Range): number {
  if (a.low == b.low) return Number(a.lowOpen) - Number(b.lowOpen);
  return a.low < b.low ? -1 : 1;
}

export function rangesMeet(one: Range, other: Range): boolean {
  const low = one.low > other.low || (one.low == other.low && one.lowOpen) ? one : other;
  const high = one.high < other.high || (one.high == other.high && one.highOpen) ? one : other;
  return !isEmptyRange({ low: low.low, lowOpen: low.lowOpen, high: high.high, highOpen: high.highOpen });
}

function wholeFrom(low: Numeric, open: boolean): Numeric {
  if (typeof low === 'bigint') return open ? low + 1n : low;
  if (!Number.isFinite(low)) return low;
  return Number.isInteger(low) && open ? BigInt(low) + 1n : BigInt(Math.ceil(low));
}

function wholeUpTo(high: Numeric, open: boolean): Numeric {
  if (typeof high === 'bigint') return open ? high - 1n : high;
  if (!Number.isFinite(high)) return high;
  return Number.isInteger(high) && open ? BigInt(high) - 1n : BigInt(Math.floor(high));
}
