// The one status item: idle, running with its progress, or the totals of the last run. A click shows the results.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { PanelState } from '../../../server/src/protocol';
import type { RunFeed } from './runFeed';

export class RunStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('rulewright.run', vscode.StatusBarAlignment.Left, 1);
  private readonly registrations: readonly vscode.Disposable[];

  /** The item comes with the server: where there is no rule, it has nothing to say. */
  constructor(client: LanguageClient, feed: RunFeed) {
    this.item.name = 'Rulewright';
    this.item.command = 'rulewright.showResults';
    this.show(undefined);
    this.registrations = [
      feed.onDidChange((state) => this.show(state)),
      client.onDidChangeState(() => this.item.show()),
    ];
  }

  dispose(): void {
    this.registrations.forEach((each) => void each.dispose());
    this.item.dispose();
  }

  private show(state: PanelState | undefined): void {
    this.item.text = textOf(state);
    this.item.tooltip = state === undefined ? vscode.l10n.t('Show the results of the last run') : state.rule.name;
  }
}

function textOf(state: PanelState | undefined): string {
  switch (state?.phase) {
    case undefined:
      return '$(beaker) Rulewright';
    case 'loading':
    case 'running':
      return vscode.l10n.t('$(sync~spin) Rulewright {0}%', Math.floor(state.progress * 100));
    case 'done':
      return totalsOf(state);
    case 'cancelled':
      return vscode.l10n.t('$(circle-slash) Rulewright: cancelled');
    case 'failed':
      return vscode.l10n.t('$(error) Rulewright: failed');
  }
}

function totalsOf({ totals }: PanelState): string {
  const hits = totals.hits === 1 ? vscode.l10n.t('1 hit') : vscode.l10n.t('{0} hits', totals.hits.toLocaleString());
  if (totals.falsePositives === 0) return `$(beaker) ${hits}`;
  return totals.falsePositives === 1
    ? vscode.l10n.t('$(beaker) {0}, 1 false positive', hits)
    : vscode.l10n.t('$(beaker) {0}, {1} false positives', hits, totals.falsePositives.toLocaleString());
}
