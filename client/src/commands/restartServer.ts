// Starts the language server again. Runs that it held are gone; the panel says so.
import * as vscode from 'vscode';
import { startServer } from '../languageClient';
import type { Parts } from './parts';

export async function restartServer({ client }: Parts): Promise<void> {
  const title = vscode.l10n.t('Rulewright: starting the server again');
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
    if (client.isRunning()) await client.restart();
    else await startServer(client);
  });
}
