// The history in the panel: which runs are compared, what is said of it, and which answers are believed.
import assert from 'node:assert/strict';
import { parseFromPanel } from '../../client/src/results/panelMessages';
import {
  baseOf,
  basesOf,
  chosenRun,
  comparedInWords,
  describeBase,
  emptyHistory,
  tellingCells,
} from '../../client/webview/model/history';
import { nameOfRun, remarksOfRun } from '../../client/webview/model/history';
import type { TimedRun } from '../../client/webview/model/history';
import { HistoryController } from '../../client/webview/model/historyController';
import { views, tabOf, emptyModel } from '../../client/webview/model/panelModel';
import type { CompareAnswer, CompareRow, FromPanel, HistoryRun, PanelState } from '../../server/src/protocol';

const totals = { hits: 3, truePositives: 1, falsePositives: 2, authorised: 0, unlabelled: 0, misses: 0 };
const none = { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0 };

function runOf(runId: number, rule = 0, changes: Partial<HistoryRun> = {}): TimedRun {
  const reference = { uri: 'file:///r.toml', rule, name: `rule ${rule}` };
  return {
    runId,
    rule: reference,
    age: 0,
    samples: ['/a/s.ndjson'],
    events: 9,
    totals,
    isSaved: true,
    ended: 0,
    ...changes,
  };
}

function stateOf(runId: number, changes: Partial<PanelState> = {}): PanelState {
  return {
    runId,
    rule: { uri: 'file:///r.toml', rule: 0, name: 'rule 0' },
    phase: 'done',
    progress: 1,
    samples: [],
    events: 9,
    totals,
    columns: [],
    problems: [],
    nearMisses: [],
    isSequence: false,
    hasTimeline: false,
    ...changes,
  };
}

function answerOf(before: number, after: number, changes: Partial<CompareAnswer> = {}): CompareAnswer {
  const all = { gone: none, new: none, changed: none, kept: none };
  return { before, after, totals: all, notes: [], change: 'gone', total: 0, from: 0, rows: [], ...changes };
}

describe('the runs that are compared', () => {
  const [head, newest, other, older] = [runOf(-1), runOf(3), runOf(2, 1), runOf(1)];
  const history = { ...emptyHistory, runs: [head, newest, other, older] };

  it('are the newest and the one before it of the same rule, where nobody chose', () => {
    assert.equal(chosenRun(history), newest);
    assert.equal(baseOf(history), older);
    assert.equal(baseOf({ ...history, chosen: 1 }), undefined);
  });

  it('are those that somebody chose', () => {
    assert.equal(baseOf({ ...history, base: -1 }), head);
    assert.equal(chosenRun({ ...history, chosen: 2 }), other);
    assert.equal(chosenRun({ ...history, chosen: 99 }), newest);
  });

  it('are offered with those of the same rule first, and named', () => {
    assert.deepEqual(basesOf(history), [head, older, other]);
    assert.equal(describeBase(head, newest), 'git HEAD, 3 hits');
    assert.match(describeBase(other, newest), /, 3 hits \(rule 1\)$/);
    assert.match(nameOfRun(newest), /^\d\d:\d\d:\d\d$/);
    const exceptions = { before: 12, items: 1, loses: 0 };
    assert.deepEqual(remarksOfRun(runOf(1, 0, { isSaved: false, exceptions })), [
      'not saved',
      'with exceptions, 12 before',
    ]);
  });
});

describe('a comparison in words', () => {
  const said: readonly { readonly changes: Partial<CompareAnswer['totals']>; readonly words: string }[] = [
    {
      changes: { gone: { ...none, hits: 31, falsePositives: 31 } },
      words: '31 hits gone: 31 false positives. 0 true positives lost. No hit came.',
    },
    {
      changes: { gone: { ...none, hits: 1, truePositives: 1 }, new: { ...none, hits: 2, unlabelled: 2 } },
      words: '1 hit gone: 1 true positive. 1 true positive lost. 2 hits came: 2 unlabelled.',
    },
    {
      changes: { changed: { ...none, hits: 4, authorised: 4 } },
      words: 'No hit is gone. 0 true positives lost. No hit came. 4 hits with another outcome.',
    },
  ];
  for (const { changes, words } of said)
    it(words, () => {
      const all = { gone: none, new: none, changed: none, kept: none, ...changes };
      assert.equal(comparedInWords({ totals: all }), words);
    });

  it('shows of each row the cells in which the rows differ', () => {
    const rowOf = (...cells: readonly string[]): CompareRow => ({
      outcome: 'unlabelled',
      sample: 's',
      line: 1,
      events: 1,
      cells,
    });
    const rows = [rowOf('get', 'a', ''), rowOf('get', 'b', 'x')];
    assert.deepEqual(rows.map(tellingCells(rows)), ['a', 'b · x']);
    assert.deepEqual([rowOf('get', 'a')].map(tellingCells([rowOf('get', 'a')])), ['get · a']);
  });
});

