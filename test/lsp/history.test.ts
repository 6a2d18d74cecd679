// The runs of a session over the wire: listed, compared with each other and with the rule as git has it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { CompareRequest, HeadRunRequest, HistoryRequest } from '../../server/src/protocol';
import type { CompareAnswer, HeadRunAnswer, HistoryAnswer, HistoryRun } from '../../server/src/protocol';
import { Editor, rangeOf } from './editor';
import { Workspace } from './workspace';

const rule = (query: string): string =>
  `[rule]\nname = "a"\nrule_id = "r"\nlanguage = "eql"\ntype = "eql"\nquery = '''\n${query}\n'''\n`;
const SAMPLE = [1, 2, 3].map((pid) => `{"process":{"pid":${pid}},"event":{"category":["process"]}}\n`).join('');
const OLD = 'process where process.pid < 3';
const NEW = 'process where process.pid > 1';

describe('the history of runs', () => {
  const workspace = new Workspace({ 'rules/a.toml': rule(OLD), 'samples/events/s.ndjson': SAMPLE });
  const uri = workspace.uri('rules/a.toml');
  let editor: Editor;
  before(async () => (editor = await Editor.start({ folders: [workspace.root] })));
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  const runs = async (): Promise<readonly HistoryRun[]> => (await editor.request<HistoryAnswer>(HistoryRequest)).runs;
  const compare = (before: number | undefined, after: number | undefined) =>
    editor.request<CompareAnswer>(CompareRequest, { before, after, change: 'gone', from: 0, count: 10 });
  const counts = ({ totals }: CompareAnswer): readonly number[] =>
    [totals.gone, totals.new, totals.kept].map(({ hits }) => hits);

  it('is empty at first', async () => {
    assert.deepEqual(await runs(), []);
    assert.deepEqual(await editor.request(HeadRunRequest, { uri, rule: 0 }), {
      reason: 'The rule has not been run yet.',
    });
  });

  it('lists runs, the newest first, and says which of them were of a text that was not saved', async () => {
    await editor.open(uri, rule(OLD));
    await editor.run({ uri, rule: 0 });
    await editor.change(uri, { range: rangeOf(rule(OLD), OLD), text: NEW });
    await editor.run({ uri, rule: 0 });
    const found = await runs();
    assert.deepEqual(
      found.map(({ totals, isSaved, rule: { name } }) => [totals.hits, isSaved, name]),
      [
        [2, false, 'a'],
        [2, true, 'a'],
      ],
    );
    assert.ok(found.every(({ age }) => age >= 0));
  });

  it('compares two of them, with rows that lead to their events', async () => {
    const [now, old] = await runs();
    const found = await compare(old?.runId, now?.runId);
    assert.deepEqual(counts(found), [1, 1, 1]);
    assert.deepEqual([found.rows[0]?.line, found.rows[0]?.reference?.event], [1, 0]);
    assert.match((await editor.refusal(CompareRequest, { before: 99, after: 1 })).message, /needs `change`/);
    const unknown = { before: 99, after: now?.runId, change: 'gone', from: 0, count: 1 };
    assert.match((await editor.refusal(CompareRequest, unknown)).message, /not known any more/);
    assert.match(
      (await editor.refusal(CompareRequest, { ...unknown, change: 'a' })).message,
      /gone, new, changed or kept/,
    );
  });

  it('compares with the rule as git has it, on the same sample', async () => {
    const head = (): Promise<HeadRunAnswer> => editor.request<HeadRunAnswer>(HeadRunRequest, { uri, rule: 0 });
    assert.equal((await head()).reason, 'There is no git around the rule.');
    const git = (...words: readonly string[]): void =>
      void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...words], {
        cwd: workspace.root,
        stdio: 'ignore',
      });
    git('init');
    git('commit', '--allow-empty', '-m', 'a');
    assert.match((await head()).reason ?? '', /^The file is new/);
    git('add', 'rules/a.toml');
    git('commit', '-m', 'b');
    const { run } = await head();
    assert.ok(run !== undefined && run.runId < 0);
    assert.equal(run.totals.hits, 2);
    const [first, now] = await runs();
    assert.equal(first?.runId, run.runId);
    assert.deepEqual(counts(await compare(run.runId, now?.runId)), [1, 1, 1]);
    await editor.close(uri);
  });
});
