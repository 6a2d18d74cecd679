// Two recorded runs hit by hit: what went, what came, what stayed with another outcome, and what stayed as it was.
import type { HitChange } from '../protocol';
import { OUTCOMES, placesOf } from './hitRecord';
import type { HitRecord } from './hitRecord';

/** A run with the paths of its samples. */
export interface ComparedRun {
  readonly samples: readonly string[];
  readonly hits: HitRecord;
}

export interface ComparedHit {
  /** Of the run before for a hit that is gone, else of the one after. */
  readonly hit: number;
  readonly outcome: number;
  /** As it was, where it changed. */
  readonly was?: number;
}

export type Comparison = Readonly<Record<HitChange, readonly ComparedHit[]>>;

/** In the order of the runs. Of hits with the same events, as samples may have, as many are the same as both have. */
export function compareRuns(before: ComparedRun, after: ComparedRun): Comparison {
  const found: Record<HitChange, ComparedHit[]> = { gone: [], new: [], changed: [], kept: [] };
  const open = new Map<string, number[]>();
  for (let hit = 0; hit < before.hits.outcomes.length; hit++) {
    const key = keyOf(before, hit);
    const same = open.get(key);
    if (same === undefined) open.set(key, [hit]);
    else same.push(hit);
  }
  const met = new Set<number>();
  for (let hit = 0; hit < after.hits.outcomes.length; hit++) {
    const old = open.get(keyOf(after, hit))?.shift();
    const outcome = outcomeOf(after, hit);
    if (old === undefined) {
      found.new.push({ hit, outcome });
      continue;
    }
    met.add(old);
    const was = outcomeOf(before, old);
    if (was === outcome) found.kept.push({ hit, outcome });
    else found.changed.push({ hit, outcome, was });
  }
  for (let hit = 0; hit < before.hits.outcomes.length; hit++)
    if (!met.has(hit)) found.gone.push({ hit, outcome: outcomeOf(before, hit) });
  return found;
}

function outcomeOf({ hits }: ComparedRun, hit: number): number {
  return hits.outcomes[hit] ?? OUTCOMES.indexOf('unlabelled');
}

function keyOf({ samples, hits }: ComparedRun, hit: number): string {
  return placesOf(hits, hit)
    .map(({ sample, line, column }) => `${samples[sample] ?? ''}\n${line}:${column}`)
    .join('\n');
}
