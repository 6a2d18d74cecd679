// The project files above the rules of one call: what they say of the rules, and what is said of them.
import type { SchemaSource } from '../analysis/analyze';
import type { CheckPolicy } from '../analysis/policy';
import type { Issue } from '../base/issue';
import { createLineIndex } from '../base/lineIndex';
import { SchemaFiles } from '../worker/mappingFiles';
import { issuesOfProject, listFiles, schemaFilesOf } from '../worker/projectCheck';
import { ProjectFiles } from '../worker/projectFiles';
import type { FoundProject } from '../worker/projectFiles';
import { isWithin, pathFrom } from '../worker/relativePath';
import { readWorkspaceSources } from '../worker/workspaceSources';
import type { CommandIo } from './io';
import { writeLine } from './io';
import type { RulePath } from './ruleFiles';

/** A project file with something wrong in it: offsets in the text. */
export interface FaultyProject {
  readonly path: string;
  readonly text: string;
  readonly issues: readonly Issue[];
}

export class CommandProjects {
  private readonly files: ProjectFiles;
  private readonly reader = new SchemaFiles();
  private readonly sources = new Map<FoundProject, SchemaSource['sources']>();
  private readonly seen = new Set<FoundProject>();

  constructor(private readonly io: CommandIo) {
    this.files = new ProjectFiles(io.host);
  }

  /** Without those that a project does not take for rules; what a person names is checked in any case. */
  rulesOf(files: readonly RulePath[]): readonly RulePath[] {
    for (const { path } of files) this.see(path);
    return files.filter(({ path, isNamed }) => isNamed || this.files.isRule(path));
  }

  /** Adds what the project of a file says. Where a schema is given by hand, it is the only one. */
  schemasOf(path: string, given: SchemaSource): SchemaSource {
    this.see(path);
    const policy = this.files.policyOf(path);
    const own = this.files.projectOf(path);
    const sources = own === undefined || given.sources !== undefined ? given.sources : this.sourcesOf(own);
    if (policy === undefined && sources === given.sources) return given;
    return { ...given, ...(policy === undefined ? {} : { policy }), ...(sources === undefined ? {} : { sources }) };
  }

  policyOf(path: string): CheckPolicy | undefined {
    return this.files.policyOf(path);
  }

  /** Of the project files above the rules that were asked for. */
  faulty(): readonly FaultyProject[] {
    const { host } = this.io;
    return [...this.seen].flatMap((found) => {
      const issues = issuesOfProject(found, host, (folder) => listFiles(folder, host));
      return issues.length === 0 ? [] : [{ path: this.shown(found.path), text: found.text, issues }];
    });
  }

  /** A file that is not understood as a whole is told at once; the rest of it holds. */
  private see(path: string): void {
    for (const found of this.files.projectsOf(path)) {
      if (!this.seen.has(found)) this.tell(found);
      this.seen.add(found);
    }
  }

  private tell(found: FoundProject): void {
    const first = found.issues.find(({ severity }) => severity === 'error');
    if (first === undefined) return;
    const { line, column } = createLineIndex(found.text).positionAt(first.from);
    writeLine(this.io.err, `${this.shown(found.path)}:${line + 1}:${column + 1}: ${first.message}`);
  }

  private sourcesOf(found: FoundProject): SchemaSource['sources'] {
    if (found.project.schemas.length === 0) return undefined;
    if (!this.sources.has(found)) {
      const { host } = this.io;
      const files = schemaFilesOf(found, host).filter(({ path }) => host.stamp(path) !== undefined);
      const { sources, faults, notes, contradictions } = readWorkspaceSources(files, this.reader, host);
      for (const sentence of [...faults, ...notes, ...contradictions]) writeLine(this.io.err, sentence);
      this.sources.set(found, sources);
    }
    return this.sources.get(found);
  }

  /** As it is seen from where the command runs. */
  private shown(path: string): string {
    const { host } = this.io;
    const current = host.resolve('.');
    return isWithin(path, current) ? pathFrom(current, path, host) : path;
  }
}
