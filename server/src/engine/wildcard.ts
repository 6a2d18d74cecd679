// Wildcard patterns of `like` and `:`, searched by segments: linear in the text, never a regular expression.
// Source: docs/eql.md, section 4: `*` is zero or more characters, `?` exactly one; neither can be escaped.

export type TextTest = (text: string) => boolean;

/** Folds letters A–Z only, as Lucene does for terms and wildcards of indexed fields. */
export function foldAscii(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

/** `fold` is applied to pattern and text alike; undefined compares with case. */
export function compileWildcard(pattern: string, fold?: (text: string) => string): TextTest {
  const folded = fold === undefined ? pattern : fold(pattern);
  const test = compileFolded(folded);
  return fold === undefined ? test : (text) => test(fold(text));
}

function compileFolded(pattern: string): TextTest {
  if (!hasWildcard(pattern)) return (text) => text === pattern;
  const segments = pattern.split(/\*+/);
  const [first = ''] = segments;
  if (segments.length === 1) return (text) => matchAt(text, 0, first) === text.length;
  const last = segments[segments.length - 1] ?? '';
  const middle = segments.slice(1, -1);
  return (text) => matchSegments(text, first, middle, last);
}

function matchSegments(text: string, first: string, middle: readonly string[], last: string): boolean {
  let at = matchAt(text, 0, first);
  if (at < 0) return false;
  for (const segment of middle) {
    at = find(text, at, segment);
    if (at < 0) return false;
  }
  return endsWithSegment(text, at, last);
}

/** The leftmost place from `from` on where a segment fits; the offset after it, or -1. */
function find(text: string, from: number, segment: string): number {
  if (!segment.includes('?')) {
    const found = text.indexOf(segment, from);
    return found < 0 ? -1 : found + segment.length;
  }
  for (let at = from; at <= text.length; at = next(text, at)) {
    const end = matchAt(text, at, segment);
    if (end >= 0) return end;
    if (at === text.length) break;
  }
  return -1;
}

function endsWithSegment(text: string, from: number, segment: string): boolean {
  if (!segment.includes('?')) return text.length - segment.length >= from && text.endsWith(segment);
  let at = text.length;
  for (let left = codePoints(segment); left > 0; left--) {
    if (at <= from) return false;
    at = previous(text, at);
  }
  return at >= from && matchAt(text, at, segment) === text.length;
}

/** The offset after a segment that fits at `from`, or -1. `?` takes one code point. */
function matchAt(text: string, from: number, segment: string): number {
  let at = from;
  for (let index = 0; index < segment.length; index++) {
    if (segment[index] === '?') {
      if (at >= text.length) return -1;
      at = next(text, at);
    } else if (text.charCodeAt(at) === segment.charCodeAt(index)) at++;
    else return -1;
  }
  return at;
}

function next(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

function previous(text: string, at: number): number {
  const low = text.charCodeAt(at - 1);
  const high = text.charCodeAt(at - 2);
  return at - (low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff ? 2 : 1);
}

function codePoints(text: string): number {
  return [...text].length;
}
