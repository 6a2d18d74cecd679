// The exception files that the project above a rule names, with a word on what each holds for the rule.
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import { matchesAny } from '../project/glob';
import type { Rule } from '../rule/document';
import { readExceptionFiles } from './exceptionFiles';
import { exceptionsFor } from './exceptionOrder';
import { listFiles } from './projectCheck';
import type { ListedFiles } from './projectCheck';
import type { ProjectFiles } from './projectFiles';

export interface FoundExceptions {
  readonly path: string;
  /** From the folder of the project. */
  readonly label: string;
  /** How many items are for the rule; undefined where the file cannot be read. */
  readonly items: number | undefined;
  readonly detail: string;
}

/** Each is read to see whom it is for. */
const MOST_FILES = 300;

/** Those with items for the rule first. Never throws. */
export function exceptionsOfProject(
  path: string,
  rule: Rule,
  projects: ProjectFiles,
  host: Host,
  list: (folder: string) => ListedFiles = (folder) => listFiles(folder, host),
): readonly FoundExceptions[] {
  const named = projects.projectsOf(path).flatMap(({ folder, project }) => {
    const globs = project.exceptions.map(({ value }) => value);
    const paths = globs.length === 0 ? [] : list(folder).paths;
    return paths
      .filter((each) => /\.(?:toml|ndjson|jsonl|json)$/i.test(each) && matchesAny(globs, each))
      .map((label) => ({ label, path: host.join(folder, label) }));
  });
  const once = named.filter((file, index) => named.findIndex((each) => each.path === file.path) === index);
  const found = once.slice(0, MOST_FILES).map((file) => ({ ...file, ...describeExceptions(file.path, rule, host) }));
  return found.sort((a, b) => (b.items ?? 0) - (a.items ?? 0) || (a.label < b.label ? -1 : 1));
}

/** What a file holds for a rule. Never throws. */
export function describeExceptions(path: string, rule: Rule, host: Host): Pick<FoundExceptions, 'items' | 'detail'> {
  try {
    const { length } = exceptionsFor(rule, readExceptionFiles([path], host), Date.parse(host.today())).items;
    if (length === 0) return { items: 0, detail: 'for other rules' };
    return { items: length, detail: length === 1 ? '1 item for this rule' : `${length} items for this rule` };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { items: undefined, detail: 'cannot be read' };
  }
}
