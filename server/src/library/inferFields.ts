// The types of fields as loaded events show them.
import type { EventStore } from '../engine/store';
import type { FieldResolver } from '../eql/types';
import { inferredResolver } from '../schema/inferred';

export function inferFields(store: EventStore): FieldResolver {
  return inferredResolver(store.paths(), (path) => valuesAt(store, path));
}

function* valuesAt(store: EventStore, path: string): Iterable<string | number | bigint | boolean | null> {
  for (let event = 0; event < store.count; event++) yield* store.values(event, path);
}
