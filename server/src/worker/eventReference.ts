// How an event is named across the wire.
import type { EventReference } from '../protocol';
import type { FinishedRun } from './orders';

type Named = Pick<FinishedRun, 'order' | 'store'>;

/** `sample` is the path as the run was given it. */
export function referenceTo(event: number, run: Named): EventReference {
  const { store, order } = run;
  const { sample, line, column } = store.origin(event);
  const id = store.id(event);
  const timestamp = timestampText(event, run);
  return {
    event,
    sample: order.samples[sample]?.path ?? '',
    line,
    ...(column === undefined ? {} : { column }),
    ...(id === undefined ? {} : { id }),
    ...(timestamp === '' ? {} : { timestamp }),
  };
}

/** As the event has it. */
export function timestampText(event: number, { store, order }: Named): string {
  return valueText(event, order.options.timestampField, { store });
}

/** The values at a path as people read them; empty where there are none. */
export function valueText(event: number, path: string, { store }: Pick<FinishedRun, 'store'>): string {
  const leaves = store.values(event, path);
  const [first] = leaves;
  if (leaves.length === 1 && typeof first === 'string') return first;
  return leaves
    .filter((leaf) => leaf !== null)
    .map(String)
    .join(', ');
}

/** From 1; without a column the first of the line. */
export interface Place {
  readonly line: number;
  readonly column?: number;
}

/**
 * The event at a place of a sample: the one of that line, or, where events are laid out over lines or share one, the last that begins
 * there or above. Events lie in the order of samples and places.
 */
export function findEvent(path: string, place: Place, run: Named & Pick<FinishedRun, 'samples'>): number | undefined {
  const { store, order, samples } = run;
  const sample = order.samples.findIndex((each) => each.path === path);
  if (sample < 0) return undefined;
  const last = lastUpTo(sample, place, store);
  const origin = last < 0 ? undefined : store.origin(last);
  const isHere = origin?.sample === sample && (origin.line === place.line || samples[sample]?.isLaidOut === true);
  const first = firstOfLine(last + 1, sample, place, store);
  return isHere && (first === undefined || origin.line === place.line) ? last : first;
}

/** The last event that begins at the place or above; -1 where there is none. */
function lastUpTo(sample: number, { line, column = 1 }: Place, store: FinishedRun['store']): number {
  let low = 0;
  let high = store.count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const origin = store.origin(middle);
    const difference = origin.sample - sample || origin.line - line || (origin.column ?? 1) - column;
    if (difference <= 0) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}

/** A cursor before the first event of its line means that one. */
function firstOfLine(event: number, sample: number, { line }: Place, store: FinishedRun['store']): number | undefined {
  if (event >= store.count) return undefined;
  const origin = store.origin(event);
  return origin.sample === sample && origin.line === line ? event : undefined;
}
