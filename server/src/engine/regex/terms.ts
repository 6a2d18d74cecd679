// Regular expressions as interned terms with Brzozowski derivatives: equal terms are the same object, so a term is a state.
// Complement and intersection need nothing special this way, and nothing is built that no text asks for.

/** Inclusive code point ranges, ascending, not touching. */
export type Ranges = readonly (readonly [number, number])[];

export type Term = TermBody & { readonly id: number; readonly nullable: boolean };

type TermBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'epsilon' }
  | { readonly kind: 'chars'; readonly ranges: Ranges }
  | { readonly kind: 'concat'; readonly head: Term; readonly tail: Term }
  | { readonly kind: 'or'; readonly parts: readonly Term[] }
  | { readonly kind: 'and'; readonly parts: readonly Term[] }
  | { readonly kind: 'not'; readonly part: Term }
  | { readonly kind: 'repeat'; readonly part: Term; readonly min: number; readonly max: number };

export const LAST_CODE_POINT = 0x10ffff;

/** Makes terms of one pattern. Terms of different factories must not meet. */
export interface TermFactory {
  readonly empty: Term;
  readonly epsilon: Term;
  readonly anything: Term;
  chars(ranges: Ranges): Term;
  concat(head: Term, tail: Term): Term;
  or(parts: readonly Term[]): Term;
  and(parts: readonly Term[]): Term;
  not(part: Term): Term;
  /** `max` may be Infinity. */
  repeat(part: Term, min: number, max: number): Term;
  /** What may follow after a code point. */
  derive(term: Term, codePoint: number): Term;
  /** Steps of derivation done so far: what a pattern costs, whatever its number of states. */
  readonly work: number;
}

export function createTermFactory(): TermFactory {
  const interned = new Map<string, Term>();
  let work = 0;
  const intern = (key: string, body: TermBody, nullable: boolean): Term => {
    let term = interned.get(key);
    if (term === undefined) interned.set(key, (term = { ...body, id: interned.size, nullable }));
    return term;
  };
  const empty = intern('empty', { kind: 'empty' }, false);
  const epsilon = intern('epsilon', { kind: 'epsilon' }, true);
  const chars = (ranges: Ranges): Term => {
    const merged = mergeRanges(ranges);
    return merged.length === 0 ? empty : intern(`c${merged.join(';')}`, { kind: 'chars', ranges: merged }, false);
  };
  const repeat = (part: Term, min: number, max: number): Term => {
    if (max === 0 || part === epsilon) return epsilon;
    if (part === empty) return min === 0 ? epsilon : empty;
    if (min === 1 && max === 1) return part;
    const least = part.nullable ? 0 : min;
    if (part.kind === 'repeat' && part.min === 0 && part.max === Infinity && max >= 1) return part;
    return intern(`r${part.id},${least},${max}`, { kind: 'repeat', part, min: least, max }, least === 0);
  };
  const anything = repeat(chars([[0, LAST_CODE_POINT]]), 0, Infinity);
  const concat = (head: Term, tail: Term): Term => {
    if (head === empty || tail === empty) return empty;
    if (head === epsilon) return tail;
    if (tail === epsilon) return head;
    if (head.kind === 'concat') return concat(head.head, concat(head.tail, tail));
    return intern(`${head.id}.${tail.id}`, { kind: 'concat', head, tail }, head.nullable && tail.nullable);
  };
  const or = (parts: readonly Term[]): Term => {
    const flat = uniqueParts(parts, 'or').filter((part) => part !== empty);
    if (flat.includes(anything)) return anything;
    const merged = mergeChars(flat, chars);
    const [only] = merged;
    if (only === undefined) return empty;
    if (merged.length === 1) return only;
    return intern(
      `|${merged.map((part) => part.id).join(',')}`,
      { kind: 'or', parts: merged },
      merged.some((part) => part.nullable),
    );
  };
  const and = (parts: readonly Term[]): Term => {
    const flat = uniqueParts(parts, 'and').filter((part) => part !== anything);
    if (flat.includes(empty)) return empty;
    const [only] = flat;
    if (only === undefined) return anything;
    if (flat.length === 1) return only;
    return intern(
      `&${flat.map((part) => part.id).join(',')}`,
      { kind: 'and', parts: flat },
      flat.every((part) => part.nullable),
    );
  };
  const not = (part: Term): Term => {
    if (part.kind === 'not') return part.part;
    if (part === empty) return anything;
    if (part === anything) return empty;
    return intern(`~${part.id}`, { kind: 'not', part }, !part.nullable);
  };
  const derive = (term: Term, codePoint: number): Term => {
    work += term.kind === 'or' || term.kind === 'and' ? term.parts.length : 1;
    switch (term.kind) {
      case 'empty':
      case 'epsilon':
        return empty;
      case 'chars':
        return holdsCodePoint(term.ranges, codePoint) ? epsilon : empty;
      case 'concat': {
        const first = concat(derive(term.head, codePoint), term.tail);
        return term.head.nullable ? or([first, derive(term.tail, codePoint)]) : first;
      }
      case 'or':
        return or(term.parts.map((part) => derive(part, codePoint)));
      case 'and':
        return and(term.parts.map((part) => derive(part, codePoint)));
      case 'not':
        return not(derive(term.part, codePoint));
      case 'repeat':
        return concat(derive(term.part, codePoint), repeat(term.part, Math.max(0, term.min - 1), term.max - 1));
    }
  };
  return {
    empty,
    epsilon,
    anything,
    chars,
    concat,
    or,
    and,
    not,
    repeat,
    derive,
    get work() {
      return work;
    },
  };
}

export function holdsCodePoint(ranges: Ranges, codePoint: number): boolean {
  return ranges.some(([from, to]) => from <= codePoint && codePoint <= to);
}

function uniqueParts(parts: readonly Term[], kind: 'or' | 'and'): Term[] {
  const unique = new Set<Term>();
  for (const part of parts) {
    if (part.kind === kind) for (const inner of part.parts) unique.add(inner);
    else unique.add(part);
  }
  return [...unique].sort((a, b) => a.id - b.id);
}

function mergeChars(parts: readonly Term[], chars: (ranges: Ranges) => Term): Term[] {
  const ranges = parts.flatMap((part) => (part.kind === 'chars' ? part.ranges : []));
  const others = parts.filter((part) => part.kind !== 'chars');
  if (others.length >= parts.length - 1) return [...parts];
  return [...others, chars(ranges)].sort((a, b) => a.id - b.id);
}

function mergeRanges(ranges: Ranges): Ranges {
  const sorted = ranges.filter(([from, to]) => from <= to).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged[merged.length - 1];
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function complementRanges(ranges: Ranges): Ranges {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [from, to] of mergeRanges(ranges)) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT]);
  return gaps;
}
