// Finds the project files above a rule, reads each once while it stays as it is, and answers what they say of the rule's file.
import type { Issue } from '../base/issue';
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import { readDetectionRulesConfig } from '../project/detectionRulesConfig';
import { isRuleOf, policyOf, SILENT } from '../project/policy';
import type { ProjectView, SeverityPolicy } from '../project/policy';
import { EMPTY_PROJECT } from '../project/project';
import type { Project } from '../project/project';
import { readProject } from '../project/readProject';
import { isWithin, pathFrom } from './relativePath';

/** The first of them that is there. */
export const PROJECT_NAMES: readonly string[] = ['rulewright.yaml', 'rulewright.yml'];
export const CONFIG_NAME = '_config.yaml';

export interface FoundProject {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly project: Project;
  /** Offsets in the text. */
  readonly issues: readonly Issue[];
}

export interface ProjectFilesOptions {
  /** Folders above which nothing is looked for. A file in none of them: up to the folder that holds `.git`. */
  readonly roots?: () => readonly string[];
  /** For how many milliseconds what was found is not looked at again; for ever where absent. */
  readonly freshFor?: number;
}

/** What is said of a file: by the nearest `rulewright.yaml`, and by the nearest `_config.yaml`. */
interface Found {
  readonly own?: FoundProject;
  readonly config?: FoundProject;
}

export class ProjectFiles {
  private readonly read = new Map<string, { readonly stamps: string; readonly project: FoundProject | undefined }>();
  private readonly found = new Map<string, { readonly at: number; readonly found: Found }>();

  constructor(
    private readonly host: Host,
    private readonly options: ProjectFilesOptions = {},
  ) {}

  /** The nearest `rulewright.yaml` above a file; the same object until it changes. */
  projectOf(path: string): FoundProject | undefined {
    return this.find(path).own;
  }

  /** Both, `rulewright.yaml` first: it wins where both say something. */
  projectsOf(path: string): readonly FoundProject[] {
    const { own, config } = this.find(path);
    return [own, config].flatMap((each) => each ?? []);
  }

  /** The same object wherever the same is said. Undefined where nothing is said. */
  policyOf(path: string): SeverityPolicy | undefined {
    return policyOf(this.viewsOf(path));
  }

  /** False only where a project says so. */
  isRule(path: string): boolean {
    for (const view of this.viewsOf(path)) {
      const answer = isRuleOf(view);
      if (answer !== undefined) return answer;
    }
    return true;
  }

  /** As an editor sees it: what is no rule of the project has no issues. */
  policyInEditor(path: string): SeverityPolicy | undefined {
    return this.isRule(path) ? this.policyOf(path) : SILENT;
  }

  /** A project file came, went or changed; or the roots did. */
  forget(): void {
    this.found.clear();
  }

  private viewsOf(path: string): readonly ProjectView[] {
    const place = this.host.resolve(path);
    return this.projectsOf(place).map(({ folder, project }) => ({ project, path: pathFrom(folder, place, this.host) }));
  }

  private find(path: string): Found {
    const place = this.host.resolve(path);
    const root = [...(this.options.roots?.() ?? [])]
      .sort((a, b) => a.length - b.length)
      .find((each) => isWithin(place, each));
    return this.findFrom(this.host.dirname(place), root);
  }

  private findFrom(folder: string, root: string | undefined): Found {
    const known = this.found.get(folder);
    const { freshFor = Infinity } = this.options;
    if (known !== undefined && this.host.now() - known.at < freshFor) return known.found;
    const found = this.look(folder, root);
    this.found.set(folder, { at: this.host.now(), found });
    return found;
  }

  private look(folder: string, root: string | undefined): Found {
    const own = this.load(PROJECT_NAMES.map((name) => this.host.join(folder, name)));
    const config = this.load([this.host.join(folder, CONFIG_NAME)]);
    if (this.isTop(folder, root) || (own !== undefined && config !== undefined)) return { own, config };
    const above = this.findFrom(this.host.dirname(folder), root);
    return { own: own ?? above.own, config: config ?? above.config };
  }

  private isTop(folder: string, root: string | undefined): boolean {
    if (folder === root || this.host.dirname(folder) === folder) return true;
    const git = this.host.join(folder, '.git');
    return root === undefined && (this.host.isFolder(git) || this.host.stamp(git) !== undefined);
  }

  private load(paths: readonly string[]): FoundProject | undefined {
    const path = paths.find((each) => this.host.stamp(each) !== undefined);
    if (path === undefined) return undefined;
    const known = this.read.get(path);
    if (known !== undefined && known.stamps === this.stampsOf(path, known.project)) return known.project;
    const project = readProjectFile(path, this.host);
    this.read.set(path, { stamps: this.stampsOf(path, project), project });
    return project;
  }

  /** Also of the files that it names: one of them may say what is not checked. */
  private stampsOf(path: string, found: FoundProject | undefined): string {
    const named = (found?.project.files ?? []).map(({ value }) => this.host.join(this.host.dirname(path), value));
    const stamps = [path, ...named].map((each): FileStamp | null => this.host.stamp(each) ?? null);
    return JSON.stringify(stamps);
  }
}

/** A project file as it is on the disk; undefined where it is none of ours. Never throws. */
export function readProjectFile(path: string, host: Host): FoundProject | undefined {
  try {
    return projectFileOf(path, host.readText(path), host);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const issue: Issue = { code: 'project', severity: 'error', message: error.message, from: 0, to: 0 };
    return { path, folder: host.dirname(path), text: '', project: EMPTY_PROJECT, issues: [issue] };
  }
}

/** The same of a text that may not be saved yet. */
export function projectFileOf(path: string, text: string, host: Host): FoundProject | undefined {
  const folder = host.dirname(path);
  const readBeside = (name: string): string | undefined => readOr(host.join(folder, name), host);
  const read = path.endsWith(CONFIG_NAME) ? readDetectionRulesConfig(text, readBeside) : readProject(text);
  return read === undefined ? undefined : { path, folder, text, project: read.value, issues: read.issues };
}

function readOr(path: string, host: Host): string | undefined {
  try {
    return host.stamp(path) === undefined ? undefined : host.readText(path);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return undefined;
  }
}
