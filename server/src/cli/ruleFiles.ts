// Finds and reads rule files on the paths that a person gave.
import type { RuleFormat } from '../rule/document';
import { looksLikeExport } from '../rule/json';
import { exportFormatOf, formatOf } from '../rule/read';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';

export interface RulePath {
  readonly path: string;
  readonly format: RuleFormat;
  /** Named by the person, and not found in a folder: then it has to be a rule file. */
  readonly isNamed: boolean;
}

export interface FoundPaths {
  readonly files: readonly RulePath[];
  /** Sentences about paths that lead to no rule file. */
  readonly problems: readonly string[];
}

export const RULE_FILES = '`.toml`, `.yaml`, `.yml` or `.eql`';
const EXPORTS = '`.ndjson` or `.json`';
/** No export of rules is so large: such a file is a sample, and is not read to find that out. */
const LARGEST_EXPORT = 64 * 1024 * 1024;

/** Folders are searched to the ground, each file is there once; the order is that of the paths, within a folder by name. */
export function findRulePaths(paths: readonly string[], host: Host): FoundPaths {
  const files: RulePath[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    if (host.isFolder(path)) files.push(...rulePathsIn(path, host));
    else {
      const named = namedPath(path, host);
      if (typeof named === 'string') problems.push(named);
      else files.push(named);
    }
  }
  const seen = new Set<string>();
  const once = files.filter(({ path }) => {
    const place = host.resolve(path);
    return !seen.has(place) && seen.add(place);
  });
  return { files: once, problems };
}

function namedPath(path: string, host: Host): RulePath | string {
  const stamp = host.stamp(path);
  if (stamp === undefined) return `${path} does not exist.`;
  const format = formatOf(path);
  if (format !== undefined) return { path, format, isNamed: true };
  const exported = exportFormatOf(path);
  if (exported === undefined)
    return `${path} is no rule file: those end with ${RULE_FILES}, exports of Kibana with ${EXPORTS}.`;
  if (stamp.bytes > LARGEST_EXPORT) return `${path} is no rule file: no export of rules is larger than 64 MB.`;
  const read = readTextOrProblem(path, host);
  if ('problem' in read) return read.problem;
  if (looksLikeExport(read.text, exported)) return { path, format: exported, isNamed: true };
  return `${path} is no rule file: it holds no rule that Kibana exported, and no exceptions.`;
}

function rulePathsIn(folder: string, host: Host): RulePath[] {
  return host.list(folder).flatMap(({ name, isFolder }): readonly RulePath[] => {
    const path = host.join(folder, name);
    if (isFolder) return name.startsWith('.') || name === 'node_modules' ? [] : rulePathsIn(path, host);
    const format = formatOf(name);
    return format === undefined || host.stamp(path) === undefined ? [] : [{ path, format, isNamed: false }];
  });
}

/** The text of a file, or the sentence that says why there is none. */
export function readTextOrProblem(path: string, host: Host): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: host.readText(path) };
  } catch (error) {
    if (error instanceof UnreadableError) return { problem: error.message };
    throw error;
  }
}
