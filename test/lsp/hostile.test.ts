// Texts that nobody would write and that editors send all the same: the server answers all of them, and goes on.
import assert from 'node:assert/strict';
import type { FoldingRange } from 'vscode-languageserver/node';
import { Editor, rangeOf } from './editor';

const HEAD = '[rule]\ntype = "eql"\n';

const texts: readonly (readonly [name: string, extension: string, text: string])[] = [
  ['10,000 brackets', 'eql', `any where ${'('.repeat(10_000)}true${')'.repeat(10_000)}`],
  ['10,000 open brackets in TOML', 'toml', `${HEAD}query = "any where ${'('.repeat(10_000)}"\n`],
  ['brackets of TOML', 'toml', `${HEAD}a = ${'['.repeat(20_000)}\nquery = "any where true"\n`],
  ['brackets of YAML', 'yaml', `type: eql\nquery: any where true\na: ${'['.repeat(20_000)}\n`],
  ['braces of YAML', 'yaml', `type: eql\nquery: any where true\na: ${'{a: '.repeat(5_000)}\n`],
  ['a string that is never closed', 'toml', `${HEAD}query = '''\nany where true and ${'a == b and '.repeat(1000)}`],
  ['1,000 rules', 'toml', `[[rule]]\ntype = "eql"\nquery = "any where process.name == 'a'"\n`.repeat(1000)],
  ['all kinds of line ends', 'toml', `${HEAD}\r\n\rquery = '''\r\nany where\r true\n'''\r`],
  ['half of a character', 'eql', 'any where process.name == "\ud83e" and true'],
  ['zeros', 'toml', `${HEAD}query = "any\u0000where\u0000true"\n`],
  ['an endless line', 'eql', `any where process.name in (${'"value", '.repeat(20_000)}"x")`],
  ['an endless chain', 'eql', `any where ${'not '.repeat(20_000)}true`],
  ['aliases of YAML', 'yaml', `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b, *none]\ntype: eql\nquery: any where true\n`],
];

const requests = [
  'textDocument/diagnostic',
  'textDocument/codeLens',
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/semanticTokens/full',
  'textDocument/formatting',
  'textDocument/documentLink',
];

describe('a text that holds', () => {
  let editor: Editor;
  before(async () => (editor = await Editor.start()));
  after(() => editor.stop());

  for (const [name, extension, text] of texts)
    it(`${name} is answered`, async () => {
      const uri = `file:///hostile/${name.replace(/\W/g, '-')}.${extension}`;
      await editor.open(uri, text);
      for (const method of requests)
        await editor.request(method, { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } });
      const lines = text.split(/\r\n|\r|\n/);
      for (const { range } of await editor.diagnostics(uri)) {
        assert.ok(range.end.line < lines.length);
        assert.ok(range.end.character <= (lines[range.end.line]?.length ?? 0));
      }
      for (const position of [
        { line: 0, character: 0 },
        { line: 2, character: 12 },
        { line: 1_000_000, character: 1_000_000 },
      ]) {
        await editor.request('textDocument/hover', { textDocument: { uri }, position });
        await editor.request('textDocument/completion', { textDocument: { uri }, position });
      }
      await editor.close(uri);
      assert.equal(editor.isRunning, true);
      assert.deepEqual(
        editor.logged.all.filter(({ type }) => type === 1),
        [],
      );
    });

  it('edits out of its bounds is still the text that the editor has', async () => {
    const uri = 'file:///hostile/edits.eql';
    await editor.open(uri, 'any where\n  user.name = "x"\n');
    await editor.change(
      uri,
      { range: { start: { line: 99, character: 0 }, end: { line: 120, character: 9 } }, text: '// end\n' },
      { range: { start: { line: 0, character: 500 }, end: { line: 0, character: 900 } }, text: ' // why' },
    );
    const [found] = await editor.diagnostics(uri);
    assert.deepEqual(found?.range, rangeOf('any where // why\n  user.name = "x"\n// end\n', '='));
    const folds = await editor.request<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri } });
    assert.ok(Array.isArray(folds));
  });
});
