// Rows that are selected but not here: fetched a thousand at a time, only where they are wanted.
import assert from 'node:assert/strict';
import type { FromPanel, ResultRow } from '../../server/src/protocol';
import { RowCache } from '../../client/webview/model/rowCache';
import { SelectedHits } from '../../client/webview/model/selectedHits';

const query = { runId: 1 };
const total = 5_000;

function rowOf(row: number): ResultRow {
  return { row, outcome: 'unlabelled', timestamp: '', cells: [], events: [], joinKeys: [] };
}

/** Whoever stands at a place of the table has the number 10,000 less the place. Gives what was asked for, and the numbers that came. */
function fetchAll(places: readonly number[]) {
  const posted: FromPanel[] = [];
  let last = 0;
  let got: readonly number[] | undefined;
  const hits = new SelectedHits({
    selected: () => new Set(places),
    cache: () => new RowCache(query, total),
    nextRequest: () => ++last,
    post: (message) => posted.push(message),
    say: () => assert.fail(),
  });
  hits.with((rows) => (got = rows));
  for (let at = 0; at < posted.length; at++) {
    const message = posted[at];
    assert.ok(message?.type === 'rows');
    const { from, count } = message.params;
    const rows = Array.from({ length: count }, (_, index) => rowOf(10_000 - from - index));
    assert.equal(hits.receive(message.request, { runId: 1, from, total, rows }), true);
  }
  const asked = posted.flatMap((message) => (message.type === 'rows' ? [message.params] : []));
  return { asked: asked.map(({ from, count }) => [from, count]), got };
}

describe('the numbers of selected rows', () => {
  const cases: Readonly<Record<string, readonly [readonly number[], readonly (readonly number[])[]]>> = {
    'one row': [[42], [[42, 1]]],
    'rows that are near each other, in the order of the table': [[1_005, 7, 900], [[7, 999]]],
    'rows that are far from each other': [
      [0, 1_000, 4_999],
      [
        [0, 1],
        [1_000, 1],
        [4_999, 1],
      ],
    ],
    'very many rows': [
      Array.from({ length: 2_500 }, (_, place) => place),
      [
        [0, 1_000],
        [1_000, 1_000],
        [2_000, 500],
      ],
    ],
  };
  for (const [name, [places, asked]] of Object.entries(cases))
    it(`are asked for: ${name}`, () => {
      const result = fetchAll(places);
      assert.deepEqual(result.asked, asked);
      const sorted = [...places].sort((one, other) => one - other);
      assert.deepEqual(
        result.got,
        sorted.map((place) => 10_000 - place),
      );
    });

  it('are none where nothing is selected', () => assert.deepEqual(fetchAll([]), { asked: [], got: undefined }));
});
