// Where VS Code wakes the extension: puts the parts together and starts the server. It decides nothing itself.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { registerCommands } from './commands/register';
import { createLanguageClient, startServer } from './languageClient';
import { LongRun } from './results/longRun';
import { answerPanel } from './results/panelRequests';
import { ResultsView } from './results/resultsView';
import { RunFeed } from './results/runFeed';
import { RunStatus } from './results/runStatus';
import { connectServer } from './ruleServer';
import { SampleDocuments } from './samples/sampleDocuments';

let client: LanguageClient | undefined;

export function activate(context: vscode.ExtensionContext): void {
  client = createLanguageClient(context);
  const server = connectServer(client);
  const documents = new SampleDocuments();
  const feed = new RunFeed(client);
  const results = new ResultsView(context.extensionUri, feed, (message, post) =>
    answerPanel(message, { server, post }),
  );
  const parts = { client, server, feed, results, documents };
  context.subscriptions.push(
    feed,
    documents,
    new RunStatus(feed),
    new LongRun(feed, results, server),
    vscode.window.registerWebviewViewProvider(ResultsView.id, results),
    ...registerCommands(parts),
  );
  void startServer(client);
}

/** Lets the server end by itself, so that no run is cut off in the middle of a write. */
export async function deactivate(): Promise<void> {
  if (client?.isRunning() === true) await client.stop();
}
