// What a run was made from, so that it can be told whether its results still hold: the query, and the files that it read.
import type { RuleAnalysis } from '../analysis/analyze';
import type { FileStamp, Host } from '../host/host';
import { labelPathsOf } from '../worker/labelFiles';
import type { SampleFile } from '../worker/orders';
import { ProjectFiles } from '../worker/projectFiles';
import { labelPathsOfProject } from '../worker/projectSamples';
import { optionsOfRule } from '../worker/ruleOrder';

export interface RunBasis {
  readonly query: string;
  readonly files: ReadonlyMap<string, FileStamp | undefined>;
}

/** The query and whatever else of the rule decides its hits; undefined where the rule has none. */
export function runTextOf(rule: RuleAnalysis | undefined): string | undefined {
  if (rule?.eql === undefined) return undefined;
  const { filters } = optionsOfRule(rule.rule);
  return filters === undefined
    ? rule.eql.embedded.text
    : `${rule.eql.embedded.text}\n${JSON.stringify(filters, asText)}`;
}

/** Where a field stands decides nothing, and JSON knows no whole numbers of that size. */
function asText(key: string, value: unknown): unknown {
  if (key === 'from' || key === 'to') return undefined;
  return typeof value === 'bigint' ? String(value) : value;
}

/** Taken before the run begins: a file that changes while it is read has changed since. */
export function basisOf(
  query: string,
  samples: readonly SampleFile[],
  /** Schemas and exceptions: paths. */
  others: readonly string[],
  host: Host,
): RunBasis {
  const projects = new ProjectFiles(host);
  const paths = samples.flatMap(({ path }) => [
    path,
    ...labelsOfProject(path, projects, host),
    ...labelPathsOf(path, host),
  ]);
  return { query, files: new Map([...paths, ...others].map((path) => [path, host.stamp(path)])) };
}

/** The project file, too: it says which label files count. */
function labelsOfProject(sample: string, projects: ProjectFiles, host: Host): readonly string[] {
  const labels = labelPathsOfProject(sample, projects, host);
  const found = projects.projectOf(sample);
  return found === undefined || labels.length === 0 ? [] : [found.path, ...labels];
}

/** What is another one by now. `query` undefined: the rule is not open, so that nobody can tell. */
export function changeSince(basis: RunBasis, query: string | undefined, host: Host): 'query' | 'files' | undefined {
  if (query !== undefined && query !== basis.query) return 'query';
  return changedFile(basis, host) === undefined ? undefined : 'files';
}

export interface ChangedFile {
  readonly path: string;
  readonly isGone: boolean;
}

/** The first of the files that is not what it was. */
export function changedFile({ files }: RunBasis, host: Host): ChangedFile | undefined {
  for (const [path, before] of files) {
    const now = host.stamp(path);
    if (!isSame(before, now)) return { path, isGone: now === undefined };
  }
  return undefined;
}

function isSame(a: FileStamp | undefined, b: FileStamp | undefined): boolean {
  return a?.bytes === b?.bytes && a?.modified === b?.modified;
}
