// What is only seen when the rules of a workspace are looked at together, in open documents and in files that are not open.
import assert from 'node:assert/strict';
import { Editor, PULLING, rangeOf } from './editor';
import { Workspace } from './workspace';

const ID = '0c9a1be2-77f1-4a5e-8b0f-3c1e5a9d2f14';
const OTHER = '6f2b8c1e-4d0a-4b7e-9a55-2c8e1f7d3b60';

function rule(name: string, id: string): string {
  return [
    '[rule]',
    `name = "${name}"`,
    `rule_id = "${id}"`,
    'description = "Somebody starts a program that nobody else starts."',
    'risk_score = 21',
    'severity = "low"',
    'type = "eql"',
    'language = "eql"',
    'index = ["logs-endpoint.events.process-*"]',
    `query = 'process where process.name == "a"'`,
    '',
  ].join('\n');
}

const EXCEPTIONS = [
  '[metadata]',
  `rule_id = "${ID}"`,
  '[[exceptions]]',
  '[exceptions.container]',
  'name = "x"',
  'description = "x"',
  'list_id = "x"',
  'namespace_type = "single"',
  'type = "detection"',
  '[[exceptions.items]]',
  'name = "y"',
  'description = "y"',
  'list_id = "x"',
  'item_id = "y"',
  'namespace_type = "single"',
  'type = "simple"',
  'entries = [{ field = "process.name", operator = "included", type = "match", value = "a" }]',
  '',
].join('\n');

describe('the rules of a workspace together', () => {
  let editor: Editor;
  let workspace: Workspace;

  const start = async (files: Readonly<Record<string, string>>, capabilities: object = PULLING): Promise<void> => {
    workspace = new Workspace(files);
    editor = await Editor.start({ folders: [workspace.root], capabilities });
  };
  const told = (name: string, codes: string, from = 0): Promise<unknown> =>
    editor.pushed.first(
      ({ uri, diagnostics }) =>
        uri === workspace.uri(name) && diagnostics.map(({ code }) => String(code)).join(' ') === codes,
      from,
    );
  const open = async (name: string, text: string): Promise<string> => {
    const uri = workspace.uri(name);
    await editor.open(uri, text, 'toml');
    return uri;
  };
  const codesOf = async (uri: string): Promise<string> =>
    (await editor.diagnostics(uri)).map(({ code }) => String(code)).join(' ');

  /** Asks again whenever the server says that there is something new. */
  const until = async (uri: string, code: string, isThere: boolean): Promise<void> => {
    for (;;) {
      const heard = editor.asked.all.length;
      if ((await codesOf(uri)).split(' ').includes(code) === isThere) return;
      await editor.asked.first((method) => method === 'workspace/diagnostic/refresh', heard);
    }
  };

  afterEach(async () => {
    await editor.stop();
    workspace.dispose();
  });

  it('tell of an id that two files have, in both, and not any more when one of them changes or goes', async () => {
    await start({ 'a.toml': rule('One', ID), 'b.toml': rule('Two', ID), 'c.toml': rule('Three', ID) });
    await Promise.all(['a.toml', 'b.toml', 'c.toml'].map((name) => told(name, 'duplicate-id')));
    const before = editor.pushed.all.length;
    workspace.write('b.toml', rule('Two', OTHER));
    workspace.remove('c.toml');
    await editor.filesChanged(2, workspace.at('b.toml'));
    await editor.filesChanged(3, workspace.at('c.toml'));
    await Promise.all(['a.toml', 'b.toml', 'c.toml'].map((name) => told(name, '', before)));
  });

  it('tell an open document of the file that has its name, and where', async () => {
    const other = rule('One', OTHER);
    await start({ 'a.toml': other });
    const uri = await open('b.toml', rule('One', ID));
    await told('a.toml', 'duplicate-name');
    const [issue] = await editor.diagnostics(uri);
    assert.equal(issue?.code, 'duplicate-name');
    assert.deepEqual(issue.relatedInformation?.[0]?.location, {
      uri: workspace.uri('a.toml'),
      range: rangeOf(other, 'One'),
    });
    const before = editor.pushed.all.length;
    await editor.change(uri, { text: rule('Other', ID) });
    assert.equal(await codesOf(uri), '');
    await told('a.toml', '', before);
    await editor.change(uri, { text: rule('One', ID) });
    workspace.remove('a.toml');
    await editor.filesChanged(3, workspace.at('a.toml'));
    await until(uri, 'duplicate-name', false);
  });

  it('push what changed to an editor that does not ask', async () => {
    await start({ 'a.toml': rule('One', ID) }, { textDocument: { publishDiagnostics: {} } });
    await open('b.toml', rule('Two', ID));
    await open('a.toml', rule('One', ID));
    await told('b.toml', 'duplicate-id');
    const before = editor.pushed.all.length;
    await editor.change(workspace.uri('a.toml'), { text: rule('One', OTHER) });
    await told('b.toml', '', before);
  });

  it('follow the project, and leave copies elsewhere out', async () => {
    await start({
      'rulewright.yaml': 'rules:\n  exclude: [old]\nseverities:\n  duplicate-name: off\n',
      'a.toml': rule('One', ID),
      'old/a.toml': rule('One', ID),
      'b.toml': rule('One', OTHER),
    });
    const uri = await open('c.toml', rule('Three', OTHER));
    await told('b.toml', 'duplicate-id');
    assert.equal(await codesOf(uri), 'duplicate-id');
    const copy = 'file:///elsewhere/a.toml';
    await editor.open(copy, rule('One', ID), 'toml');
    assert.equal(await codesOf(copy), '');
    assert.equal(await codesOf(await open('a.toml', rule('One', ID))), '');
  });

  it('tell exceptions whose rule is gone', async () => {
    await start({ 'a.toml': rule('One', ID), 'b.toml': rule('Two', OTHER), 'e.toml': EXCEPTIONS });
    const uri = await open('e.toml', EXCEPTIONS);
    workspace.remove('a.toml');
    await editor.filesChanged(3, workspace.at('a.toml'));
    await until(uri, 'exception-rule', true);
    await editor.close(uri);
    await editor.pushed.first(
      (each) => each.uri === uri && each.diagnostics.some(({ code }) => code === 'exception-rule'),
    );
    workspace.write('a.toml', rule('One', ID));
    const before = editor.pushed.all.length;
    await editor.filesChanged(1, workspace.at('a.toml'));
    await editor.pushed.first(
      (each) => each.uri === uri && !each.diagnostics.some(({ code }) => code === 'exception-rule'),
      before,
    );
  });
});
