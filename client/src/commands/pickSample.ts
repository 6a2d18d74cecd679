// The quick pick of sample files: what the server found, a file from anywhere, and forgetting the choice.
import * as vscode from 'vscode';
import type { RuleReference, SampleChoice } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';

interface SampleItem extends vscode.QuickPickItem {
  readonly act?: () => Promise<string | undefined>;
  readonly forget?: boolean;
}

/** Remembers the picked sample for the rule. False when nothing was picked, or the choice was taken back. */
export async function pickSample(server: RuleServer, rule: RuleReference, why?: string): Promise<boolean> {
  const item = await vscode.window.showQuickPick(itemsOf(server, rule), {
    title: why ?? vscode.l10n.t('Sample file for the rule'),
    placeHolder: vscode.l10n.t('Pick the events that the rule runs on'),
    matchOnDescription: true,
  });
  if (item === undefined) return false;
  if (item.forget === true) {
    await server.chooseSample({ ...rule });
    return false;
  }
  const sample = await item.act?.();
  if (sample === undefined) return false;
  await server.chooseSample({ ...rule, sample });
  return true;
}

async function itemsOf(server: RuleServer, rule: RuleReference): Promise<SampleItem[]> {
  const choices = await server.samples(rule);
  return [
    ...choices.map(itemOf),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: vscode.l10n.t('$(folder-opened) Browse…'), act: browse },
    ...(choices.some(({ chosen }) => chosen)
      ? [{ label: vscode.l10n.t('$(discard) Forget the choice'), forget: true }]
      : []),
  ];
}

function itemOf(choice: SampleChoice): SampleItem {
  return {
    label: `$(${choice.chosen ? 'check' : 'file'}) ${choice.label}`,
    description: choice.detail,
    act: () => Promise.resolve(choice.uri),
  };
}

const sampleExtensions = ['ndjson', 'jsonl', 'json', 'csv', 'log', 'bulk', 'gz', 'zst'];

async function browse(): Promise<string | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Sample file for the rule'),
    openLabel: vscode.l10n.t('Use as Sample'),
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    filters: {
      [vscode.l10n.t('Events, exports and logs, also packed')]: sampleExtensions,
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return picked?.[0]?.toString();
}
