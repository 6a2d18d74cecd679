// What is known of a false positive, as a page in an editor tab. Links to other pages open in the same tab; it follows the catalogue.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { ExcludeLofpCommand } from '../../../server/src/protocol';
import type {
  FromLofpPage,
  LofpNewEntryParams,
  LofpPageAnswer,
  LofpPageParams,
  LofpTarget,
  ToLofpPage,
} from '../../../server/src/protocol';
import { startServer } from '../languageClient';
import { sentenceOf } from '../ruleServer';
import type { RuleServer } from '../ruleServer';
import { pageFolder, webviewPage } from '../webviewPage';
import { LofpHistory } from './lofpHistory';
import { parseFromLofpPage } from './lofpMessages';
import { goTo } from './lofpTargets';

export interface LofpPageEnds {
  readonly extension: vscode.Uri;
  readonly client: LanguageClient;
  /** What pages say may be another thing. */
  readonly onDidChangeCatalogue: vscode.Event<void>;
  readonly server: RuleServer;
  /** Writes an entry for a statement of a rule, and opens it. */
  readonly newEntry: (from: LofpNewEntryParams['from'], statement: string) => Promise<void>;
}

export class LofpPage implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private parts: vscode.Disposable | undefined;
  private history = new LofpHistory();
  private page: LofpPageAnswer | undefined;
  /** The page has said that it is there, and was in sight ever since: one out of sight is taken down. */
  private isListening = false;
  private shown: ToLofpPage | undefined;
  private isOld = true;
  private lastQuestion = 0;

  constructor(private readonly ends: LofpPageEnds) {}

  dispose(): void {
    this.panel?.dispose();
  }

  /** False where nothing is known of that. */
  async show(params: LofpPageParams): Promise<boolean> {
    const { client, server } = this.ends;
    if (!client.isRunning()) await startServer(client);
    const page = await server.lofpPage(params);
    if (page === undefined) return false;
    this.history.visit(page.id);
    if (this.panel === undefined) this.open();
    else this.panel.reveal();
    await this.take(page);
    return true;
  }

  private open(): void {
    const { extension, onDidChangeCatalogue } = this.ends;
    const title = vscode.l10n.t('Known False Positive');
    const panel = vscode.window.createWebviewPanel('rulewright.lofpPage', title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [pageFolder(extension)],
    });
    this.panel = panel;
    this.parts = vscode.Disposable.from(
      onDidChangeCatalogue(() => this.changed()),
      panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(parseFromLofpPage(message))),
      panel.onDidChangeViewState(() => (this.isListening &&= panel.visible)),
    );
    panel.onDidDispose(() => this.closed());
    panel.iconPath = {
      light: vscode.Uri.joinPath(extension, 'media', 'eql-light.svg'),
      dark: vscode.Uri.joinPath(extension, 'media', 'eql-dark.svg'),
    };
    panel.webview.html = webviewPage(panel.webview, extension, { name: 'lofp', title, element: 'rulewright-lofp' });
  }

  private closed(): void {
    this.parts?.dispose();
    [this.panel, this.parts, this.shown, this.page] = [undefined, undefined, undefined, undefined];
    this.history = new LofpHistory();
    [this.isListening, this.isOld] = [false, true];
  }

  private changed(): void {
    this.isOld = true;
    if (this.isListening) void this.refresh();
  }

  private async receive(wish: FromLofpPage | undefined): Promise<void> {
    try {
      await this.follow(wish);
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('Rulewright: {0}', sentenceOf(error)));
    }
  }

  private async follow(wish: FromLofpPage | undefined): Promise<void> {
    switch (wish?.type) {
      case undefined:
        return;
      case 'ready':
        this.isListening = true;
        if (this.shown !== undefined) this.post(this.shown);
        return this.isOld ? this.refresh() : undefined;
      case 'back':
      case 'forward':
        return this.history.step(wish.type === 'back' ? -1 : 1) ? this.refresh() : undefined;
      case 'go':
        return this.go(wish.to);
      case 'exclude': {
        const { place, rule = 0 } = this.page?.rules[wish.rule] ?? {};
        if (this.page === undefined || place === undefined) return;
        return void vscode.commands.executeCommand(ExcludeLofpCommand, { uri: place.uri, rule }, this.page.id);
      }
      case 'newEntry':
        return this.newEntry();
    }
  }

  /** Of the first rule that says it. */
  private async newEntry(): Promise<void> {
    const { page } = this;
    const place = page?.rules.find((rule) => rule.place !== undefined)?.place;
    if (page === undefined || place === undefined) return;
    const { line, character } = place.range.start;
    await this.ends.newEntry({ kind: 'statement', uri: place.uri, line, character }, page.statement);
  }

  private async go(to: LofpTarget): Promise<void> {
    if (to.kind !== 'page') return goTo(to);
    this.history.visit(to.id);
    await this.refresh();
  }

  /** The page of the place in the history, as it is now; an answer to an older question is dropped. */
  private async refresh(): Promise<void> {
    const { id } = this.history;
    if (id === undefined) return;
    this.isOld = false;
    const question = ++this.lastQuestion;
    const { ways } = this.history;
    const answer = await this.ends.server.lofpPage({ id }).catch((error: unknown) => sentenceOf(error));
    if (question !== this.lastQuestion) return;
    if (typeof answer === 'string') return this.post({ type: 'failed', message: answer, ways });
    if (answer === undefined) return this.post({ type: 'gone', id, ways });
    await this.take(answer);
  }

  private async take(page: LofpPageAnswer): Promise<void> {
    this.lastQuestion++;
    const question = this.lastQuestion;
    const canExclude = page.isEntry && (await this.hasExclusion(page.id));
    if (question !== this.lastQuestion || this.panel === undefined) return;
    [this.page, this.isOld] = [page, false];
    this.panel.title = page.isEntry ? page.id : vscode.l10n.t('Known False Positive');
    this.post({ type: 'page', shown: { page, canExclude, ways: this.history.ways } });
  }

  private async hasExclusion(id: string): Promise<boolean> {
    const { entries } = await this.ends.server.lofpEntries();
    return entries.some((entry) => entry.id === id && entry.hasExclusion);
  }

  private post(message: ToLofpPage): void {
    this.shown = message;
    if (this.isListening) void this.panel?.webview.postMessage(message);
  }
}
