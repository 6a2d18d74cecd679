// The editor's end of the server: the real bundle as a child process, spoken to with real messages over stdio.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import type {
  CodeLens,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  MessageConnection,
  Position,
  PublishDiagnosticsParams,
  ServerCapabilities,
  ShowMessageParams,
  TextDocumentContentChangeEvent,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageserver/node';
import {
  ChosenSamplesNotification,
  LofpChangedNotification,
  PanelStateNotification,
  RunRequest,
} from '../../server/src/protocol';
import type { ChosenSamplesParams, PanelState, RuleReference, RunAnswer } from '../../server/src/protocol';
import { serverScript } from './bundle';

export interface EditorOptions {
  /** Folders of the workspace, as paths. */
  readonly folders?: readonly string[];
  /** The editor's own choice of capabilities; all that the server makes use of where absent. */
  readonly capabilities?: object;
  readonly initializationOptions?: unknown;
  /** What the editor answers for the section `rulewright`. */
  readonly settings?: object;
  readonly script?: string;
  /** The editor refuses every request of the server. */
  readonly refuses?: boolean;
}

export const PULLING = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    codeLens: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: { diagnostic: {}, publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } } },
};

/** An editor of an older kind: diagnostics are pushed to it, and it refreshes nothing. */
export const PLAIN = { textDocument: { publishDiagnostics: {} } };

/** Everything that was said of one kind, and a way to wait for something that is yet to be said. */
export class Heard<T> {
  readonly all: T[] = [];
  private readonly waiting = new Set<() => void>();

  add(each: T): void {
    this.all.push(each);
    this.waiting.forEach((look) => look());
  }

  /** The first one from `from` on that is wanted; the test's own limit ends a wait in vain. */
  async first(isWanted: (each: T) => boolean, from = 0): Promise<T> {
    for (;;) {
      const found = this.all.slice(from).find(isWanted);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        const look = (): void => {
          this.waiting.delete(look);
          resolve();
        };
        this.waiting.add(look);
      });
    }
  }
}

export class Editor {
  readonly states = new Heard<PanelState>();
  readonly pushed = new Heard<PublishDiagnosticsParams>();
  readonly shown = new Heard<ShowMessageParams>();
  readonly logged = new Heard<ShowMessageParams>();
  readonly chosen = new Heard<ChosenSamplesParams['chosenSamples']>();
  readonly lofpChanged = new Heard<true>();
  /** Names of the requests that the server made. */
  readonly asked = new Heard<string>();
  /** Patterns that the server wants watched. */
  readonly watched: string[] = [];
  capabilities: ServerCapabilities = {};
  settings: object;
  private readonly versions = new Map<string, number>();

