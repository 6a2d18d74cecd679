// Marks over the wire: edits of the label file, by its text in the editor, for the client to apply.
import assert from 'node:assert/strict';
import { MarkRequest, RunRequest } from '../../server/src/protocol';
import type { MarkAnswer, RunAnswer } from '../../server/src/protocol';
import { Editor } from './editor';
import { SH_RULE, shellWorkspace } from './shells';
import type { Workspace } from './workspace';

describe('a mark in the editor', () => {
  let workspace: Workspace;
  let editor: Editor;
  let runId = 0;
  const labels = (): string => workspace.uri('samples/events/shells.labels.yaml');

  before(async () => {
    workspace = shellWorkspace();
    editor = await Editor.start({ folders: [workspace.root] });
    const rule = { uri: workspace.uri('rules/sh.toml'), rule: 0 };
    await editor.open(rule.uri, SH_RULE);
    const answer = await editor.request<RunAnswer>(RunRequest, rule);
    runId = answer.runId ?? 0;
    await editor.states.first((state) => state.runId === runId && state.phase === 'done');
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  it('is an edit of the label file at the place of the event', async () => {
    const answer = await editor.request<MarkAnswer>(MarkRequest, { runId, rows: [2], label: 'benign' });
    assert.deepEqual(answer, {
      files: [
        {
          uri: labels(),
          isNew: false,
          edits: [
            {
              range: { start: { line: 7, character: 0 }, end: { line: 7, character: 0 } },
              newText: '  - id: event-4\n    label: benign\n',
            },
          ],
        },
      ],
      events: 1,
      changed: 1,
      message: '1 event marked as benign.',
    });
  });

  it('is made in the text that is open, saved or not', async () => {
    await editor.open(labels(), 'events: []\n');
    const answer = await editor.request<MarkAnswer>(MarkRequest, { runId, rows: [2], label: 'malicious' });
    assert.equal(answer.files[0]?.edits[0]?.newText, '\n  - id: event-4\n    label: malicious');
  });

  it('is refused with a sentence', async () => {
    const late = await editor.refusal(MarkRequest, { runId: runId + 1, rows: [0], label: null });
    assert.match(late.message, /run the rule again/);
    const wrong = await editor.refusal(MarkRequest, { runId, rows: ['0'], label: null });
    assert.match(wrong.message, /`rows` to be a list of whole numbers/);
  });
});
