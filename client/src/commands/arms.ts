// What is done with an arm of the exclusions view: mend it, look at the event that passes it, add that event to the sample as malicious.
import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageclient/node';
import { RunCommand } from '../../../server/src/protocol';
import type { ArmEvasionAnswer } from '../../../server/src/protocol';
import { armOfNode } from '../exclusions/exclusionsView';
import type { ExclusionNode } from '../exclusions/exclusionsView';
import type { Parts } from './parts';
import { showText } from './showText';

/** One edit that can be undone; a text that moved on since the tree was made is not touched. */
export async function mendArm(_parts: Parts, given?: unknown): Promise<void> {
  const node = armOfNode(given);
  const mend = node?.row.mend;
  if (node === undefined || mend === undefined) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(node.uri));
  if (document.version !== node.version) throw changedSince();
  const { start, end } = mend.range;
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, mend.newText);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The rule could not be edited.'));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(range.start, range.start) });
}

export async function showEvasion(parts: Parts, given?: unknown): Promise<void> {
  const node = armOfNode(given);
  if (node === undefined) return;
  const { text } = await evasionOf(parts, node);
  await showText(parts, { text, language: 'json' });
}

/** The sample and its labels are saved, since a run reads them from the disk; then the rule is run again. */
export async function addEvasion(parts: Parts, given?: unknown): Promise<void> {
  const node = armOfNode(given);
  if (node === undefined) return;
  const { edit: wire } = await evasionOf(parts, node);
  if (wire === undefined) throw new Error(vscode.l10n.t('The sample of the rule cannot be written to.'));
  const edit = await parts.client.protocol2CodeConverter.asWorkspaceEdit(wire as WorkspaceEdit);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The sample could not be edited.'));
  for (const [uri] of edit.entries()) await (await vscode.workspace.openTextDocument(uri)).save();
  await vscode.commands.executeCommand(RunCommand, { uri: node.uri, rule: node.rule });
}

async function evasionOf({ server }: Parts, { uri, rule, version, row }: ExclusionNode): Promise<ArmEvasionAnswer> {
  const at = row?.passes?.at;
  const answer = at === undefined ? undefined : await server.armEvasion({ uri, rule, version, at });
  if (answer === undefined) throw changedSince();
  return answer;
}

function changedSince(): Error {
  return new Error(vscode.l10n.t('The rule changed since its exclusions were shown. Try it once more.'));
}
