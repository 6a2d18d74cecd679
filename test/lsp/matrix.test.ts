// All rules over all samples as an editor asks for them: the cells, what an edit runs again, progress and cancellation.
import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { ChooseSampleRequest, MatrixRequest, RunRequest } from '../../server/src/protocol';
import type { MatrixAnswer, RunAnswer } from '../../server/src/protocol';
import { distinctNames } from '../../server/src/lsp/matrixDesk';
import { Editor } from './editor';
import { longSample, ruleOf, SH_RULE, SHELLS, shellWorkspace } from './shells';
import type { Workspace } from './workspace';

const DASH = (name: string): string =>
  ruleOf(`process where event.dataset == "test.shells" and process.name == "${name}"`).replace('Shells', 'Dash');

describe('the matrix of the editor', () => {
  let workspace: Workspace;
  let editor: Editor;

  beforeEach(async () => {
    workspace = shellWorkspace({
      'rules/dash.toml': DASH('dash'),
      'rules/elsewhere.toml': ruleOf('any where event.dataset == "no.such"').replace('Shells', 'Elsewhere'),
      'rules/kql.toml': '[rule]\nname = "Kql"\ntype = "query"\nlanguage = "kuery"\nquery = "a : b"\n',
      'rules/broken.toml': ruleOf('process where').replace('Shells', 'Broken'),
      'samples/events/second.ndjson': SHELLS,
    });
    editor = await Editor.start({ folders: [workspace.root] });
  });
  afterEach(async () => {
    await editor.stop();
    workspace.dispose();
  });

  const ask = (): Promise<MatrixAnswer> => editor.request(MatrixRequest, {});

  /** Rule, sample and counts of each cell. */
  const cellsOf = ({ rules, samples }: MatrixAnswer): readonly string[] =>
    rules.flatMap(({ name, cells }) =>
      cells.map(({ sample, result }) => {
        const { hits, truePositives, falsePositives, misses } = result?.kind === 'ran' ? result.totals : ZERO;
        return `${name} ${samples[sample]?.label} ${hits} ${truePositives} ${falsePositives} ${misses}`;
      }),
    );
  const ZERO = { hits: -1, truePositives: -1, falsePositives: -1, misses: -1 };

  it('has a cell for each rule and each sample that fits it, and says why a rule has none', async () => {
    const answer = await ask();
    assert.deepEqual(cellsOf(answer), [
      'Dash second.ndjson 1 0 0 0',
      'Dash shells.ndjson 1 0 0 0',
      'Shells second.ndjson 3 0 0 0',
      'Shells shells.ndjson 3 1 1 1',
    ]);
    assert.equal(answer.ran, 4);
    const lacking = answer.rules.flatMap(({ name, notRun }) => (notRun === undefined ? [] : [[name, notRun]]));
    assert.deepEqual(lacking, [
      ['Broken', 'The syntax of the query is broken.'],
      ['Elsewhere', 'No sample fits this rule.'],
      ['Kql', 'Only EQL rules are run so far, and the query is in KQL.'],
    ]);
  });

  it('runs only its row again when one rule is edited, also one that was not saved', async () => {
    await ask();
    assert.equal((await ask()).ran, 0);
    await editor.open(workspace.uri('rules/dash.toml'), DASH('sh'));
    const answer = await ask();
    assert.equal(answer.ran, 2);
    assert.deepEqual(cellsOf(answer).slice(0, 2), ['Dash second.ndjson 3 0 0 0', 'Dash shells.ndjson 3 1 1 0']);
  });

  for (const [what, file, text] of [
    ['a sample', 'samples/events/second.ndjson', SHELLS + SHELLS],
    ['the labels of a sample', 'samples/events/second.labels.yaml', 'events:\n  - { id: event-1, label: benign }\n'],
  ] as const)
    it(`runs only its column again when ${what} changed`, async () => {
      const before = cellsOf(await ask());
      workspace.write(file, text);
      await editor.filesChanged(2, workspace.at(file));
      const answer = await ask();
      assert.equal(answer.ran, 2);
      const isOther = cellsOf(answer).filter((cell) => !before.includes(cell));
      assert.ok(isOther.length > 0 && isOther.every((cell) => cell.includes('second.ndjson')), isOther.join());
    });

  it('tells its progress, and when it is cancelled gives what was done', async () => {
    workspace.write('samples/events/long.ndjson', longSample());
    const heard = editor.progress('one');
    const source = new CancellationTokenSource();
    const answer = editor.request<MatrixAnswer>(MatrixRequest, { workDoneToken: 'one' }, source.token);
    await heard.first(({ kind }) => kind === 'report');
    source.cancel();
    const { isCancelled, rules } = await answer;
    assert.ok(isCancelled);
    assert.ok(rules.some(({ cells }) => cells.some(({ result }) => result === undefined)));
    assert.deepEqual([heard.all[0]?.kind, heard.all.at(-1)?.kind], ['begin', 'end']);
  });

  it('shows the sample that somebody chose beside those that fit', async () => {
    await editor.request(ChooseSampleRequest, {
      uri: workspace.uri('rules/elsewhere.toml'),
      rule: 0,
      sample: workspace.uri('samples/events/other.ndjson'),
    });
    assert.ok(cellsOf(await ask()).includes('Elsewhere other.ndjson 0 0 0 0'));
  });

  it('leads to a run on the one sample, and to the usual ones afterwards', async () => {
    const rule = { uri: workspace.uri('rules/sh.toml'), rule: 0 };
    const samples = [workspace.uri('samples/events/second.ndjson')];
    const { runId = -1 } = await editor.request<RunAnswer>(RunRequest, { ...rule, samples });
    const only = await editor.ended(runId);
    assert.deepEqual([only.samples.length, only.totals.hits], [1, 3]);
    assert.equal((await editor.run(rule)).samples.length, 2);
    const gone = [workspace.uri('samples/events/gone.ndjson')];
    const { reason } = await editor.request<RunAnswer>(RunRequest, { ...rule, samples: gone });
    assert.equal(reason, 'The sample gone.ndjson is not there any more.');
  });

  it('has a rule once, whether it is open or saved', async () => {
    await editor.open(workspace.uri('rules/sh.toml'), SH_RULE);
    assert.equal((await ask()).rules.filter(({ name }) => name === 'Shells').length, 1);
  });
});

describe('the names of samples in a matrix', () => {
  it('have as many folders as tell them apart', () => {
    assert.deepEqual(distinctNames(['/p/a/x.ndjson', '/p/b/x.ndjson', '/p/a/y.ndjson']), [
      'a/x.ndjson',
      'b/x.ndjson',
      'y.ndjson',
    ]);
  });
});
