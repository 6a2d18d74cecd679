// The known field names nearest to a misspelt one.

const MOST = 5;
/** A long name with more mistakes than these is another name. */
const MOST_EDITS = 5;

/** At most five, best first; empty where nothing is near. Without case. `isWanted` is asked of near names only. */
export function nearestFields(
  path: string,
  known: readonly string[],
  isWanted: (name: string) => boolean = () => true,
): readonly string[] {
  const wanted = readName(path);
  const limit = Math.min(MOST_EDITS, Math.max(2, Math.floor(path.length / 5)));
  const ranked: Ranked[] = [];
  const isCandidate = known.length > MANY ? sharesAnEnd(path) : () => true;
  for (const name of known) {
    if (!isCandidate(name)) continue;
    const rank = rankOf(wanted, name, limit);
    if (rank !== undefined) ranked.push({ name, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  return firstWanted(ranked, isWanted);
}

/** More names than the catalogs have between them: of such a mapping only those are compared of which one end is spelt right. */
const MANY = 30_000;

function sharesAnEnd(path: string): (name: string) => boolean {
  const first = path.slice(0, path.indexOf('.') + 1);
  const last = path.slice(path.lastIndexOf('.'));
  return (name) => (first !== '' && name.startsWith(first)) || name.endsWith(last);
}

/** One or two slips of the finger in the part that a name of the same parent has for its own. Without case. */
export function isMisspelling(path: string, name: string): boolean {
  const [a, b] = [path.toLowerCase(), name.toLowerCase()];
  const shared = Math.max(a.slice(0, sharedStart(a, b)).lastIndexOf('.'), 0);
  const own = Math.min(a.length, b.length) - shared;
  return boundedDistance(a, b, own < 5 ? 1 : 2) !== undefined;
}

interface Ranked {
  readonly name: string;
  readonly rank: number;
}

function firstWanted(ranked: readonly Ranked[], isWanted: (name: string) => boolean): readonly string[] {
  const first: string[] = [];
  for (const { name } of ranked) {
    if (isWanted(name)) first.push(name);
    if (first.length === MOST) break;
  }
  return first;
}

interface Wanted {
  /** Without case. */
  readonly text: string;
  readonly last: string;
  readonly characters: number;
}

function readName(path: string): Wanted {
  const text = path.toLowerCase();
  return { text, last: text.slice(text.lastIndexOf('.') + 1), characters: charactersOf(text) };
}

/** A bit for each character that occurs, of 32 kinds. */
function charactersOf(text: string): number {
  let characters = 0;
  for (let at = 0; at < text.length; at++) characters |= 1 << (text.charCodeAt(at) & 31);
  return characters;
}

/** Edit distance; a name that only lies elsewhere (same last segment, or a longer name with the same beginning) comes after. */
function rankOf(wanted: Wanted, name: string, limit: number): number | undefined {
  // Thousands of names come here at every key: only those that may be near are copied without case.
  const isNearInLength = Math.abs(wanted.text.length - name.length) <= limit;
  if (!isNearInLength && !mayEndLike(wanted, name)) return undefined;
  const text = name.toLowerCase();
  if (isNearInLength && mayBeNear(wanted, text, limit)) {
    const distance = boundedDistance(wanted.text, text, limit);
    if (distance !== undefined) return distance;
  }
  const endsLike = mayEndLike(wanted, text) && text.endsWith(wanted.last);
  return endsLike ? limit + 1 + sharedPenalty(wanted.text, text) : undefined;
}

/** One edit brings or takes one character at most. */
function mayBeNear(wanted: Wanted, text: string, limit: number): boolean {
  const characters = charactersOf(text);
  return bitCount(wanted.characters & ~characters) <= limit && bitCount(characters & ~wanted.characters) <= limit;
}

/** A last segment of the same length, unless that is too short to mean anything. */
function mayEndLike({ last }: Wanted, name: string): boolean {
  const before = name.length - last.length - 1;
  return last.length >= 3 && (before === -1 || name.charAt(before) === '.');
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
