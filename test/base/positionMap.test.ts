// Offsets of a query and of its file, there and back.
import assert from 'node:assert/strict';
import type { Issue } from '../../server/src/base/issue';
import { createPositionMap, identityMap, issueToFile } from '../../server/src/base/positionMap';

// The file `"a\nb  cd"` stands for the query `a⏎bcd`: an escape of two characters, and two spaces that belong to nothing.
const map = createPositionMap(
  [
    { queryFrom: 0, queryTo: 1, fileFrom: 1, fileTo: 2, exact: true },
    { queryFrom: 1, queryTo: 2, fileFrom: 2, fileTo: 4, exact: false },
    { queryFrom: 2, queryTo: 3, fileFrom: 4, fileTo: 5, exact: true },
    { queryFrom: 3, queryTo: 5, fileFrom: 7, fileTo: 9, exact: true },
  ],
  { from: 1, to: 11 },
);

describe('a position map', () => {
  it('finds where a unit of the query starts', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((at) => map.toFile(at)),
      [1, 2, 4, 7, 8, 9],
    );
  });

  it('takes an escape whole and leaves out what lies between', () => {
    assert.deepEqual(map.spanToFile({ from: 0, to: 2 }), { from: 1, to: 4 });
    assert.deepEqual(map.spanToFile({ from: 1, to: 2 }), { from: 2, to: 4 });
    assert.deepEqual(map.spanToFile({ from: 2, to: 3 }), { from: 4, to: 5 });
    assert.deepEqual(map.spanToFile({ from: 2, to: 4 }), { from: 4, to: 8 });
  });

  it('keeps an empty span empty', () => {
    for (let at = 0; at <= 5; at++) {
      const { from, to } = map.spanToFile({ from: at, to: at });
      assert.equal(from, to);
    }
  });

  it('finds the unit that a place in the file shows', () => {
    const shown = Array.from({ length: 13 }, (_, at) => map.toQuery(at));
    assert.deepEqual(shown, [undefined, 0, 1, 1, 2, 3, 3, 3, 4, 5, 5, 5, undefined]);
  });

  it('knows no place outside of its segments where there are no bounds', () => {
    const plain = identityMap(3, 10);
    assert.deepEqual(
      [9, 10, 13, 14].map((at) => plain.toQuery(at)),
      [undefined, 0, 3, undefined],
    );
    assert.equal(identityMap(0, 4).toFile(0), 4);
    assert.equal(identityMap(0, 4).toQuery(4), 0);
  });

  it('lifts an issue with what is related to it', () => {
    const issue: Issue = {
      code: 'x',
      severity: 'error',
      message: 'm',
      from: 1,
      to: 2,
      related: [{ from: 3, to: 4, message: 'r' }],
    };
    const lifted = issueToFile(issue, map);
    assert.deepEqual(lifted, { ...issue, from: 2, to: 4, related: [{ from: 7, to: 8, message: 'r' }] });
  });
});
