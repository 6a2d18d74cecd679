// Why an event matched or not, as a tree that is open where the reason is.
import assert from 'node:assert/strict';
import type { ExplanationNode } from '../../server/src/protocol';
import { buildClauseTree } from '../../client/webview/model/explanation';

const leaf = (eql: string, value: boolean | null, actual: string | null = null): ExplanationNode => ({
  eql,
  value,
  actual,
  children: [],
});

describe('the explanation of an event', () => {
  it('tells true, false and missing apart', () => {
    const children = [leaf('a == 1', true, '1'), leaf('b == 2', false, '3'), leaf('c == 3', null)];
    const { root } = buildClauseTree({ eql: 'a == 1 and\n  b == 2', value: false, actual: null, children });
    assert.equal(root.eql, 'a == 1 and b == 2');
    assert.deepEqual(
      root.children.map(({ verdict, actual }) => [verdict, actual]),
      [
        ['true', '1'],
        ['false', '3'],
        ['missing', undefined],
      ],
    );
  });

  it('is open down to the arm that excluded the event', () => {
    const arm = { ...leaf('u like "df*"', true, 'df -h'), excludedBy: true };
    const or = { eql: 'x or y', value: true, actual: null, children: [leaf('u like "cat*"', false), arm] };
    const not = { eql: 'not (x or y)', value: false, actual: null, children: [or] };
    const quiet = { eql: 'p and q', value: true, actual: null, children: [leaf('p', true), leaf('q', true)] };
    const { open } = buildClauseTree({ eql: 'all', value: false, actual: null, children: [quiet, not] });
    assert.deepEqual([...open].sort(), ['0', '0/1', '0/1/0']);
  });

  it('is closed below its root where the event matches, whatever fields the exclusions miss', () => {
    const not = { eql: 'not u == 1', value: true, actual: null, children: [leaf('u == 1', null)] };
    const { open } = buildClauseTree({ eql: 'all', value: true, actual: null, children: [leaf('p', true), not] });
    assert.deepEqual([...open], ['0']);
  });

  it('does not open a clause of very many that all failed', () => {
    const many = Array.from({ length: 40 }, (_, index) => leaf(`u == ${index}`, false, '99'));
    const or = { eql: 'one of them', value: false, actual: null, children: many };
    const { open } = buildClauseTree({ eql: 'all', value: false, actual: null, children: [leaf('p', true), or] });
    assert.deepEqual([...open], ['0']);
  });

  it('sets what was asked for beside what the event has, where it failed', () => {
    const failed = { ...leaf('a == 1', false, '2'), expected: '1' };
    const held = { ...leaf('b == 1', true, '1'), expected: '1' };
    const lacking = { ...leaf('c == 1', null), expected: '1' };
    const { root } = buildClauseTree({ eql: 'all', value: false, actual: null, children: [failed, held, lacking] });
    assert.deepEqual(
      root.children.map(({ actual, expected }) => [actual, expected]),
      [
        ['2', '1'],
        ['1', undefined],
        [undefined, '1'],
      ],
    );
  });

  it('tells a clause that could not be computed from one that failed', () => {
    const { root } = buildClauseTree({ ...leaf('a / 0 == 1', false, '2'), error: 'A number was divided by zero.' });
    assert.equal(root.verdict, 'error');
    assert.equal(root.error, 'A number was divided by zero.');
  });
});
