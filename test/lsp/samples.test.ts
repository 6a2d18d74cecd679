// Which sample a rule runs on: found by its dataset, chosen by a person, remembered, forgotten, and gone.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { ChooseSampleRequest, SamplesRequest } from '../../server/src/protocol';
import type { PanelState, RuleReference, SampleChoice } from '../../server/src/protocol';
import { Editor } from './editor';
import { ruleOf, SH, SH_RULE, SHELLS, shellWorkspace } from './shells';
import { Workspace } from './workspace';

describe('samples of a rule', () => {
  let workspace: Workspace;
  let editor: Editor;
  let rule: RuleReference;

  before(async () => (editor = await Editor.start()));
  after(() => editor.stop());
  beforeEach(async () => {
    workspace = shellWorkspace({ 'events/mine.ndjson': SHELLS.split('\n').slice(0, 2).join('\n') });
    rule = await opened(editor);
  });
  afterEach(async () => {
    await choose();
    await editor.close(rule.uri);
    workspace.dispose();
  });

  async function opened(where: Editor): Promise<RuleReference> {
    const uri = workspace.uri('rules/sh.toml');
    await where.open(uri, SH_RULE);
    return { uri, rule: 0 };
  }

  const choices = (): Promise<SampleChoice[]> => editor.request(SamplesRequest, rule);
  const choose = (sample?: string): Promise<null> => editor.request(ChooseSampleRequest, { ...rule, sample });
  const firstLens = async (): Promise<string | undefined> => (await editor.lensTitles(rule.uri))[0];
  const usedBy = (state: PanelState): readonly string[] => state.samples;

  it('are offered best first, with the reason, none of them chosen', async () => {
    assert.deepEqual(
      (await choices()).map(({ uri, label, detail, chosen }) => [uri, label, detail, chosen]),
      [
        [
          workspace.uri('samples/events/shells.ndjson'),
          'samples/events/shells.ndjson',
          'has dataset test.shells',
          false,
        ],
        [
          workspace.uri('samples/events/other.ndjson'),
          'samples/events/other.ndjson',
          'has other events: dataset test.other',
          false,
        ],
      ],
    );
  });

  it('are not offered when they are gone, though nobody told the server', async () => {
    const gone = 'samples/events/other.ndjson';
    assert.ok((await choices()).some(({ label }) => label === gone));
    rmSync(workspace.at(gone));
    assert.ok(!(await choices()).some(({ label }) => label === gone));
  });

  it('are the chosen one from then on, and the editor is told to remember it', async () => {
    const mine = workspace.uri('events/mine.ndjson');
    await choose(mine);
    assert.deepEqual(editor.chosen.all.at(-1), { 'rule-of-sh': mine });
    assert.equal(await firstLens(), '▷ Run on mine.ndjson');
    const state = await editor.run(rule);
    assert.deepEqual(usedBy(state), [workspace.at('events/mine.ndjson')]);
    assert.equal(state.totals.hits, 1);
    const [first] = await choices();
    assert.deepEqual([first?.uri, first?.chosen], [mine, true]);
  });

  it('are found again when the choice is forgotten', async () => {
    await choose(workspace.uri('events/mine.ndjson'));
    await choose();
    assert.deepEqual(editor.chosen.all.at(-1), {});
    assert.equal(await firstLens(), '▷ Run on shells.ndjson');
    assert.ok((await choices()).every(({ chosen }) => !chosen));
  });

  it('are found again when the chosen one is gone, and the run says so', async () => {
    await choose(workspace.uri('events/mine.ndjson'));
    workspace.remove('events/mine.ndjson');
    assert.equal(await firstLens(), '▷ Run on shells.ndjson');
    const state = await editor.run(rule);
    assert.deepEqual(usedBy(state), [workspace.at('samples/events/shells.ndjson')]);
    assert.equal(state.problems[0]?.message, 'The chosen sample mine.ndjson is gone; shells.ndjson is used instead.');
  });

  it('are not a folder that somebody chose', async () => {
    await choose(workspace.uri('events'));
    const state = await editor.run(rule);
    assert.equal(state.problems[0]?.message, 'The chosen sample events is a folder; shells.ndjson is used instead.');
  });

  it('mark the one of the offered that is chosen', async () => {
    const other = workspace.uri('samples/events/other.ndjson');
    await choose(other);
    assert.deepEqual(
      (await choices()).filter(({ chosen }) => chosen).map(({ uri }) => uri),
      [other],
    );
    assert.equal((await editor.run(rule)).totals.hits, 0);
  });

  it('are remembered by file and place for a rule without an id', async () => {
    const uri = workspace.uri('rules/nameless.toml');
    await editor.open(uri, ruleOf(SH));
    const mine = workspace.uri('events/mine.ndjson');
    await editor.request(ChooseSampleRequest, { uri, rule: 0, sample: mine });
    assert.deepEqual(editor.chosen.all.at(-1), { [`${uri}#0`]: mine });
    await editor.request(ChooseSampleRequest, { uri, rule: 0 });
  });

  it('are looked for in the folders of the workspace where none lie above the rule', async () => {
    const elsewhere = new Workspace({ 'a.toml': SH_RULE });
    const again = await Editor.start({ folders: [elsewhere.root, workspace.root] });
    try {
      const uri = elsewhere.uri('a.toml');
      await again.open(uri, SH_RULE);
      assert.equal((await again.run({ uri, rule: 0 })).totals.hits, 3);
    } finally {
      await again.stop();
      elsewhere.dispose();
    }
  });

  it('are read again when the file changed between two runs', async () => {
    assert.equal((await editor.run(rule)).totals.hits, 3);
    workspace.write('samples/events/shells.ndjson', SHELLS.split('\n').slice(0, 3).join('\n'));
    assert.equal((await editor.run(rule)).totals.hits, 2);
  });

  it('that changed after a run are told of, over the rule and in the panel', async () => {
    const { runId } = await editor.run(rule);
    await editor.states.first((state) => state.runId === runId && state.nearMisses.length > 0);
    const heard = editor.states.all.length;
    workspace.write('samples/events/shells.labels.yaml', 'events: []\n');
    await editor.filesChanged(2, workspace.at('samples/events/shells.labels.yaml'));
    const told = await editor.states.first((state) => state.runId === runId, heard);
    assert.match(told.problems[0]?.message ?? '', /changed since: run the rule again/);
    assert.equal(told.stale, undefined);
    assert.equal(
      (await editor.lensTitles(rule.uri))[1],
      '3 hits · 1 false positive · 1 miss (the sample changed since)',
    );
    assert.equal((await editor.run(rule)).totals.unlabelled, 3);
    assert.equal((await editor.lensTitles(rule.uri))[1], '3 hits');
  });

  it('that are chosen say nothing of what was found on another', async () => {
    await editor.run(rule);
    await choose(workspace.uri('events/mine.ndjson'));
    assert.deepEqual(await editor.lensTitles(rule.uri), ['▷ Run on mine.ndjson', 'Change sample']);
  });

  it('are judged by the labels as they are now', async () => {
    assert.equal((await editor.run(rule)).totals.truePositives, 1);
    workspace.write('samples/events/shells.labels.yaml', 'events:\n  - id: event-3\n    label: authorised\n');
    const { truePositives, authorised } = (await editor.run(rule)).totals;
    assert.deepEqual([truePositives, authorised], [0, 1]);
  });
});

