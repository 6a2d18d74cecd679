// The panel's side of the conversation: what it asks, what it believes, and what it drops as out of date.
import assert from 'node:assert/strict';
import type {
  EventAnswer,
  FromPanel,
  PanelState,
  ResultRow,
  RowsParams,
  TimelineAnswer,
} from '../../server/src/protocol';
import { shownFields } from '../../client/webview/model/hiddenColumns';
import { PanelController } from '../../client/webview/model/panelController';
import type { SavedView } from '../../client/webview/model/panelController';
import { tabOf } from '../../client/webview/model/panelModel';
import { bodyHeight, linesInSight, widen } from '../../client/webview/model/tableScroll';

const hits = 1000;

function stateOf(changes: Partial<PanelState> = {}): PanelState {
  return {
    runId: 1,
    rule: { uri: 'file:///r.toml', rule: 0, name: 'A rule' },
    phase: 'done',
    progress: 1,
    samples: ['s.ndjson'],
    events: 5000,
    totals: { hits, truePositives: 100, falsePositives: 900, authorised: 0, unlabelled: 0, misses: 3 },
    columns: ['user.name'],
    problems: [],
    nearMisses: [],
    isSequence: false,
    hasTimeline: false,
    ...changes,
  };
}

const noHits = { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 3 };
const reference = { event: 7, sample: 's.ndjson', line: 8 };
const explanation = { eql: 'a == 1', value: false, actual: '2', children: [] };
const answer: EventAnswer = { reference, json: '{}', truncated: false, looked: [], explanation };
const timeline: TimelineAnswer = { runId: 1, items: [], needed: 2, keyCount: 0, keys: [], notes: [] };

function rowOf(row: number, events = 1): ResultRow {
  const references = Array.from({ length: events }, (_, index) =>
    events > 1 && index === 0 ? null : { event: row * 10 + index, sample: 's.ndjson', line: row + 1 },
  );
  return { row, outcome: 'false-positive', timestamp: '', cells: ['me'], events: references, joinKeys: [] };
}

function openedLine(controller: PanelController): number | undefined {
  return controller.model.opened?.reference.line;
}

/** A controller with all that it posted; `answer` plays the server for the rows that were asked for last. */
function panel(saved?: SavedView) {
  const posted: FromPanel[] = [];
  const views: SavedView[] = [];
  const controller = new PanelController(
    {
      // The chart over time has tests of its own.
      post: (message) => message.type !== 'hitTimeline' && posted.push(message),
      save: (view) => views.push(view),
      changed: () => undefined,
    },
    saved,
  );
  const asked = () => posted.filter((message) => message.type === 'rows');
  const answer = (message = asked().at(-1), total = hits, events = 1): void => {
    assert.ok(message);
    const { runId, from, count } = message.params;
    const rows = Array.from({ length: count }, (_, index) => rowOf(from + index, events));
    controller.receive({ type: 'rows', request: message.request, answer: { runId, from, total, rows } });
  };
  const lastRows = (): RowsParams | undefined => asked().at(-1)?.params;
  return { controller, posted, views, asked, answer, lastRows };
}

