// What the panel offers to group by, and how the keyboard goes through the chart.
import assert from 'node:assert/strict';
import { placeAfter } from '../../client/webview/model/chartKeys';
import type { BinRange } from '../../client/webview/model/chartKeys';
import { groupChoices } from '../../client/webview/model/groupChoices';

const state = { columns: ['user.name', 'n'] };
const fields = ['event.id', 'n', 'user.id', 'user.name'];

describe('fields to group by', () => {
  const CASES: readonly {
    readonly typed: string;
    readonly chosen?: string;
    readonly offered: readonly (string | undefined)[];
  }[] = [
    { typed: '', offered: ['outcome', 'user.name', 'n', 'event.id', 'user.id'] },
    { typed: '', chosen: 'n', offered: [undefined, 'outcome', 'user.name', 'n', 'event.id', 'user.id'] },
    { typed: 'USER id', offered: ['user.id'] },
    { typed: 'id', chosen: 'n', offered: ['event.id', 'user.id', 'id'] },
    { typed: ' user.id ', offered: ['user.id'] },
    { typed: 'no such', offered: [] },
    { typed: 'new.field', offered: ['new.field'] },
  ];
  for (const { typed, chosen, offered } of CASES)
    it(`are found by ${JSON.stringify(typed)}${chosen === undefined ? '' : ` beside ${chosen}`}`, () =>
      assert.deepEqual(
        groupChoices(state, fields, chosen, typed).map(({ field }) => field),
        offered,
      ));

  it('mark the one that is chosen, and are not too many', () => {
    const many = Array.from({ length: 500 }, (_, place) => `f${place}`);
    const choices = groupChoices(state, many, 'n', '');
    assert.deepEqual(
      choices.filter(({ isChosen }) => isChosen).map(({ field }) => field),
      ['n'],
    );
    assert.ok(choices.length < 100);
  });
});

describe('the keys of the chart', () => {
  const from = (anchor: number, at = anchor): BinRange => ({ anchor, at });
  const MOVES: readonly (readonly [string, boolean, BinRange | undefined, BinRange | undefined])[] = [
    ['ArrowRight', false, undefined, from(0)],
    ['ArrowLeft', false, undefined, from(9)],
    ['ArrowRight', false, from(3), from(4)],
    ['ArrowRight', false, from(9), from(9)],
    ['ArrowLeft', false, from(0), from(0)],
    ['ArrowRight', true, from(3), from(3, 4)],
    ['ArrowLeft', true, from(3, 4), from(3)],
    ['End', true, from(3), from(3, 9)],
    ['Home', false, from(3, 7), from(0)],
    ['PageUp', false, undefined, from(9)],
    ['x', false, from(3), undefined],
  ];
  for (const [key, shiftKey, before, after] of MOVES)
    it(`${shiftKey ? 'Shift+' : ''}${key} from ${JSON.stringify(before)}`, () =>
      assert.deepEqual(placeAfter({ key, shiftKey }, before, 10), after));

  it('move nowhere without bins', () =>
    assert.equal(placeAfter({ key: 'Home', shiftKey: false }, undefined, 0), undefined));
});
