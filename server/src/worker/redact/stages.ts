// How far a redaction is, as one number that never goes back: reading, runs before, writing, proof, and further rounds where rules would differ.
import type { Watch } from '../orders';

/** What is watched of one stage is a part of the whole. */
export interface Stages {
  /** Reading one of the samples, or running the rules on it before. */
  readonly before: (sample: number, what: 'read' | 'run') => Watch;
  /** Writing one of the copies in a round, or running the rules on it. Rounds count from 0. */
  readonly round: (round: number, sample: number, what: 'write' | 'prove') => Watch;
}

/** Reading takes about half of what the rules take. */
const READ = 1 / 3;
const BEFORE = 0.45;

export function stagesOf(watch: Watch, samples: number): Stages {
  let farthest = 0;
  const within = (from: number, to: number): Watch => ({
    onProgress(phase, fraction) {
      farthest = Math.max(farthest, from + (to - from) * Math.min(1, fraction));
      watch.onProgress(phase, farthest);
    },
    isCancelled: () => watch.isCancelled(),
  });
  const partOf = (from: number, to: number, sample: number, isFirst: boolean): Watch => {
    const size = (to - from) / samples;
    const start = from + size * sample;
    const middle = start + size * READ;
    return isFirst ? within(start, middle) : within(middle, start + size);
  };
  return {
    before: (sample, what) => partOf(0, BEFORE, sample, what === 'read'),
    // Nobody knows how many rounds there are: each takes half of what is left.
    round: (round, sample, what) => partOf(after(round), after(round + 1), sample, what === 'write'),
  };
}

function after(rounds: number): number {
  return BEFORE + (1 - BEFORE) * (1 - 0.5 ** rounds);
}
