// Ties and new entries: what the server worked out is applied as one edit that can be undone, and the file of it is shown.
import * as vscode from 'vscode';
import type { LanguageClient, WorkspaceEdit } from 'vscode-languageclient/node';
import type { LofpEditAnswer, LofpNewEntryParams } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';

export interface LofpEditEnds {
  readonly client: LanguageClient;
  readonly server: RuleServer;
}

/** Nothing is saved: whoever does not want it undoes it. */
export async function applyLofpEdit({ client }: LofpEditEnds, answer: LofpEditAnswer): Promise<void> {
  if (answer.edit === undefined) return void vscode.window.showInformationMessage(answer.message);
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit as WorkspaceEdit);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The file could not be edited.'));
  if (answer.uri !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(answer.uri), { preview: false });
  vscode.window.setStatusBarMessage(answer.message, saidMs);
}

const saidMs = 5_000;

export async function writeEntry(ends: LofpEditEnds, params: LofpNewEntryParams): Promise<void> {
  await applyLofpEdit(ends, await ends.server.lofpNewEntry(params));
}
