// Puts the server together on a connection: documents, samples, runs, the worker, the workspace; and tells everyone what changed.
import {
  ErrorCodes,
  FileChangeType,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  TextDocuments,
} from 'vscode-languageserver';
import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  DidChangeWatchedFilesParams,
  InitializeParams,
  InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ruleAt } from '../analysis/analyze';
import type { RuleAnalysis, SchemaSource } from '../analysis/analyze';
import type { Host } from '../host/host';
import {
  ChosenExceptionsNotification,
  ChosenSamplesNotification,
  LofpChangedNotification,
  PanelStateNotification,
} from '../protocol';
import type { PanelState, RulewrightInitializationOptions } from '../protocol';
import type { WorkerClient, WorkerClientOptions } from '../worker/client';
import { isSampleName } from '../worker/sampleFolder';
import { ArmDesk } from './armDesk';
import { Calm } from './calm';
import { CAPABILITIES } from './capabilities';
import { CheckDesk } from './checkDesk';
import { beginCheckProgress } from './checkProgress';
import { DayDesk } from './dayDesk';
import { openDiagnostics } from './diagnostics';
import type { PageOf } from './diagnostics';
import { requestTable } from './dispatch';
import { RuleDocuments } from './documents';
import { ExceptionDesk } from './exceptionDesk';
import { IndexDesk } from './indexDesk';
import { openLabels } from './markDesk';
import { KnowledgeDesk } from './knowledgeDesk';
import { LofpService } from './lofp/lofpService';
import { openSchemaDocuments } from './lofpDesk';
import { createMatrixDesk } from './matrixDesk';
import { mappingPathOf } from './mappingPath';
import { TokenService } from './language/tokens';
import { ProjectDesk } from './projectDesk';
import { refresh } from './refresh';
import { readSaved } from './ruleFiles';
import { RunDesk } from './runDesk';
import { createSampleFilesDesk } from './sampleFilesDesk';
import { SampleDesk } from './sampleDesk';
import { SchemaDesk } from './schemaDesk';
import type { SchemaDocuments } from './schemaDocuments';
import type { Session } from './session';
import { DEFAULT_SETTINGS, readCommands, readSettings } from './settings';
import type { Settings } from './settings';
import { faultIn } from './shapes';
import { isInside, toPath, toUri } from './uris';
import { Watches } from './watches';

export interface ServerParts {
  readonly host: Host;
  readonly pageOf: PageOf;
  readonly createWorker: (options: Pick<WorkerClientOptions, 'onState' | 'onCrash'>) => WorkerClient;
}

export function startServer(connection: Connection, parts: ServerParts): void {
  new Server(connection, parts).listen();
}

class Server {
  private readonly open = new TextDocuments(TextDocument);
  private readonly tokens = new TokenService();
  private readonly projects: ProjectDesk;
  private readonly days: DayDesk;
  private readonly schemas: SchemaDesk;
  private readonly schemaDocuments: SchemaDocuments;
  private readonly documents: RuleDocuments;
  private readonly samples: SampleDesk;
  private readonly exceptions: ExceptionDesk;
  private readonly runs: RunDesk;
  private readonly calm: Calm;
  private readonly arms: ArmDesk;
  private readonly lofp: LofpService;
  private readonly index: IndexDesk;
  private readonly knowledge: KnowledgeDesk;
  private readonly checks: CheckDesk;
  private settings: Settings = DEFAULT_SETTINGS;
  private folders: readonly string[] = [];
  private worker: WorkerClient | undefined;
  private capabilities: ClientCapabilities = {};
  private watches: Watches | undefined;
  private readonly commands = new Set<string>();
  private isOver = false;

