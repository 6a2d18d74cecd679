// Exports the rows that are shown: asks for the format and the place, and offers the secrets only where some are masked.
import * as vscode from 'vscode';
import type {
  ExportFormat,
  ExportRowsAnswer,
  ExportRowsParams,
  RuleReference,
  ShownRows,
} from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';

interface Way extends vscode.QuickPickItem {
  readonly format: ExportFormat;
  /** The ending of a file; none goes to the clipboard. */
  readonly ending?: string;
}

interface Exported {
  readonly text: string;
  readonly total: number;
  readonly masked: number;
}

/** Puts the text where the person wants it, and says so. */
type Placed = (exported: Exported) => Promise<string>;

export async function exportRows(
  server: RuleServer,
  name: string,
  rule: RuleReference,
  params: ShownRows,
): Promise<void> {
  const way = await vscode.window.showQuickPick(ways(), { title: vscode.l10n.t('Export what is shown') });
  const place = way && (await placeFor(way, name, rule));
  if (way === undefined || place === undefined) return;
  const make = (withSecrets: boolean): Thenable<Exported> =>
    withProgress(() => readPieces(server, { ...params, format: way.format, withSecrets }));
  const masked = await make(false);
  const done = await place(masked);
  if (masked.masked === 0) return void vscode.window.showInformationMessage(done);
  const withSecrets = vscode.l10n.t('With Secrets');
  const secrets =
    masked.masked === 1
      ? vscode.l10n.t('{0} 1 likely secret is masked.', done)
      : vscode.l10n.t('{0} {1} likely secrets are masked.', done, masked.masked.toLocaleString());
  if ((await vscode.window.showInformationMessage(secrets, withSecrets)) !== withSecrets) return;
  void vscode.window.showInformationMessage(await place(await make(true)));
}

function ways(): readonly Way[] {
  return [
    { label: 'CSV', description: vscode.l10n.t('a line for each row, for spreadsheets'), format: 'csv', ending: 'csv' },
    {
      label: 'NDJSON',
      description: vscode.l10n.t('whole events with their outcome, to run again'),
      format: 'ndjson',
      ending: 'ndjson',
    },
    {
      label: 'Markdown',
      description: vscode.l10n.t('a table of up to 200 rows'),
      format: 'markdown',
      ending: 'md',
    },
    {
      label: vscode.l10n.t('Copy as Markdown'),
      description: vscode.l10n.t('to the clipboard, for a pull request'),
      format: 'markdown',
    },
  ];
}

async function placeFor({ ending, label }: Way, name: string, rule: RuleReference): Promise<Placed | undefined> {
  if (ending === undefined)
    return async ({ text, total }) => {
      await vscode.env.clipboard.writeText(text);
      return vscode.l10n.t('Copied, of {0} rows.', total.toLocaleString());
    };
  const target = await vscode.window.showSaveDialog({
    defaultUri: defaultPlace(`${fileNameOf(name)}.${ending}`, rule),
    filters: { [label]: [ending] },
    saveLabel: vscode.l10n.t('Export'),
  });
  if (target === undefined) return undefined;
  return async ({ text, total }) => {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    return vscode.l10n.t('{0} rows exported to {1}.', total.toLocaleString(), vscode.workspace.asRelativePath(target));
  };
}

/** In the folder of the workspace, else beside the rule. */
function defaultPlace(file: string, { uri }: RuleReference): vscode.Uri {
  const place = vscode.Uri.parse(uri);
  const folder = vscode.workspace.getWorkspaceFolder(place)?.uri ?? vscode.Uri.joinPath(place, '..');
  return vscode.Uri.joinPath(folder, file);
}

function fileNameOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return plain === '' ? 'hits' : plain;
}

/** In the status bar. */
function withProgress<T>(act: () => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Exporting') };
  return vscode.window.withProgress(options, act);
}

async function readPieces(server: RuleServer, params: Omit<ExportRowsParams, 'from'>): Promise<Exported> {
  const parts: string[] = [];
  let masked = 0;
  let from: number | undefined = 0;
  let total = 0;
  while (from !== undefined) {
    const piece: ExportRowsAnswer = await server.exportRows({ ...params, from });
    parts.push(piece.text);
    masked += piece.masked;
    total = piece.total;
    from = piece.next;
  }
  return { text: parts.join(''), total, masked };
}
