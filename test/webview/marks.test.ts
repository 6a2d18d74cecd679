// Rows are selected and marked: what the panel sends, and when it sends nothing.
import assert from 'node:assert/strict';
import type { FromPanel, PanelState, ResultRow } from '../../server/src/protocol';
import { PanelController } from '../../client/webview/model/panelController';
import { tabOf, views } from '../../client/webview/model/panelModel';
import { rowMenu } from '../../client/webview/model/rowMenu';
import { select, selectAll, selectHow } from '../../client/webview/model/selection';

const rule = { uri: 'file:///r.toml', rule: 0 };
const totals = { hits: 300, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 300, misses: 0 };

function stateOf(runId: number): PanelState {
  return {
    runId,
    rule: { ...rule, name: 'A rule' },
    phase: 'done',
    progress: 1,
    samples: ['s.ndjson'],
    events: 300,
    totals,
    columns: ['user.name', 'host.name'],
    problems: [],
    nearMisses: [],
    isSequence: false,
    hasTimeline: false,
  };
}

function rowOf(row: number): ResultRow {
  const events = [{ event: row * 10, sample: 's.ndjson', line: row + 1 }];
  return { row, outcome: 'unlabelled', timestamp: '', cells: ['a', 'b'], events, joinKeys: [] };
}

/** A panel whose first hundred rows are here. Rows bear other numbers than their places: the table is sorted. */
function panel() {
  const posted: FromPanel[] = [];
  const controller = new PanelController({
    post: (message) => posted.push(message),
    save: () => undefined,
    changed: () => undefined,
  });
  controller.receive({ type: 'state', state: stateOf(1) });
  controller.wantRows(0, 50);
  const asked = posted.find(({ type }) => type === 'rows');
  assert.ok(asked?.type === 'rows');
  const rows = Array.from({ length: 100 }, (_, index) => rowOf(299 - index));
  controller.receive({ type: 'rows', request: asked.request, answer: { runId: 1, from: 0, total: 300, rows } });
  const marked = (): unknown[] => posted.flatMap((message) => (message.type === 'mark' ? [message.params] : []));
  const at = (row: number) => ({ row, child: undefined });
  const fetched = () => {
    const message = posted.filter((each) => each.type === 'rows').at(-1);
    assert.ok(message);
    return message;
  };
  return { controller, marked, at, fetched };
}

describe('a selection of rows', () => {
  const keys = { shiftKey: false, ctrlKey: false, metaKey: false };

  it('is one row, one more or less, or a range', () => {
    const one = select(undefined, 3, 'one');
    assert.deepEqual([...select(one, 5, 'toggle').rows], [3, 5]);
    assert.deepEqual([...select(one, 3, 'toggle').rows], []);
    assert.deepEqual([...select(one, 1, 'range').rows], [1, 2, 3]);
    assert.deepEqual([...select(select(one, 1, 'range'), 4, 'range').rows], [3, 4]);
    assert.deepEqual([...selectAll(3).rows], [0, 1, 2]);
    assert.deepEqual([...selectAll(0).rows], []);
  });

  it('follows the keys that are held', () => {
    assert.equal(selectHow(keys), 'one');
    assert.equal(selectHow({ ...keys, ctrlKey: true }), 'toggle');
    assert.equal(selectHow({ ...keys, metaKey: true }), 'toggle');
    assert.equal(selectHow({ ...keys, shiftKey: true }), 'range');
  });
});

