// A run from the first request to one event: states, rows, events, and every way in which it does not come to its end.
import assert from 'node:assert/strict';
import {
  CancelRunRequest,
  ChooseSampleRequest,
  EventRequest,
  FindEventRequest,
  RowsRequest,
  RunRequest,
  TimelineRequest,
} from '../../server/src/protocol';
import type {
  EventAnswer,
  FindEventAnswer,
  PanelState,
  RowsAnswer,
  RowsParams,
  RuleReference,
  RunAnswer,
  TimelineAnswer,
} from '../../server/src/protocol';
import { Editor } from './editor';
import { longSample, ruleOf, SH, SH_RULE, shellWorkspace } from './shells';
import type { Workspace } from './workspace';

describe('a run', () => {
  let workspace: Workspace;
  let editor: Editor;
  let opened = 0;

  before(async () => {
    workspace = shellWorkspace({
      'events/long.ndjson': longSample(),
      'events/empty.ndjson': '',
      'events/binary.ndjson': new Uint8Array([0, 1, 2, 0, 255, 254, 0, 7]),
      'events/damaged.ndjson.gz': new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    });
    editor = await Editor.start({ folders: [workspace.root] });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  async function open(text: string): Promise<RuleReference> {
    const uri = workspace.uri(`rules/${++opened}.toml`);
    await editor.open(uri, text);
    return { uri, rule: 0 };
  }

  async function openOn(sample: string, query = SH): Promise<RuleReference> {
    const rule = await open(ruleOf(query));
    await editor.request(ChooseSampleRequest, { ...rule, sample: workspace.uri(sample) });
    return rule;
  }

  const rows = (params: Partial<RowsParams> & { runId: number }): Promise<RowsAnswer> =>
    editor.request(RowsRequest, { from: 0, count: 100, ...params });

  it('is answered at once, and told in states until it is done', async () => {
    const rule = await open(SH_RULE);
    const runId = await editor.begin(rule);
    const isOf = (state: PanelState): boolean => state.runId === runId;
    assert.ok(!editor.states.all.some((state) => isOf(state) && state.phase === 'done'));
    const done = await editor.ended(runId);
    const phases = editor.states.all.filter(isOf).map(({ phase }) => phase);
    assert.equal(phases[0], 'loading');
    assert.deepEqual(
      phases.slice(0, phases.indexOf('done')).filter((phase) => phase !== 'loading' && phase !== 'running'),
      [],
    );
    assert.deepEqual(done.rule, { ...rule, name: 'Shells' });
    assert.equal(done.events, 6);
    assert.deepEqual(done.totals, {
      hits: 3,
      truePositives: 1,
      falsePositives: 1,
      authorised: 0,
      unlabelled: 1,
      misses: 1,
    });
    assert.deepEqual(done.columns, ['event.dataset', 'process.name']);
    assert.equal(done.isSequence, false);
    assert.equal(done.stale, undefined);
    assert.ok(
      done.problems.some(({ line, sample }) => line === 6 && sample === workspace.at('samples/events/shells.ndjson')),
    );
    assert.ok(JSON.stringify(done).length <= 2048);
  });

  it('gives its rows by windows, outcomes and text, the misses after the hits', async () => {
    const { runId } = await editor.run(await open(SH_RULE));
    const all = await rows({ runId });
    assert.equal(all.total, 4);
    assert.deepEqual(
      all.rows.map(({ outcome, cells, events }) => [outcome, cells[1], events[0]?.line]),
      [
        ['false-positive', 'sh', 1],
        ['true-positive', 'sh', 3],
        ['unlabelled', 'sh', 4],
        ['miss', 'dash', 5],
      ],
    );
    assert.deepEqual([all.rows[0]?.note, all.rows[0]?.lofp], ['The job runner.', 'job-runner']);
    const [event] = all.rows[0]?.events ?? [];
    assert.equal(event?.sample, workspace.at('samples/events/shells.ndjson'));
    assert.equal(event.id, 'event-1');
    const misses = await rows({ runId, outcomes: ['miss'] });
    assert.deepEqual([misses.total, misses.rows[0]?.row], [1, 3]);
    const window = await rows({ runId, from: 1, count: 1 });
    assert.deepEqual([window.total, window.from, window.rows.length, window.rows[0]?.row], [4, 1, 1, 1]);
    assert.equal((await rows({ runId, text: 'DASH' })).total, 1);
  });

  it('opens one of its events, with what the query looked at and why it matched', async () => {
    const { runId } = await editor.run(await open(SH_RULE));
    const hit = (await rows({ runId, outcomes: ['true-positive'] })).rows[0]?.events[0];
    const answer = await editor.request<EventAnswer>(EventRequest, { runId, event: hit?.event });
    assert.equal(answer.reference.line, 3);
    assert.equal((JSON.parse(answer.json) as { user: { name: string } }).user.name, '<b>eve</b>');
    assert.equal(answer.truncated, false);
    assert.deepEqual(
      answer.looked.map(({ path, values }) => [path, ...values]),
      [
        ['event.category', 'process'],
        ['event.dataset', 'test.shells'],
        ['process.name', 'sh'],
      ],
    );
    assert.equal(answer.explanation?.value, true);
    const missed = (await rows({ runId, outcomes: ['miss'] })).rows[0]?.events[0];
    const why = await editor.request<EventAnswer>(EventRequest, { runId, event: missed?.event });
    assert.equal(why.explanation?.value, false);
  });

  it('finds the event on a line of the sample', async () => {
    const { runId } = await editor.run(await open(SH_RULE));
    const at = (name: string, line: number): Promise<FindEventAnswer | null> =>
      editor.request(FindEventRequest, { sample: workspace.uri(name), line });
    const found = await at('samples/events/shells.ndjson', 5);
    assert.equal(found?.runId, runId);
    const answer = await editor.request<EventAnswer>(EventRequest, found ?? {});
    assert.equal(answer.reference.id, 'event-5');
    assert.equal(await at('samples/events/shells.ndjson', 6), null);
    assert.equal(await at('samples/events/other.ndjson', 1), null);
  });

  it('shows how far the keys of a sequence came, and nothing for other queries', async () => {
    const item = '[process where event.dataset == "test.shells" and process.name == ';
    const sequence = await editor.run(await open(ruleOf(`sequence by user.name ${item}"sh"] ${item}"bash"]`)));
    assert.equal(sequence.totals.hits, 1);
    assert.equal(sequence.isSequence, true);
    const timeline = await editor.request<TimelineAnswer>(TimelineRequest, { runId: sequence.runId, limit: 10 });
    assert.equal(timeline.needed, 2);
    assert.deepEqual(
      timeline.keys.map(({ keys, reached }) => [...keys, reached]),
      [
        ['runner', 2],
        ['<b>eve</b>', 1],
      ],
    );
    const plain = await editor.run(await open(SH_RULE));
    assert.equal(await editor.request(TimelineRequest, { runId: plain.runId, limit: 10 }), null);
  });

  it('opens with near misses when nothing is hit', async () => {
    const state = await editor.run(await open(ruleOf(`${SH} and process.pid == 2`)));
    assert.equal(state.totals.hits, 0);
    assert.equal(state.nearMisses[0]?.count, 3);
    assert.match(state.nearMisses[0].clause, /process\.pid/);
  });

  it('takes the text as it stands in the editor, saved or not', async () => {
    const rule = { uri: workspace.uri('rules/sh.toml'), rule: 0 };
    await editor.open(rule.uri, SH_RULE.replace('"sh"', '"bash"'));
    assert.equal((await editor.run(rule)).totals.hits, 1);
    await editor.change(rule.uri, { text: SH_RULE });
    assert.equal((await editor.run(rule)).totals.hits, 3);
  });

  it('runs a rule whose file is not open, as it is on the disk', async () => {
    workspace.write('rules/closed.toml', SH_RULE);
    const state = await editor.run({ uri: workspace.uri('rules/closed.toml'), rule: 0 });
    assert.equal(state.totals.hits, 3);
  });

  it('is marked once when the query changes after it, and not any more when it is as before', async () => {
    const rule = await open(SH_RULE);
    const { runId } = await editor.run(rule);
    await editor.states.first((state) => state.runId === runId && state.nearMisses.length > 0);
    const heard = editor.states.all.length;
    await editor.change(rule.uri, { text: SH_RULE.replace('"Shells"', '"Renamed"') });
    await editor.change(rule.uri, { text: SH_RULE.replace('"sh"', '"s"') });
    await editor.change(rule.uri, { text: SH_RULE.replace('"sh"', '""') });
    await editor.change(rule.uri, { text: SH_RULE });
    await editor.settled();
    assert.deepEqual(
      editor.states.all.slice(heard).map((state) => [state.runId, state.phase, state.stale]),
      [
        [runId, 'done', true],
        [runId, 'done', undefined],
      ],
    );
  });

  it('can be cancelled', async () => {
    const runId = await editor.begin(await openOn('events/long.ndjson'));
    await editor.request(CancelRunRequest, { runId });
    assert.equal((await editor.ended(runId)).phase, 'cancelled');
    assert.equal((await editor.run(await open(SH_RULE))).phase, 'done');
  });

  it('gives way to the next one', async () => {
    const long = await editor.begin(await openOn('events/long.ndjson'));
    const { runId, phase } = await editor.run(await open(SH_RULE));
    assert.ok(runId > long);
    assert.equal(phase, 'done');
    assert.ok(!editor.states.all.some((state) => state.runId === long && state.phase === 'done'));
  });

  it('is not changed by cancelling one that is over, or none', async () => {
    const { runId } = await editor.run(await open(SH_RULE));
    await editor.request(CancelRunRequest, { runId });
    await editor.request(CancelRunRequest, { runId: 9999 });
    assert.equal((await rows({ runId })).total, 4);
  });

  it('answers for the last run only, with a sentence for the others', async () => {
    const first = await editor.run(await open(SH_RULE));
    const second = await editor.run(await open(SH_RULE));
    const { message } = await editor.refusal(RowsRequest, { runId: first.runId, from: 0, count: 10 });
    assert.match(message, /^The run is over: run the rule again\.$/);
    await editor.refusal(EventRequest, { runId: second.runId, event: 1_000_000 });
    assert.equal((await rows({ runId: second.runId })).total, 4);
  });

  for (const [name, text, reason] of [
    ['has syntax errors', ruleOf('process where = and ('), /^The rule is not run: its query has \d errors?\.$/],
    ['is in another language', '[rule]\ntype = "query"\nlanguage = "kuery"\nquery = "a:b"\n', /KQL|Only EQL/],
    ['has no query', '[rule]\ntype = "machine_learning"\nrule_id = "x"\nname = "n"\n', /no query|not there/],
    ['holds no rule', 'a = 1\n', /not there any more/],
  ] as const)
    it(`does not begin where the file ${name}`, async () => {
      const answer = await editor.request<RunAnswer>(RunRequest, await open(text));
      assert.equal(answer.runId, undefined);
      assert.equal(answer.needsSample, undefined);
      assert.match(answer.reason ?? '', reason);
    });

  it('does not begin for a rule that is gone', async () => {
    const { uri } = await open(SH_RULE);
    for (const rule of [
      { uri, rule: 1 },
      { uri: workspace.uri('rules/nowhere.toml'), rule: 0 },
      { uri: 'nonsense', rule: 0 },
    ]) {
      const answer = await editor.request<RunAnswer>(RunRequest, rule);
      assert.equal(answer.runId, undefined);
      assert.match(answer.reason ?? '', /not there any more/);
    }
  });

  it('says that it lacks a sample', async () => {
    const rule = await open(ruleOf('process where event.dataset == "test.nothing"'));
    const answer = await editor.request<RunAnswer>(RunRequest, rule);
    assert.equal(answer.needsSample, true);
    assert.match(answer.reason ?? '', /No sample/);
  });

  for (const [sample, sentence] of [
    ['events/binary.ndjson', /binary|no NDJSON|not text/i],
    ['events/damaged.ndjson.gz', /is a damaged gzip archive/],
  ] as const)
    it(`fails with one sentence on ${sample}`, async () => {
      const state = await editor.run(await openOn(sample));
      assert.equal(state.phase, 'failed');
      assert.match(state.message ?? '', sentence);
    });

  it('tells that a sample is empty', async () => {
    const state = await editor.run(await openOn('events/empty.ndjson'));
    assert.deepEqual([state.phase, state.events], ['done', 0]);
    assert.match(state.problems[0]?.message ?? '', /no events|empty/i);
  });
});
