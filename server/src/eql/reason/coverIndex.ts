// Finds what covers a pattern in a list: texts are looked up, patterns by three letters that whatever they cover must have as well.
// So a list of thousands of values costs about as much as reading it.
import { patternCovers } from './patternCover';
import { foldCode, keysOfEqualTexts } from './textPattern';
import type { TextPattern } from './textPattern';
import { isSpent, spend } from './work';
import type { Work } from './work';

export interface CoverIndex {
  /** A pattern of the list, other than `except`, that certainly matches all that `pattern` matches; undefined where none is found. */
  find(pattern: TextPattern, work: Work, except?: TextPattern): TextPattern | undefined;
}

export function createCoverIndex(patterns: readonly TextPattern[]): CoverIndex {
  const texts = new Map<string, TextPattern>();
  for (const pattern of patterns) if (!pattern.hasWildcard && !texts.has(pattern.key)) texts.set(pattern.key, pattern);
  const findAmongWildcards = wildcardSearch(patterns.filter(({ hasWildcard }) => hasWildcard));
  const find: CoverIndex['find'] = (pattern, work, except) => {
    if (!pattern.hasWildcard)
      for (const key of keysOfEqualTexts(pattern)) {
        const equal = texts.get(key);
        if (equal !== undefined && equal !== except) return equal;
      }
    return findAmongWildcards(
      pattern,
      (wide) => wide !== except && spend(work, 1) && patternCovers(wide, pattern, work),
    );
  };
  const answers = new Map<TextPattern, TextPattern | undefined>();
  return {
    find: (pattern, work, except) => {
      if (except !== undefined) return find(pattern, work, except);
      const known = answers.get(pattern);
      if (known !== undefined || answers.has(pattern)) return known;
      const found = find(pattern, work);
      if (!isSpent(work)) answers.set(pattern, found);
      return found;
    },
  };
}

type Test = (wide: TextPattern) => boolean;

/** With fewer, trying all of them is quicker than looking for letters. */
const FEW = 12;

/** The first of the wildcards that passes a test which only those pass that may cover the pattern. */
function wildcardSearch(
  wildcards: readonly TextPattern[],
): (pattern: TextPattern, test: Test) => TextPattern | undefined {
  if (wildcards.length <= FEW) return (_pattern, test) => wildcards.find(test);
  const { loose, buckets } = bucketsOf(wildcards);
  return (pattern, test) => {
    for (const trigram of trigramsOf(pattern)) {
      const found = buckets.get(trigram)?.find(test);
      if (found !== undefined) return found;
    }
    return loose.find(test);
  };
}

interface Buckets {
  /** Without three characters in a row. */
  readonly loose: readonly TextPattern[];
  readonly buckets: ReadonlyMap<number, readonly TextPattern[]>;
}

/** Each pattern stands under the rarest of its trigrams. */
function bucketsOf(wildcards: readonly TextPattern[]): Buckets {
  const trigrams = wildcards.map(trigramsOf);
  const counts = new Uint32Array(TRIGRAMS);
  for (const each of trigrams) for (const trigram of each) counts[trigram] = (counts[trigram] ?? 0) + 1;
  const loose: TextPattern[] = [];
  const buckets = new Map<number, TextPattern[]>();
  wildcards.forEach((pattern, index) => {
    const rarest = rarestOf(trigrams[index] ?? [], counts);
    const bucket = rarest === undefined ? loose : buckets.get(rarest);
    if (bucket !== undefined) bucket.push(pattern);
    else if (rarest !== undefined) buckets.set(rarest, [pattern]);
  });
  return { loose, buckets };
}

function rarestOf(trigrams: readonly number[], counts: Uint32Array): number | undefined {
  let rarest: number | undefined;
  let least = Infinity;
  for (const trigram of trigrams) {
    const count = counts[trigram] ?? 0;
    if (count < least) [rarest, least] = [trigram, count];
  }
  return rarest;
}

const TRIGRAMS = 0x10000;

/** Three characters in a row, without case, as a small number. Two that fall together only make one more candidate. */
function trigramsOf({ codes }: TextPattern): readonly number[] {
  const found: number[] = [];
  let [before, between, length] = [0, 0, 0];
  for (const code of codes) {
    const own = foldCode(code);
    length = code < 0 ? 0 : length + 1;
    if (length >= 3) found.push((before * 961 + between * 31 + own) & (TRIGRAMS - 1));
    [before, between] = [between, own];
  }
  return found;
}
