// Masks likely secrets in what leaves the editor, and counts them. A secret may be told by its neighbours: whole values are looked at, not words.
import { changeJson } from '../../redact/jsonText';
import { findSecrets, maskSecrets } from '../../redact/secrets';

export interface Mask {
  /** How many secrets are masked so far. */
  readonly count: number;
  text(text: string): string;
  /** JSON stays JSON. */
  json(text: string): string;
  /** The values of one field, of which a name or a neighbour may tell what they are. */
  values(path: string, values: readonly string[]): readonly string[];
}

export function createMask(withSecrets: boolean): Mask {
  let count = 0;
  const text = (whole: string): string => {
    const found = withSecrets ? 0 : findSecrets(whole).length;
    count += found;
    return found === 0 ? whole : maskSecrets(whole);
  };
  const json = (whole: string): string => {
    if (withSecrets) return whole;
    // A secret begins with a word, and before one the `n` of an escaped newline would be a letter of it.
    const each = ESCAPED.test(whole) ? changeJson(whole, (place) => text(place.text)) : whole;
    const before = count;
    const masked = text(each);
    if (masked === each || isJson(masked)) return masked;
    // Rather each value by itself than a text that nobody can read again.
    count = before;
    return changeJson(each, (place) => text(place.text));
  };
  return {
    get count() {
      return count;
    },
    text,
    json,
    values(path, values) {
      const [only] = values;
      const name = path.split('.').at(-1) ?? path;
      const whole = JSON.stringify({ [name]: values.length === 1 ? only : values });
      const masked = json(whole);
      if (masked === whole) return values;
      const [held] = Object.values(JSON.parse(masked) as Readonly<Record<string, string | readonly string[]>>);
      return held === undefined ? [] : typeof held === 'string' ? [held] : held;
    },
  };
}

/** What JSON writes for a character that is another one. */
const ESCAPED = /\\[bfnrtu]/;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
