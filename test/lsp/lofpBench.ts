// What suites of known false positives share: a small workspace with one entry and the rule that it is about, and the requests in short.
import type { Diagnostic } from 'vscode-languageserver/node';
import { LofpEntriesRequest } from '../../server/src/protocol';
import type { LofpEntriesAnswer, LofpEntryRow } from '../../server/src/protocol';
import { ENTRY, ruleText } from '../lofp/entryTexts';
import { Editor } from './editor';
import type { EditorOptions } from './editor';
import { Workspace } from './workspace';

export const TIED_ARM = `(user.name == "system:serviceaccount:monitoring:disk-check" and kubernetes.audit.objectRef.namespace == "shop")`;
export const RULE_FILE = 'rules/exec.toml';
export const ENTRY_FILE = 'lofp/disk-check.yaml';

/** The rule with a tied arm and a tied statement, and one more arm. */
export function tiedRule(arm = TIED_ARM): string {
  return ruleText(
    ` and not (
  // lofp: disk-check
  ${arm} or
  // lofp: none because the account goes in May
  user.name == "system:serviceaccount:ci:old-runner"
)`,
    `# lofp: disk-check
    "A job asks for disks."`,
  );
}

export class LofpBench {
  readonly workspace: Workspace;
  editor!: Editor;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.workspace = new Workspace({ [RULE_FILE]: tiedRule(), [ENTRY_FILE]: ENTRY, ...files });
  }

  async start(options: Omit<EditorOptions, 'folders'> = {}): Promise<void> {
    this.editor = await Editor.start({ folders: [this.workspace.root], ...options });
  }

  async stop(): Promise<void> {
    await this.editor.stop();
    this.workspace.dispose();
  }

  entries(): Promise<LofpEntriesAnswer> {
    return this.editor.request<LofpEntriesAnswer>(LofpEntriesRequest, {});
  }

  /** The entry once it is as wanted: ties are checked when it is quiet. */
  async entryOnce(id: string, isWanted: (row: LofpEntryRow) => boolean): Promise<LofpEntryRow> {
    for (;;) {
      const from = this.editor.lofpChanged.all.length;
      const row = (await this.entries()).entries.find((each) => each.id === id);
      if (row !== undefined && isWanted(row)) return row;
      await this.editor.lofpChanged.first(() => true, from);
    }
  }

  async codes(name: string): Promise<readonly string[]> {
    return (await this.lofpDiagnostics(name)).map(({ code }) => String(code));
  }

  async lofpDiagnostics(name: string): Promise<readonly Diagnostic[]> {
    const found = await this.editor.diagnostics(this.workspace.uri(name));
    return found.filter(({ code }) => String(code).startsWith('lofp-'));
  }
}
