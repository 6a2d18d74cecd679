// Typed arrays that grow by doubling: the state of a million keys without a million objects.

type Numbers = Int32Array | Uint16Array | Float64Array;

/** `array` long enough for `length` entries: itself, or a copy of twice the size. New entries hold `filler`. */
export function grown<T extends Numbers>(array: T, length: number, filler = 0): T {
  if (length <= array.length) return array;
  const bigger = new (array.constructor as new (size: number) => T)(Math.max(16, array.length * 2, length));
  bigger.set(array);
  if (filler !== 0) bigger.fill(filler, array.length);
  return bigger;
}
