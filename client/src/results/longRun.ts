// Shows a notification with a Cancel button for a run that takes long while the panel is not in sight. Short runs stay silent.
import * as vscode from 'vscode';
import type { PanelState } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';
import type { ResultsView } from './resultsView';
import type { RunFeed } from './runFeed';

const longMs = 2_000;

export class LongRun implements vscode.Disposable {
  private readonly registration: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  private runId: number | undefined;

  constructor(
    private readonly feed: RunFeed,
    private readonly results: ResultsView,
    private readonly server: RuleServer,
  ) {
    this.registration = feed.onDidChange((state) => this.follow(state));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.registration.dispose();
  }

  private follow(state: PanelState): void {
    if (this.feed.isRunning && state.runId === this.runId) return;
    clearTimeout(this.timer);
    this.runId = this.feed.isRunning ? state.runId : undefined;
    if (this.feed.isRunning) this.timer = setTimeout(() => this.show(state), longMs);
  }

  private show({ runId, rule }: PanelState): void {
    if (this.results.isVisible) return;
    const title = vscode.l10n.t('Running {0}', rule.name);
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => void this.server.cancelRun(runId));
        await this.untilOver(runId, progress);
      },
    );
  }

  private untilOver(runId: number, progress: vscode.Progress<{ increment: number }>): Promise<void> {
    let shown = 0;
    return new Promise((resolve) => {
      const registration = this.feed.onDidChange((state) => {
        if (state.runId !== runId || !this.feed.isRunning) {
          registration.dispose();
          resolve();
          return;
        }
        progress.report({ increment: Math.max(0, state.progress * 100 - shown) });
        shown = Math.max(shown, state.progress * 100);
      });
    });
  }
}
