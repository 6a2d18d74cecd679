// The columns of the table: what tells the rows apart first.
import assert from 'node:assert/strict';
import type { PanelState, ResultRow } from '../../server/src/protocol';
import { chosenColumns, tableColumns } from '../../client/webview/model/tableColumns';

const state: PanelState = {
  runId: 1,
  rule: { uri: 'file:///r.toml', rule: 0, name: 'A rule' },
  phase: 'done',
  progress: 1,
  samples: [],
  events: 2,
  totals: { hits: 2, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 2, misses: 0 },
  columns: ['event.dataset', '@timestamp', 'user.name', 'process.args'],
  problems: [],
  nearMisses: [],
  isSequence: false,
  hasTimeline: false,
};
const row = (index: number, ...cells: readonly string[]): ResultRow => ({
  row: index,
  outcome: 'unlabelled',
  timestamp: '',
  cells,
  events: [],
  joinKeys: [],
});
const labels = (rows: readonly ResultRow[], changes: Partial<PanelState> = {}): readonly string[] =>
  tableColumns({ ...state, ...changes }, rows).map(({ label }) => label);

describe('the columns of the table', () => {
  const rows = [row(0, 'd', 't1', 'alice', 'x'), row(1, 'd', 't2', 'bob', 'x')];

  it('are in the order of the query while nothing is known of the rows', () => {
    assert.deepEqual(labels([]), ['Outcome', 'Time', 'event.dataset', 'user.name', 'process.args']);
    assert.deepEqual(labels(rows.slice(0, 1)), ['Outcome', 'Time', 'event.dataset', 'user.name', 'process.args']);
  });

  it('put fields last that are the same in all rows', () => {
    assert.deepEqual(labels(rows), ['Outcome', 'Time', 'user.name', 'event.dataset', 'process.args']);
  });

  it('tell of hits of several events how long they take and what joins them', () => {
    assert.deepEqual(labels([], { isSequence: true, columns: [] }), ['Outcome', 'Time', 'Takes', 'Joined by']);
  });

  it('are without the fields that a person took out, and keep those that are no fields', () => {
    const left = chosenColumns(tableColumns(state, rows), ['process.args', 'user.name']);
    assert.deepEqual(
      left.map(({ label }) => label),
      ['Outcome', 'Time', 'user.name', 'process.args'],
    );
  });

  it('read the cell of their own field wherever they stand', () => {
    const [first] = rows;
    const column = tableColumns(state, rows).find(({ label }) => label === 'event.dataset');
    assert.ok(first);
    assert.equal(column?.text(first), 'd');
  });
});
