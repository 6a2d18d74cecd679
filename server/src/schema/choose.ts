// Which data sets a rule reads: by its index patterns, its integrations and the datasets that its query names.
import { memoizeByText } from '../base/memo';
import type { FieldResolver } from '../eql/types';
import type { DataSet } from './catalogIndex';
import type { SchemaRequest } from './compose';
import { patternCovers, patternsOverlap, readIndexPatterns } from './indexPattern';

export interface Choice {
  readonly datasets: readonly DataSet[];
  readonly authority: FieldResolver['authority'];
}

/** A rule that says nothing of its events may read all. One that reads an index of which nothing is known may meet any field. */
export function chooseDatasets(request: SchemaRequest, known: readonly DataSet[]): Choice {
  if (saysNothing(request)) return { datasets: known, authority: known.length === 0 ? 'open' : 'catalog' };
  const indexed = byIndex(request.index, known);
  const named = byName(request.datasets, known);
  const chosen = new Set([...indexed.datasets, ...named]);
  const explained = [...named, ...byIntegration(request.integrations, known)];
  const integrated = byIntegration(request.integrations, withoutPackagesOf(chosen, known));
  for (const dataset of integrated) chosen.add(dataset);
  const datasets = [...chosen].some((dataset) => dataset.copiesAll) ? known : known.filter((each) => chosen.has(each));
  return { datasets, authority: !request.hasDataView && isKnown(indexed, explained) ? 'catalog' : 'open' };
}

function saysNothing({ index, integrations, datasets, hasDataView }: SchemaRequest): boolean {
  return index.length === 0 && integrations.length === 0 && datasets.length === 0 && !hasDataView;
}

interface Indexed {
  readonly datasets: readonly DataSet[];
  /** Is there a pattern that names nothing known? */
  readonly hasUnknown: boolean;
}

/** An index of one's own is explained by the integration or dataset that fills it, but not where it stands beside indices that they fill. */
function isKnown(indexed: Indexed, explained: readonly DataSet[]): boolean {
  return indexed.datasets.length === 0 ? explained.length > 0 : !indexed.hasUnknown;
}

function byIndex(index: readonly string[], known: readonly DataSet[]): Indexed {
  const { wanted, excluded } = readIndexPatterns(index);
  const isExcluded = (name: string): boolean => excluded.some((pattern) => patternCovers(pattern, name));
  const named = wanted.map(namesIn(known));
  const found = named.flatMap((each) => each.filter(({ indices }) => indices.some((name) => !isExcluded(name))));
  return {
    datasets: [...new Set(found.map(({ dataset }) => dataset))],
    hasUnknown: named.some((each) => each.length === 0),
  };
}

/** A data set and those of its indices that a pattern can mean. */
interface Named {
  readonly dataset: DataSet;
  readonly indices: readonly string[];
}

type NamesIn = (pattern: string) => readonly Named[];

/** The rules of a workspace have few patterns between them. */
const MOST_PATTERNS = 500;
const lists = new WeakMap<readonly DataSet[], NamesIn>();

function namesIn(known: readonly DataSet[]): NamesIn {
  let names = lists.get(known);
  if (names === undefined)
    lists.set(known, (names = memoizeByText(MOST_PATTERNS, (pattern) => namedBy(pattern, known))));
  return names;
}

function namedBy(pattern: string, known: readonly DataSet[]): readonly Named[] {
  return known
    .map((dataset) => ({ dataset, indices: dataset.indices.filter((each) => patternsOverlap(pattern, each)) }))
    .filter(({ indices }) => indices.length > 0);
}

/** A dataset that is not described means all of its package. */
function byName(names: readonly string[], known: readonly DataSet[]): readonly DataSet[] {
  return names.flatMap((name) => {
    const exact = known.filter((dataset) => dataset.name === name);
    return exact.length > 0 ? exact : byIntegration([name.replace(/\..*$/, '')], known);
  });
}

function byIntegration(packages: readonly string[], known: readonly DataSet[]): readonly DataSet[] {
  return known.filter((dataset) => packages.some((name) => patternCovers(dataset.package, name)));
}

/** An integration adds its package only where neither index nor query chose from it: these say more exactly what is read. */
function withoutPackagesOf(chosen: ReadonlySet<DataSet>, known: readonly DataSet[]): readonly DataSet[] {
  const packages = new Set([...chosen].map((dataset) => dataset.package));
  return known.filter((dataset) => !packages.has(dataset.package));
}
