// The protocol's own requests on rules, each once over real messages: what is answered stands at the right places of the file.
import assert from 'node:assert/strict';
import type {
  CompletionItem,
  CompletionList,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Position,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Editor, positionOf, rangeOf } from './editor';
import { ruleOf } from './shells';
import { Workspace } from './workspace';

const INDEX = 'index = ["logs-endpoint.events.process-*"]\n';

describe('on rules, the protocol’s request', () => {
  let workspace: Workspace;
  let editor: Editor;
  let opened = 0;

  before(async () => {
    workspace = new Workspace({
      'rules/closed.toml': ruleOf(
        'process where process.name == "closed" and user.name == "x"',
        'rule_id = "closed"\n',
      ),
      'rules/closed.yaml': 'name: In YAML\ntype: eql\nquery: "process where process.name == \\"\\u00e9\\""\n',
    });
    editor = await Editor.start({
      folders: [workspace.root],
      settings: { format: { width: 100 }, inlayHints: { ignoredCase: true, literalWildcards: true } },
    });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  /** Opens a text with one `$0` in it, which is taken out. */
  async function open(marked: string, extension = 'toml') {
    const uri = workspace.uri(`rules/open-${++opened}.${extension}`);
    const text = marked.replace('$0', '');
    const position = positionOf(text, Math.max(0, marked.indexOf('$0')));
    await editor.open(uri, text);
    return { uri, text, position, textDocument: { uri } };
  }

  const textIn = (text: string, range: { start: Position; end: Position } | undefined): string =>
    range === undefined ? '' : TextDocument.create('', '', 1, text).getText(range);

  for (const [name, marked, extension] of [
    ['a literal block', ruleOf('process where process.na$0', INDEX), 'toml'],
    [
      'a string with escapes',
      `[rule]\ntype = "eql"\n${INDEX}query = "process where user.name == \\"\\u00e9\\" and process.na$0"\n`,
      'toml',
    ],
    [
      'a block of YAML',
      'type: eql\nindex: [logs-endpoint.events.process-*]\nquery: |\n  process where\n    process.na$0\n',
      'yaml',
    ],
  ] as const)
    it(`textDocument/completion replaces what was typed in ${name}`, async () => {
      const { uri, text, position } = await open(marked, extension);
      const { items } = await editor.request<CompletionList>('textDocument/completion', {
        textDocument: { uri },
        position,
      });
      const item = items.find(({ label }) => label === 'process.name');
      const edit = item?.textEdit;
      assert.ok(edit !== undefined && 'range' in edit);
      assert.equal(edit.newText, 'process.name');
      assert.equal(textIn(text, edit.range), 'process.na');
      assert.equal(item?.documentation, undefined);
      const resolved = await editor.request<CompletionItem>('completionItem/resolve', item);
      assert.match(JSON.stringify(resolved.documentation), /keyword/);
    });

  it('textDocument/hover tells of a field and marks it, escapes and all', async () => {
    const { text, textDocument, position } = await open(
      `[rule]\ntype = "eql"\n${INDEX}query = "process where process.n\\u0061$0me == \\"a\\""\n`,
    );
    const hover = await editor.request<Hover>('textDocument/hover', { textDocument, position });
    assert.match(JSON.stringify(hover.contents), /process\.name/);
    assert.equal(textIn(text, hover.range), 'process.n\\u0061me');
  });

  it('textDocument/signatureHelp tells of the function around', async () => {
    const { textDocument, position } = await open(ruleOf('process where stringContains(process.name, $0)'));
    const help = await editor.request<SignatureHelp>('textDocument/signatureHelp', { textDocument, position });
    assert.match(help.signatures[0]?.label ?? '', /^stringContains\(/);
    assert.equal(help.activeParameter, 1);
  });

  it('textDocument/documentHighlight and definition find the uses of a field', async () => {
    const { uri, text, textDocument, position } = await open(
      ruleOf('process where process.pid > 1 and process.p$0id < 9 and process.name == "process.pid"'),
    );
    const found = await editor.request<DocumentHighlight[]>('textDocument/documentHighlight', {
      textDocument,
      position,
    });
    assert.deepEqual(
      found.map(({ range }) => textIn(text, range)),
      ['process.pid', 'process.pid'],
    );
    const [first] = await editor.request<Location[]>('textDocument/definition', { textDocument, position });
    assert.deepEqual(first, { uri, range: found[0]?.range });
  });

  it('textDocument/references and rename reach files that are not open', async () => {
    const { uri, textDocument, position } = await open(ruleOf('process where process.na$0me == "open"'));
    const found = await editor.request<Location[]>('textDocument/references', {
      textDocument,
      position,
      context: { includeDeclaration: true },
    });
    const files = new Set(found.map((each) => each.uri));
    for (const file of [uri, workspace.uri('rules/closed.toml'), workspace.uri('rules/closed.yaml')])
      assert.ok(files.has(file), file);
    const prepared = await editor.request<{ placeholder: string }>('textDocument/prepareRename', {
      textDocument,
      position,
    });
    assert.equal(prepared.placeholder, 'process.name');
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position,
      newName: 'process.executable',
    });
    const closed = (edit.documentChanges ?? []).find(
      (change) => 'textDocument' in change && change.textDocument.uri === workspace.uri('rules/closed.toml'),
    );
    assert.ok(closed !== undefined && 'edits' in closed);
    assert.equal(closed.textDocument.version, null);
    assert.equal(closed.edits.length, 1);
    const refused = await editor.refusal('textDocument/rename', { textDocument, position, newName: '' });
    assert.ok(refused.message.length > 10, refused.message);
  });

  it('workspace/symbol finds rules by their names', async () => {
    const found = await editor.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'In YAML' });
    assert.deepEqual(
      found.map(({ name, location }) => [name, location.uri]),
      [['In YAML', workspace.uri('rules/closed.yaml')]],
    );
  });

  it('textDocument/documentSymbol outlines rules and the items of sequences', async () => {
    const { textDocument } = await open(
      ruleOf('sequence by user.name\n  [process where process.name == "a"]\n  [file where true]'),
    );
    const [rule] = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    assert.equal(rule?.name, 'Shells');
    assert.deepEqual(
      rule.children?.map(({ range }) => range.start.line),
      [5, 6],
    );
  });

  it('textDocument/foldingRange and selectionRange follow the brackets', async () => {
    const { text, textDocument, position } = await open(
      ruleOf('process where process.name in (\n  "a$0",\n  "b"\n) and true'),
    );
    const folds = await editor.request<FoldingRange[]>('textDocument/foldingRange', { textDocument });
    const bracket = positionOf(text, text.indexOf('('));
    assert.ok(folds.some(({ startLine }) => startLine === bracket.line));
    let [selection] = await editor.request<(SelectionRange | undefined)[]>('textDocument/selectionRange', {
      textDocument,
      positions: [position],
    });
    const widening: string[] = [];
    for (; selection !== undefined; selection = selection.parent) widening.push(textIn(text, selection.range));
    assert.equal(widening[0], '"a"');
    for (const [index, each] of widening.slice(1).entries()) assert.ok(each.includes(widening[index] ?? ''), each);
  });

  it('textDocument/semanticTokens comes whole, as a difference and for a stretch', async () => {
    const { uri, text, textDocument } = await open('any where process.name == "a"\n', 'eql');
    const full = await editor.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    assert.equal(full.data.length % 5, 0);
    assert.deepEqual(full.data.slice(0, 5).slice(0, 3), [0, 0, 'any'.length]);
    const { end } = rangeOf(text, '"a"');
    await editor.change(uri, { range: { start: end, end }, text: ' and true' });
    const delta = await editor.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: full.resultId,
    });
    const changed = applyDelta(full.data, delta);
    const again = await editor.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    assert.deepEqual(changed, again.data);
    const part = await editor.request<SemanticTokens>('textDocument/semanticTokens/range', {
      textDocument,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
    });
    assert.equal(part.data.length, 5);
  });

  it('textDocument/formatting touches the query and nothing else', async () => {
    const { text, textDocument } = await open(
      `# kept\n[rule]\nname   =   "n"\ntype = "eql"\nquery = '''\nprocess where   process.name=="a"  and user.name=="b"\n'''\n`,
    );
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await editor.request<TextEdit[]>('textDocument/formatting', { textDocument, options });
    const formatted = TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits);
    const kept = (each: string): string => each.replace(/'''[^]*'''/, '');
    assert.equal(kept(formatted), kept(text));
    assert.match(formatted, /process\.name == "a"\s+and\s+user\.name == "b"/);
    const { textDocument: done } = await open(formatted);
    assert.deepEqual(await editor.request('textDocument/formatting', { textDocument: done, options }), []);
  });

  it('textDocument/documentLink leads to techniques', async () => {
    const { text, textDocument } = await open(
      `${ruleOf('any where true')}\n[[rule.threat]]\nframework = "MITRE ATT&CK"\n[[rule.threat.technique]]\nid = "T1609"\n`,
    );
    const links = await editor.request<DocumentLink[]>('textDocument/documentLink', { textDocument });
    assert.deepEqual(
      links.map(({ range, target }) => [textIn(text, range), target]),
      [['T1609', 'https://attack.mitre.org/techniques/T1609/']],
    );
  });

  it('textDocument/inlayHint obeys the settings', async () => {
    const { text, textDocument } = await open(ruleOf('process where process.name in ("a*")'));
    const range = { start: { line: 0, character: 0 }, end: positionOf(text, text.length) };
    const hints = await editor.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    assert.equal(hints.length, 1);
    editor.settings = { inlayHints: { literalWildcards: false } };
    const heard = editor.asked.all.length;
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
    await editor.asked.first((method) => method === 'workspace/configuration', heard);
    await editor.settled();
    assert.deepEqual(await editor.request('textDocument/inlayHint', { textDocument, range }), []);
  });
});

