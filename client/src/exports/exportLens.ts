// A lens on top of a file that Kibana exported rules to. Looks for words in its first lines; it parses nothing, and needs no server.
import * as vscode from 'vscode';

export const openExportedRulesCommand = 'rulewright.openExportedRules';
const files: vscode.DocumentSelector = { pattern: '**/*.{ndjson,jsonl,json}' };
const linesLookedAt = 3;
const largestRule = 1_000_000;
const timestamp = /"@timestamp"\s*:/;
const ruleId = /"rule_id"\s*:/;
const ruleType = /"type"\s*:\s*"(?:eql|esql|query|saved_query|threshold|threat_match|new_terms|machine_learning)"/;

export function showExportLens(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(files, {
    provideCodeLenses(document) {
      const count = countRules(document);
      if (count === 0) return [];
      const title =
        count === 1
          ? vscode.l10n.t('$(go-to-file) Open the exported rule')
          : vscode.l10n.t('$(go-to-file) {0} exported rules: open…', count);
      const command = { title, command: openExportedRulesCommand, arguments: [document.uri] };
      return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
    },
  });
}

/** None for a sample, however large it is: its beginning says so. */
function countRules(document: vscode.TextDocument): number {
  if (/\.json$/i.test(document.uri.path)) return holdsOneRule(document) ? 1 : 0;
  if (!looksLikeRule(document.getText(new vscode.Range(0, 0, linesLookedAt, 0)))) return 0;
  let count = 0;
  for (let line = 0; line < document.lineCount; line++) if (looksLikeRule(document.lineAt(line).text)) count++;
  return count;
}

function holdsOneRule(document: vscode.TextDocument): boolean {
  const end = document.lineAt(document.lineCount - 1).range.end;
  return document.offsetAt(end) <= largestRule && looksLikeRule(document.getText());
}

/** An alert holds a rule, too, and is an event. */
function looksLikeRule(text: string): boolean {
  return ruleId.test(text) && ruleType.test(text) && !timestamp.test(text);
}
