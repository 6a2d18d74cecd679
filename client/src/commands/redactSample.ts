// Copies a sample without the people and machines in it, into a folder that is picked. The server does it and says what it did.
import * as vscode from 'vscode';
import { WorkDoneProgress } from 'vscode-languageclient/node';
import { startServer } from '../languageClient';
import type { Parts } from './parts';

/** Given the uris of files, as the explorer does, else for the file in the editor. */
export async function redactSample({ client, server }: Parts, given?: unknown, selected?: unknown): Promise<void> {
  const files = filesOf(given, selected);
  const [first] = files;
  if (first === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a sample first, or choose one in the explorer.'));
    return;
  }
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Folder for the redacted copy'),
      openLabel: vscode.l10n.t('Redact into This Folder'),
      defaultUri: vscode.Uri.joinPath(first, '..'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (folder === undefined) return;
  if (!client.isRunning()) await startServer(client);
  const title = vscode.l10n.t('Redacting {0}', nameOf(first));
  const { written, sentences } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const workDoneToken = `redact-${++lastToken}`;
      const heard = showPercentage(client, workDoneToken, progress);
      try {
        return await server.redact({ samples: files.map(String), folder: folder.toString(), workDoneToken }, token);
      } finally {
        heard.dispose();
      }
    },
  );
  const [copy] = written;
  // Whoever cancelled it knows, and nothing is left of it.
  if (copy === undefined && sentences.length === 0) return;
  if (copy === undefined) void vscode.window.showWarningMessage(sentences.join(' '));
  else await offerCopy(vscode.Uri.parse(copy), sentences);
}

let lastToken = 0;

function showPercentage(
  client: Parts['client'],
  token: string,
  progress: vscode.Progress<{ readonly message: string; readonly increment: number }>,
): vscode.Disposable {
  let shown = 0;
  return client.onProgress(WorkDoneProgress.type, token, (value) => {
    const percentage = value.kind === 'report' ? (value.percentage ?? 0) : shown;
    if (percentage > shown) progress.report({ message: `${percentage}%`, increment: percentage - shown });
    shown = Math.max(shown, percentage);
  });
}

function filesOf(given: unknown, selected: unknown): readonly vscode.Uri[] {
  if (Array.isArray(selected) && selected.length > 0)
    return selected.filter((each): each is vscode.Uri => each instanceof vscode.Uri);
  const file = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  return file === undefined ? [] : [file];
}

function nameOf(file: vscode.Uri): string {
  return file.path.replace(/^.*\//, '');
}

async function offerCopy(copy: vscode.Uri, sentences: readonly string[]): Promise<void> {
  const reveal = vscode.l10n.t('Show in Explorer');
  const picked = await vscode.window.showInformationMessage(sentences.join(' '), reveal);
  if (picked === reveal) await vscode.commands.executeCommand('revealInExplorer', copy);
}
