// Lines that give up words step by step: which step is taken, and which times and figures stand in them.
import assert from 'node:assert/strict';
import { firstFitting } from '../../client/webview/model/fitting';

describe('a line that never wraps', () => {
  const needs = [400, 300, 200];
  for (const [room, step] of [
    [500, 0],
    [400, 0],
    [399, 1],
    [200, 2],
    [199, undefined],
  ] as const)
    it(`takes step ${step ?? 'none'} where it has ${room} pixels`, () => {
      assert.equal(
        firstFitting(needs.length - 1, (each) => (needs[each] ?? 0) <= room),
        step,
      );
    });

  it('asks no narrower shape than it needs', () => {
    const asked: number[] = [];
    firstFitting(4, (step) => asked.push(step) === 2);
    assert.deepEqual(asked, [0, 1]);
  });
});
