// The rows of a run: what they show, and which of them pass a filter in which order.
import assert from 'node:assert/strict';
import type { RowsAnswer, RowsParams } from '../../server/src/protocol';
import type { FinishedRun } from '../../server/src/worker/orders';
import { createRowReader } from '../../server/src/worker/runRows';
import { ndjson, runOver } from './world';

const events = [
  { '@timestamp': '2024-01-01T00:00:02Z', event: { id: 'e1' }, u: 'Bob', n: 10 },
  { '@timestamp': '2024-01-01T00:00:01Z', event: { id: 'e2' }, u: ['ann', 'Zoe'], n: 9 },
  { '@timestamp': '2024-01-01T00:00:03Z', event: { id: 'e3' }, u: 'carl', n: 100 },
  { '@timestamp': '2024-01-01T00:00:04Z', event: { id: 'e4' }, n: 1 },
  { '@timestamp': '2024-01-01T00:00:05Z', event: { id: 'e5' }, u: 'eve', n: -5 },
];

const labels = `events:
  - { id: e1, label: benign, note: Bob is known, lofp: backup-hook }
  - { id: e2, label: malicious, rules: [r] }
  - { id: e3, label: authorised }
  - { id: e5, label: malicious, rules: [r], note: seen before }
`;

const WHOLE: RowsParams = { runId: 7, from: 0, count: 100 };

async function run(): Promise<FinishedRun> {
  return runOver(
    { '/s.ndjson': ndjson(events), '/s.labels.yaml': labels },
    { query: 'any where n > 0 and (u : "*" or true)', rule: { name: 'A rule', id: 'r' } },
  );
}

/** The ids of the first events of the rows. */
function idsOf({ rows }: RowsAnswer): (string | undefined)[] {
  return rows.map((row) => row.events[0]?.id);
}

