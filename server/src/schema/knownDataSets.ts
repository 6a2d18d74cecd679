// The data sets of all catalogs, read once for each reader of catalogs.
import { readCatalogIndex } from './catalogIndex';
import type { DataSet } from './catalogIndex';
import type { CatalogReader } from './compose';

const lists = new WeakMap<CatalogReader, readonly DataSet[]>();

/** Empty where there is no list. */
export function knownDataSets(read: CatalogReader): readonly DataSet[] {
  let list = lists.get(read);
  if (list === undefined) lists.set(read, (list = readCatalogIndex(read('index'))));
  return list;
}
