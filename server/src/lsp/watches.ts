// What an editor is asked to tell of: settings, files that change, folders that come and go; each where it knows how to.
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { ClientCapabilities, Connection, Disposable } from 'vscode-languageserver';
import type { Host } from '../host/host';
import { isAbsolute, toPath, toUri } from './uris';

export class Watches {
  private mapping: Disposable | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly capabilities: ClientCapabilities,
    private readonly host: Host,
  ) {}

  /** `onFolders`: paths of folders that came, and of those that are gone. */
  async register(onFolders: (come: readonly string[], gone: readonly string[]) => void): Promise<void> {
    const { workspace } = this.capabilities;
    if (workspace?.didChangeConfiguration?.dynamicRegistration === true)
      await this.connection.client.register(DidChangeConfigurationNotification.type, { section: 'rulewright' });
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      await this.connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.{toml,yaml,yml,eql,json,ndjson,jsonl,csv,log,bulk,gz,zst}' }],
      });
    if (workspace?.workspaceFolders === true)
      this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const paths = (folders: typeof added): string[] => folders.flatMap(({ uri }) => toPath(uri) ?? []);
        onFolders(paths(added), paths(removed));
      });
  }

  /** A mapping may lie outside of the workspace, where the editor watches nothing by itself. */
  async watchMapping(mapping: string): Promise<void> {
    this.mapping?.dispose();
    this.mapping = undefined;
    const { dynamicRegistration, relativePatternSupport } = this.capabilities.workspace?.didChangeWatchedFiles ?? {};
    if (dynamicRegistration !== true || relativePatternSupport !== true || !isAbsolute(mapping)) return;
    const baseUri = toUri(this.host.dirname(mapping));
    const pattern = mapping.split(/[\\/]/).at(-1) ?? '';
    this.mapping = await this.connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: { baseUri, pattern } }],
    });
  }
}
