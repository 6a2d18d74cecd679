// What suites of proposals share: a copy of the rules to try with their samples, and the requests in short.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { AcceptProposalRequest, ExceptionItemRequest, ProposalsRequest, RowsRequest } from '../../server/src/protocol';
import type {
  AcceptProposalAnswer,
  AcceptProposalParams,
  ExceptionItemAnswer,
  ExceptionItemParams,
  PanelState,
  ProposalRow,
  ProposalsAnswer,
  RowsAnswer,
} from '../../server/src/protocol';
import { Editor } from './editor';
import { Workspace } from './workspace';

declare const __ROOT__: string;

export const RULE = 'rules/kubernetes_user_exec_into_pod.toml';
export const YAML_RULE = 'rules/interactive_exec_into_container.yaml';
export const SAMPLE = 'samples/events/kubernetes-audit.ndjson';
export const LABELS = 'samples/events/kubernetes-audit.labels.yaml';

export class TuneBench {
  readonly workspace = new Workspace();
  editor!: Editor;

  async start(): Promise<void> {
    const samples = path.join(__ROOT__, 'samples');
    for (const each of ['rules', 'events'])
      cpSync(path.join(samples, each), this.workspace.at(each === 'rules' ? each : `samples/${each}`), {
        recursive: true,
      });
    this.editor = await Editor.start({ folders: [this.workspace.root] });
  }

  async stop(): Promise<void> {
    await this.editor.stop();
    this.workspace.dispose();
  }

  text(name: string): string {
    return readFileSync(this.workspace.at(name), 'utf8');
  }

  async open(name: string, text = this.text(name)): Promise<string> {
    await this.editor.open(this.workspace.uri(name), text);
    return text;
  }

  close(name: string): Promise<void> {
    return this.editor.close(this.workspace.uri(name));
  }

  run(name = RULE): Promise<PanelState> {
    return this.editor.run({ uri: this.workspace.uri(name), rule: 0 });
  }

  propose(runId: number, rows?: readonly number[]): Promise<ProposalsAnswer> {
    return this.editor.request<ProposalsAnswer>(ProposalsRequest, { runId, rows });
  }

  accept(params: AcceptProposalParams): Promise<AcceptProposalAnswer> {
    return this.editor.request<AcceptProposalAnswer>(AcceptProposalRequest, params);
  }

  exception(params: ExceptionItemParams): Promise<ExceptionItemAnswer> {
    return this.editor.request<ExceptionItemAnswer>(ExceptionItemRequest, params);
  }

  /** The rows whose first event stands on one of these lines. */
  async rowsAt(runId: number, lines: readonly number[]): Promise<readonly number[]> {
    const { rows } = await this.editor.request<RowsAnswer>(RowsRequest, { runId, from: 0, count: 1000 });
    return rows.filter(({ events }) => lines.includes(events[0]?.line ?? -1)).map(({ row }) => row);
  }

  /** Puts the edits of an answer into the open document; the text as it is then. */
  async apply(name: string, text: string, { file, message }: AcceptProposalAnswer): Promise<string> {
    assert.ok(file, message);
    assert.equal(file.uri, this.workspace.uri(name));
    const edits: readonly TextEdit[] = file.edits;
    for (const { range, newText } of edits) await this.editor.change(file.uri, { range, text: newText });
    return TextDocument.applyEdits(TextDocument.create(file.uri, 'toml', 1, text), [...edits]);
  }
}

export const proposal = (number: number, comment?: string): AcceptProposalParams['what'] => ({
  kind: 'proposal',
  proposal: number,
  ...(comment === undefined ? {} : { comment }),
});

export function first({ proposals, message }: ProposalsAnswer): ProposalRow {
  const [row] = proposals;
  assert.ok(row, message);
  return row;
}

/** All lines are there in their order; one more word may stand at the end of one. */
export function isKept(before: string, after: string): boolean {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let at = 0;
  for (const line of now) if (line === old[at] || line === `${old[at] ?? ''} or`) at++;
  return at === old.length;
}
