// One generated catalog, read into maps: the names of its data sets, their types and what is told of them.
import type { FieldType, SchemaVersion } from '../eql/types';
import { isRecord } from './json';
import type { JsonRecord } from './json';

export interface Catalog {
  readonly datasets: readonly string[];
  /** By the places of `datasets`: since when a version of the common schema has their fields; undefined for those of long ago. */
  readonly since: readonly (SchemaVersion | undefined)[];
  readonly fields: ReadonlyMap<string, readonly CatalogEntry[]>;
  /** `labels.*` under `labels`: what any name below has for a type. */
  readonly below: ReadonlyMap<string, readonly CatalogEntry[]>;
  /** Names with a `*` in their middle, which stands for one segment. */
  readonly patterns: readonly CatalogPattern[];
  /** Multi-fields that any string of the catalog may have though the list leaves them out: the last segment and its type. */
  readonly twins: ReadonlyMap<string, FieldType>;
  factsOf(name: string): CatalogFacts;
  /** Is there a field below this name in some data set? */
  isParent(name: string): boolean;
}

/** A name has one entry for each type that it has in some of the data sets. */
export interface CatalogEntry {
  readonly type: FieldType;
  /** Places in `datasets`. */
  readonly in: readonly number[];
}

export interface CatalogPattern extends CatalogEntry {
  readonly segments: readonly string[];
}

export interface CatalogFacts {
  readonly description?: string;
  readonly values?: readonly string[];
  readonly array: boolean;
  /** Undefined: the usual limit of a keyword; null: none. */
  readonly ignoreAbove?: number | null;
  /** Types that other versions give it. */
  readonly drift: readonly FieldType[];
}

/** What is not of a catalog's shape is left out, so anything makes a catalog. */
export function readCatalog(json: unknown): Catalog {
  const root: JsonRecord = isRecord(json) ? json : {};
  const datasets = textsOf(root['datasets']);
  const fields = new Map<string, CatalogEntry[]>();
  const below = new Map<string, CatalogEntry[]>();
  const patterns: CatalogPattern[] = [];
  const descriptions = new Map<string, string>();
  for (const { name, description, ...entry } of readEntries(root['groups'])) {
    if (description !== '') descriptions.set(name, description);
    const stem = name.endsWith('.*') ? name.slice(0, -2) : name;
    if (stem.includes('*')) patterns.push({ ...entry, segments: name.split('.') });
    else if (stem === name) append(fields, name, entry);
    else append(below, stem, entry);
  }
  let parents: ReadonlySet<string> | undefined;
  const isParent = (name: string): boolean => (parents ??= parentsOf(fields.keys())).has(name);
  const twins = new Map(
    Object.entries(isRecord(root['twins']) ? root['twins'] : {}).map(([name, type]) => [name, String(type)]),
  );
  const since = datasets.map((name) => sinceOf(root['since'], name));
  return { datasets, since, fields, below, patterns, twins, factsOf: factsReader(root, descriptions), isParent };
}

function sinceOf(versions: unknown, dataset: string): SchemaVersion | undefined {
  const found = isRecord(versions) && Object.hasOwn(versions, dataset) ? versions[dataset] : undefined;
  return isRecord(found) ? { version: String(found['version']), after: String(found['after']) } : undefined;
}

function parentsOf(names: Iterable<string>): ReadonlySet<string> {
  const parents = new Set<string>();
  for (const name of names)
    for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
      parents.add(name.slice(0, dot));
  return parents;
}

interface NamedEntry extends CatalogEntry {
  readonly name: string;
  readonly description: string;
}

/** Names stand in a list, or with their descriptions in a record. */
function* readEntries(groups: unknown): Generator<NamedEntry> {
  for (const group of Array.isArray(groups) ? groups.filter(isRecord) : []) {
    const places = Array.isArray(group['in']) ? group['in'].map(Number) : [];
    for (const [type, names] of Object.entries(isRecord(group['fields']) ? group['fields'] : {})) {
      if (isRecord(names)) {
        for (const name of Object.keys(names)) yield { name, description: String(names[name]), type, in: places };
      } else for (const name of textsOf(names)) yield { name, description: '', type, in: places };
    }
  }
}

function factsReader(root: JsonRecord, descriptions: ReadonlyMap<string, string>): (name: string) => CatalogFacts {
  const arrays = new Set(textsOf(root['arrays']));
  const recordOf = (facet: string): JsonRecord => {
    const record = root[facet];
    return isRecord(record) ? record : {};
  };
  const [values, limits, drift] = [recordOf('values'), recordOf('ignoreAbove'), recordOf('drift')];
  return (name) => {
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
    return {
      description: descriptions.get(name),
      values: Object.hasOwn(values, name) ? textsOf(values[name]) : undefined,
      array: arrays.has(name),
      ignoreAbove: typeof limit === 'number' || limit === null ? limit : undefined,
      drift: Object.hasOwn(drift, name) ? textsOf(drift[name]) : [],
    };
  };
}

function append(entries: Map<string, CatalogEntry[]>, name: string, entry: CatalogEntry): void {
  const known = entries.get(name);
  if (known === undefined) entries.set(name, [entry]);
  else known.push(entry);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
