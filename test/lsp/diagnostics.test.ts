// What the editor is told about a rule, character by character, in every way that a query can stand in a file.
import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver/node';
import { Editor, PLAIN, positionOf, rangeOf } from './editor';

/** What is between « and » is where an issue is expected; both are taken out of the file. */
interface Case {
  readonly name: string;
  readonly file: string;
  readonly codes: readonly string[];
  readonly extension?: 'toml' | 'yaml' | 'eql';
  readonly languageId?: string;
}

const HEAD = '[rule]\nname = "n"\ntype = "eql"\nindex = ["logs-endpoint.events.*"]\n';

const toml = (query: string): string => `${HEAD}query = ${query}\nseverity = "low"\n`;
const yaml = (query: string): string => `rule:\n  name: n\n  type: eql\n  query: ${query}\n  severity: low\n`;

const places: readonly Case[] = [
  {
    name: "TOML '''",
    file: toml("'''\nprocess where process.name «=» \"x\"\n'''"),
    codes: ['syntax'],
  },
  {
    name: "TOML ''' that begins in its own line",
    file: toml("'''process where process.name «=» \"x\"'''"),
    codes: ['syntax'],
  },
  {
    name: 'TOML """ behind escapes, a continued line and a quote',
    file: toml(
      '"""\nprocess where \\\n    process.name == "caf\\u00e9\\t" and user.name != \\"\\U0001F980\\" and\n user.id «=» "x"\n"""',
    ),
    codes: ['syntax'],
  },
  {
    name: 'TOML "…" behind escapes',
    file: toml('"process where process.name == \\"a\\" and user.name «=» \\"b\\""'),
    codes: ['syntax'],
  },
  { name: "TOML '…'", file: toml('\'process where process.name «=» "x"\''), codes: ['syntax'] },
  {
    name: 'TOML with a function whose argument is spelt with an escape',
    file: toml('"process where «lenght»(process.name) > 3 and process.name == \\"\\u0041\\""'),
    codes: ['unknown-function'],
  },
  {
    name: 'TOML with a field that is spelt with an escape',
    file: toml('"process where «process.n\\u0061m» == \\"x\\""'),
    codes: ['unknown-field'],
  },
  {
    name: 'TOML with CRLF',
    file: toml("'''\nprocess where process.name == \"a\" and\n  user.name «=» \"x\"\n'''").replaceAll('\n', '\r\n'),
    codes: ['syntax'],
  },
  {
    name: 'TOML with characters of two units before',
    file: toml("'''\nprocess where process.name == \"🦀🦀\" and user.name «=» \"x\"\n'''"),
    codes: ['syntax'],
  },
  {
    name: 'TOML with two rules, the second of them wrong',
    file: `[[rule]]\ntype = "eql"\nquery = "any where true"\n[[rule]]\ntype = "eql"\nquery = "any where process.pid «=» 1"\n`,
    codes: ['syntax'],
  },
  {
    name: 'YAML |',
    file: yaml('|\n    process where process.name == "a" and\n      user.name «=» "x"'),
    codes: ['syntax'],
  },
  {
    name: 'YAML >',
    file: yaml('>\n    process where process.name == "a" and\n    user.name «=» "x"'),
    codes: ['syntax'],
  },
  { name: 'YAML plain', file: yaml('process where process.name «=» "x"'), codes: ['syntax'] },
  {
    name: 'YAML plain over two lines',
    file: yaml('process where process.name == "a" and\n    user.name «=» "x"'),
    codes: ['syntax'],
  },
  {
    name: "YAML '…' behind a doubled quote",
    file: yaml(`'process where process.name == "it''s" and user.name «=» "x"'`),
    codes: ['syntax'],
  },
  {
    name: 'YAML "…" behind escapes',
    file: yaml('"process where process.name == \\"caf\\xe9\\" and user.name «=» \\"x\\""'),
    codes: ['syntax'],
  },
  {
    name: 'YAML in a flow mapping',
    file: 'rule: { type: eql, name: n, query: "any where process.pid «=» 1" }\n',
    codes: ['syntax'],
    extension: 'yaml',
  },
  {
    name: 'YAML with several documents',
    file: 'type: eql\nrule_id: a\nquery: any where true\n---\ntype: eql\nrule_id: b\nquery: any where process.pid «=» 1\n',
    codes: ['syntax'],
    extension: 'yaml',
  },
  { name: 'an .eql file', file: '// why\nprocess where process.name «=» "x"\n', codes: ['syntax'], extension: 'eql' },
  {
    name: 'broken TOML above the query',
    file: `[rule]\nname = \ntype = "eql"\nquery = '''\nprocess where process.name «=» "x"\n'''\n`,
    codes: ['toml-syntax', 'syntax'],
  },
  {
    name: 'broken YAML below the query',
    file: 'rule:\n  type: eql\n  query: |\n    process where process.name «=» "x"\n  tags: [a, "b\n',
    codes: ['syntax', 'yaml-syntax'],
    extension: 'yaml',
  },
  {
    name: 'TOML that the editor takes for plain text',
    file: toml("'''\nprocess where process.name «=» \"x\"\n'''"),
    codes: ['syntax'],
    languageId: 'plaintext',
  },
];

