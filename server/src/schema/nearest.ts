// The known field names nearest to a misspelt one.

const MOST = 5;

/** At most five, best first; empty where nothing is near. Without case. */
export function nearestFields(path: string, known: readonly string[]): readonly string[] {
  const wanted = path.toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 5));
  const last = lastSegment(wanted);
  const ranked: { readonly name: string; readonly rank: number }[] = [];
  for (const name of known) {
    const rank = rankOf(wanted, last, name.toLowerCase(), limit);
    if (rank !== undefined) ranked.push({ name, rank });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map((each) => each.name);
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Edit distance; a name that only lies elsewhere (same last segment, or a longer name with the same beginning) comes after. */
function rankOf(wanted: string, last: string, candidate: string, limit: number): number | undefined {
  if (Math.abs(wanted.length - candidate.length) <= limit) {
    const distance = boundedDistance(wanted, candidate, limit);
    if (distance !== undefined) return distance;
  }
  if (last.length >= 3 && lastSegment(candidate) === last) return limit + 1 + sharedPenalty(wanted, candidate);
  return undefined;
}

function sharedPenalty(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return 1 - shared / Math.max(a.length, b.length);
}

/** Insertions, deletions, substitutions and swaps of neighbours; undefined beyond the limit. */
function boundedDistance(a: string, b: string, limit: number): number | undefined {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return undefined;
    before = above;
    above = row;
  }
  const distance = above[b.length] ?? limit + 1;
  return distance <= limit ? distance : undefined;
}
