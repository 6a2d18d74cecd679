// Known false positives in the editor: which entries there are and how each stands, and what no longer holds of the ties of a rule.
import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { LofpLinkRequest } from '../../server/src/protocol';
import type { LofpEditAnswer } from '../../server/src/protocol';
import { ENTRY, ruleText } from '../lofp/entryTexts';
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

describe('a tie that is asked for', () => {
  const untied = tiedRule()
    .replace(/ *\/\/ lofp: disk-check\n/, '')
    .replace(/# lofp: disk-check\n */, '');
  const bench = new LofpBench({ [RULE_FILE]: untied });
  const uri = bench.workspace.uri(RULE_FILE);
  before(async () => {
    await bench.start();
    await bench.editor.open(uri, untied);
    await bench.entryOnce('disk-check', () => true);
  });
  after(() => bench.stop());

  const link = (text: string, words: string, entry = 'disk-check'): Promise<LofpEditAnswer> =>
    bench.editor.request(LofpLinkRequest, { uri, ...rangeOf(text, words).start, entry });

  for (const [name, words, comment] of [
    ['an arm', 'namespace == "shop"', '  // lofp: disk-check\n  (user.name == "system:serviceaccount:monitoring'],
    ['a statement', 'A job asks', '    # lofp: disk-check\n    "A job asks'],
  ] as const)
    it(`is a comment above ${name}`, async () => {
      const answer = await link(untied, words);
      const edit = answer.edit as WorkspaceEdit;
      const [change] = edit.documentChanges ?? [];
      assert.ok(change !== undefined && 'edits' in change, answer.message);
      const edits = change.edits.flatMap((each) => ('newText' in each && 'range' in each ? [each] : []));
      const now = TextDocument.applyEdits(TextDocument.create(uri, 'toml', 1, untied), edits);
      assert.ok(now.includes(comment), now);
      await bench.editor.change(uri, { text: now });
      assert.match((await link(now, words)).message, /is tied to `disk-check` already/);
      await bench.editor.change(uri, { text: untied });
    });

  it('stands in front of an arm that shares its line, and nothing else is tied', async () => {
    const one = ruleText(' and not (user.name == "a" or user.name == "b")');
    await bench.editor.change(uri, { text: one });
    const answer = await link(one, '"b"');
    assert.match(JSON.stringify(answer.edit), /\/\* lofp: disk-check \*\/ /);
    await bench.editor.change(uri, { text: untied });
  });

  it('is refused with one sentence', async () => {
    assert.match((await link(untied, 'rule_id')).message, /^Neither an arm .* nor a statement stands here\.$/);
    assert.match((await link(untied, 'A job asks', 'nobody')).message, /^There is no entry `nobody`\.$/);
    const inline = ruleText('').replace(/\[\n *"A job asks for disks\.",\n\]/, '["A job asks for disks.", "An owl."]');
    await bench.editor.change(uri, { text: inline });
    assert.match((await link(inline, 'An owl')).message, /write it on a line of its own first/);
    await bench.editor.change(uri, { text: untied });
  });
});
