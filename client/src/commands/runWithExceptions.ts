// Runs a rule with the exceptions of a file that is picked, and is remembered for the rule; or without any again.
import * as vscode from 'vscode';
import type { ExceptionFileChoice, RuleReference } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';
import type { Parts } from './parts';
import { findRule } from './ruleReference';
import { runAs } from './runRule';

interface FileItem extends vscode.QuickPickItem {
  /** The uris of the files; undefined where nothing was picked. */
  readonly pick?: () => Promise<readonly string[] | undefined>;
}

export async function runWithExceptions(parts: Parts, given?: unknown): Promise<void> {
  const rule = await findRule(parts.server, given);
  if (rule === undefined) return;
  const item = await vscode.window.showQuickPick(itemsOf(parts.server, rule), {
    title: vscode.l10n.t('Exceptions for the rule'),
    placeHolder: vscode.l10n.t('Pick the exception lists that the rule runs with'),
    matchOnDescription: true,
  });
  const exceptions = await item?.pick?.();
  if (exceptions !== undefined) await runAs(parts, rule, exceptions);
}

async function itemsOf(server: RuleServer, rule: RuleReference): Promise<FileItem[]> {
  const choices = await server.exceptionFiles(rule);
  return [
    ...choices.map(itemOf),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: vscode.l10n.t('$(folder-opened) Browse…'), pick: browse },
    ...(choices.some(({ chosen }) => chosen)
      ? [{ label: vscode.l10n.t('$(discard) Run without exceptions'), pick: () => Promise.resolve([]) }]
      : []),
  ];
}

function itemOf({ uri, label, detail, chosen }: ExceptionFileChoice): FileItem {
  return {
    label: `$(${chosen ? 'check' : 'file'}) ${label}`,
    description: detail,
    pick: () => Promise.resolve([uri]),
  };
}

async function browse(): Promise<readonly string[] | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Exceptions for the rule'),
    openLabel: vscode.l10n.t('Run with Exceptions'),
    canSelectMany: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    filters: {
      [vscode.l10n.t('Exception lists')]: ['ndjson', 'jsonl', 'json', 'toml'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return picked?.map((uri) => uri.toString());
}
