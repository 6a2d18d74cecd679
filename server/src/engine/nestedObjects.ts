// The objects at a nested path, each as an event of a store of its own: a nested query is asked of one object at a time.
import { createEventStore } from './eventStore';
import { createFieldReader } from './fieldValues';
import type { FieldReader } from './fieldValues';
import { createProblemLog } from './problems';
import type { DslContext } from './queryDsl';
import type { JsonObject, JsonValue } from './store';

export interface NestedObjects {
  /** For queries over single objects, whose fields have their whole paths. */
  readonly context: DslContext;
  /** Whether one object of the event passes. */
  some(event: number, test: (object: number) => boolean): boolean;
}

/** The objects of all events are gathered at the first question. */
export function nestedObjectsOf(path: string, { store, fields }: DslContext): NestedObjects {
  const objects = createEventStore();
  const problems = createProblemLog();
  const readers = new Map<string, FieldReader>();
  const reader = (name: string): FieldReader => {
    let known = readers.get(name);
    if (known === undefined) readers.set(name, (known = createFieldReader(name, objects, fields, problems)));
    return known;
  };
  let starts: Uint32Array | undefined;
  const gather = (): Uint32Array => {
    const found = new Uint32Array(store.count + 1);
    for (let event = 0; event < store.count; event++) {
      for (const object of objectsAt(store.object(event), path))
        objects.addObject({ [path]: object }, store.origin(event));
      found[event + 1] = objects.count;
    }
    return found;
  };
  return {
    context: { store: objects, fields, reader },
    some(event, test) {
      starts ??= gather();
      for (let at = starts[event] ?? 0; at < (starts[event + 1] ?? 0); at++) if (test(at)) return true;
      return false;
    },
  };
}

/** Dotted keys and nested objects are the same path; lists are looked through. */
function objectsAt(value: JsonValue | undefined, path: string): readonly JsonObject[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((each) => objectsAt(each, path));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as JsonObject;
  if (path === '') return [object];
  return Object.keys(object).flatMap((key) => {
    if (path !== key && !path.startsWith(`${key}.`)) return [];
    return objectsAt(object[key], path.slice(key.length + 1));
  });
}
