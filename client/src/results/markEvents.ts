// Takes marks over into the label files, as edits that the editor can undo, saves them and runs the rule again.
import * as vscode from 'vscode';
import { RunCommand } from '../../../server/src/protocol';
import type { MarkAnswer, MarkParams, RuleReference } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';

export async function markEvents(server: RuleServer, rule: RuleReference, params: MarkParams): Promise<void> {
  const answer = await server.mark(params);
  if (answer.files.length === 0) {
    void vscode.window.showInformationMessage(answer.message);
    return;
  }
  if (!(await isMeant(params, answer))) return;
  if (!(await apply(answer))) throw new Error(vscode.l10n.t('The label file could not be edited.'));
  for (const { uri } of answer.files) await (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).save();
  await vscode.commands.executeCommand(RunCommand, rule);
}

/** Of a group nobody sees how large it is. */
async function isMeant({ like, session, verdict, label }: MarkParams, { changed }: MarkAnswer): Promise<boolean> {
  if (like === undefined && session === undefined && verdict === undefined) return true;
  const yes = vscode.l10n.t('Mark');
  const question =
    label === null
      ? vscode.l10n.t('Remove the mark of {0} events?', changed)
      : vscode.l10n.t('Mark {0} events as {1}?', changed, label);
  return (await vscode.window.showInformationMessage(question, { modal: true }, yes)) === yes;
}

async function apply({ files }: MarkAnswer): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, isNew, edits } of files) {
    const place = vscode.Uri.parse(uri);
    if (isNew) edit.createFile(place, { ignoreIfExists: true });
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(place, new vscode.Range(start.line, start.character, end.line, end.character), newText);
    }
  }
  return vscode.workspace.applyEdit(edit);
}
