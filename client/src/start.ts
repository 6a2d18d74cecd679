// Puts the parts of the extension together, once there is something for it to do. It decides nothing itself.
import type * as vscode from 'vscode';
import type { Parts } from './commands/parts';
import { ExclusionsView } from './exclusions/exclusionsView';
import { ExportedRuleDocuments } from './exports/exportedRuleDocuments';
import { createLanguageClient } from './languageClient';
import { runOnSample } from './commands/runRule';
import { writeEntry } from './lofp/lofpEdits';
import { LofpPage } from './lofp/lofpPage';
import { LofpView } from './lofp/lofpView';
import { MatrixView } from './matrix/matrixView';
import { LongRun } from './results/longRun';
import { answerPanel } from './results/panelRequests';
import { ResultsView } from './results/resultsView';
import { RunFeed } from './results/runFeed';
import { RunStatus } from './results/runStatus';
import { connectServer } from './ruleServer';
import { EventDocuments } from './samples/eventDocuments';
import { SampleDocuments } from './samples/sampleDocuments';
import { SamplesView } from './samples/samplesView';

export { runCommand } from './commands/table';
export { startServer } from './languageClient';

export function createParts(context: vscode.ExtensionContext): Parts {
  const client = createLanguageClient(context);
  const server = connectServer(client);
  const documents = new SampleDocuments();
  const exported = new ExportedRuleDocuments(server);
  const samples = new SamplesView(client, server);
  const events = new EventDocuments(server);
  const feed = new RunFeed(client);
  const results = new ResultsView(context.extensionUri, feed, (message, post) =>
    answerPanel(message, { client, server, post }),
  );
  const matrix = new MatrixView({
    extension: context.extensionUri,
    client,
    server,
    run: (rule, sample) => runOnSample({ server, results }, rule, sample),
  });
  const lofp = new LofpView(client, server, context.workspaceState);
  const lofpPage = new LofpPage({
    extension: context.extensionUri,
    client,
    server,
    onDidChangeCatalogue: lofp.onDidChangeCatalogue,
    newEntry: (from, statement) => writeEntry({ client, server }, { from, statement }),
  });
  context.subscriptions.push(
    feed,
    matrix,
    lofp,
    lofpPage,
    documents,
    exported,
    samples,
    events,
    new ExclusionsView(client, server, feed),
    new RunStatus(client, feed),
    new LongRun(feed, results, server),
  );
  return { client, server, feed, results, matrix, lofp, lofpPage, documents, samples, events };
}
