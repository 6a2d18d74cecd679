// The samples of the workspace as a tree: sets with their files. What is in a file is asked for once it is in sight, one file after the other.
import * as vscode from 'vscode';
import type { SampleDetailsAnswer, SampleFileEntry } from '../../../server/src/protocol';
import { startServer } from '../languageClient';
import type { LanguageClient } from 'vscode-languageclient/node';
import { sentenceOf } from '../ruleServer';
import type { RuleServer } from '../ruleServer';
import { describeSample, explainSample } from './sampleWords';
import { SampleDrop } from './sampleDrop';

export const openSampleCommand = 'rulewright.openSample';
export const samplesViewId = 'rulewright.samples';

export interface SampleNode {
  readonly kind: 'sample';
  readonly file: SampleFileEntry;
}

type Node = SampleNode | { readonly kind: 'set'; readonly name: string; readonly files: readonly SampleFileEntry[] };

/** What counts as a change of them: samples by the usual names, their labels, and the file that names sets. */
const watched = '**/*.{ndjson,jsonl,json,csv,log,bulk,gz,zst,yaml,yml}';
const calmMs = 300;

export class SamplesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly details = new Map<string, SampleDetailsAnswer>();
  private readonly parts: vscode.Disposable;
  /** Details are asked for one after the other: a run must not wait for many. */
  private queue: Promise<void> = Promise.resolve();
  private calm: NodeJS.Timeout | undefined;

  constructor(
    private readonly client: LanguageClient,
    private readonly server: RuleServer,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(watched);
    const soon = (): void => this.refreshSoon();
    this.parts = vscode.Disposable.from(
      this.changed,
      watcher,
      watcher.onDidChange(soon),
      watcher.onDidCreate(soon),
      watcher.onDidDelete(soon),
      vscode.window.createTreeView<Node>(samplesViewId, {
        treeDataProvider: this,
        dragAndDropController: new SampleDrop(() => this.folder()),
        showCollapseAll: true,
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.calm);
    this.parts.dispose();
  }

  refresh(): void {
    this.details.clear();
    this.changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node?.kind === 'sample') return [];
    if (node?.kind === 'set') return node.files.map(toNode);
    const { files } = await this.files();
    const sets = [...new Set(files.flatMap(({ set }) => set ?? []))];
    return [
      ...sets.map((name): Node => ({ kind: 'set', name, files: files.filter(({ set }) => set === name) })),
      ...files.filter(({ set }) => set === undefined).map(toNode),
    ];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'set') {
      const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Expanded);
      item.iconPath = new vscode.ThemeIcon('folder-library');
      item.contextValue = 'set';
      return item;
    }
    const { file } = node;
    const details = this.details.get(file.uri);
    if (details === undefined) this.ask(node);
    const item = new vscode.TreeItem(file.label.replace(/^.*\//, ''), vscode.TreeItemCollapsibleState.None);
    item.resourceUri = vscode.Uri.parse(file.uri);
    item.iconPath = new vscode.ThemeIcon(details?.problem === undefined ? 'output' : 'warning');
    item.description = describeSample(file, details);
    item.tooltip = explainSample(file, details);
    item.contextValue = 'sample';
    item.command = { command: openSampleCommand, title: vscode.l10n.t('Open as Events'), arguments: [node] };
    return item;
  }

  private ask(node: SampleNode): void {
    const { uri } = node.file;
    this.queue = this.queue.then(async () => {
      if (this.details.has(uri)) return;
      const details = await this.server.sampleDetails(uri).catch((error: unknown): SampleDetailsAnswer => ({
        datasets: [],
        isEstimate: false,
        labels: 0,
        problem: sentenceOf(error),
      }));
      this.details.set(uri, details);
      this.changed.fire(node);
    });
  }

  private async folder(): Promise<vscode.Uri | undefined> {
    const { folder } = await this.files();
    return folder === undefined ? undefined : vscode.Uri.parse(folder);
  }

  private async files() {
    if (!this.client.isRunning()) await startServer(this.client);
    return this.server.sampleFiles();
  }

  /** A copy comes in many parts, and each of them is a change. */
  private refreshSoon(): void {
    clearTimeout(this.calm);
    this.calm = setTimeout(() => this.refresh(), calmMs);
  }
}

function toNode(file: SampleFileEntry): SampleNode {
  return { kind: 'sample', file };
}

/** What a command of the view is about; undefined where it was called otherwise. */
export function sampleOfNode(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  if (typeof given !== 'object' || given === null || !('file' in given)) return undefined;
  const { file } = given as { readonly file: { readonly uri?: unknown } };
  return typeof file.uri === 'string' ? vscode.Uri.parse(file.uri) : undefined;
}
