// Events, and what holds some, as JSON text.

const LONG = /"\\u0000long:(-?\d+)"/g;

/** Whole numbers beyond 2^53 keep their digits, which `JSON.stringify` cannot write: they go through it as marked texts. */
export function jsonText(value: unknown, indentation?: number): string {
  let hasLong = false;
  const replacer = (_key: string, part: unknown): unknown => {
    if (typeof part !== 'bigint') return part;
    hasLong = true;
    return `\u0000long:${part}`;
  };
  const json = JSON.stringify(value, replacer, indentation);
  return hasLong ? json.replace(LONG, '$1') : json;
}
