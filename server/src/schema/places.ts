// Which events can have a field: those of some data sets and categories, and not those of others. Silent where that is not certain.
import { memoizeByText } from '../base/memo';
import type { EventPlace, FieldResolver, Misplacement, UnknownName } from '../eql/types';
import type { DataSet } from './catalogIndex';
import { catalogResolver } from './catalogResolver';
import { isInCommon, layersOf, ownLayersOf } from './chosenLayers';
import type { CatalogOf } from './chosenLayers';
import { isCounted } from './layers';
import { isMisspelling } from './nearest';

export interface Surroundings {
  /** What the rule reads. */
  readonly datasets: readonly DataSet[];
  readonly known: readonly DataSet[];
  readonly catalogOf: CatalogOf;
  readonly fields: FieldResolver;
}

export function placesIn(around: Surroundings): Required<Pick<FieldResolver, 'misplaced' | 'unknown'>> {
  const byText = memoizeByText(MOST_PLACES, (key) => narrowedTo(JSON.parse(key) as EventPlace, around));
  // The fields of one conjunction have the same place.
  const byPlace = new WeakMap<EventPlace, { readonly events: Narrowed | undefined }>();
  const narrowed = (place: EventPlace): Narrowed | undefined => {
    let known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, (known = { events: byText(JSON.stringify(place)) }));
    return known.events;
  };
  return {
    misplaced: (path, place) => {
      const isCommon = isInCommon(path, around.catalogOf);
      if (isCommon && !isSubject(path)) return undefined;
      const events = narrowed(place);
      return events === undefined ? undefined : misplacedIn(events, path, isCommon, around);
    },
    unknown: (path) => unknownTo(path, around),
  };
}

/** A rule has few items, and few rules are worked on at a time. */
const MOST_PLACES = 20;

interface Narrowed {
  readonly datasets: readonly DataSet[];
  /** The catalogs list all that these events have. */
  readonly isComplete: boolean;
  readonly isSet: (path: string) => boolean;
  readonly title: string;
}

function narrowedTo(place: EventPlace, { datasets, known, catalogOf }: Surroundings): Narrowed | undefined {
  if (place.datasets?.some((name) => !known.some((each) => each.name === name)) === true) return undefined;
  const left = datasets.filter((each) => isNamed(each, place.datasets) && isOfCategory(each, place.categories));
  if (left.length === 0) return undefined;
  const isComplete = left.every((each) => each.isComplete);
  if (!isComplete && left.length === datasets.length) return undefined;
  let fields: FieldResolver | undefined;
  const isSet = (path: string): boolean => {
    fields ??= catalogResolver((isComplete ? ownLayersOf : layersOf)(left, catalogOf), 'catalog', () => []);
    return fields.find(path) !== undefined;
  };
  return { datasets: left, isComplete, isSet, title: titleOf(left, place) };
}

/** Events of the Beats and of alerts name the dataset of the module or package that made them. */
function isNamed({ name }: DataSet, names: readonly string[] | undefined): boolean {
  return names === undefined || !name.includes('.') || names.includes(name);
}

function isOfCategory({ categories }: DataSet, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || categories === undefined || wanted.some((each) => categories.includes(each));
}

function misplacedIn(
  events: Narrowed,
  path: string,
  isCommon: boolean,
  around: Surroundings,
): Misplacement | undefined {
  if ((isCommon && !events.isComplete) || events.isSet(path)) return undefined;
  const packages = new Set(events.datasets.map((each) => each.package));
  const others = isCommon ? around.known.filter((each) => packages.has(each.package)) : around.datasets;
  const datasets = listedIn(
    others.filter((each) => !events.datasets.includes(each)),
    path,
    around.catalogOf,
  );
  return datasets.length === 0 ? undefined : { events: events.title, datasets };
}

/** What an event is about. The other names of the common schema tell of its circumstances, and any event may have them. */
const SUBJECTS: ReadonlySet<string> = new Set([
  'destination',
  'dll',
  'dns',
  'file',
  'http',
  'network',
  'process',
  'registry',
  'source',
  'tls',
  'url',
]);

function isSubject(path: string): boolean {
  return SUBJECTS.has(rootOf(path));
}

function rootOf(path: string): string {
  return path.slice(0, Math.max(path.indexOf('.'), 0)) || path;
}

function listedIn(datasets: readonly DataSet[], path: string, catalogOf: CatalogOf): readonly string[] {
  return datasets.filter((each) => isListed(each, path, catalogOf)).map(({ name }) => name);
}

function isListed(dataset: DataSet, path: string, catalogOf: CatalogOf): boolean {
  return ownLayersOf([dataset], catalogOf).some(
    ({ catalog, counts }) => catalog.fields.get(path)?.some((entry) => isCounted(entry, counts)) === true,
  );
}

/** `` `file` events of Endpoint ``, or the data sets by name. */
function titleOf(datasets: readonly DataSet[], place: EventPlace): string {
  const packages = [...new Set(datasets.map((each) => each.title ?? each.package))].join(' and ');
  const { categories } = place;
  if (place.datasets !== undefined) return `events of ${place.datasets.map(quoted).join(' and ')}`;
  if (categories !== undefined) return `${categories.map(quoted).join(' and ')} events of ${packages}`;
  return `events of ${datasets.length === 1 ? datasets.map(({ name }) => quoted(name)).join('') : packages}`;
}

function quoted(name: string): string {
  return `\`${name}\``;
}

function unknownTo(path: string, { datasets, known, catalogOf, fields }: Surroundings): UnknownName {
  const root = rootOf(path);
  const owners = known.filter((each) => each.roots.has(root));
  const versions = datasets.filter((each) => each.roots.has(root) && each.version !== undefined);
  return {
    datasets: listedIn(owners, path, catalogOf),
    packages: [...new Set(versions.map((each) => `${each.package} ${each.version ?? ''}`))],
    isMisspelt: fields.nearest(path).some((name) => isMisspelling(path, name)),
  };
}
