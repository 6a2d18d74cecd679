// What every request handler works with.
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { CompletionKnowledge } from '../features/completion/knowledge';
import type { Host } from '../host/host';
import type { WorkerClient } from '../worker/client';
import type { ProjectFiles } from '../worker/projectFiles';
import type { PageOf, Together } from './diagnostics';
import type { RuleDocuments } from './documents';
import type { IndexDesk } from './indexDesk';
import type { LofpService } from './lofp/lofpService';
import type { MatrixDesk } from './matrixDesk';
import type { RunDesk } from './runDesk';
import type { SampleDesk } from './sampleDesk';
import type { SampleFilesDesk } from './sampleFilesDesk';
import type { SchemaDocuments } from './schemaDocuments';
import type { Settings } from './settings';

export interface Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly documents: RuleDocuments;
  /** Project files, and others that have a JSON schema. */
  readonly schemaDocuments: SchemaDocuments;
  readonly index: IndexDesk;
  readonly together: Together;
  readonly lofp: LofpService;
  readonly samples: SampleDesk;
  readonly sampleFiles: SampleFilesDesk;
  readonly matrix: MatrixDesk;
  readonly runs: RunDesk;
  readonly worker: () => WorkerClient;
  /** The folders of the workspace, as paths. */
  readonly folders: () => readonly string[];
  readonly projects: ProjectFiles;
  readonly settings: Settings;
  /** What the editor says it can do. */
  readonly abilities: ClientCapabilities;
  /** Commands of the client that not every client has. */
  readonly commands: ReadonlySet<string>;
  readonly pageOf: PageOf;
  /** What completions and hovers know of the rule at an offset beside its own text. */
  readonly knowledge: (uri: string, offset: number) => CompletionKnowledge;
}
