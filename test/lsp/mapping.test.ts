// The Elasticsearch mapping of the settings: the whole schema of diagnostics and of runs, read again when it changes.
import assert from 'node:assert/strict';
import { Editor, PULLING } from './editor';
import type { EditorOptions } from './editor';
import { ruleOf, SH, shellWorkspace } from './shells';
import { Workspace } from './workspace';

const mappingOf = (nameType: string, more: object = {}): string =>
  JSON.stringify({
    properties: {
      '@timestamp': { type: 'date' },
      event: { properties: { category: { type: 'keyword' }, dataset: { type: 'keyword' } } },
      process: { properties: { name: { type: nameType } } },
      ...more,
    },
  });

/** No other rule of the workspace bears its name, so that nothing but the mapping decides what is said of it. */
const mappedRule = (query: string, name = 'Mapped'): string => ruleOf(query).replace('"Shells"', `"${name}"`);

describe('the mapping of the settings', () => {
  let workspace: Workspace;
  let editor: Editor | undefined;

  beforeEach(() => {
    workspace = shellWorkspace({ 'mapping.json': mappingOf('keyword') });
  });
  afterEach(async () => {
    await editor?.stop();
    editor = undefined;
    workspace.dispose();
  });

  const REFRESH = 'workspace/diagnostic/refresh';

  /** Waits for the editor to be asked for diagnostics again: by then the settings are read. */
  async function start(mapping: string, options: EditorOptions = {}): Promise<Editor> {
    const started = await Editor.start({ folders: [workspace.root], settings: { mapping }, ...options });
    editor = started;
    await started.asked.first((method) => method === REFRESH);
    return started;
  }

  async function openRule(where: Editor, query: string): Promise<string> {
    const uri = workspace.uri('rules/mapped.toml');
    await where.open(uri, mappedRule(query));
    return uri;
  }

  const codesOf = async (where: Editor, uri: string): Promise<unknown[]> =>
    (await where.diagnostics(uri)).map(({ code }) => code);

  for (const [name, path] of [
    ['relative to the folder of the workspace', () => 'mapping.json'],
    ['absolute', () => workspace.at('mapping.json')],
  ] as const)
    it(`is the whole schema, its path ${name}`, async () => {
      const started = await start(path());
      const uri = await openRule(started, 'any where process.name == "sh" and process.pid == 1');
      assert.deepEqual(await codesOf(started, uri), ['unknown-field']);
    });

  it('is followed by runs', async () => {
    workspace.write('mapping.json', mappingOf('keyword', { name: { type: 'alias', path: 'process.name' } }));
    const started = await start('mapping.json');
    const uri = await openRule(started, 'process where event.dataset == "test.shells" and name == "sh"');
    assert.equal((await started.run({ uri, rule: 0 })).totals.hits, 3);
  });

  it('may be a list of fields, which the catalogues and runs go on beside', async () => {
    workspace.write('fields.yml', '- name: test.shells.depth\n  type: long\n');
    const started = await start('fields.yml');
    const query = 'process where event.dataset == "test.shells" and process.name == "sh"';
    const uri = await openRule(started, `${query} and test.shells.depth == null and process.pid : "x"`);
    assert.deepEqual(await codesOf(started, uri), ['type-mismatch']);
    await started.change(uri, { text: mappedRule(query) });
    assert.equal((await started.run({ uri, rule: 0 })).totals.hits, 3);
  });

  it('is read again when the file changes, and the editor asks anew', async () => {
    const started = await start('mapping.json');
    const uri = await openRule(started, 'any where process.name : "sh"');
    const before = await started.pull(uri);
    assert.deepEqual(before.kind === 'full' && before.items, []);
    workspace.write('mapping.json', mappingOf('long'));
    const heard = started.asked.all.length;
    await started.filesChanged(2, workspace.at('mapping.json'));
    await started.asked.first((method) => method === REFRESH, heard);
    const after = await started.pull(uri, before.kind === 'full' ? before.resultId : undefined);
    assert.ok(after.kind === 'full');
    assert.deepEqual(
      after.items.map(({ code }) => code),
      ['type-mismatch'],
    );
  });

  it('is another one when the settings change', async () => {
    workspace.write('other.json', mappingOf('long'));
    const started = await start('mapping.json');
    const uri = await openRule(started, 'any where process.name : "sh"');
    assert.deepEqual(await codesOf(started, uri), []);
    started.settings = { mapping: 'other.json' };
    let heard = started.asked.all.length;
    await started.notify('workspace/didChangeConfiguration', { settings: null });
    await started.asked.first((method) => method === REFRESH, heard);
    assert.deepEqual(await codesOf(started, uri), ['type-mismatch']);
    started.settings = {};
    heard = started.asked.all.length;
    await started.notify('workspace/didChangeConfiguration', { settings: null });
    await started.asked.first((method) => method === REFRESH, heard);
    assert.deepEqual(await codesOf(started, uri), []);
  });

  it('is sent by editors that cannot be asked', async () => {
    const pushing = { workspace: { diagnostics: { refreshSupport: true } }, textDocument: { diagnostic: {} } };
    const started = await Editor.start({ folders: [workspace.root], capabilities: pushing });
    editor = started;
    const uri = await openRule(started, 'any where process.pid == 1 and event.dataset == "test.shells"');
    assert.deepEqual(await codesOf(started, uri), []);
    await started.notify('workspace/didChangeConfiguration', { settings: { rulewright: { mapping: 'mapping.json' } } });
    assert.deepEqual(await codesOf(started, uri), ['unknown-field']);
  });

  for (const [name, content, sentence] of [
    ['is not there', undefined, /does not exist/],
    ['is no JSON', '{"properties":', /no JSON/],
    ['is no mapping', '{"a": 1}', /mapping/],
  ] as const)
    it(`gives way to the catalogues where it ${name}, and says so once`, async () => {
      if (content === undefined) workspace.remove('mapping.json');
      else workspace.write('mapping.json', content);
      const started = await start('mapping.json');
      const uri = await openRule(started, SH);
      assert.deepEqual(await codesOf(started, uri), []);
      await started.change(uri, { text: mappedRule(`${SH} `) });
      assert.deepEqual(await codesOf(started, uri), []);
      assert.equal(started.shown.all.length, 1);
      assert.match(started.shown.all[0]?.message ?? '', sentence);
      const state = await started.run({ uri, rule: 0 });
      assert.equal(state.totals.hits, 3);
      assert.match(state.problems[0]?.message ?? '', sentence);
    });

  it('is that of the folder that holds the rule', async () => {
    const other = new Workspace({ 'mapping.json': mappingOf('long') });
    try {
      const started = await start('mapping.json', { folders: [other.root, workspace.root] });
      const uri = await openRule(started, 'any where process.name : "sh"');
      assert.deepEqual(await codesOf(started, uri), []);
      const there = other.uri('rule.toml');
      await started.open(there, mappedRule('any where process.name : "sh"', 'There'));
      assert.deepEqual(await codesOf(started, there), ['type-mismatch']);
    } finally {
      other.dispose();
    }
  });

  it('is watched where it lies outside of the workspace', async () => {
    const outside = new Workspace({ 'index.mapping': mappingOf('keyword') });
    const { workspace: capabilities, textDocument } = PULLING;
    const didChangeWatchedFiles = { dynamicRegistration: true, relativePatternSupport: true };
    try {
      const started = await start(outside.at('index.mapping'), {
        capabilities: { workspace: { ...capabilities, didChangeWatchedFiles }, textDocument },
      });
      await started.settled();
      const wanted = JSON.stringify({ baseUri: outside.uri('').replace(/\/$/, ''), pattern: 'index.mapping' });
      await started.asked.first(() => started.watched.includes(wanted));
    } finally {
      outside.dispose();
    }
  });
});
