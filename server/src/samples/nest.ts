// Names with dots to objects within objects, as the documents that they come from have them.
import type { JsonObject, JsonValue } from '../engine/store';

export type Growing = Record<string, JsonValue>;

/** `a.b: 1, a.c: 2` to `a: {b: 1, c: 2}`. A name below one that has a value of its own keeps its dots: the store reads both. */
export function nest(entries: Iterable<readonly [string, JsonValue]>): Growing {
  const root: Growing = {};
  for (const [name, value] of entries) put(root, name, value);
  return root;
}

/** Sets what stands at a path, making the objects on the way. */
export function put(root: Growing, name: string, value: JsonValue): void {
  const keys = name.split('.');
  const last = keys.pop() ?? name;
  let object = root;
  for (const key of keys) {
    const next = own(object, key);
    if (next !== undefined && !isObject(next)) return void define(root, name, value);
    object = next === undefined ? define<Growing>(object, key, {}) : next;
  }
  const there = own(object, last);
  if (isObject(there) && isObject(value)) for (const [key, each] of Object.entries(value)) put(there, key, each);
  else define(object, last, value);
}

/** Every value that is no object, by its whole path; an alert writes its paths in all ways at once. */
export function* leavesOf(object: JsonObject, prefix = ''): Generator<readonly [string, JsonValue]> {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isObject(value)) yield* leavesOf(value, name);
    else yield [name, value];
  }
}

/** `__proto__` is a key like all others. */
function define<T extends JsonValue | Growing>(object: Growing, key: string, value: T): T {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
  return value;
}

/** The value at a path, whether its keys are nested, dotted, or both. */
export function valueAt(object: JsonObject, name: string): JsonValue | undefined {
  const whole = own(object, name);
  if (whole !== undefined) return whole;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const below = own(object, name.slice(0, dot));
    const found = isObject(below) ? valueAt(below, name.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
