// Sets of values that a leaf of a condition asks for, and what is certain of two of them.
import { createCoverIndex } from './coverIndex';
import type { CoverIndex } from './coverIndex';
import { patternsMeet } from './patternMeet';
import { isEmptyRange, rangesCover, rangesMeet } from './ranges';
import type { Range } from './ranges';
import { foldText, MANY } from './textPattern';
import type { TextPattern } from './textPattern';
import { isSpent, spend } from './work';
import type { Work } from './work';

export type ValueSet = AllValues | TextSet | NumberSet | OpaqueSet;

/** Every value: to ask for one of these is to ask whether the field exists. */
export interface AllValues {
  readonly kind: 'all';
}

/** Texts that match one of the patterns. */
export interface TextSet {
  readonly kind: 'texts';
  readonly patterns: readonly TextPattern[];
  readonly wildcards: readonly TextPattern[];
  readonly index: CoverIndex;
  /** The texts among the patterns by what they are without case. */
  readonly textsByFold: ReadonlyMap<string, readonly TextPattern[]>;
}

/** `whole`: the field holds whole numbers only. */
export interface NumberSet {
  readonly kind: 'numbers';
  readonly ranges: readonly Range[];
  readonly whole: boolean;
  /** What the field can hold at all. */
  readonly universe: Range;
}

/** Of which only the name is known; the same name is the same set. */
export interface OpaqueSet {
  readonly kind: 'opaque';
  readonly name: string;
}

export const ALL: AllValues = { kind: 'all' };

/** What is looked up in it is arranged when it is first asked for. */
export function textSet(patterns: readonly TextPattern[]): TextSet {
  let index: CoverIndex | undefined;
  let textsByFold: ReadonlyMap<string, readonly TextPattern[]> | undefined;
  return {
    kind: 'texts',
    patterns,
    wildcards: patterns.filter(({ hasWildcard }) => hasWildcard),
    get index() {
      return (index ??= createCoverIndex(patterns));
    },
    get textsByFold() {
      return (textsByFold ??= groupByFold(patterns.filter(({ hasWildcard }) => !hasWildcard)));
    },
  };
}

function groupByFold(texts: readonly TextPattern[]): ReadonlyMap<string, readonly TextPattern[]> {
  const groups = new Map<string, TextPattern[]>();
  for (const text of texts) {
    const fold = foldText(text.text);
    const group = groups.get(fold);
    if (group === undefined) groups.set(fold, [text]);
    else group.push(text);
  }
  return groups;
}

/** Certain that each value of `inner` is in one of the `outer` sets. False where it cannot tell. */
export function setsCover(outer: readonly ValueSet[], inner: ValueSet, work: Work): boolean {
  if (outer.some((each) => each.kind === 'all')) return true;
  switch (inner.kind) {
    case 'all':
      return coverAll(outer, work);
    case 'opaque':
      return outer.some((each) => each.kind === 'opaque' && each.name === inner.name);
    case 'texts':
      return inner.patterns.every((pattern) => setsCoverPattern(outer, pattern, work));
    case 'numbers': {
      const ranges = outer.flatMap((each) => (each.kind === 'numbers' ? each.ranges : []));
      return spend(work, ranges.length) && inner.ranges.every((range) => rangesCover(ranges, range, inner.whole));
    }
  }
}

/** `*` takes each value; numbers can be told apart without a gap. */
function coverAll(outer: readonly ValueSet[], work: Work): boolean {
  const numbers = outer.find((each) => each.kind === 'numbers');
  if (numbers !== undefined) return setsCover(outer, { ...numbers, ranges: [numbers.universe] }, work);
  return outer.some((each) => each.kind === 'texts' && each.wildcards.some(({ codes }) => codes.join() === ANYTHING));
}

const ANYTHING = String(MANY);

export function setsCoverPattern(outer: readonly ValueSet[], pattern: TextPattern, work: Work): boolean {
  return outer.some((each) => each.kind === 'texts' && spend(work, 1) && each.index.find(pattern, work) !== undefined);
}

/** False only where it is certain that no value is in both. */
export function setsMeet(one: ValueSet, other: ValueSet, work: Work): boolean {
  if (isEmptySet(one) || isEmptySet(other)) return false;
  if (one.kind === 'texts' && other.kind === 'texts')
    return one.patterns.length <= other.patterns.length ? textsMeet(one, other, work) : textsMeet(other, one, work);
  if (one.kind === 'numbers' && other.kind === 'numbers') {
    if (!spend(work, one.ranges.length * other.ranges.length)) return true;
    return one.ranges.some((left) => other.ranges.some((right) => rangesMeet(left, right)));
  }
  return true;
}

function textsMeet(one: TextSet, other: TextSet, work: Work): boolean {
  return one.patterns.some((pattern) => setMeetsPattern(other, pattern, work));
}

/** False only where it is certain that the set has nothing that the pattern matches. */
export function setMeetsPattern(set: ValueSet, pattern: TextPattern, work: Work): boolean {
  if (set.kind !== 'texts') return true;
  const near = pattern.hasWildcard
    ? set.patterns
    : [...(set.textsByFold.get(foldText(pattern.text)) ?? []), ...set.wildcards];
  return !spend(work, 1 + near.length) || near.some((each) => patternsMeet(each, pattern, work)) || isSpent(work);
}

/** No value at all: nothing satisfies it. */
export function isEmptySet(set: ValueSet): boolean {
  if (set.kind === 'texts') return set.patterns.length === 0;
  return set.kind === 'numbers' && set.ranges.every(isEmptyRange);
}
