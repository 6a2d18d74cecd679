// Texts with wildcards as the language compares them: code points, with and without case.
// Source: docs/eql.md, section 4: `*` is any characters, `?` exactly one; letters without case are folded in ASCII.

/** `?`: one code point, whichever. */
export const ONE = -1;
/** `*`: any code points, or none. */
export const MANY = -2;

export interface TextPattern {
  /** Code points and wildcards, lower case where `ignoresCase`. In a run of wildcards `ONE` stands before a single `MANY`. */
  readonly codes: readonly number[];
  readonly ignoresCase: boolean;
  readonly hasWildcard: boolean;
  /** As written, without wildcards that a function adds; lower case where `ignoresCase`. */
  readonly text: string;
  /** The same for patterns that are written alike. */
  readonly key: string;
}

/** `*` and `?` are wildcards. Undefined for half a surrogate pair, which is no character. */
export function wildcardPattern(text: string, ignoresCase: boolean): TextPattern | undefined {
  if (!/[*?]/.test(text)) return literalPattern(text, ignoresCase);
  return made(text, ignoresCase, 'pattern', (codes) => inOrder(codes.map(wildcardOf)));
}

/** `*` and `?` are characters. */
export function literalPattern(text: string, ignoresCase: boolean): TextPattern | undefined {
  return made(text, ignoresCase, 'text', (codes) => codes);
}

/** Texts, with case, that begin with `part`, end with it or hold it somewhere. */
export function partPattern(part: string, place: 'start' | 'end' | 'anywhere'): TextPattern | undefined {
  const before = place === 'start' ? [] : [MANY];
  const after = place === 'end' ? [] : [MANY];
  return made(part, false, place, (codes) => [...before, ...codes, ...after]);
}

/** The keys of the texts that match all of what this one matches. */
export function keysOfEqualTexts({ text, ignoresCase }: TextPattern): readonly string[] {
  const folded = foldText(text);
  const withCase = ignoresCase && /[a-z]/.test(folded) ? [] : [keyOf('text', text, false)];
  return [...withCase, keyOf('text', folded, true)];
}

/** Folds letters A–Z only. */
export function foldCode(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

export function isLetterCode(code: number): boolean {
  const folded = foldCode(code);
  return folded >= 97 && folded <= 122;
}

export function foldText(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const STAR = 42;
const QUESTION = 63;

function wildcardOf(code: number): number {
  return code === STAR ? MANY : code === QUESTION ? ONE : code;
}

function made(
  text: string,
  ignoresCase: boolean,
  kind: string,
  arrange: (codes: readonly number[]) => readonly number[],
): TextPattern | undefined {
  const asked = ignoresCase ? foldText(text) : text;
  const codes = codesOf(asked);
  if (codes === undefined) return undefined;
  return {
    codes: arrange(codes),
    ignoresCase,
    hasWildcard: kind !== 'text',
    text: asked,
    key: keyOf(kind, asked, ignoresCase),
  };
}

function keyOf(kind: string, text: string, ignoresCase: boolean): string {
  return `${ignoresCase ? 'any case' : 'case'} ${kind} ${text}`;
}

function codesOf(text: string): number[] | undefined {
  const codes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) return undefined;
    if (code > 0xffff) at++;
    codes.push(code);
  }
  return codes;
}

/** `*?*` is `?*`. */
function inOrder(codes: readonly number[]): number[] {
  const ordered: number[] = [];
  let hasMany = false;
  for (const code of codes) {
    if (code === MANY) hasMany = true;
    else {
      if (hasMany && code !== ONE) {
        ordered.push(MANY);
        hasMany = false;
      }
      ordered.push(code);
    }
  }
  if (hasMany) ordered.push(MANY);
  return ordered;
}
