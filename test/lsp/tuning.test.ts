// Exclusions over the wire: proposed for the rules to try, moved, and written into the rule as an edit, or refused with one sentence.
import assert from 'node:assert/strict';
import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { scheduleOf } from '../../server/src/analysis/schedule';
import { MoveProposalRequest, ProposalsRequest } from '../../server/src/protocol';
import type { ProposalRow } from '../../server/src/protocol';
import { readRuleFile } from '../../server/src/rule/read';
import type { ExceptionItemJson } from '../../server/src/tuning/exceptionItem';
import { ruleOf } from './shells';
import { first, isKept, LABELS, proposal, RULE, SAMPLE, TuneBench, YAML_RULE } from './tuneBench';

describe('proposals in the editor', () => {
  const bench = new TuneBench();
  let text = '';
  before(() => bench.start());
  after(() => bench.stop());
  beforeEach(async () => (text = await bench.open(RULE)));
  afterEach(() => bench.close(RULE));

  it('are made for all false positives, the best first, and none of them hides a true positive', async () => {
    const { runId, totals } = await bench.run();
    const { proposals, refusals, message } = await bench.propose(runId);
    assert.equal(message, undefined);
    assert.deepEqual(refusals, []);
    const removes = proposals.map(({ proof }) => proof.removes);
    assert.deepEqual(
      removes,
      [...removes].sort((a, b) => b - a),
    );
    assert.ok(removes.reduce((sum, each) => sum + each, 0) >= totals.falsePositives);
    for (const { proof, fields, suits, eql } of proposals) {
      assert.deepEqual([proof.loses, proof.authorised, proof.isDangerous], [0, 0, false]);
      assert.ok(proof.matches < proof.events && proof.matches > 0);
      assert.ok(fields.every(({ rungs, rung }) => rungs[rung] !== undefined));
      assert.ok(
        fields.filter(({ rungs, rung }) => rungs[rung]?.kind !== 'off').every(({ path }) => eql.includes(path)),
      );
      assert.match(suits.reason, /\.$/);
    }
  });

  it('say which way suits: a product for the rule, names of one environment for an exception, and a person for neither', async () => {
    const { proposals } = await bench.propose((await bench.run()).runId);
    const wayOf = (words: string): string | undefined => proposals.find(({ eql }) => eql.includes(words))?.suits.way;
    assert.equal(wayOf('command=cilium'), 'arm');
    assert.equal(wayOf('velero'), 'exception');
    assert.equal(wayOf('alderbrook.example"'), 'neither');
  });

  it('keep their number when they are moved on a ladder, and are proven anew', async () => {
    const { runId } = await bench.run();
    const { proposals } = await bench.propose(runId);
    const movable = proposals
      .flatMap((row) => row.fields.map((field) => ({ row, field })))
      .find(({ field }) => field.path === 'kubernetes.audit.requestURI' && field.rung > 0);
    assert.ok(movable);
    const { row, field } = movable;
    const asked = { runId, proposal: row.proposal, path: field.path };
    const narrow = await bench.editor.request<ProposalRow>(MoveProposalRequest, { ...asked, rung: 0 });
    assert.equal(narrow.proposal, row.proposal);
    assert.equal(narrow.fields.find(({ path }) => path === field.path)?.rung, 0);
    assert.notEqual(narrow.eql, row.eql);
    assert.ok(narrow.proof.matches <= row.proof.matches);
    const back = await bench.editor.request<ProposalRow>(MoveProposalRequest, { ...asked, rung: field.rung });
    assert.deepEqual(back, row);
    assert.equal(await bench.editor.request(MoveProposalRequest, { ...asked, rung: 99 }), null);
  });

  it('are told with an event that would pass them, where a broader rung opens something', async () => {
    const { runId } = await bench.run();
    const { proposals } = await bench.propose(runId);
    assert.ok(proposals.every(({ opens }) => opens === undefined));
    const found = proposals
      .flatMap(({ proposal: number, fields }) => fields.map((field) => ({ number, ...field })))
      .map((field) => ({ ...field, pattern: field.rungs.findIndex(({ kind }) => kind === 'pattern') }))
      .find(({ pattern }) => pattern >= 0);
    assert.ok(found);
    const { opens } = await bench.editor.request<ProposalRow>(MoveProposalRequest, {
      runId,
      proposal: found.number,
      path: found.path,
      rung: found.pattern,
    });
    assert.ok(opens);
    assert.match(opens.how, /\.$/);
    const event = JSON.parse(opens.json) as { kubernetes: { audit: { requestURI: string } } };
    assert.match(event.kubernetes.audit.requestURI, /command=/);
  });

  it('become one arm of the rule, and the next run is what was said', async () => {
    const before = await bench.run();
    const row = first(await bench.propose(before.runId));
    const answer = await bench.accept({ runId: before.runId, what: proposal(row.proposal, 'the disk check') });
    assert.equal(answer.file?.edits.length, 1);
    const now = await bench.apply(RULE, text, answer);
    assert.ok(isKept(text, now));
    assert.match(now, /\n *\/\/ the disk check\n/);
    const { totals } = await bench.run();
    assert.deepEqual(totals, {
      ...before.totals,
      hits: before.totals.hits - row.proof.removes - row.proof.unlabelled,
      falsePositives: before.totals.falsePositives - row.proof.removes,
      unlabelled: before.totals.unlabelled - row.proof.unlabelled,
    });
  });

  it('get a comment with the day and what the labels say, or none', async () => {
    const { runId } = await bench.run();
    const { proposals } = await bench.propose(runId);
    const row = proposals.find(({ eql }) => eql.includes('command=cilium&command=status') || eql.includes('cilium'));
    assert.ok(row);
    const said = await bench.accept({ runId, what: proposal(row.proposal) });
    assert.match(said.file?.edits[0]?.newText ?? '', /\/\/ \d{4}-\d\d-\d\d: cilium-[a-z-]+\n/);
    const silent = await bench.accept({ runId, what: proposal(row.proposal, '') });
    assert.doesNotMatch(silent.file?.edits[0]?.newText ?? '', /\/\//);
  });

  it('ask first where a true positive would be hidden', async () => {
    const { runId } = await bench.run();
    const row = first(await bench.propose(runId, await bench.rowsAt(runId, [853])));
    assert.deepEqual([row.proof.loses, row.proof.isDangerous], [2, true]);
    const what = proposal(row.proposal);
    const asked = await bench.accept({ runId, what });
    assert.deepEqual([asked.file, asked.asks], [undefined, 'This would hide 2 true positives.']);
    const { file } = await bench.accept({ runId, what, isConfirmed: true });
    assert.equal(file?.edits.length, 1);
    const item = { runId, proposal: row.proposal, name: 'x' };
    assert.equal((await bench.exception(item)).asks, 'This would hide 2 true positives.');
    assert.ok((await bench.exception({ ...item, isConfirmed: true })).text);
  });

  it('are none for terminals, that get a suppression, which is written into the rule', async () => {
    const { runId } = await bench.run();
    const { proposals, refusals } = await bench.propose(runId, await bench.rowsAt(runId, [30, 84, 1365]));
    assert.deepEqual(proposals, []);
    const [refusal] = refusals;
    assert.ok(refusal?.suppression);
    assert.equal(refusal.hits, 3);
    assert.ok(refusal.suppression.after < refusal.suppression.before);
    const answer = await bench.accept({ runId, what: { kind: 'suppression', refusal: 0 } });
    const now = await bench.apply(RULE, text, answer);
    assert.ok(isKept(text, now));
    const [rule] = readRuleFile(now, 'toml').rules;
    assert.ok(rule);
    const day = 24 * 3600 * 1000;
    assert.deepEqual(scheduleOf(rule).suppression, {
      groupBy: refusal.suppression.groupBy,
      duration: day,
      joinsMissing: false,
    });
    const again = await bench.accept({ runId, what: { kind: 'suppression', refusal: 0 } });
    assert.deepEqual([again.file, /already/.test(again.message)], [undefined, true]);
  });

  it('are written as an item of exceptions as well', async () => {
    const { runId } = await bench.run();
    const { proposals } = await bench.propose(runId);
    const row = proposals.find(({ notAsException }) => notAsException === undefined);
    assert.ok(row);
    const asked = {
      runId,
      proposal: row.proposal,
      name: 'Disk check',
      reason: 'known',
      owner: 'ops',
      until: '2999-12-31',
    };
    const { text: json = '', problem } = await bench.exception(asked);
    assert.equal(problem, undefined);
    const item = JSON.parse(json) as ExceptionItemJson;
    assert.deepEqual(
      [item.name, item.description, item.tags, item.expire_time],
      ['Disk check', 'known', ['owner:ops'], '2999-12-31T00:00:00.000Z'],
    );
    assert.ok(item.entries.some(({ field }) => field === 'kubernetes.audit.requestURI'));
    for (const [wrong, problem] of [
      [{ name: ' ' }, 'An exception item needs a name.'],
      [{ until: '2026-02-31' }, '`2026-02-31` is no day: write the end of the exception as in `2026-12-31`.'],
      [{ until: '2001-01-01' }, '`2001-01-01` is no day to come, so that the exception would have ended already.'],
    ] as const)
      assert.deepEqual(await bench.exception({ ...asked, ...wrong }), { problem });
  });
});

describe('proposals that are accepted one after the other', () => {
  const bench = new TuneBench();
  before(() => bench.start());
  after(() => bench.stop());

  for (const name of [RULE, YAML_RULE, 'rules/service_account_token_read.eql'])
    it(`take all false positives out of ${name} but terminals, and nothing else`, async () => {
      const text = await bench.open(name);
      const before = await bench.run(name);
      assert.ok(before.totals.falsePositives > 0);
      let now = text;
      let state = before;
      let answer = await bench.propose(state.runId);
      while (answer.proposals.length > 0) {
        const { proposal: number, proof } = first(answer);
        assert.equal(proof.isDangerous, false);
        now = await bench.apply(name, now, await bench.accept({ runId: state.runId, what: proposal(number) }));
        const next = await bench.run(name);
        assert.equal(next.totals.falsePositives, state.totals.falsePositives - proof.removes);
        assert.ok(proof.removes > 0);
        state = next;
        answer = await bench.propose(state.runId);
      }
      const { hits, falsePositives } = before.totals;
      const left = answer.refusals.reduce((sum, each) => sum + each.hits, 0);
      assert.deepEqual(state.totals, { ...before.totals, hits: hits - falsePositives + left, falsePositives: left });
      assert.ok(answer.refusals.every(({ suppression }) => suppression !== undefined));
      assert.equal(
        left > 0,
        name === YAML_RULE,
        'shells at terminals, of which the samples know none to be harmless elsewhere',
      );
      assert.ok(name.endsWith('.eql') || isKept(text, now));
      await bench.close(name);
    });
});

describe('a proposal is not written', () => {
  const bench = new TuneBench();
  let text = '';
  let runId = 0;
  let number = 0;
  before(() => bench.start());
  after(() => bench.stop());
  beforeEach(async () => {
    text = await bench.open(RULE);
    ({ runId } = await bench.run());
    number = first(await bench.propose(runId)).proposal;
  });
  afterEach(() => bench.close(RULE));

  /** Neither as an arm nor as an exception. */
  async function refuses(message: RegExp | string): Promise<void> {
    const answer = await bench.accept({ runId, what: proposal(number) });
    const item = await bench.exception({ runId, proposal: number, name: 'x' });
    assert.deepEqual([answer.file, item.text], [undefined, undefined]);
    for (const said of [answer.message, item.problem ?? ''])
      if (typeof message === 'string') assert.equal(said, message);
      else assert.match(said, message);
  }

  it('where the rule has changed, until it is as it was', async () => {
    const end = { line: 0, character: 0 };
    const at = TextDocument.create('a', 'b', 1, text).positionAt(text.indexOf('any where') + 'any '.length);
    await bench.editor.change(bench.workspace.uri(RULE), { range: { start: at, end: at }, text: ' ' });
    const changed = 'The rule has changed since the proposals were made; run it again.';
    await refuses(changed);
    assert.deepEqual(await bench.propose(runId), { runId, proposals: [], refusals: [], message: changed });
    const behind = { ...at, character: at.character + 1 };
    await bench.editor.change(bench.workspace.uri(RULE), { range: { start: at, end: behind }, text: '' });
    // Elsewhere in the file it may change, and the edit stands where the query stands then.
    await bench.editor.change(bench.workspace.uri(RULE), { range: { start: end, end }, text: '# one more line\n' });
    const answer = await bench.accept({ runId, what: proposal(number) });
    const now = await bench.apply(RULE, `# one more line\n${text}`, answer);
    assert.ok(isKept(`# one more line\n${text}`, now));
  });

  it('where the sample or its labels have changed or are gone', async () => {
    for (const name of [SAMPLE, LABELS]) {
      const before = bench.text(name);
      bench.workspace.write(name, `${before}\n`);
      await refuses(`${path.basename(name)} has changed since the rule was run; run it again.`);
      bench.workspace.remove(name);
      await refuses(new RegExp(`^${path.basename(name)} is not there any more`));
      bench.workspace.write(name, before);
      ({ runId } = await bench.run());
      number = first(await bench.propose(runId)).proposal;
    }
  });

  it('where its run is over, or nothing of its number was proposed', async () => {
    const over = runId;
    ({ runId } = await bench.run());
    assert.equal(await bench.propose(over), null);
    const late = await bench.accept({ runId: over, what: proposal(number) });
    assert.deepEqual(late, { message: 'The run is over: run the rule again.' });
    const moved = { runId: over, proposal: number, path: 'user.name', rung: 0 };
    assert.match((await bench.editor.refusal(MoveProposalRequest, moved)).message, /run the rule again/);
    number = 4711;
    await refuses('There is no such proposal any more: ask for proposals again.');
    const none = await bench.accept({ runId, what: { kind: 'suppression', refusal: 9 } });
    assert.equal(none.file, undefined);
    const wrong = await bench.editor.refusal(ProposalsRequest, { runId, rows: ['1'] });
    assert.match(wrong.message, /`rows` to be a list of whole numbers/);
  });

  it('where its quotes cannot hold the exclusion', async () => {
    const answer = await bench.accept({ runId, what: proposal(number, "they say ''' of it") });
    assert.equal(answer.file, undefined);
    assert.match(answer.message, /^The query is quoted in a way that cannot hold the exclusion/);
  });

  it('where the file of a rule that is not open is gone', async () => {
    await bench.close(RULE);
    bench.workspace.remove(RULE);
    await refuses(/^The rule is not there any more/);
    bench.workspace.write(RULE, text);
    const answer = await bench.accept({ runId, what: proposal(number) });
    assert.equal(answer.file?.edits.length, 1, 'what is on the disk is as it was run');
    await bench.open(RULE);
  });
});

describe('proposals for events of other kinds', () => {
  const events = [
    { id: 1, kind: 'a', zone: 'p', name: 'x' },
    { id: 2, kind: 'a', zone: 'q', name: 'y' },
    { id: 3, kind: 'a', zone: 'p', name: 'x' },
    { id: 4, kind: 'b', zone: 'p', name: 'z' },
  ].map(({ id, ...event }) => ({
    '@timestamp': `2025-01-01T00:00:0${id}Z`,
    event: { id: `e${id}`, dataset: 'test.kinds' },
    ...event,
  }));
  const entry = (id: number, label: string, more = ''): string => `  - id: e${id}\n    label: ${label}\n${more}`;
  const bench = new TuneBench();
  const query = 'any where event.dataset == "test.kinds" and kind == "a"';
  before(async () => {
    await bench.start();
    bench.workspace.write('samples/events/kinds.ndjson', events.map((each) => `${JSON.stringify(each)}\n`).join(''));
    bench.workspace.write('rules/kinds.toml', ruleOf(query));
  });
  after(() => bench.stop());

  async function runWith(labels: string): Promise<number> {
    bench.workspace.write('samples/events/kinds.labels.yaml', `events:\n${labels}`);
    return (await bench.run('rules/kinds.toml')).runId;
  }

  it('are none, with a sentence, where the selection has nothing in common', async () => {
    const { proposals, refusals } = await bench.propose(await runWith(entry(4, 'benign')), [0, 1]);
    assert.deepEqual([proposals, refusals.map(({ hits }) => hits)], [[], [2]]);
    assert.match(refusals[0]?.reason ?? '', /^The selected hits have nothing in common .*\.$/);
  });

  it('say that labels contradict each other, and ask before they are accepted', async () => {
    const runId = await runWith(entry(1, 'malicious') + entry(1, 'benign') + entry(3, 'benign'));
    const answer = await bench.propose(runId);
    const row = first(answer);
    const sentence =
      'One of these hits bears labels that contradict each other, of which the later one counts: settle them first.';
    assert.deepEqual([answer.message, row.contradicted], [sentence, 1]);
    assert.equal((await bench.accept({ runId, what: proposal(row.proposal) })).asks, sentence);
    const { file } = await bench.accept({ runId, what: proposal(row.proposal), isConfirmed: true });
    assert.ok(file);
  });

  it('are not written into a rule that is shown from an export', async () => {
    await runWith(entry(1, 'benign') + entry(3, 'benign'));
    const file = encodeURIComponent(bench.workspace.uri('rules/export.ndjson'));
    const uri = `rulewright-rule:/Kinds.toml?0&${file}`;
    await bench.editor.open(uri, ruleOf(query), 'toml');
    const { runId } = await bench.editor.run({ uri, rule: 0 });
    const { proposal: number } = first(await bench.propose(runId));
    const answer = await bench.accept({ runId, what: proposal(number) });
    assert.deepEqual([answer.file, /^This rule is shown from an export/.test(answer.message)], [undefined, true]);
    assert.ok((await bench.exception({ runId, proposal: number, name: 'Kinds' })).text);
    await bench.editor.close(uri);
  });

  it('are none without hits to choose from', async () => {
    const runId = await runWith(entry(4, 'malicious'));
    assert.match((await bench.propose(runId)).message ?? '', /^None of the 3 hits is labelled benign/);
    assert.match((await bench.propose(runId, [99])).message ?? '', /^None of the selected rows is a hit/);
    bench.workspace.write('rules/none.toml', ruleOf(query.replace('"a"', '"none"')));
    const none = await bench.run('rules/none.toml');
    assert.match((await bench.propose(none.runId)).message ?? '', /^The rule has no hits on this sample/);
  });

  it('are made for the item of a sequence whose events are alike, and the next run is what was said', async () => {
    const sequence = `sequence by zone\n  [${query}]\n  [any where event.dataset == "test.kinds" and kind != "c"]`;
    const text = ruleOf(sequence);
    await bench.open('rules/pairs.toml', text);
    bench.workspace.write('rules/pairs.toml', text);
    const before = await bench.run('rules/pairs.toml');
    assert.equal(before.totals.hits, 2);
    const { proposals } = await bench.propose(before.runId, [0]);
    assert.ok(proposals.length > 0);
    const row = first({ runId: 0, proposals, refusals: [] });
    const answer = await bench.accept({ runId: before.runId, what: proposal(row.proposal, 'why') });
    const now = await bench.apply('rules/pairs.toml', text, answer);
    assert.ok(now.includes('why'));
    const after = await bench.run('rules/pairs.toml');
    const gone = row.proof.removes + row.proof.loses + row.proof.authorised + row.proof.unlabelled;
    assert.equal(after.totals.hits, before.totals.hits - gone + row.proof.adds);
  });
});

describe('a proposal for a rule in YAML', () => {
  const bench = new TuneBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('is written into its query, and a suppression among its keys', async () => {
    const text = await bench.open(YAML_RULE);
    const { runId, totals } = await bench.run(YAML_RULE);
    const { proposals, refusals } = await bench.propose(runId);
    assert.ok(totals.falsePositives > 0 && proposals.length + refusals.length > 0);
    const refused = refusals.findIndex(({ suppression }) => suppression !== undefined);
    assert.ok(refused >= 0, 'shells at terminals');
    const now = await bench.apply(
      YAML_RULE,
      text,
      await bench.accept({ runId, what: { kind: 'suppression', refusal: refused } }),
    );
    assert.ok(isKept(text, now));
    const [rule] = readRuleFile(now, 'yaml').rules;
    assert.ok(rule);
    assert.deepEqual(scheduleOf(rule).suppression?.groupBy, refusals[refused]?.suppression?.groupBy);
  });
});
