// Answers of the author, as the editor sees them: what they silence, and the quick fix that writes them.
import assert from 'node:assert/strict';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { Editor, positionOf } from './editor';

const URI = 'file:///w/rule.eql';
const TEXT = 'process where process.args in ("--all", "--user=*")';

describe('an answer in the editor', () => {
  let editor: Editor;
  before(async () => void (editor = await Editor.start()));
  after(() => editor.stop());

  const codesOf = async (text: string): Promise<readonly string[]> => {
    await editor.open(URI, text);
    const found = await editor.diagnostics(URI);
    await editor.close(URI);
    return found.map(({ code }) => String(code));
  };

  it('silences what it names', async () => {
    assert.deepEqual(await codesOf(TEXT), ['literal-wildcard']);
    assert.deepEqual(await codesOf(`${TEXT} // rulewright: accepted literal-wildcard because so`), []);
  });

  it('ends when its day has passed', async () => {
    const text = `${TEXT} // rulewright: accepted literal-wildcard because so until 2020-02-29`;
    assert.deepEqual(await codesOf(text), ['literal-wildcard', 'expired-answer']);
  });

  it('is written by a quick fix, which asks for the reason', async () => {
    await editor.open(URI, TEXT);
    const at = positionOf(TEXT, TEXT.indexOf('--user'));
    const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: { start: at, end: at },
      context: { diagnostics: await editor.diagnostics(URI), only: ['quickfix'] },
    });
    const accept = actions.find(({ title }) => title === 'Accept `literal-wildcard` here, with a reason');
    assert.ok(accept);
    assert.equal(accept.isPreferred, undefined);
    const { edit } = await editor.request<CodeAction>('codeAction/resolve', accept);
    const [change] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(
      change?.edits.map((each) => ('newText' in each ? each.newText : '')),
      ['// rulewright: accepted literal-wildcard because REASON\n'],
    );
    await editor.close(URI);
    assert.deepEqual([...(await codesOf(`// rulewright: accepted literal-wildcard because REASON\n${TEXT}`))].sort(), [
      'bad-answer',
      'literal-wildcard',
    ]);
  });
});