/** A controller with all that it posted and said. */
function open() {
  const posted: FromPanel[] = [];
  const said: string[] = [];
  let state = stateOf(3);
  let last = 0;
  const controller = new HistoryController({
    state: () => state,
    nextRequest: () => ++last,
    post: (message) => posted.push(message),
    changed: () => undefined,
    say: (sentence) => said.push(sentence),
    now: () => 1_000_000,
  });
  const request = (): number => last;
  return { controller, posted, said, request, become: (next: PanelState) => (state = next) };
}

describe('the view of the history', () => {
  it('asks for the runs once a run, and compares the newest with the one before', () => {
    const { controller, posted, said, request, become } = open();
    controller.look();
    controller.look();
    assert.deepEqual(posted, [{ type: 'history', request: 1 }]);
    controller.receive({ type: 'history', request: 1, answer: { runs: [runOf(3), runOf(1)] } });
    const params = { before: 1, after: 3, change: 'gone', from: 0, count: 100 };
    assert.deepEqual(posted.at(-1), { type: 'compare', request: 2, params });
    controller.receive({ type: 'compared', request: request(), answer: answerOf(1, 3) });
    assert.deepEqual(said, ['No hit is gone. 0 true positives lost. No hit came.']);
    become(stateOf(4, { phase: 'running' }));
    controller.look();
    assert.equal(posted.length, 2);
    become(stateOf(4));
    controller.look();
    assert.equal(posted.at(-1)?.type, 'history');
  });

  it('believes the answer to its last question only', () => {
    const { controller, request } = open();
    controller.look();
    controller.receive({ type: 'history', request: 1, answer: { runs: [runOf(3), runOf(2), runOf(1)] } });
    const first = request();
    controller.compareWith(1);
    controller.receive({ type: 'compared', request: first, answer: answerOf(2, 3) });
    assert.ok(controller.isWaiting);
    assert.equal('answer' in controller.shown && controller.shown.answer !== undefined, false);
    controller.receive({ type: 'compared', request: request(), answer: answerOf(1, 3) });
    assert.equal(controller.shown.answer?.before, 1);
    assert.equal(controller.fail(first, 'gone'), false);
  });

  it('compares with the rule in git where there is one, and else says why not', () => {
    const { controller, posted, request } = open();
    controller.look();
    controller.receive({ type: 'history', request: 1, answer: { runs: [runOf(3), runOf(1)] } });
    controller.compareWithHead();
    controller.receive({ type: 'headRun', request: request(), answer: { reason: 'No git.' } });
    assert.equal(controller.shown.failure, 'No git.');
    controller.compareWithHead();
    assert.equal(controller.shown.failure, undefined);
    controller.receive({ type: 'headRun', request: request(), answer: { run: runOf(-1) } });
    const asked = posted.at(-1);
    assert.ok(asked?.type === 'compare');
    assert.deepEqual([asked.params.before, asked.params.after], [-1, 3]);
    assert.ok(controller.fail(request(), 'Gone.'));
    assert.equal(controller.shown.failure, 'Gone.');
  });

  it('is there for every run, and opens by itself for none', () => {
    const empty = stateOf(1, { totals: { ...totals, hits: 0 } });
    assert.ok(views(empty).includes('history'));
    assert.equal(tabOf({ ...emptyModel, state: empty }), 'all');
  });
});

describe('a message about the history', () => {
  const params = { before: -1, after: 3, change: 'gone', from: 0, count: 100 };
  const rule = { uri: 'file:///r.toml', rule: 0 };

  it('passes when it is one that is known', () => {
    for (const message of [
      { type: 'history', request: 1 },
      { type: 'compare', request: 2, params },
      { type: 'runHead', request: 3, rule },
    ])
      assert.deepEqual(parseFromPanel(message), message);
  });

  it('does not when a part of it is no such thing', () => {
    for (const message of [
      { type: 'history' },
      { type: 'compare', request: 2, params: { ...params, change: 'a' } },
      { type: 'compare', request: 2, params: { ...params, before: 0.5 } },
      { type: 'compare', request: 2, params: { ...params, count: 1001 } },
      { type: 'compare', request: 2 },
      { type: 'runHead', request: 3, rule: { uri: 1 } },
    ])
      assert.equal(parseFromPanel(message), undefined);
  });
});
