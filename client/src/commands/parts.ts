// What the commands work with.
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ResultsView } from '../results/resultsView';
import type { RunFeed } from '../results/runFeed';
import type { RuleServer } from '../ruleServer';
import type { SampleDocuments } from '../samples/sampleDocuments';

export interface Parts {
  readonly client: LanguageClient;
  readonly server: RuleServer;
  readonly feed: RunFeed;
  readonly results: ResultsView;
  readonly documents: SampleDocuments;
}
