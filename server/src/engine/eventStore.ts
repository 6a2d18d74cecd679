// The plain event store: every line parsed to an object, paths walked when asked. The obvious store, and the oracle of faster ones.
import type { EventOrigin, EventStore, JsonObject, JsonScalar, JsonValue } from './store';

/** Takes lines one by one; answers why a line is no event. */
export interface EventStoreBuilder extends EventStore {
  /** A line without its terminator. Blank lines are `blank`. `hash` is kept for labels. */
  addLine(line: string, origin: EventOrigin, hash?: string): 'added' | 'blank' | LineFault;
  /** Adds an event that is already an object. */
  addObject(object: JsonObject, origin: EventOrigin, hash?: string): void;
  ids(event: number): readonly string[];
  hash(event: number): string | undefined;
}

export interface LineFault {
  /** `not-json`: no JSON, perhaps cut off. `not-object`: JSON, but no object. */
  readonly fault: 'not-json' | 'cut-off' | 'not-object';
}

export type Leaf = JsonScalar | bigint;

interface StoredEvent {
  readonly object: JsonObject;
  readonly origin: EventOrigin;
  readonly dotted: boolean;
  readonly documentId: string | undefined;
  readonly hash: string | undefined;
}

export function createEventStore(): EventStoreBuilder {
  const events: StoredEvent[] = [];
  const segments = new Map<string, readonly string[]>();
  const split = (path: string): readonly string[] => {
    let parts = segments.get(path);
    if (parts === undefined) segments.set(path, (parts = path.split('.')));
    return parts;
  };
  const at = (event: number): StoredEvent => {
    const stored = events[event];
    if (stored === undefined) throw new RangeError(`no event ${event}`);
    return stored;
  };
  const values = (event: number, path: string): readonly Leaf[] => {
    const { object, dotted } = at(event);
    return dotted ? collectDotted(object, split(path)) : collect(object, split(path));
  };
  const addObject = (raw: JsonObject, origin: EventOrigin, hash?: string): void => {
    const { object, documentId } = unwrap(raw);
    events.push({ object, origin, dotted: hasDottedKey(object), documentId, hash });
  };
  return {
    get count() {
      return events.length;
    },
    values,
    origin: (event) => at(event).origin,
    id: (event) => idsOf(at(event), values, event)[0],
    ids: (event) => idsOf(at(event), values, event),
    hash: (event) => at(event).hash,
    object: (event) => at(event).object,
    paths: () => allPaths(events),
    addObject,
    addLine(line, origin, hash) {
      const text = line.charCodeAt(0) === 0xfeff ? line.slice(1) : line;
      if (text.trim() === '') return 'blank';
      const parsed = parseLine(text);
      if ('fault' in parsed) return parsed;
      addObject(parsed.object, origin, hash);
      return 'added';
    },
  };
}

/** A run of 16 digits or more may not survive a double. */
const LONG_DIGITS = /[0-9]{16}/;
/** A string, which is passed over, or the digits of a long whole number. */
const STRING_OR_LONG = /"[^"\\]*(?:\\[^][^"\\]*)*"|(?<![\d.eE+-])(-?[0-9]{16,})(?![\d.eE])/g;
const MARK = '\u0000long:';

function parseLine(text: string): { object: JsonObject } | LineFault {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (LONG_DIGITS.test(text)) value = withExactLongs(text, value);
  } catch {
    return { fault: /^\s*[{[]/.test(text) && !/[}\]]\s*$/.test(text) ? 'cut-off' : 'not-json' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: 'not-object' };
  return { object: value as JsonObject };
}

/** Numbers beyond 2^53 become bigints: they are marked as strings in the text and taken back by a reviver. */
function withExactLongs(text: string, plain: unknown): unknown {
  const marked = text.replace(STRING_OR_LONG, (whole: string, digits: string | undefined) =>
    digits === undefined || Number.isSafeInteger(Number(digits)) ? whole : `"\\u0000long:${digits}"`,
  );
  if (marked === text) return plain;
  try {
    return JSON.parse(marked, (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
    ) as unknown;
  } catch {
    return plain;
  }
}

/** Undoes the envelope of a search hit: `_source` is the event, `_id` its name. */
function unwrap(raw: JsonObject): { object: JsonObject; documentId: string | undefined } {
  const id = raw['_id'];
  const documentId = typeof id === 'string' ? id : undefined;
  const source = raw['_source'];
  const wrapped = typeof source === 'object' && source !== null && !Array.isArray(source);
  return { object: wrapped ? (source as JsonObject) : raw, documentId };
}

function idsOf(stored: StoredEvent, values: (event: number, path: string) => readonly Leaf[], event: number): string[] {
  const first = stored.documentId === undefined ? [] : [stored.documentId];
  const others = ['event.id', 'kubernetes.audit.auditID'].flatMap((path) =>
    values(event, path)
      .filter((value) => value !== null)
      .map(String),
  );
  return [...first, ...others];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasDottedKey(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasDottedKey);
  if (!isObject(value)) return false;
  for (const key in value) {
    if (key.includes('.')) return true;
    const child = value[key];
    if (typeof child === 'object' && child !== null && hasDottedKey(child)) return true;
  }
  return false;
}

const NONE: readonly Leaf[] = [];

/** Events without dotted keys: a straight walk, arrays of objects flattened. */
function collect(object: JsonObject, path: readonly string[]): readonly Leaf[] {
  let value: JsonValue | undefined = object;
  for (let depth = 0; depth < path.length; depth++) {
    if (Array.isArray(value)) return collectAll(value as readonly JsonValue[], path, depth);
    if (!isObject(value)) return NONE;
    value = ownValue(value, path[depth] ?? '');
  }
  return leavesOf(value);
}

function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}

function collectAll(values: readonly JsonValue[], path: readonly string[], depth: number): readonly Leaf[] {
  const rest = path.slice(depth);
  return values.flatMap((each) =>
    Array.isArray(each)
      ? collectAll(each as readonly JsonValue[], rest, 0)
      : isObject(each)
        ? collect(each, rest)
        : NONE,
  );
}

/** Events with dotted keys: at every object, every key that is a prefix of what is left of the path. */
function collectDotted(value: JsonValue | undefined, path: readonly string[]): readonly Leaf[] {
  if (path.length === 0) return leavesOf(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((each) => collectDotted(each, path));
  if (!isObject(value)) return NONE;
  const found: Leaf[] = [];
  let key = '';
  for (let length = 1; length <= path.length; length++) {
    key = length === 1 ? (path[0] ?? '') : `${key}.${path[length - 1] ?? ''}`;
    const child = ownValue(value, key);
    if (child !== undefined) found.push(...collectDotted(child, path.slice(length)));
  }
  return found;
}

function leavesOf(value: JsonValue | bigint | undefined): readonly Leaf[] {
  if (value === undefined) return NONE;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(leavesOf);
  return typeof value === 'object' && value !== null ? NONE : [value];
}

function allPaths(events: readonly StoredEvent[]): Iterable<string> {
  const paths = new Set<string>();
  for (const { object } of events) addPaths(object, '', paths);
  return paths;
}

function addPaths(value: JsonValue, prefix: string, paths: Set<string>): void {
  if (Array.isArray(value)) {
    for (const each of value as readonly JsonValue[]) addPaths(each, prefix, paths);
    return;
  }
  if (!isObject(value)) {
    if (prefix !== '') paths.add(prefix);
    return;
  }
  for (const key in value) {
    const child = value[key];
    if (child !== undefined) addPaths(child, prefix === '' ? key : `${prefix}.${key}`, paths);
  }
}
