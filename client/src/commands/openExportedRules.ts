// Opens rules that Kibana exported, each as a text of its own that can be checked and run but not edited.
import * as vscode from 'vscode';
import type { ExportedRule } from '../../../server/src/protocol';
import { exportedRuleUri } from '../exports/exportedRuleDocuments';
import { startServer } from '../languageClient';
import type { Parts } from './parts';

/** Given the uri of the file, as a lens and the explorer do, else for the file in the editor. */
export async function openExportedRules({ client, server }: Parts, given?: unknown): Promise<void> {
  const file = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (file === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a file that Kibana exported rules to (.ndjson or .json) first.'),
    );
    return;
  }
  if (!client.isRunning()) await startServer(client);
  const rules = await server.exportedRules(file.toString());
  if (rules.length === 0) {
    const name = vscode.workspace.asRelativePath(file);
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} holds no rule that Kibana exported.', name));
    return;
  }
  for (const rule of await choose(rules)) await open(file, rule);
}

async function choose(rules: readonly ExportedRule[]): Promise<readonly ExportedRule[]> {
  if (rules.length === 1) return rules;
  const items = rules.map((rule) => ({ label: rule.name, description: rule.language, detail: rule.ruleId, rule }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Exported Rules'),
    placeHolder: vscode.l10n.t('Choose a rule to open'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked === undefined ? [] : [picked.rule];
}

async function open(file: vscode.Uri, rule: ExportedRule): Promise<void> {
  const document = await vscode.workspace.openTextDocument(exportedRuleUri(file, rule));
  // An editor without TOML calls it plain text.
  const shown =
    document.languageId === 'toml' ? document : await vscode.languages.setTextDocumentLanguage(document, 'toml');
  await vscode.window.showTextDocument(shown, { preview: false });
}
