// The settings of the extension by name. Nothing else reads the configuration.
import * as vscode from 'vscode';

const section = 'rulewright';

/** Whether the lens that runs a rule is drawn over it. */
export function showsRunLens(scope: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration(section, scope).get('codeLens.run', true);
}

/** Whether a run brings the results panel to the front. */
export function revealsResults(): boolean {
  return vscode.workspace.getConfiguration(section).get('results.reveal', true);
}
