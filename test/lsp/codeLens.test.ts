// What stands over each rule: where it runs, what it found, or why it is not run.
import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver/node';
import { ChooseSampleCommand, ChooseSampleRequest, RunCommand, ShowProblemsCommand } from '../../server/src/protocol';
import { Editor, PLAIN } from './editor';
import { longSample, ruleOf, SH, SH_RULE, shellWorkspace } from './shells';
import type { Workspace } from './workspace';

describe('code lenses', () => {
  let workspace: Workspace;
  let editor: Editor;
  let opened = 0;

  before(async () => {
    workspace = shellWorkspace({ 'events/long.ndjson': longSample() });
    editor = await Editor.start({ folders: [workspace.root] });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  async function open(text: string, extension = 'toml'): Promise<string> {
    const uri = workspace.uri(`rules/${++opened}.${extension}`);
    await editor.open(uri, text);
    return uri;
  }

  const REFRESH = 'workspace/codeLens/refresh';

  it('have their places at once and their words when they are drawn', async () => {
    const uri = await open(`# a comment\n${SH_RULE}`);
    const lenses = await editor.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    assert.ok(lenses.length > 0);
    for (const lens of lenses) {
      assert.deepEqual(lens.range.start, { line: 1, character: 0 });
      assert.equal(lens.command, undefined);
    }
  });

  it('offer to run the rule on the sample that has its dataset and, when that is known, to change it', async () => {
    const uri = await open(SH_RULE);
    const heard = editor.asked.all.length;
    assert.deepEqual((await editor.lensTitles(uri))[0], '▷ Run on shells.ndjson');
    await editor.asked.first((method) => method === REFRESH, heard);
    const lenses = await editor.lenses(uri);
    assert.deepEqual(
      lenses.map(({ command }) => [command?.title, command?.command, command?.arguments]),
      [
        ['▷ Run on shells.ndjson', RunCommand, [{ uri, rule: 0 }]],
        ['Change sample', ChooseSampleCommand, [{ uri, rule: 0 }]],
      ],
    );
  });

  it('count what the last run found, and say when the query is another one since', async () => {
    const uri = await open(SH_RULE);
    const heard = editor.asked.all.length;
    await editor.run({ uri, rule: 0 });
    await editor.asked.first((method) => method === REFRESH, heard);
    const titles = await editor.lensTitles(uri);
    assert.equal(titles.length, 3);
    assert.equal(titles[1], '3 hits · 1 false positive · 1 miss');
    await editor.change(uri, { text: SH_RULE.replace('"sh"', '"bash"') });
    assert.equal((await editor.lensTitles(uri))[1], '3 hits · 1 false positive · 1 miss (before the last edit)');
    await editor.change(uri, { text: `\n\n${SH_RULE}` });
    assert.equal((await editor.lensTitles(uri))[1], '3 hits · 1 false positive · 1 miss');
  });

  it('show how far a run is, with a way to cancel it', async () => {
    const uri = await open(ruleOf(SH));
    await editor.request(ChooseSampleRequest, { uri, rule: 0, sample: workspace.uri('events/long.ndjson') });
    const runId = await editor.begin({ uri, rule: 0 });
    await editor.states.first((state) => state.runId === runId);
    const [, running] = await editor.lenses(uri);
    assert.match(running?.command?.title ?? '', /^Running … \d+ %$/);
    assert.equal(running?.command?.command, 'rulewright.cancelRun');
    await editor.request('rulewright/cancelRun', { runId });
    await editor.ended(runId);
    assert.equal((await editor.lensTitles(uri))[1], 'Cancelled');
  });

  it('say why a rule with errors is not run, and lead to them', async () => {
    const uri = await open(ruleOf('process where process.name = "x" and user.name = "y"'));
    const lenses = await editor.lenses(uri);
    assert.deepEqual(
      lenses.map(({ command }) => [command?.title, command?.command, command?.arguments]),
      [['Not run: 2 errors in the query', ShowProblemsCommand, [{ uri, rule: 0 }]]],
    );
    await editor.change(uri, { text: ruleOf('process where process.name = "x"') });
    assert.deepEqual(await editor.lensTitles(uri), ['Not run: 1 error in the query']);
  });

  it('do not keep a rule from running for a field that only the schema lacks', async () => {
    const uri = await open(
      ruleOf(`${SH} and nowhere.to.be.found == "x"`, 'index = ["logs-endpoint.events.process-*"]\n'),
    );
    const [lens] = await editor.lensTitles(uri);
    assert.equal(lens, '▷ Run on shells.ndjson');
  });

  it('ask for a sample where none fits', async () => {
    const uri = await open(ruleOf('process where event.dataset == "test.nothing"'));
    const lenses = await editor.lenses(uri);
    assert.deepEqual(
      lenses.map(({ command }) => [command?.title, command?.command, command?.arguments]),
      [['No sample found: choose one', ChooseSampleCommand, [{ uri, rule: 0 }]]],
    );
  });

  for (const [language, title] of [
    ['kuery', 'KQL'],
    ['esql', 'ES|QL'],
  ] as const)
    it(`say that ${title} is not run`, async () => {
      const type = language === 'esql' ? 'esql' : 'query';
      const uri = await open(`[rule]\nname = "n"\ntype = "${type}"\nlanguage = "${language}"\nquery = "a:b"\n`);
      const titles = await editor.lensTitles(uri);
      assert.equal(titles.length, 1);
      assert.match(titles[0] ?? '', /^Not run: /);
      assert.ok(titles[0]?.includes(title));
    });

  it('stand over each rule of a file, at most three a rule', async () => {
    const rule = (name: string): string => SH_RULE.replace('[rule]', '[[rule]]').replace('"sh"', `"${name}"`);
    const uri = await open(rule('sh') + rule('bash'));
    await editor.run({ uri, rule: 1 });
    const lenses = await editor.lenses(uri);
    const second = rule('sh').split('\n').length - 1;
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command?.title]),
      [
        [0, '▷ Run on shells.ndjson'],
        [0, 'Change sample'],
        [second, '▷ Run on shells.ndjson'],
        [second, '1 hit · 1 miss'],
        [second, 'Change sample'],
      ],
    );
  });

  it('are none over files that hold no rule', async () => {
    assert.deepEqual(await editor.lensTitles(await open('a = 1\n')), []);
    assert.deepEqual(await editor.lensTitles(await open('services:\n  query: x\n', 'yaml')), []);
  });

  it('are drawn again when samples come and go', async () => {
    const uri = await open(ruleOf('process where event.dataset == "test.late"'));
    assert.deepEqual(await editor.lensTitles(uri), ['No sample found: choose one']);
    workspace.write('samples/events/late.ndjson', '{"event":{"dataset":"test.late"}}\n');
    let heard = editor.asked.all.length;
    await editor.filesChanged(1, workspace.at('samples/events/late.ndjson'));
    await editor.asked.first((method) => method === REFRESH, heard);
    assert.equal((await editor.lensTitles(uri))[0], '▷ Run on late.ndjson');
    workspace.remove('samples/events/late.ndjson');
    heard = editor.asked.all.length;
    await editor.filesChanged(3, workspace.at('samples/events/late.ndjson'));
    await editor.asked.first((method) => method === REFRESH, heard);
    assert.deepEqual(await editor.lensTitles(uri), ['No sample found: choose one']);
  });

  it('are there for a document that was never saved, on the samples of the workspace', async () => {
    const uri = 'untitled:Untitled-1';
    await editor.open(uri, SH, 'eql');
    assert.equal((await editor.lensTitles(uri))[0], '▷ Run on shells.ndjson');
    assert.equal((await editor.run({ uri, rule: 0 })).totals.hits, 3);
  });

  it('stay quiet for a rule that is gone when they are drawn', async () => {
    const uri = await open(SH_RULE);
    const [lens] = await editor.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    await editor.change(uri, { text: '' });
    const resolved = await editor.request<CodeLens>('codeLens/resolve', lens);
    assert.equal(resolved.command?.command, '');
  });

  it('are not drawn again by an editor that cannot', async () => {
    const plain = await Editor.start({ folders: [workspace.root], capabilities: PLAIN });
    try {
      const uri = workspace.uri('rules/sh.toml');
      await plain.open(uri, SH_RULE);
      await plain.run({ uri, rule: 0 });
      assert.deepEqual(plain.asked.all, []);
    } finally {
      await plain.stop();
    }
  });
});
