// The matrix in an editor tab: asks the server for it again when a rule, a sample or a label changed, and passes the page's wishes on.
import * as vscode from 'vscode';
import { WorkDoneProgress } from 'vscode-languageclient/node';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { FromMatrix, MatrixAnswer, RuleReference, ToMatrix } from '../../../server/src/protocol';
import { startServer } from '../languageClient';
import { sentenceOf } from '../ruleServer';
import type { RuleServer } from '../ruleServer';
import { pageFolder, webviewPage } from '../webviewPage';
import { cellOf, parseFromMatrix } from './matrixMessages';

/** What counts as a change: rules, samples, their labels, and the file that names sets of them. */
const watched = '**/*.{toml,eql,ndjson,jsonl,json,csv,log,bulk,gz,zst,yaml,yml}';
const rules: ReadonlySet<string> = new Set(['toml', 'yaml', 'eql']);
/** After the last key of many. */
const calmMs = 500;

export interface MatrixEnds {
  readonly extension: vscode.Uri;
  readonly client: LanguageClient;
  readonly server: RuleServer;
  readonly run: (rule: RuleReference, sample: string) => Promise<void>;
}

export class MatrixView implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private parts: vscode.Disposable | undefined;
  private asked: vscode.CancellationTokenSource | undefined;
  /** What the page shows, or would if it were in sight. */
  private shown: ToMatrix | undefined;
  private answer: MatrixAnswer | undefined;
  private isOld = true;
  /** The page has said that it is there, and was in sight ever since: one out of sight is taken down. */
  private isListening = false;
  private calm: NodeJS.Timeout | undefined;
  private lastToken = 0;

  constructor(private readonly ends: MatrixEnds) {}

  dispose(): void {
    this.panel?.dispose();
  }

  show(): void {
    if (this.panel === undefined) this.open();
    else this.panel.reveal();
  }

  private open(): void {
    const { extension } = this.ends;
    const title = vscode.l10n.t('Rules and Samples');
    const panel = vscode.window.createWebviewPanel('rulewright.matrix', title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [pageFolder(extension)],
    });
    this.panel = panel;
    const watcher = vscode.workspace.createFileSystemWatcher(watched);
    const changed = (): void => this.changed();
    this.parts = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (rules.has(document.languageId) && contentChanges.length > 0) this.changed();
      }),
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(parseFromMatrix(message))),
      panel.onDidChangeViewState(() => (this.isListening &&= panel.visible)),
    );
    panel.onDidDispose(() => this.closed());
    panel.iconPath = {
      light: vscode.Uri.joinPath(extension, 'media', 'eql-light.svg'),
      dark: vscode.Uri.joinPath(extension, 'media', 'eql-dark.svg'),
    };
    panel.webview.html = webviewPage(panel.webview, extension, {
      name: 'matrix',
      title,
      element: 'rulewright-matrix',
    });
  }

  private closed(): void {
    clearTimeout(this.calm);
    this.parts?.dispose();
    this.asked?.cancel();
    [this.panel, this.parts, this.asked, this.shown, this.answer] = [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ];
    [this.isOld, this.isListening] = [true, false];
  }

  /** A tab that nobody sees runs nothing; it catches up when it is seen again. */
  private changed(): void {
    this.isOld = true;
    clearTimeout(this.calm);
    this.calm = setTimeout(() => this.follow(), calmMs);
  }

  private follow(): void {
    if (this.isOld && this.isListening) void this.refresh();
  }

  private receive(wish: FromMatrix | undefined): void {
    switch (wish?.type) {
      case undefined:
        return;
      case 'ready':
        this.isListening = true;
        this.repeat();
        return this.follow();
      case 'refresh':
        return void this.refresh();
      case 'cancel':
        return this.asked?.cancel();
      case 'run':
        return void this.run(wish);
      case 'openRule': {
        const rule = this.answer?.rules[wish.rule]?.rule;
        return void vscode.commands.executeCommand('rulewright.openRule', rule);
      }
    }
  }

  private async run(at: { readonly rule: number; readonly sample: number }): Promise<void> {
    const cell = this.answer && cellOf(this.answer, at);
    if (cell === undefined) return;
    try {
      await this.ends.run(cell.rule, cell.sample);
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('Rulewright: {0}', sentenceOf(error)));
    }
  }

  /** A newer question ends an older one, whose answer nobody waits for any more. */
  private async refresh(): Promise<void> {
    this.asked?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.asked = source;
    this.isOld = false;
    this.post({ type: 'progress', fraction: 0 });
    const answer = await this.ask(source.token);
    if (this.asked !== source) return;
    this.asked = undefined;
    if (answer.type === 'done') this.answer = answer.matrix;
    this.post(answer);
  }

  private async ask(token: vscode.CancellationToken): Promise<ToMatrix> {
    const { client, server } = this.ends;
    try {
      if (!client.isRunning()) await startServer(client);
      const workDoneToken = `matrix-${++this.lastToken}`;
      const heard = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind === 'report' && !token.isCancellationRequested)
          this.post({ type: 'progress', fraction: (value.percentage ?? 0) / 100 });
      });
      try {
        return { type: 'done', matrix: await server.matrix({ workDoneToken }, token) };
      } finally {
        heard.dispose();
      }
    } catch (error) {
      return { type: 'failed', message: sentenceOf(error) };
    }
  }

  /** To a page that was taken down and is back: it sees what changes when a newer answer comes. */
  private repeat(): void {
    if (this.answer !== undefined) this.post({ type: 'done', matrix: this.answer });
    if (this.shown !== undefined && this.shown.type !== 'done') this.post(this.shown);
  }

  private post(message: ToMatrix): void {
    this.shown = message;
    void this.panel?.webview.postMessage(message);
  }
}
