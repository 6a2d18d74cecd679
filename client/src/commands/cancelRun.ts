// Stops the run that is under way.
import * as vscode from 'vscode';
import type { Parts } from './parts';

export async function cancelRun(parts: Parts): Promise<void> {
  const { state, isRunning } = parts.feed;
  if (state === undefined || !isRunning) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No rule is running.'));
    return;
  }
  await parts.server.cancelRun(state.runId);
}
