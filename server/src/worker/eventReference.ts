// How an event is named across the wire.
import type { EventReference } from '../protocol';
import type { FinishedRun } from './orders';

type Named = Pick<FinishedRun, 'order' | 'store'>;

/** `sample` is the path as the run was given it. */
export function referenceTo(event: number, run: Named): EventReference {
  const { store, order } = run;
  const { sample, line } = store.origin(event);
  const id = store.id(event);
  const timestamp = timestampText(event, run);
  return {
    event,
    sample: order.samples[sample]?.path ?? '',
    line,
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

/** The event that stands on a line of a sample; events lie in the order of samples and lines. */
export function findEvent(path: string, line: number, { store, order }: Named): number | undefined {
  const sample = order.samples.findIndex((each) => each.path === path);
  if (sample < 0) return undefined;
  let low = 0;
  let high = store.count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const origin = store.origin(middle);
    const difference = origin.sample - sample || origin.line - line;
    if (difference === 0) return middle;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
