// Shows what is wrong with a rule: its first error in the editor, and the Problems view.
import * as vscode from 'vscode';
import type { RuleReference } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';
import type { Parts } from './parts';
import { findRule } from './ruleReference';

export async function showProblems(parts: Parts, given?: unknown): Promise<void> {
  const rule = await findRule(parts.server, given);
  if (rule === undefined) return;
  const uri = vscode.Uri.parse(rule.uri);
  const error = await firstError(parts.server, rule, uri);
  await vscode.window.showTextDocument(uri, error === undefined ? {} : { selection: error.range });
  await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** The rule's first error; undefined when it has none. Which rule holds a place is asked of the server. */
async function firstError(
  server: RuleServer,
  rule: RuleReference,
  uri: vscode.Uri,
): Promise<vscode.Diagnostic | undefined> {
  const errors = vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .sort((one, other) => one.range.start.compareTo(other.range.start));
  for (const error of errors) {
    const at = await server.ruleAt({ uri: rule.uri, ...plain(error.range.start) });
    if (at?.rule === rule.rule) return error;
  }
  return errors[0];
}

function plain({ line, character }: vscode.Position): { line: number; character: number } {
  return { line, character };
}
