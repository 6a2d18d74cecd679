// Which rule a command is about: the one that a lens names, else the one at the cursor. Only the server knows where rules are.
import * as vscode from 'vscode';
import type { RuleReference } from '../../../server/src/protocol';
import { isRuleReference } from '../results/messageParts';
import type { RuleServer } from '../ruleServer';

/** Undefined when there is none; the person has been told so. */
export async function findRule(server: RuleServer, given: unknown): Promise<RuleReference | undefined> {
  if (isRuleReference(given)) return { uri: given.uri, rule: given.rule };
  const rule = await ruleAtCursor(server);
  if (rule === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a rule file (TOML, YAML or .eql) and place the cursor in a rule.'),
    );
  }
  return rule;
}

async function ruleAtCursor(server: RuleServer): Promise<RuleReference | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  return server.ruleAt({ uri: editor.document.uri.toString(), line, character });
}
