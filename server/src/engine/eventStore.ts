// The plain event store: every line parsed to an object, paths walked when asked. The obvious store, and the oracle of faster ones.
import { parseEvent } from './parseEvent';
import type { TextFault } from './parseEvent';
import type { EventOrigin, EventStore, JsonObject, JsonScalar, JsonValue } from './store';

/** Takes lines or objects one by one; answers why a line is no event. */
export interface EventStoreBuilder extends EventStore {
  /** A line without its terminator. Blank lines are `blank`. `hash` is kept for labels. */
  addLine(line: string, origin: EventOrigin, hash?: string): 'added' | 'blank' | TextFault;
  /** Adds an object, which may still be wrapped as a search hit. */
  addObject(object: JsonObject, origin: EventOrigin, hash?: string): void;
  /** Adds an event as it is. An event that nests too deeply to be walked is not added. */
  addEvent(object: JsonObject, origin: EventOrigin, about: EventAbout): 'added' | 'too-deep';
  ids(event: number): readonly string[];
  hash(event: number): string | undefined;
  /** Hashes that were found out afterwards: of all events of a sample, by the event. */
  addHashes(sample: number, hashes: ReadonlyMap<number, string>): void;
  /** Whether the events of a sample were hashed afterwards. */
  hasHashes(sample: number): boolean;
  /** The name of the index that the event came from, where its file says so. */
  index(event: number): string | undefined;
  /** What it was before it was brought into the shape of its dataset, as `kubernetes-audit`; undefined where it is as the file has it. */
  converted(event: number): string | undefined;
}

/** What is known of an event beside its fields: `id` and `index` are those of Elasticsearch. */
export interface EventAbout {
  readonly id?: string;
  readonly index?: string;
  readonly hash?: string;
  readonly converted?: string;
}

export type Leaf = JsonScalar | bigint;

interface StoredEvent {
  readonly object: JsonObject;
  readonly origin: EventOrigin;
  readonly dotted: boolean;
  readonly about: EventAbout;
}

export function createEventStore(): EventStoreBuilder {
  const events: StoredEvent[] = [];
  const hashesBySample = new Map<number, ReadonlyMap<number, string>>();
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
  const addEvent = (object: JsonObject, origin: EventOrigin, about: EventAbout): 'added' | 'too-deep' => {
    const keys = keysOf(object, 0);
    if (keys === 'too-deep') return 'too-deep';
    events.push({ object, origin, dotted: keys === 'dotted', about });
    return 'added';
  };
  const addObject = (raw: JsonObject, origin: EventOrigin, hash?: string): void => {
    const { object, id } = unwrap(raw);
    addEvent(object, origin, { id, hash });
  };
  return {
    get count() {
      return events.length;
    },
    values,
    origin: (event) => at(event).origin,
    id: (event) => idsOf(at(event), values, event)[0],
    ids: (event) => idsOf(at(event), values, event),
    hash(event) {
      const { about, origin } = at(event);
      return about.hash ?? hashesBySample.get(origin.sample)?.get(event);
    },
    addHashes: (sample, hashes) => void hashesBySample.set(sample, hashes),
    hasHashes: (sample) => hashesBySample.has(sample),
    index: (event) => at(event).about.index,
    converted: (event) => at(event).about.converted,
    object: (event) => at(event).object,
    paths: () => allPaths(events),
    addObject,
    addEvent,
    addLine(line, origin, hash) {
      const text = line.charCodeAt(0) === 0xfeff ? line.slice(1) : line;
      if (text.trim() === '') return 'blank';
      const parsed = parseEvent(text);
      if ('fault' in parsed) return parsed;
      addObject(parsed.object, origin, hash);
      return 'added';
    },
  };
}

/** Undoes the envelope of a search hit: `_source` is the event, `_id` its name. */
function unwrap(raw: JsonObject): { object: JsonObject; id: string | undefined } {
  const id = raw['_id'];
  const source = raw['_source'];
  return { object: isObject(source) ? source : raw, id: typeof id === 'string' ? id : undefined };
}

function idsOf(stored: StoredEvent, values: (event: number, path: string) => readonly Leaf[], event: number): string[] {
  const first = stored.about.id === undefined ? [] : [stored.about.id];
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

/** No event of any product nests like this, and to walk one that does would take more stack than there is. */
const DEEPEST = 500;

/** Has an object a key with a dot, at any depth? All of it is walked, so that its depth is known. */
function keysOf(value: JsonValue, depth: number): 'plain' | 'dotted' | 'too-deep' {
  if (depth > DEEPEST) return 'too-deep';
  let found: 'plain' | 'dotted' = 'plain';
  if (Array.isArray(value)) {
    for (const child of value as readonly JsonValue[]) {
      if (typeof child !== 'object' || child === null) continue;
      const keys = keysOf(child, depth + 1);
      if (keys === 'too-deep') return keys;
      if (keys === 'dotted') found = keys;
    }
    return found;
  }
  const object = value as JsonObject;
  for (const key in object) {
    if (found === 'plain' && key.includes('.')) found = 'dotted';
    const child = object[key];
    if (typeof child !== 'object' || child === null) continue;
    const keys = keysOf(child, depth + 1);
    if (keys === 'too-deep') return keys;
    if (keys === 'dotted') found = keys;
  }
  return found;
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
