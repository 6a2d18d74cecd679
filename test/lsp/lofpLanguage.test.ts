// What an editor shows and offers of known false positives in the text of a rule: hovers, ids, ways to entries and back, actions.
import assert from 'node:assert/strict';
import type { CodeAction, CompletionList, Hover, Location, WorkspaceEdit } from 'vscode-languageserver/node';
import { ExcludeLofpCommand, ShowLofpPageCommand } from '../../server/src/protocol';
import { ENTRY, ruleText } from '../lofp/entryTexts';
import { rangeOf } from './editor';
import { ENTRY_FILE, LofpBench, RULE_FILE, tiedRule } from './lofpBench';

const OTHER = 'rules/other.yaml';
const OTHER_TEXT = `name: Another exec
rule_id: 21111111-2222-4333-8444-555555555555
type: eql
language: eql
index: ["logs-kubernetes.audit_logs-*"]
false_positives:
  - A job asks for disks.
  - An owl | with *marks* asks.
query: any where true
`;

describe('known false positives in the text of a rule', () => {
  const bench = new LofpBench({ [OTHER]: OTHER_TEXT });
  const text = tiedRule();
  const uri = bench.workspace.uri(RULE_FILE);
  const other = bench.workspace.uri(OTHER);
  before(async () => {
    await bench.start({
      initializationOptions: { commands: [ShowLofpPageCommand, ExcludeLofpCommand] },
    });
    await bench.editor.open(uri, text);
    await bench.editor.open(other, OTHER_TEXT);
    await bench.editor.open(bench.workspace.uri(ENTRY_FILE), ENTRY);
    await bench.entryOnce('disk-check', ({ state }) => state === 'fine');
  });
  after(() => bench.stop());

  const at = <T>(method: string, file: string, own: string, words: string, more = {}): Promise<T> =>
    bench.editor.request<T>(method, { textDocument: { uri: file }, position: rangeOf(own, words).start, ...more });
  const markdownAt = async (file: string, own: string, words: string): Promise<string> => {
    const hover = await at<Hover | null>('textDocument/hover', file, own, words);
    return hover === null ? '' : (hover.contents as { value: string }).value;
  };
  const actionsAt = async (file: string, own: string, words: string): Promise<readonly CodeAction[]> => {
    const found = await bench.editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: file },
      range: rangeOf(own, words),
      context: { diagnostics: [] },
    });
    return found.filter(({ kind }) => kind === 'refactor.rewrite.lofp');
  };

  it('a statement and a comment show their entry, with a link to its page', async () => {
    for (const words of ['A job asks', 'disk-check\n  (user']) {
      const shown = await markdownAt(uri, text, words);
      assert.match(shown, /^\*\*Known false positive\*\* `disk-check` \(its evidence holds\)/);
      assert.match(shown, /Who: The monitoring's service account/);
      assert.match(shown, /Fields tell these events from an attack\./);
      const link = /\(command:rulewright\.showLofpPage\?([^)]+)\)/.exec(shown)?.[1] ?? '';
      assert.deepEqual(JSON.parse(decodeURIComponent(link)), [{ id: 'disk-check' }]);
    }
  });

  it('a statement without an entry shows the other rules with it, and nothing in it is markup', async () => {
    const shown = await markdownAt(other, OTHER_TEXT, 'A job asks');
    assert.match(
      shown,
      /without an entry in the catalogue\n\nOne other rule with it:\n\n- \[Exec into a pod\]\(file:.*exec\.toml#L1\)/,
    );
    assert.match(await markdownAt(other, OTHER_TEXT, 'An owl'), /No other rule of the workspace has it\./);
  });

  it('ids are completed behind `lofp:` in a comment, and nowhere else', async () => {
    const typed = text.replace('// lofp: disk-check', '// lofp: di');
    await bench.editor.change(uri, { text: typed });
    const list = await at<CompletionList>('textDocument/completion', uri, typed, '\n  (user');
    assert.deepEqual(
      list.items.map(({ label, textEdit }) => [label, textEdit && 'range' in textEdit && textEdit.range]),
      [['disk-check', { ...rangeOf(typed, 'di\n  (user'), end: rangeOf(typed, '\n  (user').start }]],
    );
    const elsewhere = await at<CompletionList>(
      'textDocument/completion',
      uri,
      typed,
      'user.name == "system:serviceaccount:mon',
    );
    assert.ok(!elsewhere.items.some(({ label }) => label === 'disk-check'));
    await bench.editor.change(uri, { text });
  });

  it('a comment leads to its entry, an entry to its rule, and both to all that names it', async () => {
    const [entry] = await at<Location[]>('textDocument/definition', uri, text, 'disk-check\n  (user');
    assert.equal(entry?.uri, bench.workspace.uri(ENTRY_FILE));
    assert.deepEqual(entry.range.start, { line: 1, character: 4 });
    const own = bench.workspace.uri(ENTRY_FILE);
    const [rule] = await at<Location[]>('textDocument/definition', own, ENTRY, '11111111-2222');
    assert.equal(rule?.uri, uri);
    const all = await at<Location[]>('textDocument/references', uri, text, 'disk-check\n  (user', {
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      all.map((each) => each.uri),
      [own, uri, uri],
    );
    const fields = await at<Location[]>('textDocument/references', uri, text, 'objectRef.subresource', {
      context: { includeDeclaration: true },
    });
    assert.equal(fields.length, 1);
  });

  it('a tied statement and a tied arm offer the page and the exclusion', async () => {
    for (const words of ['A job asks', 'namespace == "shop"']) {
      const found = await actionsAt(uri, text, words);
      assert.deepEqual(
        found.map(({ command }) => [command?.command, command?.arguments]),
        [
          [ExcludeLofpCommand, [{ uri, rule: 0 }, 'disk-check']],
          [ShowLofpPageCommand, [{ id: 'disk-check' }]],
        ],
      );
    }
  });

  it('a statement without an entry offers to link it to the nearest, or to begin a new one', async () => {
    const found = await actionsAt(other, OTHER_TEXT, 'A job asks');
    assert.deepEqual(
      found.map(({ title }) => title),
      ['Link to the entry disk-check', 'New entry from this statement'],
    );
    const [link, begin] = await Promise.all(
      found.map((each) => bench.editor.request<CodeAction>('codeAction/resolve', each)),
    );
    assert.match(JSON.stringify(link?.edit), /"newText":" {2}# lofp: disk-check\\n"/);
    const made = (begin?.edit as WorkspaceEdit).documentChanges ?? [];
    assert.ok(made[0] !== undefined && 'kind' in made[0] && made[0].kind === 'create');
    assert.match(JSON.stringify(made[1]), /statement: \\"A job asks for disks\.\\"/);
    assert.deepEqual(await actionsAt(other, OTHER_TEXT, 'index:'), []);
  });
});

