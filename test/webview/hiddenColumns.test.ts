// The menu of columns: what can be hidden, what stays, and how long it is remembered.
import assert from 'node:assert/strict';
import type { PanelState } from '../../server/src/protocol';
import { columnChoices, shownFields, showAllFields, toggleField } from '../../client/webview/model/hiddenColumns';
import type { HiddenColumns } from '../../client/webview/model/hiddenColumns';
import { itemAfter } from '../../client/webview/model/menuKeys';

const state: PanelState = {
  runId: 1,
  rule: { uri: 'file:///r.toml', rule: 0, name: 'A rule' },
  phase: 'done',
  progress: 1,
  samples: [],
  events: 0,
  totals: { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 0 },
  columns: ['a', '@timestamp', 'b', 'c'],
  problems: [],
  nearMisses: [],
  isSequence: false,
  hasTimeline: false,
};
const hide = (fields: string, from: PanelState = state, hidden: HiddenColumns = {}): HiddenColumns =>
  [...fields].reduce((left, field) => toggleField(from, left, field), hidden);

describe('the choice of columns', () => {
  it('is of the fields of the run, in their order; the time has a column of its own', () => {
    assert.deepEqual(
      columnChoices(state, {}).map(({ field }) => field),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(columnChoices(undefined, {}), []);
  });

  it('hides a field and shows it again', () => {
    assert.deepEqual(shownFields(state, hide('b')), ['a', 'c']);
    assert.deepEqual(shownFields(state, hide('bb')), ['a', 'b', 'c']);
    assert.deepEqual(hide('bb'), {});
  });

  it('keeps the last field', () => {
    const hidden = hide('ab');
    assert.deepEqual(
      columnChoices(state, hidden).map(({ isShown, isLast }) => [isShown, isLast]),
      [
        [false, false],
        [false, false],
        [true, true],
      ],
    );
    assert.equal(toggleField(state, hidden, 'c'), hidden);
  });

  it('takes no field that the run does not have', () => {
    assert.deepEqual(hide('x'), {});
    assert.deepEqual(toggleField(state, {}, '@timestamp'), {});
  });

  it('is one for each rule', () => {
    const other = { ...state, rule: { ...state.rule, rule: 1 } };
    const hidden = hide('c', other, hide('a'));
    assert.deepEqual(
      [shownFields(state, hidden), shownFields(other, hidden)],
      [
        ['b', 'c'],
        ['a', 'b'],
      ],
    );
    assert.deepEqual(shownFields(other, showAllFields(other, hidden)), ['a', 'b', 'c']);
    assert.deepEqual(shownFields(state, showAllFields(other, hidden)), ['b', 'c']);
  });

  it('outlives a query that lacks the field, and shows all where only hidden ones are left', () => {
    const hidden = hide('ab');
    const shorter = { ...state, columns: ['b', 'd'] };
    assert.deepEqual(shownFields(shorter, hidden), ['d']);
    assert.deepEqual(shownFields(state, hide('b', shorter, hidden)), ['b', 'c']);
    const onlyHidden = { ...state, columns: ['a', 'b'] };
    assert.deepEqual(shownFields(onlyHidden, hidden), ['a', 'b']);
    assert.deepEqual(shownFields(onlyHidden, hide('a', onlyHidden, hidden)), ['b']);
  });

  it('is remembered for the rules that were changed last', () => {
    const rules = Array.from({ length: 300 }, (_, rule) => ({ ...state, rule: { ...state.rule, rule } }));
    const hidden = rules.reduce<HiddenColumns>((left, rule) => toggleField(rule, left, 'a'), {});
    assert.ok(Object.keys(hidden).length <= 200);
    const [first, last] = [rules[0], rules.at(-1)];
    assert.deepEqual(
      [shownFields(first, hidden), shownFields(last, hidden)],
      [
        ['a', 'b', 'c'],
        ['b', 'c'],
      ],
    );
  });
});

describe('the keys of a menu', () => {
  const moves: readonly (readonly [string, number, number | undefined])[] = [
    ['ArrowDown', 0, 1],
    ['ArrowDown', 3, 0],
    ['ArrowUp', 0, 3],
    ['Home', 2, 0],
    ['End', 0, 3],
    ['Escape', 0, undefined],
  ];
  for (const [key, at, expected] of moves)
    it(`${key} leads from item ${at} to ${expected}`, () => assert.equal(itemAfter(key, at, 4), expected));
  it('lead nowhere in an empty one', () => assert.equal(itemAfter('Home', 0, 0), undefined));
});
