// Checks the rules of the workspace that nobody has open, when it is quiet, and tells the editor what it finds. What depends on a schema
// or on the project is checked again when that changes.
import type { Diagnostic } from 'vscode-languageserver';
import { analyze } from '../analysis/analyze';
import type { SchemaSource } from '../analysis/analyze';
import type { Issue } from '../base/issue';
import { createLineIndex } from '../base/lineIndex';
import type { Host } from '../host/host';
import { formatOf, looksLikeRule } from '../rule/read';
import type { Calm } from './calm';
import { diagnosticsOf, toDiagnostics } from './diagnostics';
import type { PageOf, Together } from './diagnostics';
import { listRuleFiles, readSaved } from './ruleFiles';
import { isInside, toPath, toUri } from './uris';

export interface CheckDeskParts {
  readonly host: Host;
  readonly calm: Calm;
  readonly pageOf: PageOf;
  readonly together: Together;
  readonly schemasOf: (uri: string) => SchemaSource;
  /** Of files that hold something else than rules; undefined where nothing is known of them. */
  readonly issuesOfOther: (path: string, text: string) => readonly Issue[] | undefined;
  readonly isOpen: (uri: string) => boolean;
  readonly publish: (uri: string, diagnostics: Diagnostic[]) => void;
  /** Undefined where the editor shows none. */
  readonly beginProgress: () => Promise<CheckProgress | undefined>;
}

/** What a person sees of a check that takes a while. */
export interface CheckProgress {
  /** Of 0 to 100 percent. */
  report(percent: number, message: string): void;
  done(): void;
  readonly isCancelled: boolean;
}

/** Fewer files are done before anybody could read that they are being checked. */
const FEW = 20;

export class CheckDesk {
  private folders: readonly string[] = [];
  private isEnabled = false;
  private readonly waiting = new Set<string>();
  /** What the editor was told last of each file that has findings, in short. */
  private readonly told = new Map<string, string>();
  private isWorking = false;
  private isOver = false;

  constructor(private readonly parts: CheckDeskParts) {}

  /** All files of these folders are checked; those of folders that are gone are not spoken of any more. */
  setFolders(folders: readonly string[]): void {
    const come = folders.filter((folder) => !this.folders.includes(folder));
    this.folders = folders;
    for (const uri of [...this.told.keys()]) if (!this.isOurs(uri)) this.tell(uri, []);
    if (this.isEnabled) this.queue(come.flatMap((folder) => listRuleFiles(folder, this.parts.host)));
  }

  setEnabled(isEnabled: boolean): void {
    if (isEnabled === this.isEnabled) return;
    this.isEnabled = isEnabled;
    if (isEnabled) return this.checkAll();
    this.waiting.clear();
    for (const uri of [...this.told.keys()]) this.tell(uri, []);
  }

  /** Something changed on which every answer may depend. */
  checkAll(): void {
    if (this.isEnabled) this.queue(this.folders.flatMap((folder) => listRuleFiles(folder, this.parts.host)));
  }

  fileChanged(path: string): void {
    if (this.isEnabled && formatOf(path) !== undefined && this.isOurs(toUri(path))) this.queue([path]);
  }

  /** From now on the editor asks for itself. */
  opened(uri: string): void {
    const path = toPath(uri);
    if (path !== undefined) this.tell(toUri(path), []);
  }

  closed(uri: string): void {
    const path = toPath(uri);
    if (path !== undefined) this.fileChanged(path);
  }

  stop(): void {
    this.isOver = true;
  }

  private isOurs(uri: string): boolean {
    const path = toPath(uri);
    return path !== undefined && this.folders.some((folder) => isInside(path, folder));
  }

  private queue(paths: readonly string[]): void {
    for (const path of paths) this.waiting.add(toUri(path));
    if (this.waiting.size > 0 && !this.isWorking) void this.work();
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    await this.parts.calm.wait(() => this.isOver);
    const progress = this.waiting.size > FEW ? await this.parts.beginProgress() : undefined;
    let count = 0;
    for (const uri of this.waiting) {
      if (this.isOver || progress?.isCancelled === true) break;
      this.waiting.delete(uri);
      this.check(uri);
      count++;
      const all = count + this.waiting.size;
      progress?.report(Math.floor((100 * count) / all), `${count} of ${all} files`);
      await this.parts.calm.wait(() => this.isOver);
    }
    this.waiting.clear();
    progress?.done();
    this.isWorking = false;
  }

  private check(uri: string): void {
    const { host, schemasOf, issuesOfOther, isOpen, pageOf, together } = this.parts;
    if (isOpen(uri)) return;
    const format = formatOf(uri);
    const text = format === undefined ? undefined : readSaved(uri, host);
    if (format === undefined || text === undefined) return this.tell(uri, []);
    const path = toPath(uri) ?? '';
    const others = format === 'yaml' ? issuesOfOther(path, text) : undefined;
    if (others !== undefined)
      return this.tell(uri, toDiagnostics(others, { uri, lines: createLineIndex(text) }, pageOf));
    const analysis = analyze(text, format, schemasOf(uri), { path: path.replaceAll('\\', '/') });
    if (!looksLikeRule(analysis.file)) return this.tell(uri, []);
    this.tell(uri, diagnosticsOf({ uri, version: 0, analysis, lines: createLineIndex(text) }, pageOf, together));
  }

  private tell(uri: string, diagnostics: Diagnostic[]): void {
    const before = this.told.get(uri);
    const now = diagnostics.length === 0 ? undefined : this.parts.host.hash(JSON.stringify(diagnostics));
    if (now === before) return;
    if (now === undefined) this.told.delete(uri);
    else this.told.set(uri, now);
    this.parts.publish(uri, diagnostics);
  }
}
