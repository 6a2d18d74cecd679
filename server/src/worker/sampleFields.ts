// What types the fields of a run have: of the samples' mappings, else of the catalogue where the events do not speak against it, else as
// the events themselves show.
import { DEFAULT_RUN_OPTIONS } from '../engine/run';
import { createContext } from '../engine/condition';
import type { EventStore } from '../engine/store';
import type { FieldResolver, ResolvedField } from '../eql/types';
import { inferredResolver } from '../schema/inferred';
import { nearestFields } from '../schema/nearest';

/** Looks at a field when it is asked for, and not at all fields of all events beforehand. */
export function sampleResolver(store: EventStore): FieldResolver {
  const known = new Map<string, ResolvedField | undefined>();
  let names: readonly string[] | undefined;
  return {
    authority: 'open',
    find(path) {
      if (!known.has(path)) known.set(path, fieldShown(path, store));
      return known.get(path);
    },
    nearest: (path) => nearestFields(path, (names ??= [...store.paths()])),
  };
}

function fieldShown(path: string, store: EventStore): ResolvedField | undefined {
  return hasValue(path, store) ? inferredResolver([path], (each) => valuesOf(each, store)).find(path) : undefined;
}

function hasValue(path: string, store: EventStore): boolean {
  for (let event = 0; event < store.count; event++) if (store.values(event, path).length > 0) return true;
  return false;
}

function* valuesOf(path: string, store: EventStore): Iterable<string | number | bigint | boolean | null> {
  for (let event = 0; event < store.count; event++) yield* store.values(event, path);
}

/** A field whose values in the sample cannot be of the type that the catalogue gives it. */
export interface CatalogConflict {
  readonly path: string;
  readonly catalogType: string;
  readonly shownType: string;
}

export interface LocalFields extends FieldResolver {
  /** Of the fields asked for so far. */
  conflicts(): readonly CatalogConflict[];
}

/**
 * The catalogue as a local run reads it: its limits and constants change no result, its `text` is matched exactly, and a type that
 * none of the sample's first values can have, or that the catalogue leaves open, gives way to the sample's own.
 */
export function localFields(catalog: FieldResolver, shown: FieldResolver, store: EventStore): LocalFields {
  const known = new Map<string, ResolvedField | undefined>();
  const conflicts: CatalogConflict[] = [];
  const decide = (path: string): ResolvedField | undefined => {
    const declared = catalog.find(path);
    const seen = shown.find(path);
    if (declared === undefined || seen === undefined) return declared === undefined ? seen : withoutLimits(declared);
    if (declared.uncertainType === true) return seen;
    const field = withoutLimits(declared);
    if (canHold(field, path, store)) return field;
    conflicts.push({ path, catalogType: declared.type, shownType: seen.type });
    return seen;
  };
  return {
    ...catalog,
    find(path) {
      if (!known.has(path)) known.set(path, decide(path));
      return known.get(path);
    },
    conflicts: () => conflicts,
  };
}

const MATCHED_EXACTLY: Readonly<Record<string, string>> = { text: 'keyword', match_only_text: 'keyword' };

function withoutLimits(field: ResolvedField): ResolvedField {
  return {
    ...field,
    type: MATCHED_EXACTLY[field.type] ?? field.type,
    exact: 'self',
    exactField: undefined,
    ignoreAbove: undefined,
    nullValue: undefined,
    constantValue: undefined,
    fromCatalog: true,
  };
}

/** How many events with a value are looked at. */
const EVIDENCE = 20;

function canHold(field: ResolvedField, path: string, store: EventStore): boolean {
  const fields: FieldResolver = { authority: 'open', find: () => field, nearest: () => [] };
  const reader = createContext(store, fields, DEFAULT_RUN_OPTIONS).reader(path);
  let looked = 0;
  for (let event = 0; event < store.count && looked < EVIDENCE; event++) {
    if (!store.values(event, field.source).some((leaf) => leaf !== null)) continue;
    if (reader.values(event).length > 0) return true;
    looked++;
  }
  return looked === 0;
}
