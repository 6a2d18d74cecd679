// What the commands work with.
import type { LanguageClient } from 'vscode-languageclient/node';
import type { LofpPage } from '../lofp/lofpPage';
import type { LofpView } from '../lofp/lofpView';
import type { MatrixView } from '../matrix/matrixView';
import type { ResultsView } from '../results/resultsView';
import type { RunFeed } from '../results/runFeed';
import type { RuleServer } from '../ruleServer';
import type { EventDocuments } from '../samples/eventDocuments';
import type { SampleDocuments } from '../samples/sampleDocuments';
import type { SamplesView } from '../samples/samplesView';

export interface Parts {
  readonly client: LanguageClient;
  readonly server: RuleServer;
  readonly feed: RunFeed;
  readonly results: ResultsView;
  readonly matrix: MatrixView;
  readonly lofp: LofpView;
  readonly lofpPage: LofpPage;
  readonly documents: SampleDocuments;
  readonly samples: SamplesView;
  readonly events: EventDocuments;
}