  constructor(
    private readonly connection: Connection,
    private readonly parts: ServerParts,
  ) {
    const { host } = parts;
    this.days = new DayDesk(host);
    this.projects = new ProjectDesk(host, () => this.folders);
    this.schemaDocuments = openSchemaDocuments(this.open, host, this.projects, {
      readCatalog: () => this.schemas.catalogs.readCatalog,
      issuesByRules: (path, text) => this.lofp.ties.issuesOfEntry(path, text),
    });
    this.schemas = new SchemaDesk(
      host,
      (uri) => this.mappingPath(uri),
      (message) => this.tell(ShowMessageNotification.method, { type: MessageType.Warning, message }),
      (uri) => this.projects.schemasOf(uri),
    );
    this.documents = new RuleDocuments(
      this.open,
      (uri) => this.sourceOf(uri),
      (uri) => readSaved(uri, host),
    );
    this.samples = this.createSamples();
    this.exceptions = new ExceptionDesk(host, this.projects, (chosen) =>
      this.tell(ChosenExceptionsNotification, { chosenExceptions: chosen }),
    );
    this.runs = new RunDesk({
      host,
      documents: this.documents,
      samples: this.samples,
      exceptions: this.exceptions,
      worker: () => this.needWorker(),
      onState: (state) => this.tell(PanelStateNotification, state),
      openLabels: () => openLabels(this.open.all()),
    });
    this.calm = new Calm(() => host.now());
    this.arms = new ArmDesk(host, this.calm, this.documents, () => this.refreshDiagnostics());
    this.lofp = this.createLofp();
    this.index = new IndexDesk(host, this.documents, this.calm, this.lofp);
    this.knowledge = new KnowledgeDesk({
      host,
      index: this.index,
      samples: this.samples,
      worker: () => this.needWorker(),
    });
    this.checks = new CheckDesk({
      host,
      calm: this.calm,
      pageOf: parts.pageOf,
      together: this.lofp.together,
      schemasOf: (uri) => this.sourceOf(uri),
      issuesOfOther: (path, text) => this.schemaDocuments.issuesOfText(path, text),
      isOpen: (uri) => this.documents.isOpen(uri),
      publish: (uri, diagnostics) => this.quietly(this.connection.sendDiagnostics({ uri, diagnostics })),
      beginProgress: () => beginCheckProgress(this.connection, this.capabilities),
    });
  }

  private createLofp(): LofpService {
    const { documents, calm } = this;
    return new LofpService({
      ...{ host: this.parts.host, documents, calm, projects: this.projects.files },
      readCatalog: () => this.schemas.catalogs.readCatalog,
      isOurs: (path) => this.folders.some((folder) => isInside(path, folder)) && this.projects.files.isRule(path),
      policyOf: (uri) => this.sourceOf(uri).policy,
      onChanged: (uris) => this.othersChanged(uris),
      onCatalogue: () => this.tell(LofpChangedNotification, {}),
    });
  }

  private createSamples(): SampleDesk {
    return new SampleDesk({
      host: this.parts.host,
      mappingOf: (uri) => this.schemas.mappingOf(uri),
      find: (folder, rule) =>
        rule.eql === undefined
          ? Promise.resolve([])
          : this.needWorker().ask('findSamples', { folder, request: rule.eql.schema }),
      ofProject: (path, rule) => this.projects.samplesOf(path, rule),
      workspaceFolders: () => this.folders,
      onFound: () => this.refreshLenses(),
      onChosen: (chosenSamples) => {
        this.tell(ChosenSamplesNotification, { chosenSamples });
        this.knowledge.forget();
        this.refreshLenses();
      },
    });
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize((params) => this.initialize(params));
    connection.onInitialized(() => this.quietly(this.initialized()));
    connection.onShutdown(() => this.shutdown());
    connection.onDidChangeConfiguration(({ settings }) => this.quietly(this.configurationChanged(settings)));
    connection.onDidChangeWatchedFiles((params) => this.filesChanged(params));
    this.open.onDidChangeContent(({ document }) => this.contentChanged(document.uri));
    this.open.onDidClose(({ document }) => this.closed(document.uri));
    this.open.listen(connection);
    this.answerRequests();
  }

