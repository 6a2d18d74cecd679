// The layers of the data sets that were chosen.
import type { Catalog } from './catalog';
import type { DataSet } from './catalogIndex';
import type { Layer } from './layers';

export type CatalogOf = (name: string) => Catalog;

const COMMON = 'ecs';

/** A data set's own catalog stands before the common schema, which is always there. */
export function layersOf(datasets: readonly DataSet[], catalogOf: CatalogOf): readonly Layer[] {
  const common = catalogOf(COMMON);
  return [
    ...ownLayersOf(datasets, catalogOf),
    { catalog: common, counts: common.datasets.map(() => true), isCommon: true },
  ];
}

/** What the catalogs of the data sets list by themselves. */
export function ownLayersOf(datasets: readonly DataSet[], catalogOf: CatalogOf): readonly Layer[] {
  const chosen = new Map<string, Set<string>>();
  for (const { catalog, name } of datasets) {
    const names = chosen.get(catalog) ?? new Set();
    chosen.set(catalog, names.add(name));
  }
  return [...chosen].map(([name, names]): Layer => {
    const catalog = catalogOf(name);
    return { catalog, counts: catalog.datasets.map((dataset) => names.has(dataset)), isCommon: false };
  });
}

/** Every data set may follow the common schema. */
export function isInCommon(path: string, catalogOf: CatalogOf): boolean {
  return catalogOf(COMMON).fields.has(path);
}
