// Puts the condition that selected rows meet into the clipboard.
import * as vscode from 'vscode';
import type { ConditionParams } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';

const shownFor = 5_000;

export async function copyCondition(server: RuleServer, params: ConditionParams): Promise<void> {
  const { eql, message } = await server.condition(params);
  if (eql === undefined) {
    void vscode.window.showInformationMessage(message);
    return;
  }
  await vscode.env.clipboard.writeText(eql);
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied: {0}', message), shownFor);
}
