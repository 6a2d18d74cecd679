// What the server does about requests, editors and threads that misbehave: it answers with a sentence, and lives.
import assert from 'node:assert/strict';
import { EventRequest, RowsRequest, RuleAtRequest, RunRequest } from '../../server/src/protocol';
import type { RuleReference } from '../../server/src/protocol';
import { serverScriptWithWorker } from './bundle';
import { Editor, PLAIN, PULLING } from './editor';
import { SH_RULE, shellWorkspace } from './shells';
import type { Workspace } from './workspace';

const INVALID = -32602;
const UNKNOWN = -32601;

describe('requests', () => {
  let editor: Editor;
  before(async () => (editor = await Editor.start()));
  after(() => editor.stop());

  async function open(text: string, extension = 'toml'): Promise<string> {
    const uri = `file:///requests/${extension}.${extension}`;
    await editor.open(uri, text);
    return uri;
  }

  for (const [method, params, sentence] of [
    [RunRequest, undefined, 'rulewright/run needs its parameters to be an object.'],
    [RunRequest, {}, 'rulewright/run needs `uri` to be a text.'],
    [RunRequest, { uri: 'file:///a.toml', rule: '0' }, 'rulewright/run needs `rule` to be a whole number from 0.'],
    [RowsRequest, { runId: 1, from: -1, count: 5 }, 'rulewright/rows needs `from` to be a whole number from 0.'],
    [
      RowsRequest,
      { runId: 1, from: 0, count: 5, sort: { column: 3 } },
      'rulewright/rows needs `sort.column` to be a text.',
    ],
    [EventRequest, { runId: 1, event: 1.5 }, 'rulewright/event needs `event` to be a whole number from 0.'],
    [
      'textDocument/hover',
      { textDocument: { uri: 'file:///a.toml' } },
      'textDocument/hover needs `position` to be an object.',
    ],
    ['textDocument/codeLens', {}, 'textDocument/codeLens needs `textDocument` to be an object.'],
    ['codeLens/resolve', { range: null }, 'codeLens/resolve needs `range` to be an object.'],
  ] as const)
    it(`${method} with ${JSON.stringify(params)} is refused`, async () => {
      assert.deepEqual(await editor.refusal(method, params), { code: INVALID, message: sentence });
    });

  it('that nobody knows are refused as such', async () => {
    assert.equal((await editor.refusal('rulewright/nonsense', {})).code, UNKNOWN);
  });

  it('about a run that never was get a sentence', async () => {
    const { message } = await editor.refusal(RowsRequest, { runId: 7, from: 0, count: 1 });
    assert.match(message, /run the rule again/);
  });

  for (const method of [
    'textDocument/codeLens',
    'textDocument/documentSymbol',
    'textDocument/foldingRange',
    'textDocument/formatting',
    'textDocument/documentLink',
  ])
    it(`${method} of a document that is not open is answered with nothing`, async () => {
      const params = { textDocument: { uri: 'file:///closed.toml' }, options: {} };
      assert.deepEqual(await editor.request(method, params), []);
    });

  it('that ask for the rule at a place get the one that holds it, else the one before', async () => {
    const uri = await open(
      '# top\n[[rule]]\ntype = "eql"\nquery = "any where true"\n\n[[rule]]\ntype = "eql"\nquery = "any where false"\n',
    );
    const at = (line: number): Promise<RuleReference | null> =>
      editor.request(RuleAtRequest, { uri, line, character: 0 });
    assert.deepEqual(
      (await Promise.all([0, 1, 3, 4, 6, 99].map(at))).map((found) => found?.rule),
      [0, 0, 0, 0, 1, 1],
    );
    assert.equal(await editor.request(RuleAtRequest, { uri: 'file:///closed.toml', line: 0, character: 0 }), null);
    const none = await open('a: 1\n', 'yaml');
    assert.equal(await editor.request(RuleAtRequest, { uri: none, line: 0, character: 0 }), null);
  });
});

describe('the server', () => {
  it('says what it can do', async () => {
    const editor = await Editor.start();
    const { textDocumentSync, diagnosticProvider, codeLensProvider, codeActionProvider } = editor.capabilities;
    assert.deepEqual(textDocumentSync, { openClose: true, change: 2 });
    assert.deepEqual(diagnosticProvider, {
      identifier: 'rulewright',
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    assert.deepEqual(codeLensProvider, { resolveProvider: true });
    assert.equal(typeof codeActionProvider === 'object' && codeActionProvider.resolveProvider, true);
    await editor.stop();
  });

  it('ends with code 0 when it is told to', async () => {
    assert.equal(await (await Editor.start()).stop(), 0);
  });

  it('lives with an editor that refuses whatever it is asked', async () => {
    const workspace = shellWorkspace();
    const editor = await Editor.start({ folders: [workspace.root], refuses: true });
    try {
      const uri = workspace.uri('rules/sh.toml');
      await editor.open(uri, SH_RULE);
      await editor.lensTitles(uri);
      assert.equal((await editor.run({ uri, rule: 0 })).totals.hits, 3);
      await editor.lensTitles(uri);
      assert.deepEqual(await editor.diagnostics(uri), []);
      assert.equal(await editor.stop(), 0);
    } finally {
      await editor.stop();
      workspace.dispose();
    }
  });

  it('starts without a folder, and without options', async () => {
    for (const capabilities of [{}, PLAIN, PULLING]) {
      const editor = await Editor.start({ capabilities });
      await editor.open('untitled:1', SH_RULE, 'toml');
      await editor.settled();
      assert.equal(await editor.stop(), 0);
    }
  });
});

describe('a thread that crashes', () => {
  let workspace: Workspace;
  let editor: Editor;
  before(async () => {
    workspace = shellWorkspace({ 'events/crash.ndjson': '{"crash":true}\n' });
    const script = await serverScriptWithWorker('crashing', 'test/lsp/crashingWorker.ts');
    editor = await Editor.start({ folders: [workspace.root], script });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  it('ends its run with a sentence, is started again, and runs the next one', async () => {
    const rule = { uri: workspace.uri('rules/sh.toml'), rule: 0 };
    await editor.open(rule.uri, SH_RULE);
    assert.equal((await editor.run(rule)).totals.hits, 3);
    await editor.request('rulewright/chooseSample', { ...rule, sample: workspace.uri('events/crash.ndjson') });
    const crashed = await editor.run(rule);
    assert.equal(crashed.phase, 'failed');
    assert.match(crashed.message ?? '', /^The worker that runs rules stopped: .*started again\.$/);
    await editor.logged.first(({ message }) => message === crashed.message);
    assert.equal((await editor.lensTitles(rule.uri))[1], 'The run failed');
    assert.deepEqual(await editor.diagnostics(rule.uri), []);
    await editor.request('rulewright/chooseSample', rule);
    assert.equal((await editor.run(rule)).totals.hits, 3);
  });
});
