// A run with exceptions: its state, what its items do, which files are offered, and what is remembered of the choice.
import assert from 'node:assert/strict';
import { ExceptionFilesRequest, ExceptionItemsRequest, RunRequest } from '../../server/src/protocol';
import type { ExceptionFileChoice, ExceptionItemsAnswer, PanelState, RunAnswer } from '../../server/src/protocol';
import { Editor } from './editor';
import { SH_RULE, shellWorkspace } from './shells';
import type { Workspace } from './workspace';

const toml = (id: string, user: string): string => `[metadata]
creation_date = "2025/01/01"
list_name = "L"
rule_ids = ["${id}"]
rule_names = ["N"]
updated_date = "2025/01/01"

[[exceptions]]
[exceptions.container]
description = "L"
list_id = "l"
name = "L"
namespace_type = "single"
type = "detection"

[[exceptions.items]]
description = "U"
list_id = "l"
name = "User ${user}"
namespace_type = "single"
type = "simple"
[[exceptions.items.entries]]
field = "user.name"
operator = "included"
type = "match"
value = "${user}"
`;

const EVE = '<b>eve</b>';

const CHANGED = /changed since: run the rule again/;

function tells(problems: PanelState['problems'], sentence: RegExp): boolean {
  return problems.some(({ message }) => sentence.test(message));
}

