// What completions and hovers know of a rule's sample, before the rule was ever run.
import assert from 'node:assert/strict';
import type { CompletionList, Hover } from 'vscode-languageserver/node';
import { Editor } from './editor';
import { ruleOf, shellWorkspace } from './shells';
import type { Workspace } from './workspace';

describe('the sample of a rule', () => {
  let workspace: Workspace;
  let editor: Editor;

  before(async () => {
    workspace = shellWorkspace();
    editor = await Editor.start();
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  it('gives completions its values, and hovers how often it has a field', async () => {
    const uri = workspace.uri('rules/values.toml');
    const text = ruleOf('process where event.dataset == "test.shells" and process.name == ""', 'rule_id = "values"\n');
    await editor.open(uri, text);
    const line = text.split('\n').findIndex((each) => each.startsWith('process'));
    const query = text.split('\n')[line] ?? '';
    const at = { textDocument: { uri }, position: { line, character: query.length - 1 } };
    // The first answer comes before the sample is counted; each later one tells what is known by then. The test's limit ends the wait.
    for (;;) {
      const { items } = await editor.request<CompletionList>('textDocument/completion', at);
      const values = items.map(({ label, labelDetails }) => `${label}: ${labelDetails?.description}`);
      if (values.length > 0) {
        assert.deepEqual(values, ['sh: 3 events', 'bash: 1 event', 'dash: 1 event']);
        break;
      }
    }
    const position = { line, character: query.indexOf('process.name') + 3 };
    const hover = await editor.request<Hover>('textDocument/hover', { textDocument: { uri }, position });
    assert.match(JSON.stringify(hover.contents), /In 5 of 5 events of the sample/);
  });
});