  private answerRequests(): void {
    const session = this.session();
    for (const [method, answer] of Object.entries(requestTable(session, this.tokens))) {
      this.connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
        this.calm.disturb();
        try {
          const fault = faultIn(method, params);
          if (fault !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, fault);
          return await answer(params as never, token);
        } catch (error) {
          throw this.toResponse(method, error);
        }
      });
    }
  }

  private toResponse(method: string, error: unknown): ResponseError {
    if (error instanceof ResponseError) return error as ResponseError;
    const message = error instanceof Error ? error.message : String(error);
    this.connection.console.error(`${method}: ${error instanceof Error ? (error.stack ?? message) : message}`);
    return new ResponseError(ErrorCodes.InternalError, message);
  }

  private session(): Session {
    const settings = (): Settings => this.settings;
    const abilities = (): ClientCapabilities => this.capabilities;
    const reach = { folders: () => this.folders, worker: () => this.needWorker() };
    const parts = { documents: this.documents, index: this.index, samples: this.samples };
    return {
      ...this.parts,
      connection: this.connection,
      ...parts,
      schemaDocuments: this.schemaDocuments,
      together: this.lofp.together,
      lofp: this.lofp,
      sampleFiles: createSampleFilesDesk(reach.folders, reach.worker),
      matrix: createMatrixDesk({ ...parts, exceptions: this.exceptions, ...reach }),
      runs: this.runs,
      ...reach,
      projects: this.projects.files,
      get settings() {
        return settings();
      },
      get abilities() {
        return abilities();
      },
      commands: this.commands,
      knowledge: (uri, offset) => this.knowledge.current(uri, this.ruleAt(uri, offset)),
    };
  }

  private initialize({
    capabilities,
    workspaceFolders,
    rootUri,
    initializationOptions,
  }: InitializeParams): InitializeResult {
    this.capabilities = capabilities;
    const folders = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
    this.folders = folders.flatMap((uri) => toPath(uri) ?? []);
    const kept = initializationOptions as RulewrightInitializationOptions | null | undefined;
    this.samples.remember(kept?.chosenSamples);
    this.exceptions.remember(kept?.chosenExceptions);
    for (const command of readCommands(kept?.commands)) this.commands.add(command);
    return { capabilities: CAPABILITIES, serverInfo: { name: 'rulewright' } };
  }

  /** The worker takes a while to start, so it starts before it is needed, but not while the first diagnostics are waited for. */
  private async initialized(): Promise<void> {
    // From here on whoever asks for all rules waits for them; the reading itself begins when it is quiet.
    this.quietly(this.index.readFolders(this.folders));
    this.watches = new Watches(this.connection, this.capabilities, this.parts.host);
    await this.watches.register((come, gone) => this.foldersChanged(come, gone));
    await this.readConfiguration();
    this.checks.setFolders(this.folders);
    this.checks.setEnabled(this.settings.checkWorkspace);
    await this.calm.wait(() => this.isOver);
    if (!this.isOver) this.needWorker();
  }

  private foldersChanged(come: readonly string[], gone: readonly string[]): void {
    this.folders = [...this.folders.filter((folder) => !gone.includes(folder)), ...come];
    this.checks.setFolders(this.folders);
    this.projects.forget();
    this.forgetSamples();
    this.schemaChanged();
    this.quietly(this.index.changeFolders(come, gone));
  }

  /** Lenses and hints may be wanted by now, or not any more. */
  private async configurationChanged(sent: unknown): Promise<void> {
    await this.readConfiguration(sent);
    this.checks.setEnabled(this.settings.checkWorkspace);
    this.refreshLenses();
    this.refreshHints();
  }

  /** Editors that cannot be asked send what changed. */
  private async readConfiguration(sent?: unknown): Promise<void> {
    const canBeAsked = this.capabilities.workspace?.configuration === true;
    const section: unknown = canBeAsked
      ? await this.connection.workspace.getConfiguration('rulewright')
      : (sent as { readonly rulewright?: unknown } | null | undefined)?.rulewright;
    if (section === undefined) return;
    const before = this.settings;
    this.settings = readSettings(section);
    if (before.mapping === this.settings.mapping) return;
    this.schemaChanged();
    await this.watches?.watchMapping(this.settings.mapping);
  }

  private forgetSamples(): void {
    this.samples.forgetFound();
    this.knowledge.forget();
  }

  private ruleAt(uri: string, offset: number): RuleAnalysis | undefined {
    const document = this.documents.get(uri);
    return document === undefined ? undefined : ruleAt(document.analysis, offset);
  }

  /** The schemas of a file, and what its project says of issues. */
  private sourceOf(uri: string): SchemaSource {
    return this.arms.withArms(this.days.withToday(this.projects.withPolicy(this.schemas.sourceOf(uri), uri)), uri);
  }

  /** A file changed that a project may follow: then everything is checked again. */
  private projectChanged(paths: readonly string[], isNewOrGone: boolean): void {
    if (paths.filter((path) => this.projects.changed(path)).length > 0) this.schemaChanged();
    else if (isNewOrGone && this.schemaDocuments.all().length > 0) this.refreshDiagnostics();
  }

  private schemaChanged(): void {
    this.forgetSamples();
    this.refreshDiagnostics();
    this.refreshLenses();
    this.checks.checkAll();
  }

  private mappingPath(uri: string): string | undefined {
    return mappingPathOf(uri, this.settings.mapping, this.folders, this.parts.host);
  }

  private needWorker(): WorkerClient {
    this.worker ??= this.parts.createWorker({
      onState: (state) => this.takeState(state),
      onCrash: (sentence) => this.connection.console.error(sentence),
    });
    return this.worker;
  }

  private takeState(state: PanelState): void {
    this.runs.take(state);
    this.refreshLenses();
    if (state.phase === 'done') this.refreshHints();
    // A sample that was too large to be read for a completion is loaded by now.
    if (state.phase === 'done') this.knowledge.forget();
  }

  private contentChanged(uri: string): void {
    this.calm.disturb();
    this.checks.opened(uri);
    this.quietly(this.index.documentChanged(uri));
    this.runs.review();
    if (this.capabilities.textDocument?.diagnostic === undefined) this.pushDiagnostics(uri);
  }

  private pushDiagnostics(uri: string): void {
    const { documents, schemaDocuments, lofp } = this;
    const { together } = lofp;
    const found = openDiagnostics(uri, { documents, schemaDocuments, together, pageOf: this.parts.pageOf });
    this.quietly(this.connection.sendDiagnostics({ uri, diagnostics: found?.items ?? [], version: found?.version }));
  }

  private closed(uri: string): void {
    this.documents.forget(uri);
    this.arms.forget(uri);
    this.tokens.forget(uri);
    this.schemaDocuments.forget(uri);
    this.index.documentClosed(uri);
    if (this.capabilities.textDocument?.diagnostic === undefined)
      this.quietly(this.connection.sendDiagnostics({ uri, diagnostics: [] }));
    this.checks.closed(uri);
  }

  private filesChanged({ changes }: DidChangeWatchedFilesParams): void {
    const paths = changes.flatMap(({ uri }) => toPath(uri) ?? []);
    for (const path of paths) {
      this.index.fileChanged(path);
      this.checks.fileChanged(path);
    }
    if (paths.some((path) => path === this.mappingPath(toUri(path)))) this.schemaChanged();
    const isNewOrGone = changes.some(({ type }) => type !== FileChangeType.Changed);
    this.projectChanged(paths, isNewOrGone);
    this.runs.review();
    if (isNewOrGone || paths.some((path) => isSampleName(path) || path.endsWith('labels.yaml'))) {
      this.forgetSamples();
      this.lofp.samplesChanged();
      this.refreshLenses();
    }
  }

  private refreshLenses(): void {
    this.quietly(refresh('codeLens', this.connection, this.capabilities));
  }

  private refreshHints(): void {
    this.quietly(refresh('inlayHint', this.connection, this.capabilities));
  }

  private refreshDiagnostics(): void {
    this.quietly(refresh('diagnostics', this.connection, this.capabilities));
    if (this.capabilities.textDocument?.diagnostic === undefined)
      for (const { uri } of [...this.documents.all(), ...this.schemaDocuments.all()]) this.pushDiagnostics(uri);
  }

  /** What is said of files is another thing because of rules elsewhere. */
  private othersChanged(uris: readonly string[]): void {
    if (uris.some((uri) => this.documents.isOpen(uri))) this.refreshDiagnostics();
    for (const uri of uris) this.checks.fileChanged(toPath(uri) ?? '');
  }

  private tell(method: string, params: object): void {
    this.quietly(this.connection.sendNotification(method, params));
  }

  /** An editor that refuses, or is gone, is no reason to end. */
  private quietly(promise: Promise<unknown>): void {
    promise.catch((error: unknown) => {
      if (!this.isOver) this.connection.console.warn(error instanceof Error ? error.message : String(error));
    });
  }

  private async shutdown(): Promise<void> {
    this.isOver = true;
    this.index.stop();
    this.lofp.ties.stop();
    this.checks.stop();
    await this.worker?.dispose();
    this.worker = undefined;
  }
}
