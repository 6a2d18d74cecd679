// A Lucene regular expression as an automaton that is built while texts are matched: linear in the text, whatever the pattern.
import { parseRegex } from './parseRegex';
import type { ParsedRegex, RegexError } from './parseRegex';
import type { Term } from './terms';

export type { RegexError } from './parseRegex';

/** More states than this and the pattern is refused, as Lucene refuses to determinise it. */
export const MAX_STATES = 10_000;

export interface CompiledRegex {
  /** Anchored at both ends. */
  matches(text: string): boolean;
}

/** A pattern that Lucene refuses, for its syntax or its size, gives an error with offsets in the pattern. */
export function compileRegex(
  pattern: string,
  options: { readonly caseInsensitive: boolean },
): CompiledRegex | { readonly error: RegexError } {
  const parsed = parseRegex(pattern, options.caseInsensitive);
  if ('error' in parsed) return parsed;
  if (isTooComplex(parsed)) {
    return {
      error: {
        message: `The pattern needs more than ${MAX_STATES} states; Elasticsearch refuses it. Use shorter repetitions or several patterns.`,
        from: 0,
        to: pattern.length,
      },
    };
  }
  return { matches: matcherOf(parsed) };
}

/** Characters that the pattern cannot tell apart share a transition: that of their kind's first character. */
function matcherOf({ term: start, factory, representatives }: ParsedRegex): (text: string) => boolean {
  const transitions = new Map<Term, (Term | undefined)[]>();
  const step = (state: Term, codePoint: number): Term => {
    let row = transitions.get(state);
    if (row === undefined) transitions.set(state, (row = []));
    const kind = kindOf(representatives, codePoint);
    return (row[kind] ??= factory.derive(state, representatives[kind] ?? 0));
  };
  return (text) => {
    let state = start;
    for (let at = 0; at < text.length;) {
      const codePoint = text.codePointAt(at) ?? 0;
      at += codePoint > 0xffff ? 2 : 1;
      state = step(state, codePoint);
      if (state === factory.empty) return false;
      if (state === factory.anything) return true;
    }
    return state.nullable;
  };
}

/** The index of the last boundary at or before a code point. */
function kindOf(boundaries: readonly number[], codePoint: number): number {
  let low = 0;
  let high = boundaries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((boundaries[middle] ?? 0) <= codePoint) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Steps of derivation that a pattern may cost in all; Lucene bounds its effort likewise. Some 200 ms. */
const MAX_WORK = 1_000_000;

/** Walks the automaton over one character of each kind that a state can tell apart. */
function isTooComplex({ term, factory, representatives }: ParsedRegex): boolean {
  const kindsOf = kindsReader(representatives);
  const seen = new Set<Term>([term]);
  const queue: Term[] = [term];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const kinds = kindsOf(state);
    const other = representatives.find((codePoint) => !kinds.has(codePoint));
    for (const codePoint of other === undefined ? kinds : [...kinds, other]) {
      const next = factory.derive(state, codePoint);
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
    if (seen.size > MAX_STATES || factory.work > MAX_WORK) return true;
  }
  return false;
}

/**
 * The representatives that a term may treat otherwise than the rest: those in a class that can come first in it. A class of all characters
 * tells none apart. Most states of a long list of words know only a few.
 */
function kindsReader(representatives: readonly number[]): (term: Term) => ReadonlySet<number> {
  const known = new Map<Term, ReadonlySet<number>>();
  const union = (terms: readonly Term[]): ReadonlySet<number> => {
    const [first, ...rest] = terms.map(kindsOf).filter((kinds) => kinds.size > 0);
    if (first === undefined || rest.length === 0) return first ?? NONE;
    return new Set([first, ...rest].flatMap((kinds) => [...kinds]));
  };
  const made = (term: Term): ReadonlySet<number> => {
    switch (term.kind) {
      case 'empty':
      case 'epsilon':
        return NONE;
      case 'chars': {
        const inside = representatives.filter((each) => term.ranges.some(([from, to]) => from <= each && each <= to));
        return inside.length === representatives.length ? NONE : new Set(inside);
      }
      case 'concat':
        return term.head.nullable ? union([term.head, term.tail]) : kindsOf(term.head);
      case 'or':
      case 'and':
        return union(term.parts);
      case 'not':
      case 'repeat':
        return kindsOf(term.part);
    }
  };
  function kindsOf(term: Term): ReadonlySet<number> {
    let kinds = known.get(term);
    if (kinds === undefined) known.set(term, (kinds = made(term)));
    return kinds;
  }
  return kindsOf;
}

const NONE: ReadonlySet<number> = new Set();
