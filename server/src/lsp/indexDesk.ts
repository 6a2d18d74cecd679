// The index of the workspace, kept up: its folders are read in the background, and what is open stands in it as the editor has it.
import { analyze } from '../analysis/analyze';
import { createWorkspaceIndex, entryOf } from '../features/workspaceIndex';
import type { WorkspaceIndex } from '../features/workspaceIndex';
import type { Host } from '../host/host';
import { formatOf, looksLikeRule } from '../rule/read';
import type { Calm } from './calm';
import type { RuleDocuments } from './documents';
import { listRuleFiles, NO_SCHEMAS, readSaved } from './ruleFiles';
import { titleOf, isInside, toPath, toUri } from './uris';

export class IndexDesk {
  private readonly index: WorkspaceIndex = createWorkspaceIndex();
  /** Open documents that changed since somebody asked. */
  private readonly changed = new Set<string>();
  private readonly open = new Set<string>();
  private reading: Promise<void> = Promise.resolve();
  private waiting = 0;
  private isOver = false;

  constructor(
    private readonly host: Host,
    private readonly documents: RuleDocuments,
    private readonly calm: Calm,
  ) {}

  /** Begins to read folders; settled when all their files are in. */
  readFolders(folders: readonly string[]): Promise<void> {
    return (this.reading = this.reading.then(() => this.read(folders)));
  }

  /** What is open stays, wherever it lies. */
  changeFolders(come: readonly string[], gone: readonly string[]): Promise<void> {
    this.reading = this.reading.then(() => this.drop(gone));
    return this.readFolders(come);
  }

  /** As much as was read so far: for what is only offered. */
  current(): WorkspaceIndex {
    for (const uri of this.changed) this.takeOpen(uri);
    this.changed.clear();
    return this.index;
  }

  /** Every file: for what has to be complete. What is still to be read is read without pause. */
  async whole(): Promise<WorkspaceIndex> {
    this.waiting++;
    try {
      await this.reading;
    } finally {
      this.waiting--;
    }
    return this.current();
  }

  documentChanged(uri: string): void {
    this.changed.add(uri);
    this.open.add(keyOf(uri));
  }

  documentClosed(uri: string): void {
    this.changed.delete(uri);
    this.open.delete(keyOf(uri));
    this.takeSaved(keyOf(uri));
  }

  fileChanged(path: string): void {
    const uri = toUri(path);
    if (!this.open.has(uri)) this.takeSaved(uri);
  }

  stop(): void {
    this.isOver = true;
  }

  private async read(folders: readonly string[]): Promise<void> {
    const isUrgent = (): boolean => this.waiting > 0 || this.isOver;
    await this.calm.wait(isUrgent);
    for (const path of folders.flatMap((folder) => listRuleFiles(folder, this.host))) {
      if (this.isOver) return;
      this.fileChanged(path);
      await this.calm.wait(isUrgent);
    }
  }

  private drop(folders: readonly string[]): void {
    for (const uri of [...this.index.files]) {
      const path = toPath(uri);
      const isGone = path !== undefined && folders.some((folder) => isInside(path, folder));
      if (isGone && this.documents.find(uri) === undefined) this.index.delete(uri);
    }
  }

  private takeOpen(uri: string): void {
    const document = this.documents.get(uri);
    if (document === undefined) this.index.delete(keyOf(uri));
    else this.index.set(keyOf(uri), entryOf(document.analysis, titleOf(uri)));
  }

  private takeSaved(uri: string): void {
    const format = formatOf(uri);
    const text = format === undefined ? undefined : readSaved(uri, this.host);
    const analysis = format === undefined || text === undefined ? undefined : analyze(text, format, NO_SCHEMAS);
    if (analysis !== undefined && looksLikeRule(analysis.file)) this.index.set(uri, entryOf(analysis, titleOf(uri)));
    else this.index.delete(uri);
  }
}

/** One file has one key, however the editor writes its uri; what is not saved has its uri. */
function keyOf(uri: string): string {
  const path = toPath(uri);
  return path === undefined ? uri : toUri(path);
}
