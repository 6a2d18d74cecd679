// Shows each rule of an export as a read-only text. The server makes the text; here are only the uris.
import * as vscode from 'vscode';
import type { ExportedRule } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';

export const exportedRuleScheme = 'rulewright-rule';

export class ExportedRuleDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly parts: vscode.Disposable;

  constructor(private readonly server: RuleServer) {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{ndjson,jsonl,json}', true, false, true);
    this.parts = vscode.Disposable.from(
      this.changed,
      watcher,
      watcher.onDidChange((file) => this.renew(file)),
      vscode.workspace.registerTextDocumentContentProvider(exportedRuleScheme, this),
    );
  }

  dispose(): void {
    this.parts.dispose();
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { text } = await this.server.exportedRule(placeOf(uri));
    return text;
  }

  /** The texts that were made from a file that is another one now. */
  private renew(file: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments)
      if (uri.scheme === exportedRuleScheme && placeOf(uri).uri === file.toString()) this.changed.fire(uri);
  }
}

/** Named by the rule, below the file that holds it; the server knows by the query which one it is. */
export function exportedRuleUri(file: vscode.Uri, { index, name }: ExportedRule): vscode.Uri {
  const title = name.replace(/[\\/:*?"<>|\s]+/g, ' ').trim() || String(index + 1);
  return file.with({
    scheme: exportedRuleScheme,
    path: `${file.path}/${title}.toml`,
    query: `${index}&${file.toString()}`,
  });
}

function placeOf({ query }: vscode.Uri): { readonly uri: string; readonly index: number } {
  const [, index = '0', uri = ''] = /^(\d+)&(.*)$/s.exec(query) ?? [];
  return { uri, index: Number(index) };
}
