// The known field names nearest to a misspelt one.

const MOST = 5;
/** A long name with more mistakes than these is another name. */
const MOST_EDITS = 5;

/** At most five, best first; empty where nothing is near. Without case. Reading the names of a list is done once for each list. */
export function nearestFields(path: string, known: readonly string[]): readonly string[] {
  const wanted = candidateOf(path);
  const limit = Math.min(MOST_EDITS, Math.max(2, Math.floor(path.length / 5)));
  const ranked: { readonly name: string; readonly rank: number }[] = [];
  for (const candidate of candidatesOf(known)) {
    const rank = rankOf(wanted, candidate, limit);
    if (rank !== undefined) ranked.push({ name: candidate.name, rank });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map((each) => each.name);
}

interface Candidate {
  readonly name: string;
  /** Without case. */
  readonly text: string;
  readonly last: string;
  /** A bit for each character that occurs, of 32 kinds. */
  readonly characters: number;
}

const read = new WeakMap<readonly string[], readonly Candidate[]>();

function candidatesOf(known: readonly string[]): readonly Candidate[] {
  let candidates = read.get(known);
  if (candidates === undefined) read.set(known, (candidates = known.map(candidateOf)));
  return candidates;
}

function candidateOf(name: string): Candidate {
  const text = name.toLowerCase();
  let characters = 0;
  for (let at = 0; at < text.length; at++) characters |= 1 << (text.charCodeAt(at) & 31);
  return { name, text, last: lastSegment(text), characters };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Edit distance; a name that only lies elsewhere (same last segment, or a longer name with the same beginning) comes after. */
function rankOf(wanted: Candidate, candidate: Candidate, limit: number): number | undefined {
  if (mayBeNear(wanted, candidate, limit)) {
    const distance = boundedDistance(wanted.text, candidate.text, limit);
    if (distance !== undefined) return distance;
  }
  if (wanted.last.length >= 3 && candidate.last === wanted.last)
    return limit + 1 + sharedPenalty(wanted.text, candidate.text);
  return undefined;
}

/** One edit changes the length by one at most, and brings or takes one character at most. */
function mayBeNear(wanted: Candidate, candidate: Candidate, limit: number): boolean {
  return (
    Math.abs(wanted.text.length - candidate.text.length) <= limit &&
    bitCount(wanted.characters & ~candidate.characters) <= limit &&
    bitCount(candidate.characters & ~wanted.characters) <= limit
  );
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function sharedPenalty(a: string, b: string): number {
  return 1 - sharedStart(a, b) / Math.max(a.length, b.length);
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours; undefined beyond the limit. Thousands of names are asked while a person
 * types: what two names begin with alike is left out, and only cells near the diagonal are computed.
 */
function boundedDistance(left: string, right: string, limit: number): number | undefined {
  const start = sharedStart(left, right);
  const a = left.slice(start);
  const b = right.slice(start);
  const far = limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => Math.min(index, far));
  let row = new Array<number>(b.length + 1).fill(far);
  for (let i = 1; i <= a.length; i++) {
    const first = Math.max(1, i - limit);
    const last = Math.min(b.length, i + limit);
    row[first - 1] = first === 1 ? Math.min(i, far) : far;
    if (last < b.length) row[last + 1] = far;
    let least = row[first - 1] ?? far;
    for (let j = first; j <= last; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((above[j] ?? far) + 1, (row[j - 1] ?? far) + 1, (above[j - 1] ?? far) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? far) + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return undefined;
    [before, above, row] = [above, row, i === 1 ? new Array<number>(b.length + 1).fill(far) : before];
  }
  const distance = above[b.length] ?? far;
  return distance <= limit ? distance : undefined;
}

function sharedStart(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return shared;
}