  private constructor(
    private readonly child: ChildProcess,
    private readonly connection: MessageConnection,
    options: EditorOptions,
  ) {
    this.settings = options.settings ?? {};
    this.listen(options.refuses === true);
  }

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const child = spawn(process.execPath, [options.script ?? (await serverScript()), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const editor = new Editor(child, connection, options);
    connection.listen();
    await editor.initialize(options);
    return editor;
  }

  request<T>(method: string, ...params: readonly unknown[]): Promise<T> {
    return this.connection.sendRequest<T>(method, ...params);
  }

  /** All that is told on a token from now on. */
  progress(token: string): Heard<WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd> {
    const heard = new Heard<WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd>();
    this.connection.onProgress(WorkDoneProgress.type, token, (value) => heard.add(value));
    return heard;
  }

  /** The error that a request is answered with. */
  async refusal(method: string, ...params: readonly unknown[]): Promise<{ code: number; message: string }> {
    try {
      await this.connection.sendRequest(method, ...params);
    } catch (error) {
      assert.ok(error instanceof ResponseError, String(error));
      return { code: error.code, message: error.message };
    }
    return assert.fail(`${method} was answered without an error`);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  async open(uri: string, text: string, languageId = languageOf(uri)): Promise<void> {
    this.versions.set(uri, 1);
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  async change(uri: string, ...contentChanges: readonly TextDocumentContentChangeEvent[]): Promise<void> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    assert.equal(report.kind, 'full');
    return report.items;
  }

  /** Asks for the lenses and resolves each, as an editor does when it draws them. */
  async lenses(uri: string): Promise<readonly CodeLens[]> {
    const lenses = await this.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    return Promise.all(lenses.map((lens) => this.request<CodeLens>('codeLens/resolve', lens)));
  }

  async lensTitles(uri: string): Promise<readonly string[]> {
    return (await this.lenses(uri)).map(({ command }) => command?.title ?? '');
  }

  /** Runs a rule and waits for its end. */
  async run(rule: RuleReference): Promise<PanelState> {
    return this.ended(await this.begin(rule));
  }

  async begin(rule: RuleReference): Promise<number> {
    const answer = await this.request<RunAnswer>(RunRequest, rule);
    assert.notEqual(answer.runId, undefined, answer.reason);
    return answer.runId ?? -1;
  }

  ended(runId: number): Promise<PanelState> {
    return this.states.first((state) => state.runId === runId && !['loading', 'running'].includes(state.phase));
  }

  /** Tells of files as an editor's watcher does: 1 made, 2 changed, 3 gone. */
  filesChanged(type: 1 | 2 | 3, ...paths: readonly string[]): Promise<void> {
    const changes = paths.map((path) => ({ uri: uriOf(path), type }));
    return this.notify('workspace/didChangeWatchedFiles', { changes });
  }

  /** Answered after everything that was sent before it. */
  async settled(): Promise<void> {
    await this.request('textDocument/codeLens', { textDocument: { uri: 'file:///nothing.toml' } });
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends the server as an editor does; the code that it ends with. */
  async stop(): Promise<number | null> {
    if (!this.isRunning) return this.child.exitCode;
    const exit = once(this.child, 'exit');
    await this.request('shutdown');
    await this.notify('exit', undefined);
    const [code] = (await exit) as [number | null];
    this.connection.dispose();
    return code;
  }

  /** Without folders the editor says nothing of them at all. */
  private async initialize({ folders, capabilities = PULLING, initializationOptions }: EditorOptions) {
    const workspaceFolders = folders?.map((folder) => ({ uri: uriOf(folder), name: folder }));
    const result = await this.request<InitializeResult>('initialize', {
      processId: process.pid,
      ...(workspaceFolders === undefined ? {} : { rootUri: workspaceFolders[0]?.uri ?? null, workspaceFolders }),
      capabilities,
      initializationOptions,
    });
    this.capabilities = result.capabilities;
    await this.notify('initialized', {});
  }

  private listen(refuses: boolean): void {
    const { connection } = this;
    connection.onNotification(PanelStateNotification, (state: PanelState) => this.states.add(state));
    connection.onNotification(ChosenSamplesNotification, ({ chosenSamples }: ChosenSamplesParams) =>
      this.chosen.add(chosenSamples),
    );
    connection.onNotification(LofpChangedNotification, () => this.lofpChanged.add(true));
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) =>
      this.pushed.add(params),
    );
    connection.onNotification('window/showMessage', (params: ShowMessageParams) => this.shown.add(params));
    connection.onNotification('window/logMessage', (params: ShowMessageParams) => this.logged.add(params));
    connection.onRequest((method, params) => {
      this.asked.add(method);
      return refuses ? new ResponseError(-32601, `${method} is unknown here.`) : this.answer(method, params);
    });
  }

  private answer(method: string, params: unknown): unknown {
    if (method === 'workspace/configuration')
      return (params as { items: readonly object[] }).items.map(() => this.settings);
    if (method === 'client/registerCapability') this.watched.push(...patternsIn(params));
    return null;
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** Where `wanted` stands in `text`, from its first character to its end. */
export function rangeOf(text: string, wanted: string): { start: Position; end: Position } {
  const from = text.indexOf(wanted);
  assert.notEqual(from, -1, `${wanted} is not in the text`);
  assert.equal(text.indexOf(wanted, from + 1), -1, `${wanted} is in the text more than once`);
  return { start: positionOf(text, from), end: positionOf(text, from + wanted.length) };
}

/** Counted in the simplest way there is, apart from the server's own. */
export function positionOf(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
}

function languageOf(uri: string): string {
  const extension = uri.slice(uri.lastIndexOf('.') + 1);
  return extension === 'yml' ? 'yaml' : extension;
}

function patternsIn(params: unknown): readonly string[] {
  const { registrations } = params as { registrations: readonly { registerOptions?: { watchers?: unknown } }[] };
  return registrations.flatMap(({ registerOptions }) =>
    Array.isArray(registerOptions?.watchers)
      ? registerOptions.watchers.map((watcher: { globPattern: unknown }) => JSON.stringify(watcher.globPattern))
      : [],
  );
}
