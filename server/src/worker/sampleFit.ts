// How well the datasets of a sample fit what a rule says of its events.
import type { SchemaRequest } from '../schema/compose';
import { patternCovers, readIndexPatterns } from '../schema/indexPattern';

/**
 * `named`: the project names it for the rule. `dataset`: the query names a dataset of it. `index`: the rule's index holds one. `integration`: one is of the rule's integration.
 * `only`: the rule says nothing of its events, and there is no other sample.
 */
export type SampleFit = 'named' | 'dataset' | 'index' | 'integration' | 'only' | 'none';

/** Judged by the most exact thing that the rule says: a sample of another dataset of the right index does not fit a query that names one. */
export function judgeSample(
  datasets: readonly string[],
  request: SchemaRequest,
  isOnly: boolean,
): { readonly fit: SampleFit; readonly reason: string } {
  const { datasets: named, index, integrations } = request;
  if (named.length > 0) return fitBy('dataset', datasets, (dataset) => named.includes(dataset));
  const { wanted } = readIndexPatterns(index);
  if (wanted.length > 0) {
    const fits = (dataset: string): boolean => wanted.some((each) => patternCovers(each, `logs-${dataset}-default`));
    const indexed = fitBy('index', datasets, fits);
    if (indexed.fit !== 'none' || integrations.length === 0) return indexed;
  }
  if (integrations.length > 0)
    return fitBy('integration', datasets, (dataset) => integrations.includes(dataset.replace(/\..*$/, '')));
  if (isOnly) return { fit: 'only', reason: 'is the only sample' };
  return { fit: 'none', reason: datasets.length === 0 ? NO_DATASET : `has ${listOf(datasets)}` };
}

const NO_DATASET = 'names no dataset';

const REASONS: Readonly<Record<'dataset' | 'index' | 'integration', string>> = {
  dataset: '',
  index: ', which is in the rule’s index',
  integration: ', which is of the rule’s integration',
};

function fitBy(fit: keyof typeof REASONS, datasets: readonly string[], fits: (dataset: string) => boolean) {
  const found = datasets.filter(fits);
  if (found.length > 0) return { fit, reason: `has ${listOf(found)}${REASONS[fit]}` };
  return { fit: 'none' as const, reason: datasets.length === 0 ? NO_DATASET : `has other events: ${listOf(datasets)}` };
}

function listOf(datasets: readonly string[]): string {
  const shown = datasets.slice(0, 3).join(', ');
  const more = datasets.length > 3 ? ` and ${datasets.length - 3} more` : '';
  return `${datasets.length === 1 ? 'dataset' : 'datasets'} ${shown}${more}`;
}
