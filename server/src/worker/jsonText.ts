// An event as JSON text for people.
import type { JsonObject } from '../engine/store';

const LONG = /"\\u0000long:(-?\d+)"/g;

/** Whole numbers beyond 2^53 keep their digits, which `JSON.stringify` cannot write: they go through it as marked texts. */
export function jsonText(object: JsonObject, indentation?: number): string {
  let hasLong = false;
  const replacer = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'bigint') return value;
    hasLong = true;
    return `\u0000long:${value}`;
  };
  const json = JSON.stringify(object, replacer, indentation);
  return hasLong ? json.replace(LONG, '$1') : json;
}
