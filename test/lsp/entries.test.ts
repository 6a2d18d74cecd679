// Entries of known false positives in the editor: checked, completed and explained as they are typed, wherever a project keeps them.
import assert from 'node:assert/strict';
import type { CompletionList, Hover } from 'vscode-languageserver';
import { changed, ENTRY } from '../lofp/entryTexts';
import { Editor, positionOf, PULLING } from './editor';
import { Workspace } from './workspace';

describe('an entry of known false positives in the editor', () => {
  let workspace: Workspace;
  let editor: Editor;

  before(async () => {
    workspace = new Workspace({ 'rulewright.yaml': 'lofp: [known]\n', 'known/first.yaml': ENTRY });
    editor = await Editor.start({ folders: [workspace.root], capabilities: PULLING });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  async function codesOf(name: string, text: string): Promise<readonly unknown[]> {
    const uri = workspace.uri(name);
    await editor.open(uri, text);
    const found = await editor.diagnostics(uri);
    await editor.close(uri);
    return found.map(({ code }) => code);
  }

  it('is checked where the project keeps its entries, with the others there', async () => {
    assert.deepEqual(await codesOf('known/first.yaml', ENTRY), []);
    assert.deepEqual(await codesOf('known/first.yaml', changed(['example: shop', 'example: "*"'])), ['lofp-wildcard']);
    assert.deepEqual(await codesOf('known/second.yaml', ENTRY), ['lofp-duplicate-id']);
    assert.deepEqual(await codesOf('elsewhere/first.yaml', 'id: 1\nwhom: x\n'), []);
  });

  it('has its keys and its values completed, and says what they mean', async () => {
    const uri = workspace.uri('known/third.yaml');
    const text = 'id: third\nexpressible: \n';
    await editor.open(uri, text);
    const at = positionOf(text, text.length - 1);
    const list = await editor.request<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: at,
    });
    assert.deepEqual(list.items.map(({ label }) => label).sort(), ['no', 'partly', 'yes']);
    const hover = await editor.request<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: positionOf(text, text.indexOf('expressible') + 1),
    });
    assert.match(JSON.stringify(hover?.contents), /How far fields can tell/);
  });
});