describe('a sample that the editor remembered', () => {
  let workspace: Workspace;
  before(() => (workspace = shellWorkspace({ 'events/mine.ndjson': SHELLS.split('\n').slice(0, 2).join('\n') })));
  after(() => workspace.dispose());

  async function hits(initializationOptions: unknown): Promise<number> {
    const editor = await Editor.start({ folders: [workspace.root], initializationOptions });
    try {
      const uri = workspace.uri('rules/sh.toml');
      await editor.open(uri, SH_RULE);
      return (await editor.run({ uri, rule: 0 })).totals.hits;
    } finally {
      await editor.stop();
    }
  }

  it('is used', async () => {
    assert.equal(await hits({ chosenSamples: { 'rule-of-sh': workspace.uri('events/mine.ndjson') } }), 1);
  });

  for (const [name, options] of [
    ['null', null],
    ['no table', { chosenSamples: 3 }],
    ['no uri', { chosenSamples: { 'rule-of-sh': 7, other: null } }],
    ['a uri of another kind', { chosenSamples: { 'rule-of-sh': 'vscode-remote://host/a.ndjson' } }],
    ['a broken uri', { chosenSamples: { 'rule-of-sh': 'file:///%zz/%' } }],
  ] as const)
    it(`is passed over where it is ${name}`, async () => assert.equal(await hits(options), 3));
});
