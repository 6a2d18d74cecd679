// The index of the workspace, kept up: its folders are read in the background, and what is open stands in it as the editor has it.
import { outline } from '../analysis/analyze';
import type { Analysis } from '../analysis/analyze';
import { createWorkspaceIndex, entryOf } from '../features/workspaceIndex';
import type { WorkspaceIndex } from '../features/workspaceIndex';
import type { Host } from '../host/host';
import { formatOf, looksLikeRule } from '../rule/read';
import type { Calm } from './calm';
import type { RuleDocuments } from './documents';
import { listRuleFiles, readSaved } from './ruleFiles';
import { titleOf, isInside, toPath, toUri } from './uris';

/** What else is told of each file that the index takes. */
export interface IndexReader {
  /** Undefined: the file holds no rule. Without findings, as the index sees it. */
  set(uri: string, analysis: Analysis | undefined, isOpen: boolean): void;
  /** All files have been read. */
  complete(): void;
}

export class IndexDesk {
  private readonly index: WorkspaceIndex = createWorkspaceIndex();
  /** Open documents that the index does not have as they are, the last change last. */
  private readonly changed = new Set<string>();
  private isKeepingUp = false;
  private readonly open = new Set<string>();
  private reading: Promise<void> = Promise.resolve();
  private waiting = 0;
  private isOver = false;

  constructor(
    private readonly host: Host,
    private readonly documents: RuleDocuments,
    private readonly calm: Calm,
    private readonly together: IndexReader,
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

  /** As much as was read so far, and what changed last: for what is only offered. */
  current(): WorkspaceIndex {
    const last = [...this.changed].at(-1);
    if (last !== undefined) this.takeOpen(last);
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
    for (const uri of [...this.changed]) this.takeOpen(uri);
    return this.index;
  }

  /** Settled when the index has it. */
  documentChanged(uri: string): Promise<void> {
    this.changed.delete(uri);
    this.changed.add(uri);
    this.open.add(keyOf(uri));
    if (!this.isKeepingUp) this.reading = this.reading.then(() => this.keepUp());
    this.isKeepingUp = true;
    return this.reading;
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
    await this.pause();
    for (const path of folders.flatMap((folder) => listRuleFiles(folder, this.host))) {
      if (this.isOver) return;
      this.fileChanged(path);
      await this.pause();
    }
    this.together.complete();
  }

  private async keepUp(): Promise<void> {
    for (await this.pause(); !this.isOver; await this.pause()) {
      const [uri] = this.changed;
      if (uri === undefined) break;
      this.takeOpen(uri);
    }
    this.isKeepingUp = false;
  }

  private pause(): Promise<void> {
    return this.calm.wait(() => this.waiting > 0 || this.isOver);
  }

  private drop(folders: readonly string[]): void {
    for (const uri of [...this.index.files]) {
      const path = toPath(uri);
      const isGone = path !== undefined && folders.some((folder) => isInside(path, folder));
      if (isGone && this.documents.find(uri) === undefined) this.take(uri, undefined, false);
    }
  }

  private takeOpen(uri: string): void {
    this.changed.delete(uri);
    const analysis = this.documents.outline(uri);
    this.take(keyOf(uri), analysis, true);
  }

  private takeSaved(uri: string): void {
    const format = formatOf(uri);
    const text = format === undefined ? undefined : readSaved(uri, this.host);
    const analysis = format === undefined || text === undefined ? undefined : outline(text, format);
    this.take(uri, analysis !== undefined && looksLikeRule(analysis.file) ? analysis : undefined, false);
  }

  private take(uri: string, analysis: Analysis | undefined, isOpen: boolean): void {
    if (analysis === undefined) this.index.delete(uri);
    else this.index.set(uri, entryOf(analysis, titleOf(uri)));
    this.together.set(uri, analysis, isOpen);
  }
}

/** One file has one key, however the editor writes its uri; what is not saved has its uri. */
function keyOf(uri: string): string {
  const path = toPath(uri);
  return path === undefined ? uri : toUri(path);
}
