// Hit × label: what a run means to the people who labelled its events.
import type { Hit } from '../engine/run';
import { assertNever } from '../base/assertNever';
import type { LabelBook } from './labelBook';
import type { LabelEntry } from './labels';

export type Outcome = 'true-positive' | 'false-positive' | 'authorised' | 'unlabelled';

export interface JudgedHit {
  readonly hit: Hit;
  readonly outcome: Outcome;
  /** The entry that decided, for its note and LoFP id. */
  readonly entry?: LabelEntry;
}

export interface Judgement {
  readonly hits: readonly JudgedHit[];
  /** Malicious events labelled for this rule that no hit holds, in input order. */
  readonly misses: readonly number[];
  readonly totals: Totals;
}

/** Hits by what they are worth. */
export interface Sum {
  readonly hits: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly authorised: number;
  readonly unlabelled: number;
}

export interface Totals extends Sum {
  readonly misses: number;
}

export function judge(hits: readonly Hit[], labels: LabelBook): Judgement {
  const judged = hits.map((hit) => judgeHit(hit, labels));
  const seen = new Set<number>();
  for (const hit of hits) for (const event of hit.events) if (event !== null) seen.add(event);
  const misses = labels.mustHit.filter((event) => !seen.has(event));
  return { hits: judged, misses, totals: { ...sumOf(judged), misses: misses.length } };
}

export function sumOf(hits: readonly Pick<JudgedHit, 'outcome'>[]): Sum {
  const number = (outcome: Outcome): number => hits.filter((each) => each.outcome === outcome).length;
  return {
    hits: hits.length,
    truePositives: number('true-positive'),
    falsePositives: number('false-positive'),
    authorised: number('authorised'),
    unlabelled: number('unlabelled'),
  };
}

/** A sequence is judged by its worst event: malicious, then authorised, then benign. Source: docs/command-line.md, labels. */
function judgeHit(hit: Hit, labels: LabelBook): JudgedHit {
  const entries = hit.events.flatMap((event) => (event === null ? [] : (labels.entryOf(event) ?? [])));
  const entry =
    entries.find(({ label }) => label === 'malicious') ??
    entries.find(({ label }) => label === 'authorised') ??
    entries.find(({ label }) => label === 'benign');
  return entry === undefined ? { hit, outcome: 'unlabelled' } : { hit, outcome: outcomeOf(entry), entry };
}

function outcomeOf(entry: LabelEntry): Outcome {
  switch (entry.label) {
    case 'malicious':
      return 'true-positive';
    case 'authorised':
      return 'authorised';
    case 'benign':
      return 'false-positive';
    default:
      return assertNever(entry.label);
  }
}
