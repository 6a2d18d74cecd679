// The list of all catalogs: which data sets each describes, and the indices that hold them.
import { isRecord } from './json';
import type { JsonRecord } from './json';

/** One data set and the catalog that describes it. */
export interface DataSet {
  readonly catalog: string;
  /** As `data_stream.dataset` has it: `kubernetes.audit_logs`; of a package that is described as a whole, the package. */
  readonly name: string;
  readonly package: string;
  readonly indices: readonly string[];
  /** Its events are copies of others, so they may have every field. */
  readonly copiesAll: boolean;
  /** What people call the package, where that is not its name. */
  readonly title?: string;
  /** Of the package that its catalog lists; undefined where it is no package. */
  readonly version?: string;
  /** First segments of the catalog's names that are not the common schema's: what lies below is the package's own. */
  readonly roots: ReadonlySet<string>;
  /** All that its events can have; undefined where that is not known. */
  readonly categories?: readonly string[];
  /** Does the catalog list all fields of it, those of the common schema too? */
  readonly isComplete: boolean;
}

/** Takes `index.json`; what is not of its shape is left out. */
export function readCatalogIndex(json: unknown): readonly DataSet[] {
  if (!isRecord(json) || !Array.isArray(json['catalogs'])) return [];
  return json['catalogs'].filter(isRecord).flatMap(dataSetsOf);
}

function dataSetsOf(catalog: JsonRecord): readonly DataSet[] {
  const streams = isRecord(catalog['streams']) ? catalog['streams'] : {};
  const ofAll = {
    catalog: String(catalog['name']),
    copiesAll: catalog['copiesAll'] === true,
    ...(typeof catalog['title'] === 'string' ? { title: catalog['title'] } : {}),
    ...(typeof catalog['version'] === 'string' ? { version: catalog['version'] } : {}),
    roots: new Set(textsOf(catalog['roots'])),
  };
  return Object.entries(isRecord(catalog['datasets']) ? catalog['datasets'] : {}).map(([name, indices]) => ({
    ...ofAll,
    name,
    package: name.replace(/\..*$/, ''),
    indices: textsOf(indices),
    ...streamOf(streams[name]),
  }));
}

function streamOf(stream: unknown): Pick<DataSet, 'categories' | 'isComplete'> {
  if (!isRecord(stream)) return { isComplete: false };
  return { categories: textsOf(stream['categories']), isComplete: stream['complete'] === true };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
