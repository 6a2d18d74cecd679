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
  return new InterningFactory();
}

class InterningFactory implements TermFactory {
  private readonly interned = new Map<string, Term>();
  private steps = 0;
  readonly empty = this.intern('empty', { kind: 'empty' }, false);
  readonly epsilon = this.intern('epsilon', { kind: 'epsilon' }, true);
  readonly anything = this.repeat(this.chars([[0, LAST_CODE_POINT]]), 0, Infinity);

  get work(): number {
    return this.steps;
  }

  chars(ranges: Ranges): Term {
    const merged = mergeRanges(ranges);
    return merged.length === 0
      ? this.empty
      : this.intern(`c${merged.join(';')}`, { kind: 'chars', ranges: merged }, false);
  }

  repeat(part: Term, min: number, max: number): Term {
    if (max === 0 || part === this.epsilon) return this.epsilon;
    if (part === this.empty) return min === 0 ? this.epsilon : this.empty;
    if (min === 1 && max === 1) return part;
    const least = part.nullable ? 0 : min;
    if (part.kind === 'repeat' && part.min === 0 && part.max === Infinity && max >= 1) return part;
    return this.intern(`r${part.id},${least},${max}`, { kind: 'repeat', part, min: least, max }, least === 0);
  }

  concat(head: Term, tail: Term): Term {
    if (head === this.empty || tail === this.empty) return this.empty;
    if (head === this.epsilon) return tail;
    if (tail === this.epsilon) return head;
    if (head.kind === 'concat') return this.concat(head.head, this.concat(head.tail, tail));
    return this.intern(`${head.id}.${tail.id}`, { kind: 'concat', head, tail }, head.nullable && tail.nullable);
  }

  or(parts: readonly Term[]): Term {
    const flat = uniqueParts(parts, 'or').filter((part) => part !== this.empty);
    if (flat.includes(this.anything)) return this.anything;
    const merged = mergeChars(flat, (ranges) => this.chars(ranges));
    const [only] = merged;
    if (only === undefined) return this.empty;
    if (merged.length === 1) return only;
    const nullable = merged.some((part) => part.nullable);
    return this.intern(`|${namesOf(merged)}`, { kind: 'or', parts: merged }, nullable);
  }

  and(parts: readonly Term[]): Term {
    const flat = uniqueParts(parts, 'and').filter((part) => part !== this.anything);
    if (flat.includes(this.empty)) return this.empty;
    const [only] = flat;
    if (only === undefined) return this.anything;
    if (flat.length === 1) return only;
    const nullable = flat.every((part) => part.nullable);
    return this.intern(`&${namesOf(flat)}`, { kind: 'and', parts: flat }, nullable);
  }

  not(part: Term): Term {
    if (part.kind === 'not') return part.part;
    if (part === this.empty) return this.anything;
    if (part === this.anything) return this.empty;
    return this.intern(`~${part.id}`, { kind: 'not', part }, !part.nullable);
  }

  derive(term: Term, codePoint: number): Term {
    this.steps += term.kind === 'or' || term.kind === 'and' ? term.parts.length : 1;
    switch (term.kind) {
      case 'empty':
      case 'epsilon':
        return this.empty;
      case 'chars':
        return holdsCodePoint(term.ranges, codePoint) ? this.epsilon : this.empty;
      case 'concat': {
        const first = this.concat(this.derive(term.head, codePoint), term.tail);
        return term.head.nullable ? this.or([first, this.derive(term.tail, codePoint)]) : first;
      }
      case 'or':
        return this.or(term.parts.map((part) => this.derive(part, codePoint)));
      case 'and':
        return this.and(term.parts.map((part) => this.derive(part, codePoint)));
      case 'not':
        return this.not(this.derive(term.part, codePoint));
      case 'repeat': {
        const rest = this.repeat(term.part, Math.max(0, term.min - 1), term.max - 1);
        return this.concat(this.derive(term.part, codePoint), rest);
      }
    }
  }

  private intern(key: string, body: TermBody, nullable: boolean): Term {
    let term = this.interned.get(key);
    if (term === undefined) this.interned.set(key, (term = { ...body, id: this.interned.size, nullable }));
    return term;
  }
}

function namesOf(parts: readonly Term[]): string {
  return parts.map((part) => part.id).join(',');
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
