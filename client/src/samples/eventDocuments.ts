// The events of a sample as read-only JSON, a page a document: a file of any size can be looked into, and no editor has to open it as text.
import * as vscode from 'vscode';
import type { RuleServer } from '../ruleServer';
import { openSampleCommand } from './samplesView';

const scheme = 'rulewright-events';
const pageSize = 100;

export class EventDocuments implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, vscode.Disposable {
  private readonly counts = new Map<string, { readonly count: number; readonly isLast: boolean }>();
  private readonly parts = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    vscode.languages.registerCodeLensProvider({ scheme }, this),
  );

  constructor(private readonly server: RuleServer) {}

  dispose(): void {
    this.parts.dispose();
  }

  async open(sample: vscode.Uri, from: number): Promise<void> {
    const document = await vscode.workspace.openTextDocument(pageUri(sample, from));
    await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'json'));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { sample, from } = placeOf(uri);
    const { text, count, isLast } = await this.server.samplePage({ uri: sample, from, count: pageSize });
    this.counts.set(uri.toString(), { count, isLast });
    return text;
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const { sample, from } = placeOf(uri);
    const known = this.counts.get(uri.toString());
    if (known === undefined) return [];
    const { count, isLast } = known;
    const to = (title: string, at: number): vscode.Command => ({
      title,
      command: openSampleCommand,
      arguments: [vscode.Uri.parse(sample), at],
    });
    const shown =
      count === 0
        ? vscode.l10n.t('No events')
        : vscode.l10n.t('Events {0} to {1}', (from + 1).toLocaleString(), (from + count).toLocaleString());
    return [
      { title: shown, command: '' },
      ...(from === 0 ? [] : [to(vscode.l10n.t('Previous'), Math.max(0, from - pageSize))]),
      ...(isLast ? [] : [to(vscode.l10n.t('Next'), from + count)]),
    ].map((command) => new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command));
  }
}

/** The name tells which page it is, as tabs show only that. */
function pageUri(sample: vscode.Uri, from: number): vscode.Uri {
  const page = vscode.l10n.t('events from {0}', from + 1);
  return sample.with({ scheme, path: `${sample.path} (${page}).json`, query: `${from}&${sample.toString()}` });
}

function placeOf({ query }: vscode.Uri): { readonly sample: string; readonly from: number } {
  const [, from = '0', sample = ''] = /^(\d+)&(.*)$/s.exec(query) ?? [];
  return { sample, from: Number(from) };
}
