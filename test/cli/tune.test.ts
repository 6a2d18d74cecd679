// `rulewright tune`: on the shipped samples it finds what is dead, and its proposals take out what is harmless and nothing else.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RunReport } from '../../server/src/cli/report/runJson';
import type { TuneReport } from '../../server/src/cli/report/tuneJson';
import type { ExceptionItemJson } from '../../server/src/tuning/exceptionItem';
import { ID_A, linesOf, root, ruleText, runOnDisk, runOver } from './world';

const SAMPLE = path.join(root, 'samples/events/kubernetes-audit.ndjson');
const RULE = path.join(root, 'samples/rules/kubernetes_user_exec_into_pod.toml');

async function tune(words: readonly string[]): Promise<TuneReport> {
  const said = await runOnDisk(['tune', ...words, '--format', 'json']);
  const [report] = linesOf<TuneReport>(said);
  assert.ok(report, said.err);
  return report;
}

async function totalsOf(rule: string): Promise<RunReport['totals']> {
  const [report] = linesOf<RunReport>(await runOnDisk(['run', rule, '--sample', SAMPLE, '--format', 'json']));
  assert.ok(report);
  return report.totals;
}

describe('rulewright tune, on the Kubernetes sample', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'rulewright-tune-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('names the dead arm of Cilium, and what it lacks', async () => {
    const { arms } = await tune([RULE, '--sample', SAMPLE]);
    const arm = arms.find(({ eql }) => eql.includes('command=cilium&command=endpoint'));
    assert.ok(arm);
    assert.deepEqual(
      { removed: arm.removed, dead: arm.dead, nearest: arm.nearest },
      { removed: 0, dead: true, nearest: { change: 'the pattern began with `/`', matches: 31 } },
    );
  });

  it('names the values of one list by what tells them apart, for people', async () => {
    const { out } = await runOnDisk(['tune', RULE, '--sample', SAMPLE]);
    assert.match(out, / cilium … status … .*, of namespace == "kube-system" and requestURI like \(4 values\)\n/);
  });

  it('shows an event that passes an arm though it should not', async () => {
    const { arms } = await tune([RULE, '--sample', SAMPLE]);
    const arm = arms.find(({ eql }) => eql.includes('command=df&command=-h') && eql.includes('container=kibana'));
    assert.ok(arm?.evadedBy);
    assert.match(JSON.stringify(arm.evadedBy.event), /command=id.*command=df&command=-h/);
  });

  it('has proposals that lose nothing, and binds who, where and the whole command in each', async () => {
    const { proposals } = await tune([RULE, '--sample', SAMPLE]);
    assert.ok(proposals.length > 5);
    for (const { eql, loses, authorised, removes, breadth } of proposals) {
      assert.deepEqual([loses, authorised], [0, 0], eql);
      assert.ok(removes > 0 && breadth < 0.05, eql);
      assert.match(eql, /user\.name (?:==|in) .+ and kubernetes\.audit\.objectRef\.namespace == /);
      assert.doesNotMatch(eql, /requestURI like/);
    }
    assert.ok(proposals.every(({ opens }) => opens === null));
    const sorted = proposals.map(({ removes }) => removes);
    assert.deepEqual(
      sorted,
      [...sorted].sort((a, b) => b - a),
    );
  });

  it('takes out all that is harmless and nothing else, one proposal after the other', async () => {
    const rule = path.join(folder, 'rule.toml');
    cpSync(RULE, rule);
    const before = await totalsOf(rule);
    for (let round = 0; ; round++) {
      assert.ok(round < 40, 'it never ends');
      const { proposals } = await tune([rule, '--sample', SAMPLE]);
      if (proposals.length === 0) break;
      const { code, err } = await runOnDisk(['tune', rule, '--sample', SAMPLE, '--apply', '1', '--comment', 'known']);
      assert.equal(code, 0, err);
    }
    assert.deepEqual(await totalsOf(rule), {
      ...before,
      hits: before.hits - before.falsePositives,
      falsePositives: 0,
    });
    const [old = [], now = []] = [RULE, rule].map((file) => readFileSync(file, 'utf8').split('\n'));
    let at = 0;
    for (const line of now) if (line === old[at] || line === `${old[at]} or`) at++;
    assert.equal(at, old.length, 'all lines are there in their order, the last arm with its `or`');
  });

  it('has nothing for shells at a terminal but a suppression', async () => {
    const { proposals, refusals } = await tune([RULE, '--sample', SAMPLE, '--select', '30,84,1365']);
    assert.deepEqual(proposals, []);
    const [refusal, ...others] = refusals;
    assert.deepEqual(others, []);
    assert.deepEqual([refusal?.reason, refusal?.lines], ['terminal', [30, 84, 1365]]);
    assert.ok(refusal?.suppression);
    assert.ok(refusal.suppression.after < refusal.suppression.before);
  });

  it('has nothing for a read of a token, whoever asks', async () => {
    const { proposals, refusals } = await tune([RULE, '--sample', SAMPLE, '--select', '372']);
    assert.deepEqual([proposals, refusals.map(({ reason }) => reason)], [[], ['secrets']]);
  });

  it('says what one that loses a true positive would lose, and writes it only when forced', async () => {
    const rule = path.join(folder, 'other.toml');
    cpSync(RULE, rule);
    const words = [rule, '--sample', SAMPLE, '--select', '853'];
    const { proposals } = await tune(words);
    assert.deepEqual(
      proposals.map(({ loses, dangerous }) => [loses, dangerous]),
      [[2, true]],
    );
    const refused = await runOnDisk(['tune', ...words, '--apply', '1']);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /loses 2 true positives/);
    assert.equal(readFileSync(rule, 'utf8'), readFileSync(RULE, 'utf8'));
    const item = await runOnDisk(['tune', ...words, '--exception', '1']);
    assert.deepEqual([item.code, item.out], [2, '']);
    assert.match(item.err, /loses 2 true positives, so that nothing was printed/);
    const forced = await runOnDisk(['tune', ...words, '--apply', '1', '--force']);
    assert.equal(forced.code, 0, forced.err);
    assert.notEqual(readFileSync(rule, 'utf8'), readFileSync(RULE, 'utf8'));
  });
});