describe('diagnostics', () => {
  let editor: Editor;
  before(async () => (editor = await Editor.start()));
  after(() => editor.stop());

  describe('stand on the right characters in', () => {
    for (const each of places)
      it(each.name, async () => {
        const { uri, text, marked } = await openMarked(editor, each);
        const found = await editor.diagnostics(uri);
        assert.deepEqual(
          found.map(({ code }) => code),
          each.codes,
        );
        const code = each.codes.find((known) => !known.endsWith('-syntax'));
        const { range } = pick(found, (diagnostic) => diagnostic.code === code);
        assert.deepEqual(range, marked, `${JSON.stringify(range)} in ${JSON.stringify(text)}`);
      });
  });

  it('name their source, say how bad it is and what would be right', async () => {
    const { uri } = await openMarked(editor, { file: 'process where process.name «=» "x"', extension: 'eql' });
    const [found] = await editor.diagnostics(uri);
    assert.equal(found?.source, 'rulewright');
    assert.equal(found.severity, 1);
    assert.match(JSON.stringify(found.message), /==/);
  });

  for (const language of ['kuery', 'esql', 'lucene'])
    it(`are one hint for ${language}`, async () => {
      const type = language === 'esql' ? 'esql' : 'query';
      const file = `«[rule]»\nname = "n"\ntype = "${type}"\nlanguage = "${language}"\nquery = 'a = = ((b'\n`;
      const { uri, marked } = await openMarked(editor, { file });
      const found = await editor.diagnostics(uri);
      assert.deepEqual(
        found.map(({ code, severity, range }) => ({ code, severity, line: range.start.line })),
        [{ code: 'unsupported-language', severity: 4, line: marked.start.line }],
      );
    });

  for (const [name, file, extension] of [
    ['TOML', '[package]\nname = "x"\nquery = "a = b"\n', 'toml'],
    ['YAML', 'services:\n  web:\n    query: "a = b"\n', 'yaml'],
    ['broken TOML', 'a = \n[[[\n', 'toml'],
    ['a machine-learning rule', '[rule]\ntype = "machine_learning"\nrule_id = "x"\n', 'toml'],
  ] as const)
    it(`are none for ${name} that holds no query`, async () => {
      const uri = await open(editor, file, extension);
      assert.deepEqual(await editor.diagnostics(uri), []);
    });

  it('follow the text as it is edited, also by several edits at once', async () => {
    const uri = await open(editor, 'process where\n  process.name = "x"\n', 'eql');
    assert.equal((await editor.diagnostics(uri)).length, 1);
    await editor.change(
      uri,
      { range: { start: { line: 1, character: 15 }, end: { line: 1, character: 16 } }, text: '==' },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '// one line more\n' },
      { range: { start: { line: 2, character: 2 }, end: { line: 2, character: 9 } }, text: 'user' },
    );
    assert.deepEqual(await editor.diagnostics(uri), []);
    await editor.change(uri, { text: 'process where user.name = "x"' });
    const [found] = await editor.diagnostics(uri);
    assert.deepEqual(found?.range, rangeOf('process where user.name = "x"', '='));
  });

  it('are not sent again when nothing changed', async () => {
    const uri = await open(editor, 'any where user.name = "x"', 'eql');
    const first = await editor.pull(uri);
    assert.ok(first.kind === 'full' && first.resultId !== undefined);
    const second = await editor.pull(uri, first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    await editor.change(uri, { text: 'any where user.name = "x" ' });
    assert.equal((await editor.pull(uri, first.resultId)).kind, 'full');
  });

  it('are none for a document that is not open, or was closed', async () => {
    assert.deepEqual(await editor.diagnostics('file:///never-opened.eql'), []);
    const uri = await open(editor, 'any where user.name = "x"', 'eql');
    await editor.close(uri);
    assert.deepEqual(await editor.diagnostics(uri), []);
  });

  it('are there for a document that was never saved', async () => {
    await editor.open('untitled:Untitled-1', 'any where user.name = "x"', 'eql');
    assert.equal((await editor.diagnostics('untitled:Untitled-1')).length, 1);
  });
});

describe('an editor that does not ask for diagnostics', () => {
  let editor: Editor;
  before(async () => (editor = await Editor.start({ capabilities: PLAIN })));
  after(() => editor.stop());

  it('is told of them when a text is opened, changed and closed', async () => {
    const uri = 'file:///pushed.eql';
    const told = (from: number) => editor.pushed.first((params) => params.uri === uri, from);
    await editor.open(uri, 'any where user.name = "x"');
    const opened = await told(0);
    assert.deepEqual(opened.diagnostics[0]?.range, rangeOf('any where user.name = "x"', '='));
    assert.equal(opened.version, 1);
    let heard = editor.pushed.all.length;
    await editor.change(uri, { text: 'any where user.name == "x"' });
    assert.deepEqual((await told(heard)).diagnostics, []);
    heard = editor.pushed.all.length;
    await editor.change(uri, { text: 'any where' });
    assert.notDeepEqual((await told(heard)).diagnostics, []);
    heard = editor.pushed.all.length;
    await editor.close(uri);
    assert.deepEqual((await told(heard)).diagnostics, []);
  });
});

let opened = 0;

async function open(editor: Editor, text: string, extension: string, languageId?: string): Promise<string> {
  const uri = `file:///diagnostics/${++opened}.${extension}`;
  await editor.open(uri, text, languageId);
  return uri;
}

async function openMarked(editor: Editor, { file, extension, languageId }: Omit<Case, 'codes' | 'name'>) {
  const from = file.indexOf('«');
  const to = file.indexOf('»') - 1;
  const text = file.replace(/[«»]/g, '');
  const uri = await open(editor, text, extension ?? (file.startsWith('rule:') ? 'yaml' : 'toml'), languageId);
  return { uri, text, marked: { start: positionOf(text, from), end: positionOf(text, to) } };
}

function pick(found: readonly Diagnostic[], isWanted: (each: Diagnostic) => boolean): Diagnostic {
  return found.find(isWanted) ?? assert.fail(`not found in ${JSON.stringify(found)}`);
}
