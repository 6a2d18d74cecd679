// What no longer holds between the rules that `check` reads and the entries behind them. Costs nothing where no comment ties anything.
import type { Analysis } from '../analysis/analyze';
import { applyPolicy } from '../analysis/policy';
import type { CheckPolicy } from '../analysis/policy';
import type { Issue } from '../base/issue';
import type { Host } from '../host/host';
import type { EntryFile, LofpEntry } from '../lofp/entries/entry';
import { readEntries } from '../lofp/entries/readEntries';
import { checkTies } from '../lofp/tie/checkTies';
import { TIE_MARK } from '../lofp/tie/tieText';
import { tiesOf } from '../lofp/tie/ties';
import { createSampleReader, entryFilesHere, entryFilesOf } from '../worker/lofpFiles';
import { ProjectFiles } from '../worker/projectFiles';
import { baseName } from './ruleNames';

export class RuleTies {
  private readonly projects: ProjectFiles;
  private readonly read: ReturnType<typeof createSampleReader>;
  /** By the folder of a project; those below the folder of the command by none. */
  private readonly entries = new Map<string, readonly LofpEntry[]>();

  constructor(private readonly host: Host) {
    this.projects = new ProjectFiles(host);
    this.read = createSampleReader(host);
  }

  issuesOf(path: string, analysis: Analysis, policy: CheckPolicy | undefined): readonly Issue[] {
    if (!analysis.text.includes(TIE_MARK)) return [];
    const entries = this.entriesFor(path);
    // Rules that are checked without their catalogue are not wrong for that.
    if (entries.length === 0) return [];
    const world = { entries, read: this.read, today: this.host.today() };
    const issues = tiesOf(analysis, entries, baseName(path)).flatMap((ties) => checkTies(ties, world).issues);
    return applyPolicy(issues.map(withoutOthers), policy);
  }

  private entriesFor(path: string): readonly LofpEntry[] {
    const folder = this.projects.projectOf(path)?.folder ?? '';
    let known = this.entries.get(folder);
    if (known === undefined) this.entries.set(folder, (known = readEntries(this.filesFor(path, folder)).entries));
    return known;
  }

  private filesFor(path: string, folder: string): readonly EntryFile[] {
    return folder === '' ? entryFilesHere(this.host) : entryFilesOf(path, this.projects, this.host);
  }
}

/** Entries are no files of the report. */
function withoutOthers({ related = [], ...issue }: Issue): Issue {
  const own = related.filter(({ file }) => file === undefined);
  return own.length === 0 ? issue : { ...issue, related: own };
}
