// What only a disk can say of a project file: which of its globs mean no file, and which of its files are not there.
import type { Issue } from '../base/issue';
import type { Host } from '../host/host';
import { readGlob } from '../project/glob';
import type { PlacedText, Project } from '../project/project';
import { globsOf, pathsOf } from '../project/readProject';
import type { FoundProject } from './projectFiles';

const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules']);
const DEEPEST = 12;
const MOST_FILES = 10_000;
/** Each is compared with every file. */
const MOST_GLOBS = 200;

/** `isWhole` is false where there are more. */
export interface ListedFiles {
  /** From the folder, with slashes. */
  readonly paths: readonly string[];
  readonly isWhole: boolean;
}

/** Every file of a folder; those of packages and of folders with a dot are nobody's rules and samples. */
export function listFiles(folder: string, host: Host): ListedFiles {
  const paths: string[] = [];
  let isWhole = true;
  const visit = (at: string, shown: string, depth: number): void => {
    for (const { name, isFolder } of host.list(at)) {
      if (paths.length >= MOST_FILES || depth > DEEPEST) isWhole = false;
      if (!isWhole) return;
      if (!isFolder) paths.push(shown + name);
      else if (!name.startsWith('.') && !PASSED_OVER.has(name))
        visit(host.join(at, name), `${shown}${name}/`, depth + 1);
    }
  };
  visit(folder, '', 0);
  return { paths, isWhole };
}

/** `for`: index patterns or ids of data views; none for every rule. */
export interface ProjectSchemaFile {
  readonly path: string;
  readonly for: readonly string[];
}

/** The schemas of a project, as paths of the host. What leaves its folder is not read. */
export function schemaFilesOf({ project, folder }: FoundProject, host: Host): readonly ProjectSchemaFile[] {
  const named = project.schemas.filter(({ path }) => 'test' in readGlob(path.value));
  return named.map(({ path, for: patterns }) => ({ path: host.join(folder, path.value), for: patterns }));
}

/** In the order of the text, with what the file itself says. */
export function issuesOfProject(
  found: FoundProject,
  host: Host,
  list: (folder: string) => ListedFiles,
): readonly Issue[] {
  const { project, folder } = found;
  const hints = globsOf(project).length === 0 ? [] : emptyGlobs(project, list(folder));
  const gone = pathsOf(project).flatMap((path) => missingFile(path, project, folder, host));
  return [...found.issues, ...hints, ...gone].sort((a, b) => a.from - b.from || a.to - b.to);
}

function emptyGlobs(project: Project, { paths, isWhole }: ListedFiles): readonly Issue[] {
  if (!isWhole) return [];
  const globs = globsOf(project).slice(0, MOST_GLOBS);
  return globs.flatMap(({ value, from, to }): readonly Issue[] => {
    const read = readGlob(value);
    if ('problem' in read || paths.some((path) => read.test(path))) return [];
    return [{ code: 'project', severity: 'hint', message: `No file is meant by \`${value}\`.`, from, to }];
  });
}

function missingFile({ value, from, to }: PlacedText, project: Project, folder: string, host: Host): readonly Issue[] {
  if ('problem' in readGlob(value) || host.stamp(host.join(folder, value)) !== undefined) return [];
  const severity = project.files.some((each) => each.from === from) ? 'hint' : 'warning';
  return [{ code: 'project', severity, message: `There is no file \`${value}\`.`, from, to }];
}