describe('the rows of a run', () => {
  it('are the hits in their order, then the misses', async () => {
    const { rows, total, runId } = createRowReader(await run())(WHOLE);
    assert.equal(runId, 7);
    assert.equal(total, 5);
    assert.deepEqual(
      rows.map(({ row, outcome, events: [event] }) => [row, outcome, event?.id, event?.line]),
      [
        [0, 'true-positive', 'e2', 2],
        [1, 'false-positive', 'e1', 1],
        [2, 'authorised', 'e3', 3],
        [3, 'unlabelled', 'e4', 4],
        [4, 'miss', 'e5', 5],
      ],
    );
  });

  it('show the fields of the query, several values as one text', async () => {
    const { rows } = createRowReader(await run())(WHOLE);
    assert.deepEqual(
      rows.map(({ cells }) => cells),
      [
        ['9', 'ann, Zoe'],
        ['10', 'Bob'],
        ['100', 'carl'],
        ['1', ''],
        ['-5', 'eve'],
      ],
    );
    assert.equal(rows[0]?.timestamp, '2024-01-01T00:00:01Z');
    assert.deepEqual([rows[1]?.note, rows[1]?.lofp, rows[4]?.note], ['Bob is known', 'backup-hook', 'seen before']);
  });

  it('are given for a window, with the total of all', async () => {
    const read = createRowReader(await run());
    const { rows, total, from } = read({ ...WHOLE, from: 1, count: 2 });
    assert.deepEqual([rows.map(({ row }) => row), total, from], [[1, 2], 5, 1]);
    assert.deepEqual(read({ ...WHOLE, from: 4, count: 9 }).rows.length, 1);
    assert.deepEqual(read({ ...WHOLE, from: 99 }).rows, []);
    assert.deepEqual(read({ ...WHOLE, from: -3, count: -1 }).rows, []);
  });

  const FILTERS: readonly {
    readonly name: string;
    readonly params: Partial<RowsParams>;
    readonly ids: readonly string[];
  }[] = [
    { name: 'one outcome', params: { outcomes: ['false-positive'] }, ids: ['e1'] },
    { name: 'misses only', params: { outcomes: ['miss'] }, ids: ['e5'] },
    { name: 'several outcomes', params: { outcomes: ['authorised', 'true-positive'] }, ids: ['e2', 'e3'] },
    { name: 'no outcome', params: { outcomes: [] }, ids: [] },
    { name: 'a text of a cell, without case', params: { text: 'BOB' }, ids: ['e1'] },
    { name: 'a text of a second value', params: { text: 'zoe' }, ids: ['e2'] },
    { name: 'a text of the time', params: { text: '00:00:03' }, ids: ['e3'] },
    { name: 'a text of the label’s note', params: { text: 'seen' }, ids: ['e5'] },
    { name: 'a text of the LoFP id', params: { text: 'backup-' }, ids: ['e1'] },
    { name: 'a text that nothing holds', params: { text: 'nobody' }, ids: [] },
    { name: 'an empty text', params: { text: '' }, ids: ['e2', 'e1', 'e3', 'e4', 'e5'] },
    { name: 'outcome and text', params: { outcomes: ['miss', 'authorised'], text: 'c' }, ids: ['e3'] },
  ];
  for (const { name, params, ids } of FILTERS)
    it(`pass a filter of ${name}`, async () =>
      assert.deepEqual(idsOf(createRowReader(await run())({ ...WHOLE, ...params })), ids));

  const ORDERS: readonly {
    readonly name: string;
    readonly column: string;
    readonly up: readonly string[];
    readonly down: readonly string[];
  }[] = [
    { name: 'numbers by size', column: 'n', up: ['e5', 'e4', 'e2', 'e1', 'e3'], down: ['e3', 'e1', 'e2', 'e4', 'e5'] },
    {
      name: 'texts without case, rows without a value last',
      column: 'u',
      up: ['e2', 'e1', 'e3', 'e5', 'e4'],
      down: ['e5', 'e3', 'e1', 'e2', 'e4'],
    },
    { name: 'by time', column: '@timestamp', up: ['e2', 'e1', 'e3', 'e4', 'e5'], down: ['e5', 'e4', 'e3', 'e1', 'e2'] },
    { name: 'by outcome', column: 'outcome', up: ['e2', 'e1', 'e3', 'e4', 'e5'], down: ['e5', 'e4', 'e3', 'e1', 'e2'] },
    {
      name: 'as the run has them by a column that it lacks',
      column: 'x.y',
      up: ['e2', 'e1', 'e3', 'e4', 'e5'],
      down: ['e2', 'e1', 'e3', 'e4', 'e5'],
    },
  ];
  for (const { name, column, up, down } of ORDERS) {
    it(`are sorted: ${name}`, async () => {
      const read = createRowReader(await run());
      assert.deepEqual(idsOf(read({ ...WHOLE, sort: { column, descending: false } })), up);
      assert.deepEqual(idsOf(read({ ...WHOLE, sort: { column, descending: true } })), down);
    });
  }

  it('keep the run’s order where they are equal, in both directions', async () => {
    const same = await runOver(
      { '/s.ndjson': ndjson([1, 2, 3].map((id) => ({ event: { id: `${id}` }, a: 'x' }))) },
      {
        query: 'any where a == "x"',
      },
    );
    for (const descending of [true, false])
      assert.deepEqual(idsOf(createRowReader(same)({ ...WHOLE, sort: { column: 'a', descending } })), ['1', '2', '3']);
  });

  it('cut what no cell can show, and still find it', async () => {
    const long = `${'x'.repeat(5000)}needle`;
    const found = createRowReader(
      await runOver({ '/s.ndjson': ndjson([{ a: long }]) }, { query: 'any where a : "*"' }),
    );
    const { rows } = found({ ...WHOLE, text: 'NEEDLE' });
    assert.equal(rows.length, 1);
    assert.ok((rows[0]?.cells[0]?.length ?? 0) < 1100);
  });

  it('of a sequence show all events, keys and the time between', async () => {
    const at = (second: number) => ({ '@timestamp': `2024-01-01T00:00:0${second}Z` });
    const two = ndjson([
      { ...at(1), k: 'x', a: 1 },
      { ...at(3), k: 'x', b: 'second' },
    ]);
    const query = 'sequence by k with maxspan=1m [any where a == 1] ![any where k == "y"] [any where b : "*"]';
    const { rows } = createRowReader(await runOver({ '/s.ndjson': two }, { query }))(WHOLE);
    const [row] = rows;
    assert.deepEqual(
      row?.events.map((event) => event?.line ?? null),
      [1, null, 2],
    );
    assert.deepEqual([row.joinKeys, row.duration, row.timestamp], [['x'], 2000, '2024-01-01T00:00:01Z']);
    assert.deepEqual(row.cells, ['x', '1', 'second'], 'of the first event that has one');
  });
});
