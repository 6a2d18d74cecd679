// Catalogs one upon the other, and what each says of a name.
import type { FieldType, SchemaVersion } from '../eql/types';
import type { Catalog, CatalogEntry } from './catalog';
import type { TypeStatement } from './joinTypes';

/** A catalog and the data sets of it that count. */
export interface Layer {
  readonly catalog: Catalog;
  /** By the places of `catalog.datasets`. */
  readonly counts: readonly boolean[];
  /** Of the common schema, which every data set may follow. */
  readonly isCommon: boolean;
}

/** What one layer says of one name. */
export interface Statement extends TypeStatement {
  readonly layer: Layer;
  /** Names of data sets. */
  readonly definedBy: readonly string[];
  /** The outermost nested object on the way to the name. */
  readonly nestedIn?: string;
  readonly since?: SchemaVersion;
}

export function statementsOn(layers: readonly Layer[], path: string): readonly Statement[] {
  return layers.flatMap((layer) => statementsOf(layer, layer.catalog.fields.get(path), path));
}

/** `entries` are those of the layer on the path, or on what it matches. */
export function statementsOf(
  layer: Layer,
  entries: readonly CatalogEntry[] | undefined,
  path: string,
): readonly Statement[] {
  if (entries === undefined) return [];
  const { catalog, counts, isCommon } = layer;
  return entries.flatMap((entry) => {
    const places = entry.in.filter((place) => counts[place]);
    if (places.length === 0) return [];
    const definedBy = places.map((place) => catalog.datasets[place] ?? '');
    const { drift } = catalog.factsOf(path);
    const [since] = places.length === 1 ? places.map((place) => catalog.since[place]) : [];
    return [
      { type: entry.type, drift, isCommon, layer, definedBy, since, nestedIn: nestedAbove(catalog, path, places) },
    ];
  });
}

function nestedAbove(catalog: Catalog, path: string, places: readonly number[]): string | undefined {
  const isNested = (entry: CatalogEntry): boolean =>
    entry.type === 'nested' && entry.in.some((place) => places.includes(place));
  return ancestorsOf(path)
    .reverse()
    .find((ancestor) => catalog.fields.get(ancestor)?.some(isNested));
}

export function typesOn(layers: readonly Layer[], path: string): readonly FieldType[] {
  return statementsOn(layers, path).map(({ type }) => type);
}

/** Nearest first. */
export function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1))
    ancestors.push(path.slice(0, dot));
  return ancestors;
}

/** Every name that counts, once, by the alphabet. */
export function namesOf(layers: readonly Layer[]): readonly string[] {
  const names = new Set<string>();
  for (const { catalog, counts } of layers)
    catalog.fields.forEach((entries, name) => {
      if (entries.some((entry) => isCounted(entry, counts))) names.add(name);
    });
  return [...names].sort();
}

/** Layers that have a name below this one. */
export function layersBelow(layers: readonly Layer[], path: string): readonly Layer[] {
  const stem = `${path}.`;
  return layers.filter(({ catalog, counts }) => {
    if (!catalog.isParent(path)) return false;
    for (const [name, entries] of catalog.fields)
      if (name.startsWith(stem) && entries.some((entry) => isCounted(entry, counts))) return true;
    return false;
  });
}

export function isCounted(entry: CatalogEntry, counts: readonly boolean[]): boolean {
  return entry.in.some((place) => counts[place]);
}
