// Known false positives in the editor: how they are grouped, where the arrows of their page lead, and which messages of pages are believed.
import assert from 'node:assert/strict';
import type { LofpEntriesAnswer, LofpEntryRow } from '../../server/src/protocol';
import { groupsOf } from '../../client/src/lofp/lofpGroups';
import { LofpHistory } from '../../client/src/lofp/lofpHistory';
import { parseFromLofpPage, parseTarget } from '../../client/src/lofp/lofpMessages';
import { parseFromPanel } from '../../client/src/results/panelMessages';
import { moreOf } from '../../client/webview/model/lofpPage';

const place = {
  kind: 'place' as const,
  uri: 'file:///e.yaml',
  range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
};

function entryOf(id: string, changes: Partial<LofpEntryRow> = {}): LofpEntryRow {
  return {
    id,
    statement: id,
    techniques: [],
    rules: [],
    expressible: 'yes',
    hasExclusion: true,
    state: 'fine',
    place,
    ...changes,
  };
}

describe('the tree of known false positives', () => {
  const answer: LofpEntriesAnswer = {
    entries: [
      entryOf('a', { techniques: [{ id: 'T1609' }, { id: 'T1003.008' }], rules: [{ name: 'Zebra', place, rule: 0 }] }),
      entryOf('b', { techniques: [{ id: 'T1609' }], rules: [{ name: 'Ant' }, { name: 'Zebra', place, rule: 0 }] }),
      entryOf('c'),
    ],
    statements: [{ id: 's', statement: 'Somebody does so.', techniques: [], rules: [{ name: 'Ant' }] }],
    unreadable: [{ why: 'It is no YAML.', place }],
  };
  const told = (grouping: 'technique' | 'rule') =>
    groupsOf(answer, grouping).map(({ key, children }) => [
      key,
      children.map((leaf) => (leaf.kind === 'unreadable' ? 'unreadable' : leaf.row.id)),
    ]);
  const last = [
    ['rest', ['c']],
    ['statements', ['s']],
    ['unreadable-files', ['unreadable']],
  ];

  it('has an entry below each of its techniques, and at the end what belongs to none', () => {
    assert.deepEqual(told('technique'), [['technique/T1003.008', ['a']], ['technique/T1609', ['a', 'b']], ...last]);
  });

  it('has an entry below each of its rules, in the order of their names', () => {
    assert.deepEqual(told('rule'), [['rule/Ant', ['b']], ['rule/file:///e.yaml#0', ['a', 'b']], ...last]);
  });

  it('is empty where nothing is known, so that the view says what it is for', () => {
    assert.deepEqual(groupsOf({ entries: [], statements: [], unreadable: [] }, 'rule'), []);
  });
});

describe('the arrows of a page', () => {
  it('lead back and forward, and forget what lay ahead where another page is opened', () => {
    const history = new LofpHistory();
    assert.deepEqual([history.id, history.ways, history.step(-1)], [undefined, { back: false, forward: false }, false]);
    for (const id of ['a', 'b', 'b', 'c']) history.visit(id);
    assert.deepEqual([history.step(-1), history.id, history.ways], [true, 'b', { back: true, forward: true }]);
    history.visit('d');
    assert.deepEqual([history.id, history.ways], ['d', { back: true, forward: false }]);
    assert.deepEqual([history.step(-1), history.step(-1), history.step(-1), history.id], [true, true, false, 'a']);
  });
});

describe('messages of pages', () => {
  it('are believed where they lead to a place, an event, a page or the web', () => {
    for (const to of [
      place,
      { kind: 'page', id: 'a' },
      { kind: 'event', uri: 'file:///s.ndjson', line: 3 },
      { kind: 'web', url: 'https://attack.mitre.org/techniques/T1609/' },
    ])
      assert.deepEqual(parseFromLofpPage({ type: 'go', to, more: 1 }), { type: 'go', to });
  });

  it('are not where they lead elsewhere', () => {
    for (const to of [
      undefined,
      'page',
      { kind: 'web', url: 'command:workbench.action.quit' },
      { kind: 'web', url: 'javascript:alert(1)' },
      { kind: 'event', uri: 'file:///s.ndjson', line: -1 },
      { kind: 'place', uri: 'file:///e.yaml', range: { start: {}, end: {} } },
      { kind: 'shell', id: 'a' },
    ])
      assert.equal(parseTarget(to), undefined);
    assert.equal(parseFromLofpPage({ type: 'exclude', rule: '0' }), undefined);
    assert.equal(parseFromLofpPage({ type: 'run' }), undefined);
  });

  it('of the panel hold a run, an entry and lists of texts', () => {
    const params = { runId: 1, entry: 'a', exclusion: 0, values: { namespace: ['x'] } };
    const whole = { type: 'proposeKnown', request: 2, params };
    assert.deepEqual(parseFromPanel(whole), whole);
    assert.equal(parseFromPanel({ ...whole, params: { ...params, values: { namespace: 'x' } } }), undefined);
    assert.deepEqual(parseFromPanel({ type: 'known', request: 1, params: { uri: 'file:///r', rule: 0, rows: 'x' } }), {
      type: 'known',
      request: 1,
      params: { uri: 'file:///r', rule: 0 },
    });
    assert.deepEqual(parseFromPanel({ type: 'newKnown', runId: 1, rows: [3, 4] }), {
      type: 'newKnown',
      runId: 1,
      rows: [3, 4],
    });
    assert.equal(parseFromPanel({ type: 'newKnown', runId: 1, rows: [-1] }), undefined);
  });
});

describe('the title of a page', () => {
  it('is not said a second time below it', () => {
    assert.equal(moreOf('A job does so.', 'A job does so. It is harmless.'), 'It is harmless.');
    assert.equal(moreOf('A job does so.', 'A job does so.'), '');
    assert.equal(moreOf('A job does …', 'A job does so, and so on.'), 'A job does so, and so on.');
  });
});
