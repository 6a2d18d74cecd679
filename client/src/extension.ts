// Where VS Code wakes the extension: puts the parts together and starts the server with the first rule. It decides nothing itself.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { PanelState } from '../../server/src/protocol';
import { registerCommands } from './commands/register';
import { onFirstRule } from './firstRule';
import { createLanguageClient, startServer } from './languageClient';
import { LongRun } from './results/longRun';
import { answerPanel } from './results/panelRequests';
import { ResultsView } from './results/resultsView';
import { RunFeed } from './results/runFeed';
import { RunStatus } from './results/runStatus';
import { connectServer } from './ruleServer';
import { SampleDocuments } from './samples/sampleDocuments';

/** What other extensions may look at. */
export interface RulewrightApi {
  /** Whether the language server runs. It is started with the first rule, not with the first TOML file. */
  readonly isServing: boolean;
  readonly onDidChangeServing: vscode.Event<unknown>;
  /** How the last run stands; undefined while none has begun. */
  readonly lastRun: PanelState | undefined;
  readonly onDidChangeRun: vscode.Event<PanelState>;
}

let client: LanguageClient | undefined;

export function activate(context: vscode.ExtensionContext): RulewrightApi {
  const created = createLanguageClient(context);
  client = created;
  const server = connectServer(created);
  const documents = new SampleDocuments();
  const feed = new RunFeed(created);
  const results = new ResultsView(context.extensionUri, feed, (message, post) =>
    answerPanel(message, { server, post }),
  );
  const parts = { client: created, server, feed, results, documents };
  context.subscriptions.push(
    feed,
    documents,
    new RunStatus(created, feed),
    new LongRun(feed, results, server),
    vscode.window.registerWebviewViewProvider(ResultsView.id, results),
    ...registerCommands(parts),
    onFirstRule(() => void begin(created)),
  );
  return {
    get isServing() {
      return created.isRunning();
    },
    onDidChangeServing: created.onDidChangeState,
    get lastRun() {
      return feed.state;
    },
    onDidChangeRun: feed.onDidChange,
  };
}

/** The server comes with the first rule; menus and the walkthrough know of it too. */
async function begin(created: LanguageClient): Promise<void> {
  void vscode.commands.executeCommand('setContext', 'rulewright.hasRule', true);
  await startServer(created);
}

/** Lets the server end by itself, so that no run is cut off in the middle of a write. */
export async function deactivate(): Promise<void> {
  if (client?.isRunning() === true) await client.stop();
}