describe('the panel', () => {
  it('asks for nothing while a rule runs', () => {
    const { controller, posted } = panel();
    controller.receive({ type: 'state', state: stateOf({ phase: 'running' }) });
    controller.wantRows(0, 30);
    assert.deepEqual(posted, []);
  });

  it('asks for the page in sight once, and for all hits but no misses', () => {
    const { controller, asked, lastRows } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.wantRows(0, 30);
    controller.wantRows(0, 30);
    assert.equal(asked().length, 1);
    assert.deepEqual(lastRows(), {
      runId: 1,
      from: 0,
      count: 100,
      outcomes: ['true-positive', 'false-positive', 'authorised', 'unlabelled'],
      text: undefined,
      sort: undefined,
    });
  });

  it('asks for few pages at once while somebody drags the scroll bar', () => {
    const { controller, asked, answer } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    for (let row = 0; row < hits; row += 100) controller.wantRows(row, row + 30);
    assert.equal(asked().length, 3);
    answer(asked()[0]);
    controller.wantRows(900, 930);
    assert.equal(asked().at(-1)?.params.from, 900);
  });

  it('shows the rows of a tab, a filter and an order', () => {
    const { controller, lastRows } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.chooseTab('miss');
    controller.filterBy(' root ');
    controller.toggleSort('user.name');
    controller.toggleSort('user.name');
    controller.wantRows(0, 30);
    assert.deepEqual(lastRows(), {
      runId: 1,
      from: 0,
      count: 100,
      outcomes: ['miss'],
      text: 'root',
      sort: { column: 'user.name', descending: true },
    });
    controller.toggleSort('user.name');
    assert.equal(controller.model.sort, undefined);
  });

  it('drops rows that were asked for before the tab changed', () => {
    const { controller, asked, answer } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.wantRows(0, 30);
    const old = asked().at(-1);
    controller.chooseTab('false-positive');
    answer(old);
    assert.equal(controller.cache?.row(0), undefined);
  });

  it('opens the event of a row when it arrives after the key was pressed', () => {
    const { controller, posted, answer } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.moveTo({ row: 950, child: undefined });
    controller.wantRows(940, 960);
    assert.equal(openedLine(controller), undefined);
    answer();
    assert.equal(openedLine(controller), 951);
    assert.deepEqual(posted.at(-1), { type: 'event', request: 3, params: { runId: 1, event: 9500 } });
  });

  it('opens the first event that a sequence has, and none for a missing one', () => {
    const { controller, answer } = panel();
    controller.receive({ type: 'state', state: stateOf({ isSequence: true }) });
    controller.wantRows(0, 30);
    answer(undefined, hits, 3);
    controller.moveTo({ row: 0, child: undefined });
    assert.equal(controller.model.opened?.reference.event, 1);
    controller.toggleRow(0);
    assert.equal(controller.model.open.get(0), 3);
    controller.moveTo({ row: 0, child: 0 });
    assert.equal(controller.model.opened?.reference.event, 1);
    controller.moveTo({ row: 0, child: 2 });
    assert.equal(controller.model.opened?.reference.event, 2);
  });

  it('drops the answer for an event that is no longer open', () => {
    const { controller } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.openEvent(reference, 'row');
    controller.closeEvent();
    controller.receive({ type: 'event', request: 2, answer: { reference, json: '{}', truncated: false, looked: [] } });
    assert.equal(controller.model.opened, undefined);
  });

  it('says at its place what could not be had', () => {
    const { controller } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.wantRows(0, 30);
    controller.receive({ type: 'failed', request: 2, message: 'The run is gone.' });
    assert.equal(controller.rowsFailure, 'The run is gone.');
    controller.openEvent({ event: 7, sample: 's.ndjson', line: 8 }, 'near-miss');
    controller.receive({ type: 'failed', request: 3, message: 'No such event.' });
    assert.equal(controller.model.opened?.failure, 'No such event.');
  });

  it('keeps tab and filter when the same rule runs again, and nothing when another does', () => {
    const { controller } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.chooseTab('false-positive');
    controller.filterBy('root');
    controller.toggleSort('process.name');
    controller.openEvent({ event: 7, sample: 's.ndjson', line: 8 }, 'near-miss');
    controller.receive({ type: 'state', state: stateOf({ runId: 2 }) });
    const { text, opened, sort } = controller.model;
    assert.equal(tabOf(controller.model), 'false-positive');
    assert.deepEqual({ text, opened, sort }, { text: 'root', opened: undefined, sort: undefined });
    const rule = { uri: 'file:///other.toml', rule: 0, name: 'Another' };
    controller.receive({ type: 'state', state: stateOf({ runId: 3, rule }) });
    assert.equal(tabOf(controller.model), 'all');
    assert.equal(controller.model.text, '');
  });

  it('comes back as it was when its page was away', () => {
    const before = panel();
    before.controller.receive({ type: 'state', state: stateOf() });
    before.controller.chooseTab('false-positive');
    before.controller.openEvent({ event: 7, sample: 's.ndjson', line: 8 }, 'near-miss');
    const saved = before.views.at(-1);
    const again = panel(saved);
    again.controller.receive({ type: 'state', state: stateOf() });
    assert.equal(tabOf(again.controller.model), 'false-positive');
    assert.deepEqual(again.posted, [{ type: 'event', request: 2, params: { runId: 1, event: 7 } }]);
    const other = panel(saved);
    other.controller.receive({ type: 'state', state: stateOf({ runId: 2 }) });
    assert.equal(tabOf(other.controller.model), 'all');
  });

  it('keeps the chosen columns of a rule over runs, rules and pages, and says what was chosen', () => {
    const columns = ['user.name', 'process.name'];
    const { controller, views } = panel();
    controller.receive({ type: 'state', state: stateOf({ columns }) });
    controller.toggleSort('user.name');
    controller.toggleColumn('user.name');
    assert.equal(controller.announcement, 'user.name is hidden; 1 of 2 fields are in the table.');
    assert.equal(controller.model.sort, undefined);
    controller.toggleColumn('process.name');
    assert.equal(controller.announcement, 'process.name stays: one field is always in the table.');
    const rule = { uri: 'file:///other.toml', rule: 0, name: 'Another' };
    controller.receive({ type: 'state', state: stateOf({ runId: 2, columns, rule }) });
    assert.deepEqual(shownFields(controller.model.state, controller.model.hidden), columns);
    const again = panel(views.at(-1));
    again.controller.receive({ type: 'state', state: stateOf({ runId: 3, columns }) });
    assert.deepEqual(shownFields(stateOf({ columns }), again.controller.model.hidden), ['process.name']);
    again.controller.toggleColumn('user.name');
    assert.equal(again.controller.announcement, 'user.name is shown; 2 of 2 fields are in the table.');
    again.controller.toggleColumn('process.name');
    again.controller.resetColumns();
    assert.equal(again.controller.announcement, 'All fields are in the table.');
    assert.deepEqual(again.controller.model.hidden, {});
  });

  it('of 100,000 hits asks only for pages that hold a line in sight or one of the few beyond', () => {
    const lines = 100_000;
    const totals = { ...stateOf().totals, hits: lines, falsePositives: lines };
    const { controller, asked, answer } = panel();
    controller.receive({ type: 'state', state: stateOf({ totals }) });
    const farthest = bodyHeight(lines) - 500;
    for (const part of [0, 0.0004, 0.31, 0.999, 1, 0.5, 0]) {
      const before = asked().length;
      const { first, last } = widen(linesInSight({ lines, viewport: 500, offset: farthest * part }), 12, lines);
      controller.wantRows(first, last);
      asked()
        .slice(before)
        .forEach((message) => {
          const { from, count } = message.params;
          assert.ok(from < last && from + count > first, `${from} is not of ${first} to ${last}`);
          answer(message, lines);
        });
      assert.ok(asked().length - before <= Math.ceil((last - first) / 100) + 1);
    }
    assert.ok(controller.cache?.row(lines - 1));
  });

  it('tells a screen reader how many rows the filter leaves, once for each text', () => {
    const { controller, asked, answer } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.wantRows(0, 30);
    answer();
    const before = controller.announcement;
    controller.filterBy('ro');
    controller.wantRows(0, 30);
    const old = asked().at(-1);
    controller.filterBy('root');
    answer(old, 700);
    assert.equal(controller.announcement, before);
    controller.wantRows(0, 30);
    answer(undefined, 420);
    assert.equal(controller.announcement, '420 rows hold “root”.');
    controller.toggleColumn('user.name');
    controller.wantRows(200, 230);
    answer(undefined, 420);
    assert.equal(controller.announcement, 'user.name stays: one field is always in the table.');
    controller.filterBy('x');
    controller.wantRows(0, 30);
    answer(undefined, 1);
    assert.equal(controller.announcement, '1 row holds “x”.');
  });

  it('tells a screen reader the totals at the end of a run, once', () => {
    const { controller } = panel();
    controller.receive({ type: 'state', state: stateOf({ phase: 'running' }) });
    assert.equal(controller.announcement, '');
    controller.receive({ type: 'state', state: stateOf() });
    assert.equal(
      controller.announcement,
      'A rule: 1,000 hits in 5,000 events: 100 true positives, 900 false positives, 3 misses.',
    );
    controller.receive({ type: 'state', state: stateOf({ runId: 2, phase: 'failed', message: 'No sample.' }) });
    assert.equal(controller.announcement, 'A rule: No sample.');
  });

  it('opens a run without a hit with its near misses, and keeps to a tab that was chosen', () => {
    const { controller } = panel();
    const nearMisses = [{ clause: 'a == 1', count: 14, firstEvent: reference }];
    controller.receive({ type: 'state', state: stateOf({ nearMisses }) });
    assert.equal(tabOf(controller.model), 'all');
    controller.receive({ type: 'state', state: stateOf({ runId: 2, nearMisses, totals: noHits }) });
    assert.equal(tabOf(controller.model), 'near-misses');
    controller.chooseTab('all');
    assert.equal(tabOf(controller.model), 'all');
    controller.receive({ type: 'state', state: stateOf({ runId: 3, nearMisses, totals: noHits }) });
    assert.equal(tabOf(controller.model), 'all');
  });

  it('leaves a tab that a run does not have', () => {
    const { controller } = panel();
    controller.receive({ type: 'state', state: stateOf({ hasTimeline: true }) });
    controller.chooseTab('timeline');
    controller.receive({ type: 'state', state: stateOf({ runId: 2 }) });
    assert.equal(tabOf(controller.model), 'all');
  });

  it('asks for the timeline when it is looked at, once a run, and for no rows', () => {
    const { controller, posted } = panel();
    controller.receive({ type: 'state', state: stateOf({ hasTimeline: true }) });
    assert.deepEqual(posted, []);
    controller.chooseTab('timeline');
    controller.chooseTab('all');
    controller.chooseTab('timeline');
    controller.wantRows(0, 30);
    assert.deepEqual(posted, [{ type: 'timeline', request: 2, params: { runId: 1, limit: 100 } }]);
    controller.receive({ type: 'timeline', request: 2, answer: timeline });
    assert.equal(controller.model.timeline?.answer, timeline);
    controller.receive({ type: 'state', state: stateOf({ runId: 2, hasTimeline: true }) });
    assert.equal(controller.model.timeline?.answer, undefined);
  });

  it('opens a sequence that hit nothing with its timeline', () => {
    const { controller, posted } = panel();
    const state = stateOf({ hasTimeline: true, totals: noHits });
    controller.receive({ type: 'state', state: { ...state, phase: 'running' } });
    assert.deepEqual(posted, []);
    controller.receive({ type: 'state', state });
    assert.equal(tabOf(controller.model), 'timeline');
    controller.receive({ type: 'failed', request: 1, message: 'The run is over.' });
    assert.equal(controller.model.timeline?.failure, 'The run is over.');
    assert.equal(posted.length, 1);
  });

  it('opens an event that was asked for elsewhere, and tells a screen reader whether it is a hit', () => {
    const { controller, posted } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.receive({ type: 'showEvent', event: 7 });
    assert.deepEqual(posted, [{ type: 'event', request: 2, params: { runId: 1, event: 7 } }]);
    assert.equal(controller.model.opened?.reference.sample, '');
    controller.receive({ type: 'event', request: 2, answer });
    assert.deepEqual(controller.model.opened?.reference, reference);
    assert.equal(controller.announcement, 's.ndjson, line 8: no hit.');
  });
});
