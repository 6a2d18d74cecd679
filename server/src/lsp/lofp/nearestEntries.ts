// The entries that a statement or an arm is likely about, by the words that they share: an offer to a person, who decides.
import type { LofpEntry } from '../../lofp/entries/entry';
import { printArm } from '../../tuning/arms';
import type { TieAt } from './tieAt';

const MOST = 3;
/** Of the words of the statement or the arm. */
const LEAST = 0.25;

export function nearestEntries(
  at: Exclude<TieAt, { kind: 'comment' }>,
  entries: readonly LofpEntry[],
): readonly LofpEntry[] {
  const own = wordsOf(at.kind === 'arm' ? printArm(at.arm.arm) : at.statement.text);
  if (own.size === 0) return [];
  const ranked = entries.map((entry) => {
    const words = wordsOf(textOf(entry, at.kind));
    return { entry, share: [...own].filter((word) => words.has(word)).length / own.size };
  });
  return ranked
    .filter(({ share }) => share >= LEAST)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}

/** Of an arm the values tell; of a statement the words. */
function textOf({ statement, who, what, exclusions }: LofpEntry, kind: 'arm' | 'statement'): string {
  const words = [statement.value, who ?? '', ...what.flatMap(({ product = '', shape }) => [product, shape])];
  if (kind === 'statement') return words.join(' ');
  const values = exclusions.flatMap(({ conditions, parameters }) => [
    ...conditions.flatMap(({ field, values: patterns }) => [
      field.value,
      ...patterns.map(({ value }) => String(value)),
    ]),
    ...parameters.flatMap(({ example }) => example.map(({ value }) => value)),
  ]);
  return [...words, ...values].join(' ');
}

function wordsOf(text: string): ReadonlySet<string> {
  const words =
    text
      .slice(0, 4000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(words.map((word) => word.replace(/(?<=...)s$/, '')).filter((word) => !EMPTY.has(word)));
}

const EMPTY: ReadonlySet<string> = new Set(
  'the and for with from that this may can will are was been into their they which who when where such used use not should known'.split(
    ' ',
  ),
);