describe('rulewright tune', () => {
  const files = {
    '/r.toml': ruleText('R', ID_A, 'any where kind == "a"'),
    '/none.toml': ruleText('None', ID_A, 'any where kind == "z"'),
    '/two.eql': 'any where kind == "a"',
    '/x.json': JSON.stringify({
      name: 'X',
      rule_id: ID_A,
      type: 'eql',
      language: 'eql',
      query: 'any where kind == "a"',
    }),
    '/s.ndjson': [
      { id: 1, kind: 'a', name: 'x', zone: 'p' },
      { id: 2, kind: 'a', name: 'y', zone: 'q' },
      { id: 3, kind: 'b', name: 'x', zone: 'p' },
    ]
      .map((event) => JSON.stringify(event))
      .join('\n'),
  };
  const bad: readonly [words: readonly string[], code: number, message: RegExp][] = [
    [['/none.toml'], 0, /None has no hits on this sample/],
    [['/r.toml'], 0, /None of the 2 hits of R is labelled benign/],
    [['/r.toml', '--select', '3'], 2, /No hit of R stands on line 3 of \/s\.ndjson/],
    [['/r.toml', '--select', '7,8'], 2, /the lines 7, 8/],
    [['/r.toml', '--select', 'x'], 2, /takes lines of the sample/],
    [['/r.toml', '--select', '1,2'], 0, /nothing in common/],
    [['/r.toml', '--select', '1', '--apply', '9'], 2, /no proposal 9; there is 1/],
    [['/r.toml', '/two.eql', '--apply', '1'], 2, /name one file/],
    [['/none.toml', '--apply', '1'], 2, /no proposal to choose/],
    [['/x.json', '--select', '1', '--apply', '1'], 2, /x\.json is an export, which is read and never written/],
    [['/none.toml', '--exception', '1'], 2, /no proposal to choose/],
    [['/r.toml', '/two.eql', '--exception', '1'], 2, /`--exception` prints a proposal for one rule/],
    [['/r.toml', '--apply', '1', '--exception', '1'], 2, /Choose one/],
    [['/r.toml', '--owner', 'ops'], 2, /`--owner` is a word of an exception item/],
    [['/r.toml', '--select', '1', '--exception', '1', '--until', '2026-13-01'], 2, /`2026-13-01` is no day/],
    [['/r.toml', '--select', '1', '--exception', '1', '--until', '2001-01-01'], 2, /no day to come/],
    [['/r.toml', '--select', '1', '--exception', '1', '--name', ' '], 2, /needs a name/],
  ];
  for (const [words, code, message] of bad)
    it(`says in a sentence what is wrong with ${words.join(' ')}`, async () => {
      const said = await runOver(files, ['tune', ...words, '--sample', '/s.ndjson']);
      assert.match(said.err + said.out, message);
      assert.equal(said.code, code);
    });

  it('prints a proposal as an exception item, of the list that the rule names', async () => {
    const list = 'exceptions_list = [{id = "x", list_id = "of-r", type = "detection", namespace_type = "single"}]\n';
    const rule = files['/r.toml'].replace('[rule]\n', `[rule]\n${list}`);
    const words = ['--select', '1', '--exception', '1', '--owner', 'ops', '--reason', 'known', '--until', '2999-01-31'];
    const said = await runOver({ ...files, '/r.toml': rule }, ['tune', '/r.toml', ...words, '--sample', '/s.ndjson']);
    assert.equal(said.code, 0, said.err);
    const item = JSON.parse(said.out) as ExceptionItemJson;
    assert.deepEqual(item, {
      list_id: 'of-r',
      type: 'simple',
      namespace_type: 'single',
      name: 'Known false positives of R',
      description: 'known',
      tags: ['owner:ops'],
      comments: [{ comment: 'known' }],
      entries: [{ field: 'name', operator: 'included', type: 'match', value: 'x' }],
      expire_time: '2999-01-31T00:00:00.000Z',
    });
  });

  it('says that labels contradict each other, and writes nothing of such hits unless forced', async () => {
    const labels = 'events:\n  - id: "1"\n    label: malicious\n  - id: "1"\n    label: benign\n';
    const events =
      '{"event": {"id": "1"}, "kind": "a", "name": "x"}\n{"event": {"id": "2"}, "kind": "a", "name": "y"}\n';
    const known = { '/r.toml': files['/r.toml'], '/s.ndjson': events, '/s.labels.yaml': labels };
    const sentence = 'One of these hits bears labels that contradict each other';
    const words = ['tune', '/r.toml', '--sample', '/s.ndjson'];
    const told = await runOver(known, words);
    assert.equal(told.code, 0);
    assert.ok(told.err.includes(sentence), told.err);
    for (const asked of ['--apply', '--exception']) {
      const refused = await runOver(known, [...words, asked, '1']);
      assert.deepEqual([refused.code, refused.out], [2, '']);
      assert.match(refused.err, /settle them first\. Nothing was \w+; `--force` does it nevertheless/);
    }
    assert.equal((await runOver(known, [...words, '--exception', '1', '--force'])).code, 0);
  });

  it('keeps the digits of whole numbers beyond those of a double in the events that it shows', async () => {
    const query = 'process where not process.parent.name == "cron"';
    const event = (name: string): string =>
      `{"event":{"category":"process"},"n":9223372036854775807,"process":{"name":"a","parent":{"name":"${name}"}}}\n`;
    const { out } = await runOver({ '/s.ndjson': event('cron') + event('b') }, [
      ...['tune', '--query', query, '--sample', '/s.ndjson', '--format', 'json'],
    ]);
    assert.match(out, /"evadedBy":\{"event":\{[^}]*\},"n":9223372036854775807,/);
  });

  it('prints for people', async () => {
    const { out } = await runOver(files, ['tune', '/r.toml', '--select', '1', '--sample', '/s.ndjson']);
    assert.match(
      out,
      /no exclusions\n\n1 proposal\n {2}1\. name `x`.*\n {5}removes 0 false positives, loses none, 1 unlabelled/,
    );
  });
});
