// The project file in the editor: it is checked and completed as it is typed, and what it says of rules holds at once.
import assert from 'node:assert/strict';
import type { CodeAction, CompletionItem, CompletionList, Hover } from 'vscode-languageserver';
import { Editor, PLAIN, PULLING, positionOf, rangeOf } from './editor';
import { Workspace } from './workspace';

const RULE = `[rule]\nname = "Always"\nrule_id = "always"\ntype = "eql"\nquery = 'any where true or process.name == "sh"'\n`;
const CODE = 'always-true';
const REFRESH = 'workspace/diagnostic/refresh';

describe('the project file in the editor', () => {
  let workspace: Workspace;
  let editor: Editor;

  beforeEach(() => {
    workspace = new Workspace({ 'rules/a.toml': RULE, 'rules/old/b.toml': RULE, 'schemas/app.json': '{}' });
  });
  afterEach(async () => {
    await editor.stop();
    workspace.dispose();
  });

  async function start(project: string | undefined, capabilities: object = PULLING): Promise<void> {
    if (project !== undefined) workspace.write('rulewright.yaml', project);
    editor = await Editor.start({ folders: [workspace.root], capabilities });
  }

  /** The severity of the one code, for a rule that is open; 0 where it is not reported. */
  async function severityIn(name: string, version = 0): Promise<number> {
    const uri = workspace.uri(name);
    if (version === 0) await editor.open(uri, RULE);
    const found = (await editor.diagnostics(uri)).find(({ code }) => code === CODE);
    return found?.severity ?? 0;
  }

  async function completed(marked: string, name = 'rulewright.yaml'): Promise<readonly CompletionItem[]> {
    const offset = marked.indexOf('$0');
    const text = marked.replace('$0', '');
    const uri = workspace.uri(name);
    await editor.open(uri, text);
    const list = await editor.request<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: positionOf(text, offset),
    });
    await editor.close(uri);
    return list.items;
  }

  it('says how grave an issue is, by globs', async () => {
    await start(`severities: { ${CODE}: error }\noverrides: [{ for: [rules/old], severities: { ${CODE}: off } }]\n`);
    assert.equal(await severityIn('rules/a.toml'), 1);
    assert.equal(await severityIn('rules/old/b.toml'), 0);
  });

  it('makes everything be checked again when it changes, comes or goes', async () => {
    await start(undefined);
    const usual = await severityIn('rules/a.toml');
    assert.equal(usual, 2);
    const changes: readonly (readonly [type: 1 | 2 | 3, text: string | undefined, severity: number])[] = [
      [1, `severities: { ${CODE}: hint }\n`, 4],
      [2, `severities: { ${CODE}: "off" }\n`, 0],
      [3, undefined, usual],
    ];
    for (const [type, text, severity] of changes) {
      if (text === undefined) workspace.remove('rulewright.yaml');
      else workspace.write('rulewright.yaml', text);
      const heard = editor.asked.all.length;
      await editor.filesChanged(type, workspace.at('rulewright.yaml'));
      await editor.asked.first((method) => method === REFRESH, heard);
      assert.equal(await severityIn('rules/a.toml', 1), severity);
    }
  });

  it('names the schemas of its rules', async () => {
    workspace.write(
      'schemas/app.json',
      '{"properties": {"@timestamp": {"type": "date"}, "event.category": {"type": "keyword"}, "app.user": {"type": "keyword"}}}',
    );
    const rule = `[rule]\nname = "App"\ntype = "eql"\nindex = ["logs-app-*"]\nquery = 'any where app.user == "a" and app.usr == "b"'\n`;
    await start('schemas: [{ path: schemas/app.json, for: [logs-app-*] }]\n');
    const uri = workspace.uri('rules/app.toml');
    await editor.open(uri, rule);
    const unknown = (await editor.diagnostics(uri)).filter(({ code }) => code === 'unknown-field');
    assert.deepEqual(
      unknown.map(({ range }) => range),
      [rangeOf(rule, 'app.usr')],
    );
  });

  it('silences what is no rule', async () => {
    await start('rules: { exclude: [rules/old] }\n');
    assert.equal(await severityIn('rules/old/b.toml'), 0);
    assert.equal(await severityIn('rules/a.toml'), 2);
  });

  it('is not looked for above the folder of the workspace', async () => {
    workspace.write('rulewright.yaml', `severities: { ${CODE}: off }\n`);
    editor = await Editor.start({ folders: [workspace.at('rules')] });
    assert.equal(await severityIn('rules/a.toml'), 2);
  });

  it('is checked while it is typed, on its characters', async () => {
    await start(undefined);
    const text =
      'severites: {}\nrules:\n  include: [rules, nothing/**, ../x]\nschemas:\n  - path: gone.json\n  - path: schemas/app.json\n';
    const uri = workspace.uri('rulewright.yaml');
    await editor.open(uri, text);
    const found = await editor.diagnostics(uri);
    assert.deepEqual(
      found.map(({ range, severity, code }) => [range, severity, code]),
      [
        [rangeOf(text, 'severites'), 2, 'project'],
        [rangeOf(text, 'nothing/**'), 4, 'project'],
        [rangeOf(text, '../x'), 1, 'project'],
        [rangeOf(text, 'gone.json'), 2, 'project'],
      ],
    );
    await editor.change(uri, { text: '' });
    assert.deepEqual(await editor.diagnostics(uri), []);
  });

  it('is checked for an editor that is told, too', async () => {
    await start(undefined, PLAIN);
    const uri = workspace.uri('rulewright.yaml');
    await editor.open(uri, 'severites: {}\n');
    const { diagnostics } = await editor.pushed.first((each) => each.uri === uri && each.diagnostics.length > 0);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['project'],
    );
  });

  it('has its misspelt keys mended', async () => {
    await start(undefined);
    const uri = workspace.uri('rulewright.yaml');
    await editor.open(uri, 'severites: {}\n');
    const diagnostics = await editor.diagnostics(uri);
    const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    });
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Change to `severities`'],
    );
    assert.match(JSON.stringify(actions[0]?.edit), /"newText":"severities"/);
  });

  it('has its keys, codes, severities and paths completed', async () => {
    await start(undefined);
    const labels = async (marked: string): Promise<readonly string[]> =>
      (await completed(marked)).map(({ label }) => label);
    assert.deepEqual(await labels('$0'), [
      'rules',
      'severities',
      'overrides',
      'schemas',
      'samples',
      'labels',
      'exceptions',
      'lofp',
    ]);
    assert.deepEqual(await labels('severities:\n  dead-arm: $0'), ['error', 'warning', 'info', 'hint', 'off']);
    assert.deepEqual(await labels('schemas:\n  - path: $0'), ['rules/', 'schemas/']);
    assert.deepEqual(await labels('schemas:\n  - path: "schemas/$0"'), ['schemas/app.json']);
    assert.deepEqual(await labels('rules:\n  include:\n    - rules/$0'), ['rules/a.toml', 'rules/old/']);
    assert.deepEqual(await labels('schemas:\n  - path: ../$0'), []);
    const code = (await completed('severities:\n  $0')).find(({ label }) => label === CODE);
    assert.equal(code?.labelDetails?.description, 'warning');
    assert.match(JSON.stringify(code?.documentation), /Every event/);
  });

  it('says what a key means', async () => {
    await start(undefined);
    const uri = workspace.uri('rulewright.yaml');
    await editor.open(uri, 'severities:\n  always-true: off\n');
    const hovered = (line: number, character: number): Promise<Hover | null> =>
      editor.request('textDocument/hover', { textDocument: { uri }, position: { line, character } });
    assert.match(JSON.stringify(await hovered(0, 3)), /How grave/);
    assert.match(JSON.stringify(await hovered(1, 5)), /Usually `warning`/);
    assert.equal(await hovered(2, 0), null);
  });

  it('of detection-rules switches checks off, and is checked itself', async () => {
    workspace.write('_config.yaml', 'rule_dirs: [rules/old]\nfiles: { packages: etc/packages.yaml }\n');
    await start(undefined);
    assert.equal(await severityIn('rules/a.toml'), 0);
    assert.equal(await severityIn('rules/old/b.toml'), 2);
    const uri = workspace.uri('_config.yaml');
    const text = 'rule_dirs: 7\nfiles: { packages: etc/packages.yaml }\n';
    await editor.open(uri, text);
    assert.deepEqual(
      (await editor.diagnostics(uri)).map(({ range, severity }) => [range, severity]),
      [
        [rangeOf(text, '7'), 2],
        [rangeOf(text, 'etc/packages.yaml'), 4],
      ],
    );
  });

  it('that nobody has open is checked, too, and no more spoken of when it is whole', async () => {
    await start('severites: {}\n');
    const uri = workspace.uri('rulewright.yaml');
    const { diagnostics } = await editor.pushed.first((each) => each.uri === uri && each.diagnostics.length > 0);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['project'],
    );
    workspace.write('rulewright.yaml', 'severities: {}\n');
    await editor.filesChanged(2, workspace.at('rulewright.yaml'));
    await editor.pushed.first((each) => each.uri === uri && each.diagnostics.length === 0);
  });

  it('of another program is left alone', async () => {
    await start(undefined);
    const uri = workspace.uri('_config.yaml');
    await editor.open(uri, 'title: 7\nplugins: {\n');
    assert.deepEqual(await editor.diagnostics(uri), []);
  });
});
