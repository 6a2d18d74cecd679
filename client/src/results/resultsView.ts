// The results view: shows the page, sends it the state again whenever it wakes, and lets through only messages that it knows.
import * as vscode from 'vscode';
import type { PanelState, ToPanel } from '../../../server/src/protocol';
import { parseFromPanel } from './panelMessages';
import { panelFolder, panelPage } from './panelPage';
import type { PanelWish } from './panelRequests';
import type { RunFeed } from './runFeed';

type Post = (message: ToPanel) => void;

export class ResultsView implements vscode.WebviewViewProvider {
  static readonly id = 'rulewright.results';
  private view: vscode.WebviewView | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly feed: RunFeed,
    private readonly answer: (wish: PanelWish, post: Post) => Promise<void>,
  ) {}

  get isVisible(): boolean {
    return this.view?.visible === true;
  }

  /** Brings the view to the front. The first time it cannot be shown without taking the focus. */
  async show(options: { readonly preserveFocus: boolean }): Promise<void> {
    if (this.view === undefined) await vscode.commands.executeCommand(`${ResultsView.id}.focus`, options);
    else this.view.show(options.preserveFocus);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: [panelFolder(this.extension)] };
    const registrations = [
      view.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      this.feed.onDidChange((state) => this.send(state)),
    ];
    view.onDidDispose(() => {
      this.view = undefined;
      registrations.forEach((each) => void each.dispose());
    });
    view.webview.html = panelPage(view.webview, this.extension);
  }

  private receive(message: unknown): void {
    const wish = parseFromPanel(message);
    if (wish === undefined) return;
    if (wish.type === 'ready') this.send(this.feed.state);
    else void this.answer(wish, (reply) => this.post(reply));
  }

  private send(state: PanelState | undefined): void {
    if (this.view !== undefined) this.view.description = state?.rule.name;
    this.post({ type: 'state', state });
  }

  private post(message: ToPanel): void {
    void this.view?.webview.postMessage(message);
  }
}