describe('an editor that has none of the commands', () => {
  const bench = new LofpBench();
  const uri = bench.workspace.uri(RULE_FILE);
  before(async () => {
    await bench.start({ initializationOptions: { commands: 7 } });
    await bench.editor.open(uri, tiedRule());
    await bench.entryOnce('disk-check', () => true);
  });
  after(() => bench.stop());

  it('gets hovers without links, and no action that it could not do', async () => {
    const position = rangeOf(tiedRule(), 'A job asks').start;
    const hover = await bench.editor.request<Hover>('textDocument/hover', { textDocument: { uri }, position });
    assert.doesNotMatch(JSON.stringify(hover), /command:/);
    const found = await bench.editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    assert.ok(!JSON.stringify(found).includes('isk-check'));
  });

  it('is told of a tie to an entry that is not there, once it is quiet', async () => {
    const text = ruleText('', '# lofp: disk-chek\n    "A job asks for disks."');
    const from = bench.editor.lofpChanged.all.length;
    await bench.editor.change(uri, { text });
    await bench.editor.lofpChanged.first(() => true, from);
    const [found] = await bench.lofpDiagnostics(RULE_FILE);
    assert.equal(found?.code, 'lofp-unknown-entry');
    assert.match(JSON.stringify(found.message), /Did you mean `disk-check`\?/);
  });
});
