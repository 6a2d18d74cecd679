// Which fields exist for one rule: catalogs chosen by its index, its integration and the datasets that its query names.
import { memoizeByText } from '../base/memo';
import type { FieldResolver, ResolvedField } from '../eql/types';
import { readCatalog } from './catalog';
import type { Catalog } from './catalog';
import { readCatalogIndex } from './catalogIndex';
import type { DataSet } from './catalogIndex';
import { catalogResolver } from './catalogResolver';
import { chooseDatasets } from './choose';
import type { Choice } from './choose';
import { layersOf } from './chosenLayers';
import { namesOf } from './layers';
import { placesIn } from './places';

/** What a rule says about the events that it reads. */
export interface SchemaRequest {
  readonly index: readonly string[];
  readonly integrations: readonly string[];
  /** Datasets that the query compares with: `kubernetes.audit_logs`. */
  readonly datasets: readonly string[];
  /** The rule reads a data view, of which nothing is known: then no field is unknown. Kibana takes it before the index patterns. */
  readonly hasDataView: boolean;
  /** Its id, for which a workspace may have a schema. */
  readonly dataView?: string;
}

/** Gives a generated catalog by its name, parsed; undefined where there is none. `Host.readSchema` is one. */
export type CatalogReader = (name: string) => unknown;

/** Authority `catalog` where the fields are known, else `open`. The same object for the same request and reader. */
export function composeSchema(request: SchemaRequest, read: CatalogReader): FieldResolver {
  let library = libraries.get(read);
  if (library === undefined) libraries.set(read, (library = openLibrary(read)));
  const { index, integrations, datasets, hasDataView } = request;
  return library(JSON.stringify({ index, integrations, datasets, hasDataView }));
}

/** Every field that has a name of its own, as far as the resolver can tell. */
export function knownFields(resolver: FieldResolver): readonly ResolvedField[] {
  return (resolver.names?.() ?? []).flatMap((name) => resolver.find(name) ?? []);
}

/** From a request in JSON to its resolver. */
type Library = (request: string) => FieldResolver;

const libraries = new WeakMap<CatalogReader, Library>();

/** A workspace of rules has fewer requests than these, and they come to fewer choices still. */
const MOST_REQUESTS = 1000;
const MOST_CHOICES = 200;
/** Thousands of names each, for completions and misspelt names: those of the rules that somebody works on. */
const MOST_LISTS = 8;

function openLibrary(read: CatalogReader): Library {
  const known = readCatalogIndex(read('index'));
  const catalogs = new Map<string, Catalog>();
  const catalogOf = (name: string): Catalog => {
    let catalog = catalogs.get(name);
    if (catalog === undefined) catalogs.set(name, (catalog = readCatalog(read(name))));
    return catalog;
  };
  const chosenBy = (key: string): readonly DataSet[] =>
    (JSON.parse(key) as ChoiceKey).places.flatMap((place) => known[place] ?? []);
  const namesBy = memoizeByText(MOST_LISTS, (key) => namesOf(layersOf(chosenBy(key), catalogOf)));
  const resolverOf = memoizeByText(MOST_CHOICES, (key) => {
    const { authority } = JSON.parse(key) as ChoiceKey;
    const datasets = chosenBy(key);
    const fields = catalogResolver(layersOf(datasets, catalogOf), authority, () => namesBy(key));
    return authority === 'catalog' ? { ...fields, ...placesIn({ datasets, known, catalogOf, fields }) } : fields;
  });
  return memoizeByText(MOST_REQUESTS, (text) =>
    resolverOf(keyOf(chooseDatasets(JSON.parse(text) as SchemaRequest, known), known)),
  );
}

/** A choice in JSON: data sets by their places in the index. */
interface ChoiceKey {
  readonly authority: FieldResolver['authority'];
  readonly places: readonly number[];
}

function keyOf({ authority, datasets }: Choice, known: readonly DataSet[]): string {
  const chosen = new Set(datasets);
  const key: ChoiceKey = { authority, places: known.flatMap((each, place) => (chosen.has(each) ? [place] : [])) };
  return JSON.stringify(key);
}
