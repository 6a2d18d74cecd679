// Does a sample hold what the rule's index holds? Told, never enforced: an index filters no sample.
import type { EventStore } from '../engine/store';
import { patternCovers, readIndexPatterns } from '../schema/indexPattern';

/** Events of one kind, by the names of the indices that could hold them. */
interface Kind {
  readonly names: readonly string[];
  readonly firstEvent: number;
  count: number;
}

export interface IndexMisfit {
  readonly count: number;
  readonly firstEvent: number;
  /** The index names that the events would be in, at most three. */
  readonly names: readonly string[];
}

const kinds = new WeakMap<EventStore, readonly Kind[]>();

/** Events whose data stream no pattern covers; those that name none are not judged. Undefined where all fit, or nothing is asked for. */
export function findIndexMisfit(index: readonly string[], store: EventStore): IndexMisfit | undefined {
  const { wanted, excluded } = readIndexPatterns(index);
  if (wanted.length === 0) return undefined;
  const fits = (name: string): boolean =>
    wanted.some((pattern) => patternCovers(pattern, name)) && !excluded.some((pattern) => patternCovers(pattern, name));
  const misfits = kindsOf(store).filter(({ names }) => names.length > 0 && !names.some(fits));
  if (misfits.length === 0) return undefined;
  const firstEvent = Math.min(...misfits.map((kind) => kind.firstEvent));
  return {
    count: misfits.reduce((sum, { count }) => sum + count, 0),
    firstEvent,
    names: misfits.slice(0, 3).map(({ names }) => names[0] ?? ''),
  };
}

function kindsOf(store: EventStore): readonly Kind[] {
  let known = kinds.get(store);
  if (known === undefined) kinds.set(store, (known = readKinds(store)));
  return known;
}

function readKinds(store: EventStore): readonly Kind[] {
  const found = new Map<string, Kind>();
  for (let event = 0; event < store.count; event++) {
    const names = indexNames(event, store);
    const key = names.join(' ');
    const known = found.get(key);
    if (known === undefined) found.set(key, { names, firstEvent: event, count: 1 });
    else known.count++;
  }
  return [...found.values()];
}

/** A data stream has one name. An event that names only its dataset may also be in the index of the Beat that sent it. */
function indexNames(event: number, store: EventStore): readonly string[] {
  const textAt = (path: string): string | undefined => {
    const value = store.values(event, path)[0];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const stream = textAt('data_stream.dataset');
  const type = textAt('data_stream.type') ?? 'logs';
  if (stream !== undefined) return [`${type}-${stream}-${textAt('data_stream.namespace') ?? 'default'}`];
  const dataset = textAt('event.dataset');
  if (dataset === undefined) return [];
  const beat = textAt('agent.type');
  return [
    `${type}-${dataset}-default`,
    ...(beat === undefined ? [] : [`${beat}-${textAt('agent.version') ?? '8.0.0'}`]),
  ];
}
