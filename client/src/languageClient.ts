// Starts the language server and hands over what was remembered. It knows no EQL and no results.
import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';
import type { LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import {
  ChosenExceptionsNotification,
  ChosenSamplesNotification,
  ExcludeLofpCommand,
  ShowLofpPageCommand,
} from '../../server/src/protocol';
import type {
  ChosenExceptionsParams,
  ChosenSamplesParams,
  RulewrightInitializationOptions,
} from '../../server/src/protocol';
import { exportedRuleScheme } from './exports/exportedRuleDocuments';
import { showsRunLens } from './settings';

const chosenSamplesKey = 'rulewright.chosenSamples';
const chosenExceptionsKey = 'rulewright.chosenExceptions';
/** What a keystroke leaves behind is gone with the next: a small space for young objects saves 15 MB and costs no time (bench/lsp.mjs). */
const smallNursery = ['--max-semi-space-size=4'];
/** Of Linux's C library, ignored elsewhere: what the server's threads give back goes back to the system, which saves 25 MB (bench/lsp.mjs). */
const frugalMemory = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' };
const languages = ['toml', 'yaml', 'eql'];

/** The client, not started yet. It keeps the chosen samples and exceptions of this workspace whenever the server tells of a change. */
export function createLanguageClient(context: vscode.ExtensionContext): LanguageClient {
  const client = new LanguageClient('rulewright', 'Rulewright', serverOptions(context), clientOptions(context));
  context.subscriptions.push(
    client.onNotification(ChosenSamplesNotification, async (params: ChosenSamplesParams) => {
      await context.workspaceState.update(chosenSamplesKey, params.chosenSamples);
    }),
    client.onNotification(ChosenExceptionsNotification, async (params: ChosenExceptionsParams) => {
      await context.workspaceState.update(chosenExceptionsKey, params.chosenExceptions);
    }),
    showServerState(client),
  );
  return client;
}

/** Starts the server; when it cannot, says so once and offers the log. */
export async function startServer(client: LanguageClient): Promise<void> {
  try {
    await client.start();
  } catch (error) {
    client.error('The language server could not be started.', error, false);
    const showLog = vscode.l10n.t('Show Log');
    const picked = await vscode.window.showErrorMessage(
      vscode.l10n.t('Rulewright could not start its language server: rules are neither checked nor run.'),
      showLog,
    );
    if (picked === showLog) client.outputChannel.show();
  }
}

function serverOptions(context: vscode.ExtensionContext): ServerOptions {
  const module = vscode.Uri.joinPath(context.extensionUri, 'server', 'dist', 'server.js').fsPath;
  const start = (...execArgv: readonly string[]) => ({
    module,
    transport: TransportKind.ipc,
    options: { execArgv: [...smallNursery, ...execArgv], env: frugalMemory },
  });
  return { run: start(), debug: start('--nolazy', '--inspect=6009', '--enable-source-maps') };
}

function clientOptions(context: vscode.ExtensionContext): LanguageClientOptions {
  return {
    documentSelector: schemes().flatMap((scheme) => [
      ...languages.map((language) => ({ scheme, language })),
      { scheme, pattern: '**/*.{toml,eql}' },
    ]),
    initializationOptions: (): RulewrightInitializationOptions => ({
      chosenSamples: context.workspaceState.get<Record<string, string>>(chosenSamplesKey, {}),
      chosenExceptions: context.workspaceState.get<Record<string, string[]>>(chosenExceptionsKey, {}),
      commands: [ShowLofpPageCommand, ExcludeLofpCommand],
    }),
    // Hovers of the server lead to a page; no other command is let through.
    markdown: { isTrusted: { enabledCommands: [ShowLofpPageCommand, ExcludeLofpCommand] } },
    diagnosticCollectionName: 'rulewright',
    diagnosticPullOptions: { onChange: true, onSave: false, onTabs: false },
    progressOnInitialization: false,
    middleware: {
      provideCodeLenses: (document, token, next) => (showsRunLens(document.uri) ? next(document, token) : []),
    },
  };
}

/** The one language-status item: whether the server is up, with a way to start it again. None while no rule was seen. */
function showServerState(client: LanguageClient): vscode.Disposable {
  let item: vscode.LanguageStatusItem | undefined;
  const show = (state: State): void => {
    item ??= vscode.languages.createLanguageStatusItem('rulewright.server', languages);
    item.name = 'Rulewright';
    item.busy = state === State.Starting;
    const stopped = state === State.Stopped || state === State.StartFailed;
    item.severity = stopped ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.text = stopped ? vscode.l10n.t('Rulewright server: stopped') : vscode.l10n.t('Rulewright server');
    item.command = { command: 'rulewright.restartServer', title: vscode.l10n.t('Restart') };
  };
  return vscode.Disposable.from(
    client.onDidChangeState((change) => show(change.newState)),
    new vscode.Disposable(() => item?.dispose()),
  );
}

/** Files of the machine, new ones, rules of an export, and those of a workspace that lies elsewhere; not the older text in a comparison. */
function schemes(): readonly string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(['file', 'untitled', exportedRuleScheme, ...folders])];
}
