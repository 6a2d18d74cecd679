// Rows counted by what they are worth.
import type { OutcomeCounts, RowOutcome } from '../protocol';

export type Tally = { -readonly [K in keyof OutcomeCounts]: number };

export function emptyTally(): Tally {
  return { truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 0 };
}

export function count(tally: Tally, outcome: RowOutcome): void {
  tally[NAMES[outcome]]++;
}

/** Of rows of all outcomes. */
export function totalOf({ truePositives, falsePositives, authorised, unlabelled, misses }: OutcomeCounts): number {
  return truePositives + falsePositives + authorised + unlabelled + misses;
}

const NAMES: Readonly<Record<RowOutcome, keyof OutcomeCounts>> = {
  'true-positive': 'truePositives',
  'false-positive': 'falsePositives',
  authorised: 'authorised',
  unlabelled: 'unlabelled',
  miss: 'misses',
};