describe('folders of the workspace', () => {
  it('come and go while the server runs', async () => {
    const first = new Workspace();
    const second = new Workspace({ 'rules/later.toml': ruleOf('any where true').replace('Shells', 'Later') });
    const editor = await Editor.start({ folders: [first.root] });
    try {
      const change = (added: readonly Workspace[], removed: readonly Workspace[]): Promise<void> => {
        const foldersOf = (each: readonly Workspace[]): object[] =>
          each.map((workspace) => ({ uri: workspace.uri('').replace(/\/$/, ''), name: 'folder' }));
        return editor.notify('workspace/didChangeWorkspaceFolders', {
          event: { added: foldersOf(added), removed: foldersOf(removed) },
        });
      };
      await editor.asked.first((method) => method === 'workspace/configuration');
      await change([second], []);
      await editor.open('untitled:1', 'any where true', 'eql');
      const found = async (): Promise<string[]> =>
        (await editor.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'Later' })).map(({ name }) => name);
      assert.deepEqual(await found(), ['Later']);
      await change([], [second]);
      assert.deepEqual(await found(), []);
    } finally {
      await editor.stop();
      first.dispose();
      second.dispose();
    }
  });
});

function applyDelta(data: readonly number[], { edits }: SemanticTokensDelta): number[] {
  const changed = [...data];
  for (const edit of [...edits].sort((a, b) => b.start - a.start))
    changed.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
  return changed;
}
