// The hits of a run in as little memory as they can be named in: places of their events and outcomes, six bytes for most.
import type { Outcome } from '../tuning/outcome';
import type { FinishedRun } from './orders';

export const OUTCOMES: readonly Outcome[] = ['true-positive', 'false-positive', 'authorised', 'unlabelled'];

/** What is absent is as for most runs: one event a hit, one sample, one event a line. */
export interface HitRecord {
  /** Indexes into `OUTCOMES`. */
  readonly outcomes: Uint8Array;
  /** From 1; 0 for an event that is missing. */
  readonly lines: Uint32Array;
  /** Where the events of each hit end. */
  readonly ends?: Uint32Array;
  readonly samples?: Uint16Array;
  readonly columns?: Uint32Array;
}

export interface HitPlace {
  readonly sample: number;
  readonly line: number;
  readonly column: number;
}

export function recordHits({ judgement: { hits }, store }: Pick<FinishedRun, 'judgement' | 'store'>): HitRecord {
  const events = hits.flatMap(({ hit }) => hit.events);
  const origins = (event: number | null) => (event === null ? undefined : store.origin(event));
  const lines = Uint32Array.from(events, (event) => origins(event)?.line ?? 0);
  const samples = Uint16Array.from(events, (event) => origins(event)?.sample ?? 0);
  const columns = Uint32Array.from(events, (event) => origins(event)?.column ?? 1);
  return {
    outcomes: Uint8Array.from(hits, ({ outcome }) => OUTCOMES.indexOf(outcome)),
    lines,
    ...(events.length === hits.length ? {} : { ends: endsOf(hits.map(({ hit }) => hit.events.length)) }),
    ...(samples.every((sample) => sample === 0) ? {} : { samples }),
    ...(columns.every((column) => column === 1) ? {} : { columns }),
  };
}

export function outcomeOf({ outcomes }: HitRecord, hit: number): Outcome {
  return OUTCOMES[outcomes[hit] ?? -1] ?? 'unlabelled';
}

/** The events of a hit, missing ones left out. */
export function placesOf({ lines, samples, columns, ends }: HitRecord, hit: number): readonly HitPlace[] {
  const from = ends === undefined ? hit : hit === 0 ? 0 : (ends[hit - 1] ?? 0);
  const to = ends === undefined ? hit + 1 : (ends[hit] ?? from);
  const places: HitPlace[] = [];
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? 0;
    if (line > 0) places.push({ sample: samples?.[at] ?? 0, line, column: columns?.[at] ?? 1 });
  }
  return places;
}

export function bytesOf({ outcomes, lines, ends, samples, columns }: HitRecord): number {
  return [outcomes, lines, ends, samples, columns].reduce((sum, each) => sum + (each?.byteLength ?? 0), 0);
}

/** Equal counts need a list of ends too where hits have several events. */
function endsOf(counts: readonly number[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(counts, (count) => (end += count));
}
