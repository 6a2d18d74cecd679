// An answer to a question of the panel: whatever goes wrong becomes a sentence in the panel, at the place that asked.
import * as vscode from 'vscode';
import type { ToPanel } from '../../../server/src/protocol';
import { sentenceOf } from '../ruleServer';

export type Post = (message: ToPanel) => void;

export async function answer(request: number, post: Post, ask: () => Promise<ToPanel>): Promise<void> {
  try {
    post(await ask());
  } catch (error) {
    post({ type: 'failed', request, message: sentenceOf(error) });
  }
}

/** What goes wrong with something that the panel does not wait for. */
export async function said(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('Rulewright: {0}', sentenceOf(error)));
  }
}
