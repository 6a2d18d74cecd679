// What the suites ask of the editor: the extension and its state, files of the open folder, and waiting for an event that tells.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RulewrightApi } from '../../client/src/extension';
import type { PanelState } from '../../server/src/protocol';

/** The extension, awake. */
export async function rulewright(): Promise<RulewrightApi> {
  const found = vscode.extensions.getExtension<RulewrightApi>('rulewright.rulewright');
  assert.ok(found, 'the extension is not installed');
  return found.activate();
}

/** The uri of a file of the open folder. */
export function placeOf(file: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, file);
}

/** Writes a file of the open folder, and shows it: the editor asks for the problems of what is in sight only. */
export async function write(file: string, text: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(placeOf(file), new TextEncoder().encode(text));
  return (await vscode.window.showTextDocument(placeOf(file))).document;
}

/** Resolves with the first answer that is not undefined; looks at once, and again at each event. The test's limit ends the wait. */
export function until<Answer, Told>(event: vscode.Event<Told>, look: () => Answer | undefined): Promise<Answer> {
  return new Promise((resolve) => {
    const answer = look();
    if (answer !== undefined) return resolve(answer);
    const registration = event(() => {
      const later = look();
      if (later === undefined) return;
      registration.dispose();
      resolve(later);
    });
  });
}

/** The problems of a document as soon as they are as wanted. */
export function diagnosticsOf(
  { uri }: vscode.TextDocument,
  isWanted: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return until(vscode.languages.onDidChangeDiagnostics, () => {
    const diagnostics = vscode.languages.getDiagnostics(uri);
    return isWanted(diagnostics) ? diagnostics : undefined;
  });
}

/** Runs a rule by the command that its lens carries, and gives how the run ended. */
export async function runRule(uri: vscode.Uri, rule = 0): Promise<PanelState> {
  const api = await rulewright();
  const before = api.lastRun?.runId;
  await vscode.commands.executeCommand('rulewright.run', { uri: uri.toString(), rule });
  return until(api.onDidChange, () => {
    const { lastRun } = api;
    const isOver = lastRun?.runId !== before && lastRun?.phase !== 'loading' && lastRun?.phase !== 'running';
    return isOver ? lastRun : undefined;
  });
}

/** The lenses of a document with their words. */
export async function lensesOf({ uri }: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
  return lenses.map(({ command }) => command?.title ?? '').filter((title) => title !== '');
}
