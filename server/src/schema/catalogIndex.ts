// The list of all catalogs: which data sets each describes, and the indices that hold them.
import { isRecord } from './json';

/** One data set and the catalog that describes it. */
export interface DataSet {
  readonly catalog: string;
  /** As `data_stream.dataset` has it: `kubernetes.audit_logs`; of a package that is described as a whole, the package. */
  readonly name: string;
  readonly package: string;
  readonly indices: readonly string[];
  /** Its events are copies of others, so they may have every field. */
  readonly copiesAll: boolean;
}

/** Takes `index.json`; what is not of its shape is left out. */
export function readCatalogIndex(json: unknown): readonly DataSet[] {
  if (!isRecord(json) || !Array.isArray(json['catalogs'])) return [];
  return json['catalogs'].filter(isRecord).flatMap((catalog) => {
    const datasets = isRecord(catalog['datasets']) ? Object.entries(catalog['datasets']) : [];
    return datasets.map(([name, indices]) => ({
      catalog: String(catalog['name']),
      name,
      package: name.replace(/\..*$/, ''),
      indices: Array.isArray(indices) ? indices.map(String) : [],
      copiesAll: catalog['copiesAll'] === true,
    }));
  });
}
