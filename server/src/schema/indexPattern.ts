// Index names and their wildcards, as a rule lists them and as Elasticsearch reads such a list.

export interface IndexPatterns {
  readonly wanted: readonly string[];
  /** What `-pattern` takes out again. */
  readonly excluded: readonly string[];
}

/** Reads the entries of a rule: lists with commas, remote clusters (`cluster:logs-*`), date math (`<logs-{now/d}>`) and backing indices. */
export function readIndexPatterns(index: readonly string[]): IndexPatterns {
  const entries = index.flatMap((entry) => entry.split(',').map((each) => each.trim())).filter((entry) => entry !== '');
  const isExcluded = (entry: string): boolean => entry.startsWith('-');
  return {
    wanted: entries.filter((entry) => !isExcluded(entry)).map(plainPattern),
    excluded: entries.filter(isExcluded).map((entry) => plainPattern(entry.slice(1))),
  };
}

/** Can one index bear a name that both allow? A hidden index, whose name begins with a dot, is only meant by a pattern that begins so too. */
export function patternsOverlap(a: string, b: string): boolean {
  if (a.startsWith('.') !== b.startsWith('.')) return false;
  const [starA, starB] = [a.indexOf('*'), b.indexOf('*')];
  const length = Math.min(starA < 0 ? a.length : starA, starB < 0 ? b.length : starB);
  return a.slice(0, length) === b.slice(0, length) && tailsOverlap(a.slice(length), b.slice(length));
}

/** Does every index name that the second allows fit the first? */
export function patternCovers(pattern: string, other: string): boolean {
  if (!pattern.includes('*')) return pattern === other;
  const [head = '', ...rest] = pattern.split('*');
  if (!other.startsWith(head)) return false;
  const last = rest.pop() ?? '';
  let at = head.length;
  for (const part of rest) {
    const found = other.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return other.length - last.length >= at && other.endsWith(last);
}

function plainPattern(entry: string): string {
  return entry
    .replace(/^<(.*)>$/, '$1')
    .replace(/\{[^}]*\}*/g, '*')
    .replace(/^[^:]*:/, '')
    .replace(/^(?:partial-|restored-)?\.ds-/, '');
}

/** Row by row: whether the rest of `a` from here on can name the same as the rest of `b`. */
function tailsOverlap(a: string, b: string): boolean {
  let below = Array.from({ length: b.length + 1 }, (_, at) => onlyStars(b, at));
  for (let i = a.length - 1; i >= 0; i--) {
    const row: boolean[] = [];
    row[b.length] = onlyStars(a, i);
    for (let j = b.length - 1; j >= 0; j--) {
      if (a[i] === '*' || b[j] === '*') row[j] = below[j] === true || row[j + 1] === true;
      else row[j] = a[i] === b[j] && below[j + 1] === true;
    }
    below = row;
  }
  return below[0] === true;
}

function onlyStars(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) if (text[at] !== '*') return false;
  return true;
}
