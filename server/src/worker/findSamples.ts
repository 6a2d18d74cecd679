// Which samples a rule can run on: those in the nearest `samples/events` whose events are of the rule's datasets.
import type { Host } from '../host/host';
import type { SchemaRequest } from '../schema/compose';
import type { PeekCache } from './peekDatasets';
import { findSampleFolder, listSamples } from './sampleFolder';
import { judgeSample } from './sampleFit';
import type { SampleFit } from './sampleFit';

export interface FoundSample {
  readonly path: string;
  /** Relative to the folder that holds `samples`, for people. */
  readonly label: string;
  /** Why it is offered, or why it does not fit: "has dataset kubernetes.audit_logs". */
  readonly reason: string;
  readonly fit: SampleFit;
  readonly datasets: readonly string[];
}

/** `folder`: where the search begins, the rule's own. Best first; those that do not fit last, to be chosen by hand. Never throws. */
export async function findSamples(
  host: Host,
  folder: string,
  request: SchemaRequest,
  peeks: PeekCache,
): Promise<readonly FoundSample[]> {
  const place = findSampleFolder(folder, host);
  if (place === undefined) return [];
  const files = listSamples(place.folder, host);
  const found: FoundSample[] = [];
  for (const path of files) {
    const datasets = await peeks.datasetsOf(path, host);
    const label = path.startsWith(place.root) ? path.slice(place.root.length).replace(/^[\\/]+/, '') : path;
    found.push({ path, label, datasets, ...judgeSample(datasets, request, files.length === 1) });
  }
  return found.sort((a, b) => rank(a) - rank(b) || (a.label < b.label ? -1 : 1));
}

/** What the project says of a sample wins over what was found out. */
export function joinSamples(ofProject: readonly FoundSample[], found: readonly FoundSample[]): readonly FoundSample[] {
  if (ofProject.length === 0) return found;
  const better = (each: FoundSample): FoundSample => {
    const other = found.find(({ path }) => path === each.path);
    return other !== undefined && rank(other) < rank(each) ? other : each;
  };
  const known = new Set(ofProject.map(({ path }) => path));
  const joined = [...ofProject.map(better), ...found.filter(({ path }) => !known.has(path))];
  return joined.sort((a, b) => rank(a) - rank(b));
}

const RANKS: Readonly<Record<SampleFit, number>> = {
  named: 0,
  dataset: 1,
  index: 2,
  integration: 3,
  only: 4,
  none: 5,
};

function rank({ fit }: FoundSample): number {
  return RANKS[fit];
}

/** The samples that a rule is run on when nobody chose: all that fit as well as the best one. Empty where none fits. */
export function chooseSamples(found: readonly FoundSample[]): readonly FoundSample[] {
  const [best] = found;
  return best === undefined || best.fit === 'none' ? [] : found.filter(({ fit }) => fit === best.fit);
}
