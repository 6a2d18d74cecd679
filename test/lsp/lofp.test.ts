// Known false positives in the editor: which entries there are and how each stands, and what no longer holds of the ties of a rule.
import assert from 'node:assert/strict';
import { ENTRY } from '../lofp/entryTexts';
import { ENTRY_FILE, LofpBench, RULE_FILE, TIED_ARM, tiedRule } from './lofpBench';
import { rangeOf } from './editor';

describe('entries of known false positives in the editor', () => {
  const bench = new LofpBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('are told with their rules, techniques and how they stand', async () => {
    const row = await bench.entryOnce('disk-check', ({ state }) => state === 'fine');
    assert.deepEqual(row.techniques, [{ id: 'T1609', name: 'Container Administration Command' }]);
    assert.deepEqual(
      row.rules.map(({ name, rule, place }) => [name, rule, place?.uri]),
      [['Exec into a pod', 0, bench.workspace.uri(RULE_FILE)]],
    );
    assert.deepEqual([row.expressible, row.hasExclusion, row.why], ['yes', true, undefined]);
    assert.deepEqual(row.place.range, { start: { line: 1, character: 4 }, end: { line: 1, character: 14 } });
    assert.equal(row.place.uri, bench.workspace.uri(ENTRY_FILE));
  });

  it('leave out statements behind which one of them stands, and name all others with their rules', async () => {
    await bench.entryOnce('disk-check', ({ state }) => state === 'fine');
    assert.deepEqual((await bench.entries()).statements, []);
    const uri = bench.workspace.uri('rules/new.toml');
    await bench.editor.open(uri, tiedRule().replace('lofp: disk-check\n    "A job', 'nothing\n    "An owl'));
    const { statements } = await bench.entries();
    assert.deepEqual(
      statements.map(({ statement, rules }) => [statement, rules.map(({ place }) => place?.uri)]),
      [['An owl asks for disks.', [uri]]],
    );
    await bench.editor.close(uri);
  });

  it('say how they stand where a rule is not there, a day is past, or they cannot be read', async () => {
    const { workspace, editor } = bench;
    const made = [
      ['lofp/away.yaml', ENTRY.replace('id: disk-check', 'id: away').replaceAll(/11111111-|Exec into a pod/g, 'x')],
      ['lofp/old.yaml', `${ENTRY.replace('id: disk-check', 'id: old')}expires: 2001-01-01\n`],
      ['lofp/twice.yaml', ENTRY],
    ] as const;
    for (const [name, text] of made) workspace.write(name, text);
    await editor.filesChanged(1, ...made.map(([name]) => workspace.at(name)));
    const away = await bench.entryOnce('away', () => true);
    const old = await bench.entryOnce('old', ({ state }) => state === 'expired');
    assert.deepEqual([away.state, away.rules.map(({ place }) => place)], ['unproven', [undefined]]);
    assert.match(old.why ?? '', /ended on 2001-01-01/);
    const { unreadable } = await bench.entries();
    assert.deepEqual(
      unreadable.map(({ place }) => place.uri),
      [workspace.uri('lofp/twice.yaml')],
    );
    assert.match(unreadable[0]?.why ?? '', /id of another entry/);
  });
});

describe('ties of a rule in the editor', () => {
  const bench = new LofpBench();
  before(() => bench.start());
  after(() => bench.stop());

  it('have no issue while all of them hold', async () => {
    await bench.editor.open(bench.workspace.uri(RULE_FILE), tiedRule());
    await bench.entryOnce('disk-check', ({ state }) => state === 'fine');
    assert.deepEqual(await bench.codes(RULE_FILE), []);
  });

  it('tell on the arm and on the entry that evidence broke after an edit of the rule, and take it back', async () => {
    const text = tiedRule();
    const uri = bench.workspace.uri(RULE_FILE);
    await bench.editor.open(bench.workspace.uri(ENTRY_FILE), ENTRY);
    await bench.editor.change(uri, { range: rangeOf(text, '== "shop"'), text: '!= "shop"' });
    const row = await bench.entryOnce('disk-check', ({ state }) => state === 'broken');
    assert.match(row.why ?? '', /the job asks/);
    const [onArm] = await bench.lofpDiagnostics(RULE_FILE);
    assert.equal(onArm?.code, 'lofp-broken-evidence');
    const arm = TIED_ARM.slice(1, -1).replace('== "shop"', '!= "shop"');
    assert.deepEqual(onArm.range, rangeOf(tiedRule(`(${arm})`), arm));
    assert.equal(onArm.relatedInformation?.[0]?.location.uri, bench.workspace.uri(ENTRY_FILE));
    assert.deepEqual(await bench.codes(ENTRY_FILE), ['lofp-broken-evidence']);
    await bench.editor.change(uri, { text });
    await bench.entryOnce('disk-check', ({ state }) => state === 'fine');
    assert.deepEqual(await bench.codes(RULE_FILE), []);
    assert.deepEqual(await bench.codes(ENTRY_FILE), []);
  });
});
