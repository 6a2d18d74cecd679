// The events that an entry's evidence means, in one store: those that are written out, and those of sample files.
import { compileCondition, createContext } from '../../engine/condition';
import { createEventStore } from '../../engine/eventStore';
import type { EventAbout, EventStoreBuilder } from '../../engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../../engine/run';
import type { EventStore, JsonObject } from '../../engine/store';
import type { FieldResolver } from '../../eql/types';
import { parseExpression } from '../../eql/parse';
import { inferredResolver } from '../../schema/inferred';
import type { EvidenceItem, LofpEntry } from './entry';

/** As it comes out of a sample of any shape. */
export interface SampledEvent extends Pick<EventAbout, 'id' | 'index' | 'converted'> {
  readonly object: JsonObject;
  /** From 1. */
  readonly line: number;
}

/** Of a sample that cannot be read the sentence that says why. */
export type EvidenceSample = readonly SampledEvent[] | { readonly fault: string };

/** The sample that an entry names; undefined where there is none. The same list for the same file, as long as it stays as it is. */
export type SampleReader = (path: string, entry: LofpEntry) => EvidenceSample | undefined;

export type EvidenceSide = 'alerts' | 'excluded';

export interface MeantEvent {
  readonly side: EvidenceSide;
  readonly item: EvidenceItem;
  /** In the store. */
  readonly event: number;
  /** For people: the note, an id, a line. */
  readonly label: string;
}

export interface EvidenceEvents {
  readonly store: EventStore;
  readonly fields: FieldResolver;
  readonly events: readonly MeantEvent[];
  /** Items that mean an event which the sample lacks. */
  readonly gone: readonly { readonly side: EvidenceSide; readonly item: EvidenceItem; readonly message: string }[];
}

const SIDES: readonly EvidenceSide[] = ['alerts', 'excluded'];
/** A condition that means more than these proves nothing more. */
const MOST_EVENTS = 500;

export function readEvidence(entry: LofpEntry, read: SampleReader): EvidenceEvents {
  const store = createEventStore();
  const events: MeantEvent[] = [];
  const gone: EvidenceEvents['gone'][number][] = [];
  for (const side of SIDES)
    for (const item of entry.evidence[side]) {
      const { found, message } = eventsOf(item, entry, read);
      if (message !== undefined) gone.push({ side, item, message });
      for (const { label, ...event } of found) {
        events.push({ side, item, event: store.count, label });
        addTo(store, event);
      }
    }
  return { store, fields: inferred(store), events, gone };
}

/** On one line, and not a page. */
function plain(note: string): string {
  const line = note.replace(/[\u0000-\u0020\u007f-\u009f]+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

interface Found {
  readonly found: readonly (SampledEvent & { readonly label: string })[];
  /** What the sample lacks. */
  readonly message?: string;
}

function eventsOf(item: EvidenceItem, entry: LofpEntry, read: SampleReader): Found {
  const { source, note } = item;
  if (source.kind === 'inline')
    return {
      found: [
        { object: source.event, line: 1, label: note === undefined ? 'the event that is written here' : plain(note) },
      ],
    };
  const sample = read(source.file.value, entry);
  // That there is none is said where it is named.
  if (sample === undefined) return { found: [] };
  if ('fault' in sample) return { found: [], message: sample.fault };
  const { store, byId } = indexOf(sample);
  const named = new Set(source.lines.map((line) => sample.findIndex((each) => each.line === line)));
  for (const id of source.ids) for (const event of byId.get(id) ?? [-1]) named.add(event);
  const matching = source.where === undefined ? [] : eventsWhere(source.where.value, store);
  const found = [...named, ...matching].filter((event, place, all) => event >= 0 && all.indexOf(event) === place);
  const lacks = source.ids.find((id) => !byId.has(id));
  const line = source.lines.find((each) => sample.every((event) => event.line !== each));
  const message =
    lacks !== undefined
      ? `${source.file.value} has no event \`${lacks}\`.`
      : line !== undefined
        ? `${source.file.value} has no event in line ${line}.`
        : found.length === 0
          ? `No event of ${source.file.value} satisfies \`where\`.`
          : undefined;
  return {
    found: found.slice(0, MOST_EVENTS).flatMap((event) => {
      const one = sample[event];
      return one === undefined ? [] : [{ ...one, label: `line ${one.line} of ${source.file.value}` }];
    }),
    ...(message === undefined ? {} : { message }),
  };
}

interface SampleIndex {
  readonly store: EventStore;
  readonly byId: ReadonlyMap<string, readonly number[]>;
}

const indexes = new WeakMap<readonly SampledEvent[], SampleIndex>();

function indexOf(sample: readonly SampledEvent[]): SampleIndex {
  const known = indexes.get(sample);
  if (known !== undefined) return known;
  const store = storeOf(sample);
  const made = { store, byId: idsOf(store) };
  indexes.set(sample, made);
  return made;
}

/** Each event in its place, by which it is known. */
export function storeOf(sample: readonly SampledEvent[]): EventStoreBuilder {
  const store = createEventStore();
  for (const event of sample) addTo(store, event);
  return store;
}

/** One that nests too deeply to be looked at is empty, so that the others keep their places. */
function addTo(store: EventStoreBuilder, { object, line, ...about }: SampledEvent): void {
  if (store.addEvent(object, { sample: 0, line }, about) === 'too-deep') store.addEvent({}, { sample: 0, line }, about);
}

function idsOf(store: EventStoreBuilder): ReadonlyMap<string, readonly number[]> {
  const byId = new Map<string, number[]>();
  for (let event = 0; event < store.count; event++)
    for (const id of store.ids(event)) byId.set(id, [...(byId.get(id) ?? []), event]);
  return byId;
}

function eventsWhere(text: string, store: EventStore): readonly number[] {
  const { value, issues } = parseExpression(text);
  if (issues.some(({ severity }) => severity === 'error')) return [];
  const test = compileCondition(value, createContext(store, inferred(store), DEFAULT_RUN_OPTIONS));
  return Array.from({ length: store.count }, (_, event) => event).filter(test);
}

function inferred(store: EventStore): FieldResolver {
  return inferredResolver(store.paths(), (path) => valuesAt(store, path));
}

function* valuesAt(store: EventStore, path: string): Iterable<string | number | bigint | boolean | null> {
  for (let event = 0; event < store.count; event++) yield* store.values(event, path);
}
