// Statements that say nearly the same: by the words that they share, weighed by how much a word tells. A proposal for a person, who decides.

/** Two statements, by their places in the list. */
export interface Likeness {
  readonly first: number;
  readonly second: number;
  /** From THRESHOLD to 1: the part of their words, by weight, that both have. */
  readonly likeness: number;
  /** Proposed as one. Otherwise they have a form in common and differ in what they name, as `WinRM can be …` and `PsExec can be …`. */
  readonly isOne: boolean;
}

/** Why these: docs/decisions/0013-statements-are-alike-by-their-words.md */
export const THRESHOLD = 0.6;
const ONE = 0.8;

/** Pairs of folded statements, each once, in the order of their places. Takes time in proportion to the words, however alike the statements are. */
export function findAlike(folded: readonly string[]): readonly Likeness[] {
  const bags = folded.map(wordsOf);
  const order = rareFirst(bags);
  const sorted = bags.map((bag) => [...bag].sort(order));
  const index = new Map<string, number[]>();
  const pairs: Likeness[] = [];
  sorted.forEach((words, second) => {
    const bag = bags[second] ?? new Set();
    const tried = new Set<number>();
    for (const word of tellingPart(words)) {
      const places = index.get(word) ?? [];
      for (const first of places) {
        if (tried.has(first)) continue;
        tried.add(first);
        const other = bags[first] ?? new Set();
        const likeness = likenessOf(other, bag);
        if (likeness < THRESHOLD) continue;
        const isOne = likeness >= ONE && (namesNoMore(other, bag) || namesNoMore(bag, other));
        pairs.push({ first, second, likeness, isOne });
      }
      // So many that begin alike are a form that was filled in: further ones are compared with the first of them only.
      if (places.length < MOST_PLACES) index.set(word, [...places, second]);
    }
  });
  return pairs.sort((a, b) => a.first - b.first || a.second - b.second);
}

const MOST_PLACES = 64;
/** A statement of 100 kB is compared by its beginning. */
const MOST_CHARACTERS = 4000;

/** Cut to their stems, roughly: `containers` and `container`, `authorised` and `authorized` are one. Words without a meaning of their own are left out. */
function wordsOf(folded: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [, quote, word = ''] of folded
    .slice(0, MOST_CHARACTERS)
    .matchAll(/(["'`\u2018\u201C])?([\p{L}\p{N}]+)/gu)) {
    // In quotes it is the name of something: the command `which`.
    if (quote !== undefined || !EMPTY.has(word)) words.add(stemOf(word));
  }
  return words;
}

const STEM = 7;

function stemOf(word: string): string {
  return word.replace(/(?<=...)s$/, '').slice(0, STEM);
}

const EMPTY: ReadonlySet<string> = new Set(
  `a an and any are as at be been being by can could do does for from has have how if in into is it its like may might more most of on
  only or other should so some such than that the their them there these they this those through to under use used uses using via was were when
  where which while will with within would you your e g i`.split(/\s+/),
);

/** What nearly every statement says tells little. */
const COMMON: ReadonlySet<string> = new Set(
  `activity administrator admin alert allow application authorize authorise behavior behaviour benign case certain common detection
  environment event exception exempt exclude expected false filter investigate known legitimate normal organization perform positive
  possible potential purpose rule script software system team tool trigger trust uncommon unknown user valid verify`
    .split(/\s+/)
    .map(stemOf),
);

function weightOf(word: string): number {
  return COMMON.has(word) ? 1 : 3;
}

function weightOfAll(words: Iterable<string>): number {
  let sum = 0;
  for (const word of words) sum += weightOf(word);
  return sum;
}

function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = weightOfAll([...a].filter((word) => b.has(word)));
  const all = weightOfAll(a) + weightOfAll(b) - shared;
  return all === 0 ? 0 : shared / all;
}

function rareFirst(bags: readonly ReadonlySet<string>[]): (a: string, b: string) => number {
  const counts = new Map<string, number>();
  for (const bag of bags) for (const word of bag) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1);
}

/** Whether all that `a` names is in `b`. */
function namesNoMore(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every((word) => b.has(word) || COMMON.has(word));
}

/** The rarest words, so many that two statements which are alike must share one of them: what comes after weighs too little. */
function tellingPart(words: readonly string[]): readonly string[] {
  const needed = THRESHOLD * weightOfAll(words);
  let rest = weightOfAll(words);
  const end = words.findIndex((word) => {
    if (rest < needed) return true;
    rest -= weightOf(word);
    return false;
  });
  return end === -1 ? words : words.slice(0, end);
}
