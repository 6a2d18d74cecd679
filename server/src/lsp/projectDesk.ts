// The project files of the workspace: what they say of a rule that is checked, and what is said of them.
import type { RuleAnalysis, SchemaSource } from '../analysis/analyze';
import type { CheckPolicy } from '../analysis/policy';
import type { Host } from '../host/host';
import { issuesOfProject, listFiles, schemaFilesOf } from '../worker/projectCheck';
import type { ListedFiles, ProjectSchemaFile } from '../worker/projectCheck';
import type { FoundSample } from '../worker/findSamples';
import { exceptionsOfProject } from '../worker/projectExceptions';
import type { FoundExceptions } from '../worker/projectExceptions';
import { samplesOfProject } from '../worker/projectSamples';
import { CONFIG_NAME, projectFileOf, ProjectFiles, PROJECT_NAMES } from '../worker/projectFiles';
import type { Issue } from '../base/issue';
import { CONFIG_SCHEMA } from '../project/configSchema';
import { PROJECT_SCHEMA } from '../project/projectSchema';
import type { SchemaKind } from './schemaDocuments';
import { toPath } from './uris';

/** An editor that tells of changes is heard at once; for others a file is looked at again after so many milliseconds. */
const FRESH = 1000;
/** While somebody types in a project file, its folder is not searched at every key. */
const LIST_FRESH = 5000;

export class ProjectDesk {
  readonly files: ProjectFiles;
  private readonly sources = new WeakMap<SchemaSource, WeakMap<CheckPolicy, SchemaSource>>();
  private readonly listed = new Map<string, { readonly at: number; readonly files: ListedFiles }>();

  constructor(
    private readonly host: Host,
    /** The folders of the workspace: nothing is looked for above them. */
    roots: () => readonly string[],
  ) {
    this.files = new ProjectFiles(host, { roots, freshFor: FRESH });
  }

  /** A schema with what the project says of a file's issues; the same object wherever both are the same. */
  withPolicy(source: SchemaSource, uri: string): SchemaSource {
    const path = toPath(uri);
    const policy = path === undefined ? undefined : this.files.policyInEditor(path);
    if (policy === undefined) return source;
    let known = this.sources.get(source);
    if (known === undefined) this.sources.set(source, (known = new WeakMap<CheckPolicy, SchemaSource>()));
    let made = known.get(policy);
    if (made === undefined) known.set(policy, (made = { ...source, policy }));
    return made;
  }

  /** Files with a schema of which this knows what is wrong with them. */
  readonly kinds: readonly SchemaKind[] = [
    { schema: PROJECT_SCHEMA, issuesOf: (path, text) => this.issuesOf(path, text, PROJECT_NAMES) },
    { schema: CONFIG_SCHEMA, issuesOf: (path, text) => this.issuesOf(path, text, [CONFIG_NAME]) },
  ];

  /** The schemas that the project of a file names. */
  schemasOf(uri: string): readonly ProjectSchemaFile[] {
    const path = toPath(uri);
    const found = path === undefined ? undefined : this.files.projectOf(path);
    return found === undefined ? [] : schemaFilesOf(found, this.host);
  }

  /** The samples that the project of a rule names for it. */
  samplesOf(path: string, { rule, eql }: RuleAnalysis): readonly FoundSample[] {
    if (eql === undefined) return [];
    const named = { path, id: rule.metadata.id?.value, request: eql.schema };
    return samplesOfProject(named, this.files, this.host, (folder) => this.list(folder));
  }

  /** The exception files that the project of a rule names. */
  exceptionsOf(path: string, { rule }: RuleAnalysis): readonly FoundExceptions[] {
    return exceptionsOfProject(path, rule, this.files, this.host, (folder) => this.list(folder));
  }

  /** Whether what is said of rules may be another thing now that this file changed. */
  changed(path: string): boolean {
    if (isProjectPath(path)) {
      this.forget();
      return true;
    }
    const names = this.files
      .projectsOf(path)
      .flatMap(({ folder, project }) =>
        [...project.files, ...project.schemas.map((each) => each.path)].map(({ value }) =>
          this.host.join(folder, value),
        ),
      );
    return names.includes(path);
  }

  /** Folders of the workspace came or went, too. */
  forget(): void {
    this.files.forget();
    this.listed.clear();
  }

  /** Undefined for a file that is none of these. */
  private issuesOf(path: string, text: string, names: readonly string[]): readonly Issue[] | undefined {
    const found = names.includes(nameOf(path)) ? projectFileOf(path, text, this.host) : undefined;
    return found === undefined ? undefined : issuesOfProject(found, this.host, (folder) => this.list(folder));
  }

  private list(folder: string): ListedFiles {
    const known = this.listed.get(folder);
    if (known !== undefined && this.host.now() - known.at < LIST_FRESH) return known.files;
    const files = listFiles(folder, this.host);
    this.listed.set(folder, { at: this.host.now(), files });
    return files;
  }
}

export function isProjectPath(path: string): boolean {
  const name = nameOf(path);
  return PROJECT_NAMES.includes(name) || name === CONFIG_NAME;
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}
