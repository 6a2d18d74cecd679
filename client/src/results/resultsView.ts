// The results view: shows the page, sends it the state again whenever it wakes, and lets through only messages that it knows.
import * as vscode from 'vscode';
import type { LofpToPanel, PanelState, RuleReference, ToPanel } from '../../../server/src/protocol';
import { parseFromPanel } from './panelMessages';
import { panelFolder, panelPage } from './panelPage';
import type { PanelWish } from './panelRequests';
import type { RunFeed } from './runFeed';
import { resultsViewId } from './viewId';

type Post = (message: ToPanel) => void;

export class ResultsView implements vscode.WebviewViewProvider {
  private view: vscode.WebviewView | undefined;
  /** The page listens: it has said so, and was in sight ever since. */
  private isListening = false;
  /** An event to open as soon as the page listens. */
  private awaited: number | undefined;
  private awaitedKnown: LofpToPanel | undefined;

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
    if (this.view === undefined) await vscode.commands.executeCommand(`${resultsViewId}.focus`, options);
    else this.view.show(options.preserveFocus);
  }

  /** Opens an event of the last run in the view, wherever it was asked for. */
  async showEvent(event: number): Promise<void> {
    this.awaited = event;
    await this.show({ preserveFocus: true });
    if (this.isListening) this.openAwaited();
  }

  /** Opens what may be left out of the rule of the last run, an entry first where it is named. */
  async showKnown(rule: RuleReference, entry: string | undefined): Promise<void> {
    this.awaitedKnown = { type: 'showKnown', rule, ...(entry === undefined ? {} : { entry }) };
    await this.show({ preserveFocus: false });
    if (this.isListening) this.openAwaited();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: [panelFolder(this.extension)] };
    const registrations = [
      view.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      this.feed.onDidChange((state) => this.send(state)),
      // A page out of sight is taken down; it speaks again when it is back.
      view.onDidChangeVisibility(() => (this.isListening &&= view.visible)),
    ];
    view.onDidDispose(() => {
      this.view = undefined;
      this.isListening = false;
      registrations.forEach((each) => void each.dispose());
    });
    view.webview.html = panelPage(view.webview, this.extension);
  }

  private receive(message: unknown): void {
    const wish = parseFromPanel(message);
    if (wish === undefined) return;
    if (wish.type !== 'ready') return void this.answer(wish, (reply) => this.post(reply));
    this.isListening = true;
    this.send(this.feed.state);
    this.openAwaited();
  }

  private openAwaited(): void {
    if (this.awaited !== undefined) this.post({ type: 'showEvent', event: this.awaited });
    if (this.awaitedKnown !== undefined) this.post(this.awaitedKnown);
    [this.awaited, this.awaitedKnown] = [undefined, undefined];
  }

  private send(state: PanelState | undefined): void {
    if (this.view !== undefined) this.view.description = state?.rule.name;
    this.post({ type: 'state', state });
  }

  private post(message: ToPanel): void {
    void this.view?.webview.postMessage(message);
  }
}
