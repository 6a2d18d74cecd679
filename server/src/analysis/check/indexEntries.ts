// The index patterns of a rule where they stand, and the data sets that each means.
import { memoizeByText } from '../../base/memo';
import type { ListField, TextField } from '../../rule/fields';
import type { DataSet } from '../../schema/catalogIndex';
import type { CatalogReader } from '../../schema/compose';
import { patternsOverlap, readIndexPatterns } from '../../schema/indexPattern';
import { knownDataSets } from '../../schema/knownDataSets';
import { oncePerRule } from './oncePerRule';
import { keyOf } from './ruleContext';

export interface IndexEntry {
  readonly field: TextField;
  /** Its place in the list. */
  readonly index: number;
  /** As Elasticsearch reads it, without a cluster; several where commas part them. */
  readonly patterns: readonly string[];
  /** What `-pattern` takes out again. */
  readonly isExclusion: boolean;
}

export interface IndexList {
  readonly list: ListField;
  readonly entries: readonly IndexEntry[];
  readonly hasExclusions: boolean;
  /** Of all entries. */
  readonly patterns: readonly string[];
}

/** Undefined where the rule has no list of them, or reads a data view instead. */
export const indexListOf = oncePerRule((context): IndexList | undefined => {
  const list = keyOf(context, 'index')?.value;
  if (list?.kind !== 'list' || list.items.length === 0 || keyOf(context, 'data_view_id') !== undefined)
    return undefined;
  const entries = list.items.flatMap((field, index) => (field.kind === 'text' ? [entryAt(field, index)] : []));
  const patterns = entries.flatMap((each) => each.patterns);
  return { list, entries, patterns, hasExclusions: entries.some(({ isExclusion }) => isExclusion) };
});

function entryAt(field: TextField, index: number): IndexEntry {
  const { wanted, excluded } = readIndexPatterns([field.text]);
  return { field, index, patterns: wanted, isExclusion: excluded.length > 0 };
}

const MOST_PATTERNS = 500;
const meanings = new WeakMap<CatalogReader, (pattern: string) => readonly DataSet[]>();

/** The data sets of which some index may fit the pattern. */
export function dataSetsOfPattern(read: CatalogReader, pattern: string): readonly DataSet[] {
  let meaning = meanings.get(read);
  if (meaning === undefined) {
    const known = knownDataSets(read);
    meaning = memoizeByText(MOST_PATTERNS, (text) =>
      known.filter(({ indices }) => indices.some((each) => patternsOverlap(text, each))),
    );
    meanings.set(read, meaning);
  }
  return meaning(pattern);
}

/** `logs-aws.cloudtrail-*`: the data stream of a package. */
const STREAM = /^(?:logs|metrics|traces)-([a-z0-9_]+)(?:\.|-\*|-[a-z0-9]|\*$)/;

/** The package whose data streams a pattern names; undefined where it names no single package. */
export function packageOfPattern(pattern: string): string | undefined {
  const [, name] = STREAM.exec(pattern) ?? [];
  return name;
}

/** Does the pattern reach an index in which the data streams of a package lie? */
export function reachesPackage(pattern: string, name: string): boolean {
  return ['logs', 'metrics', 'traces'].some((type) => patternsOverlap(pattern, `${type}-${name}.*`));
}
