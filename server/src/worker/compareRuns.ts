// Two recorded runs hit by hit: what went, what came, what stayed with another outcome, and what stayed as it was.
import type { HitChange } from '../protocol';
import { placesOf } from './hitRecord';
import type { HitPlace, HitRecord } from './hitRecord';

/** A run with the paths of its samples. */
export interface ComparedRun {
  readonly samples: readonly string[];
  readonly hits: HitRecord;
}

/** Hits by their places: of the run before those that are gone, else of the one after. */
export interface Comparison extends Readonly<Record<HitChange, Uint32Array>> {
  /** The changed ones as they were: of the run before. */
  readonly changedFrom: Uint32Array;
}

/** In the order of the runs. Of hits with the same events, as samples may have, as many are the same as both have. */
export function compareRuns(before: ComparedRun, after: ComparedRun): Comparison {
  const found: Record<HitChange | 'changedFrom', number[]> = {
    gone: [],
    new: [],
    changed: [],
    kept: [],
    changedFrom: [],
  };
  const paths = [...new Set([...before.samples, ...after.samples])];
  const [oldKey, newKey] = [createKeys(before, paths), createKeys(after, paths)];
  const open = new Map<HitKey, number>();
  /** Of hits with the same events: the next one. */
  const next = new Map<number, number>();
  const count = before.hits.outcomes.length;
  for (let hit = count - 1; hit >= 0; hit--) {
    const key = oldKey(hit);
    const same = open.get(key);
    if (same !== undefined) next.set(hit, same);
    open.set(key, hit);
  }
  const met = new Uint8Array(count);
  for (let hit = 0; hit < after.hits.outcomes.length; hit++) {
    const key = newKey(hit);
    const old = open.get(key);
    if (old === undefined) {
      found.new.push(hit);
      continue;
    }
    met[old] = 1;
    const another = next.get(old);
    if (another === undefined) open.delete(key);
    else open.set(key, another);
    if (before.hits.outcomes[old] === after.hits.outcomes[hit]) found.kept.push(hit);
    else {
      found.changed.push(hit);
      found.changedFrom.push(old);
    }
  }
  for (let hit = 0; hit < count; hit++) if (met[hit] === 0) found.gone.push(hit);
  return {
    gone: Uint32Array.from(found.gone),
    new: Uint32Array.from(found.new),
    changed: Uint32Array.from(found.changed),
    kept: Uint32Array.from(found.kept),
    changedFrom: Uint32Array.from(found.changedFrom),
  };
}

/** A number where one tells the place: most hits have one event, the first of its line. */
type HitKey = number | string;

const LINES = 2 ** 32;

function createKeys({ samples, hits }: ComparedRun, paths: readonly string[]): (hit: number) => HitKey {
  const numbers = samples.map((path) => paths.indexOf(path));
  const keyOf = ({ sample, line }: HitPlace): number => (numbers[sample] ?? 0) * LINES + line;
  return (hit) => {
    const places = placesOf(hits, hit);
    const [first] = places;
    if (first !== undefined && places.length === 1 && first.column === 1) return keyOf(first);
    return places.map((place) => `${keyOf(place)}:${place.column}`).join(' ');
  };
}