describe('a run with exceptions', () => {
  let workspace: Workspace;
  let editor: Editor;
  const rule = () => ({ uri: workspace.uri('rules/sh.toml'), rule: 0 });

  before(async () => {
    workspace = shellWorkspace({
      '_config.yaml': 'rule_dirs:\n  - rules\ndirectories:\n  exception_dir: exceptions\n',
      'rulewright.yaml': 'exceptions: [lists, exceptions]\n',
      'lists/other.toml': toml('another', 'runner'),
      'exceptions/eve.toml': toml('rule-of-sh', EVE),
      'exceptions/other.toml': toml('another', 'runner'),
      'exceptions/cut.ndjson': '{"list_id":"l",',
      'runner.toml': toml('rule-of-sh', 'runner'),
    });
    editor = await Editor.start({ folders: [workspace.root] });
    await editor.open(rule().uri, SH_RULE);
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  /** The last state of a run. */
  async function run(exceptions?: readonly string[]): Promise<PanelState> {
    const more = exceptions === undefined ? {} : { exceptions: exceptions.map((path) => workspace.uri(path)) };
    const { runId, reason } = await editor.request<RunAnswer>(RunRequest, { ...rule(), ...more });
    assert.ok(runId !== undefined, reason);
    return editor.states.first((state) => state.runId === runId && state.phase === 'done');
  }

  it('has the hits that they leave, and says what was there before', async () => {
    const { totals, exceptions } = await run(['exceptions/eve.toml']);
    assert.deepEqual([totals.hits, totals.truePositives], [2, 0]);
    assert.deepEqual(exceptions, { before: 3, items: 1, loses: 1 });
    assert.equal((await editor.lensTitles(rule().uri))[1], '2 hits · 1 false positive · 1 miss · with exceptions');
  });

  it('remembers them for the rule, until none are given', async () => {
    await run(['exceptions/eve.toml']);
    assert.equal((await run()).totals.hits, 2);
    assert.equal((await run(['runner.toml'])).exceptions?.loses, 0);
    assert.equal((await run([])).exceptions, undefined);
    assert.equal((await run()).totals.hits, 3);
  });

  it('is asked what each item does', async () => {
    const { runId } = await run(['exceptions/eve.toml', 'exceptions/other.toml', 'runner.toml']);
    const answer = await editor.request<ExceptionItemsAnswer>(ExceptionItemsRequest, { runId, limit: 10 });
    assert.deepEqual([answer.before.hits, answer.after.hits, answer.adds, answer.total], [3, 1, 0, 2]);
    assert.deepEqual(
      answer.items.map(({ name, state, removes, alone, firstLost }) => [
        name,
        state,
        removes.hits,
        alone,
        firstLost?.line,
      ]),
      [
        [`User ${EVE}`, 'active', 1, 1, 3],
        ['User runner', 'active', 1, 1, undefined],
      ],
    );
    const first = await editor.request<ExceptionItemsAnswer>(ExceptionItemsRequest, { runId, limit: 1 });
    assert.deepEqual([first.items.length, first.total], [1, 2]);
    const plain = await run([]);
    assert.equal(await editor.request(ExceptionItemsRequest, { runId: plain.runId, limit: 1 }), null);
  });

  it('says which lists are for other rules', async () => {
    const { problems, totals } = await run(['exceptions/other.toml']);
    assert.equal(totals.hits, 3);
    assert.ok(tells(problems, /^The exceptions of L are for other rules and were passed over\.$/));
  });

  it('tells when a file of them changed', async () => {
    const { runId } = await run(['runner.toml']);
    const heard = editor.states.all.length;
    workspace.write('runner.toml', `${toml('rule-of-sh', 'runner')}\n`);
    await editor.filesChanged(2, workspace.at('runner.toml'));
    await editor.states.first((state) => state.runId === runId && tells(state.problems, CHANGED), heard);
  });

  it('does not begin with what cannot be read, and forgets nothing for it', async () => {
    await run(['runner.toml']);
    for (const [path, expected] of [
      ['exceptions/cut.ndjson', /holds no exceptions/],
      ['gone.toml', /gone\.toml/],
    ] as const) {
      const params = { ...rule(), exceptions: [workspace.uri(path)] };
      const { runId, reason } = await editor.request<RunAnswer>(RunRequest, params);
      assert.equal(runId, undefined);
      assert.match(reason ?? '', expected);
    }
    assert.equal((await run()).exceptions?.items, 1);
    const { code, message } = await editor.refusal(RunRequest, { ...rule(), exceptions: [3] });
    assert.deepEqual([code, message], [-32602, 'rulewright/run needs `exceptions` to be a list of texts.']);
  });

  it('is offered the files of the project, those for the rule first, and the chosen one', async () => {
    await run(['runner.toml']);
    const choices = await editor.request<readonly ExceptionFileChoice[]>(ExceptionFilesRequest, rule());
    assert.deepEqual(
      choices.map(({ label, detail, chosen }) => [label, detail, chosen]),
      [
        ['runner.toml', '1 item for this rule', true],
        ['exceptions/eve.toml', '1 item for this rule', false],
        ['exceptions/cut.ndjson', 'cannot be read', false],
        ['exceptions/other.toml', 'for other rules', false],
        ['lists/other.toml', 'for other rules', false],
      ],
    );
  });
});

describe('exceptions that the editor remembered', () => {
  let workspace: Workspace;
  before(() => (workspace = shellWorkspace({ 'eve.toml': toml('rule-of-sh', EVE) })));
  after(() => workspace.dispose());

  async function stateWith(chosenExceptions: unknown): Promise<PanelState> {
    const editor = await Editor.start({ folders: [workspace.root], initializationOptions: { chosenExceptions } });
    try {
      const uri = workspace.uri('rules/sh.toml');
      await editor.open(uri, SH_RULE);
      return await editor.run({ uri, rule: 0 });
    } finally {
      await editor.stop();
    }
  }

  it('are used', async () => {
    assert.equal((await stateWith({ 'rule-of-sh': [workspace.uri('eve.toml')] })).totals.hits, 2);
  });

  it('and are gone, are told of: the rule is run without them', async () => {
    const { totals, problems } = await stateWith({ 'rule-of-sh': [workspace.uri('gone.toml')] });
    assert.equal(totals.hits, 3);
    assert.match(problems[0]?.message ?? '', /^The rule is run without its chosen exceptions: .*gone\.toml/);
  });

  for (const kept of [3, { 'rule-of-sh': 7 }, { 'rule-of-sh': [7] }, { 'rule-of-sh': [] }])
    it(`are passed over where they are ${JSON.stringify(kept)}`, async () => {
      assert.equal((await stateWith(kept)).exceptions, undefined);
    });
});
