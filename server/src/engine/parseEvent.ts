// The text of one event to its object: strict JSON whose whole numbers beyond 2^53 keep their digits.
import type { JsonObject } from './store';

export interface TextFault {
  /** `not-json`: no JSON. `cut-off`: JSON that ends too early. `not-object`: JSON, but no object. */
  readonly fault: 'not-json' | 'cut-off' | 'not-object';
}

/** Never throws. */
export function parseEvent(text: string): { readonly object: JsonObject } | TextFault {
  const value = parseExactly(text);
  if (value === undefined) return { fault: /^\s*[{[]/.test(text) && !/[}\]]\s*$/.test(text) ? 'cut-off' : 'not-json' };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: 'not-object' };
  return { object: value as JsonObject };
}

/** A JSON value with its long numbers as bigints; undefined where the text is none. */
export function parseExactly(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return LONG_DIGITS.test(text) ? withExactLongs(text, value) : value;
  } catch {
    return undefined;
  }
}

/** A run of 16 digits or more may not survive a double. */
const LONG_DIGITS = /[0-9]{16}/;
/** A string, which is passed over, or the digits of a long whole number. */
const STRING_OR_LONG = /"[^"\\]*(?:\\[^][^"\\]*)*"|(?<![\d.eE+-])(-?[0-9]{16,})(?![\d.eE])/g;
const MARK = '\u0000long:';

/** Numbers beyond 2^53 become bigints: they are marked as strings in the text and taken back by a reviver. */
function withExactLongs(text: string, plain: unknown): unknown {
  const marked = text.replace(STRING_OR_LONG, (whole: string, digits: string | undefined) =>
    digits === undefined || Number.isSafeInteger(Number(digits)) ? whole : `"\\u0000long:${digits}"`,
  );
  if (marked === text) return plain;
  try {
    return JSON.parse(marked, (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
    ) as unknown;
  } catch {
    return plain;
  }
}