describe('a mark in the panel', () => {
  it('is of the selected rows, by their numbers in the run', () => {
    const { controller, marked, at } = panel();
    controller.moveTo(at(0));
    controller.moveTo(at(2), 'range');
    controller.mark('benign');
    assert.deepEqual(marked(), [{ runId: 1, rows: [299, 298, 297], label: 'benign' }]);
  });

  it('is of all rows like the active one, or of its request, for the rule alone where it should be', () => {
    const { controller, marked, at } = panel();
    controller.moveTo(at(1));
    controller.toggleColumn('host.name');
    controller.markWhich('like');
    controller.mark('authorised');
    controller.markWhich('session');
    controller.toggleMarksForRule();
    controller.mark(null);
    assert.deepEqual(marked(), [
      { runId: 1, like: { row: 298, columns: ['user.name'] }, label: 'authorised' },
      { runId: 1, session: 2980, label: null, forThisRule: true },
    ]);
  });

  it('waits until something is selected, and fetches the rows that are not here', () => {
    const { controller, marked, fetched } = panel();
    controller.mark('benign');
    controller.selectAll();
    controller.mark('benign');
    assert.deepEqual(marked(), []);
    const { request, params } = fetched();
    assert.deepEqual([params.from, params.count], [0, 300]);
    const rows = Array.from({ length: 300 }, (_, index) => rowOf(299 - index));
    controller.receive({ type: 'rows', request, answer: { runId: 1, from: 0, total: 300, rows } });
    assert.deepEqual(marked(), [{ runId: 1, rows: rows.map(({ row }) => row), label: 'benign' }]);
  });

  it('is forgotten where its rows come after another run', () => {
    const { controller, marked, fetched } = panel();
    controller.selectAll();
    controller.mark('benign');
    const { request } = fetched();
    controller.receive({ type: 'state', state: stateOf(2) });
    controller.receive({ type: 'rows', request, answer: { runId: 1, from: 0, total: 300, rows: [rowOf(0)] } });
    assert.deepEqual(marked(), []);
  });

  it('says why its rows cannot be had', () => {
    const { controller, fetched } = panel();
    controller.selectAll();
    controller.mark('benign');
    controller.receive({ type: 'failed', request: fetched().request, message: 'The run is over.' });
    assert.equal(controller.announcement, 'The run is over.');
  });

  it('is over with the run: another one begins without a selection', () => {
    const { controller, at } = panel();
    controller.moveTo(at(1));
    controller.receive({ type: 'state', state: stateOf(2) });
    assert.equal(controller.model.selection, undefined);
  });
});

describe('the tab of hits with an unreviewed verdict', () => {
  it('is there as long as there are such hits, and shows them only', () => {
    const { controller } = panel();
    assert.equal(views(controller.model.state).includes('unreviewed'), false);
    controller.receive({ type: 'state', state: { ...stateOf(2), unreviewed: 7 } });
    controller.chooseTab('unreviewed');
    assert.deepEqual([controller.cache?.query.unreviewed, controller.cache?.total], [true, 7]);
    controller.receive({ type: 'state', state: stateOf(3) });
    assert.deepEqual([tabOf(controller.model), controller.cache?.query.unreviewed], ['all', undefined]);
  });
});

describe('the menu of a row', () => {
  it('offers to exclude, and each mark for the selection, for all alike and for the whole request', () => {
    const ids = (proposed?: ResultRow['proposed']) => rowMenu({ proposed }).map((group) => group.map(({ id }) => id));
    const names = ['false-positive', 'true-positive', 'authorised', 'none'];
    const offered = ['selection', 'like', 'session'].map((scope) => names.map((name) => `${scope}-${name}`));
    assert.deepEqual(ids(), [['exclude', 'known', 'new-known'], ...offered, ['condition']]);
    assert.deepEqual(
      rowMenu({ outcome: 'miss' }).map((group) => group.map(({ id }) => id)),
      [...offered, ['condition']],
    );
    assert.deepEqual(ids({ label: 'benign', reason: 'false_positive' }), [
      ['accept'],
      ['exclude', 'known', 'new-known'],
      ...offered,
      ['condition'],
    ]);
  });

  it('is about the selection where the row is part of it, else about the row alone', () => {
    const { controller, marked, at } = panel();
    controller.moveTo(at(0));
    controller.moveTo(at(2), 'range');
    controller.pointTo(at(1));
    controller.mark('benign', 'selection');
    controller.pointTo(at(5));
    controller.mark('benign', 'selection');
    controller.mark(null, 'session');
    assert.deepEqual(marked(), [
      { runId: 1, rows: [299, 298, 297], label: 'benign' },
      { runId: 1, rows: [294], label: 'benign' },
      { runId: 1, session: 2940, label: null },
    ]);
  });
});
