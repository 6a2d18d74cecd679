// Groups, spans and the chart of the panel: what is asked for when, what is dropped, and what people read.
import assert from 'node:assert/strict';
import type { FromPanel, GroupsAnswer, HitTimelineAnswer, OutcomeCounts, PanelState } from '../../server/src/protocol';
import {
  binInWords,
  chartInWords,
  countsInWords,
  groupInWords,
  groupNotes,
  spanInWords,
  spanOfBins,
  tickInWords,
} from '../../client/webview/model/analysisWords';
import { PanelController } from '../../client/webview/model/panelController';
import type { SavedView } from '../../client/webview/model/panelController';
import { tabOf } from '../../client/webview/model/panelModel';
import type { RowQuery } from '../../client/webview/model/rowCache';

const none: OutcomeCounts = { truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 0 };

function stateOf(changes: Partial<PanelState> = {}): PanelState {
  return {
    runId: 1,
    rule: { uri: 'file:///r.toml', rule: 0, name: 'A rule' },
    phase: 'done',
    progress: 1,
    samples: ['s.ndjson'],
    events: 50,
    totals: { hits: 9, truePositives: 4, falsePositives: 5, authorised: 0, unlabelled: 0, misses: 3 },
    columns: ['user.name', 'n'],
    problems: [],
    nearMisses: [],
    isSequence: false,
    hasTimeline: false,
    ...changes,
  };
}

const groups: GroupsAnswer = {
  runId: 1,
  field: 'user.name',
  groups: [
    { value: 'ann', counts: { ...none, falsePositives: 5 } },
    { value: null, counts: { ...none, misses: 1 } },
  ],
  more: 0,
  rows: 6,
  shared: 0,
};

function panel(saved?: SavedView) {
  const posted: FromPanel[] = [];
  const views: SavedView[] = [];
  const controller = new PanelController(
    { post: (message) => posted.push(message), save: (view) => views.push(view), changed: () => undefined },
    saved,
  );
  const last = <T extends FromPanel['type']>(type: T) =>
    posted.filter((message): message is Extract<FromPanel, { readonly type: T }> => message.type === type).at(-1);
  return {
    controller,
    posted,
    views,
    last,
    count: (type: string) => posted.filter((each) => each.type === type).length,
  };
}

/** Asked anew each time: what is shown changes. */
function shownQuery({ cache }: PanelController): RowQuery | undefined {
  return cache?.query;
}

function grouped() {
  const all = panel();
  all.controller.receive({ type: 'state', state: stateOf() });
  all.controller.analysis.groupBy('user.name');
  return all;
}

describe('rows in groups, in the panel', () => {
  it('are asked for once, with the misses beside all hits, in place of rows', () => {
    const { controller, last, count } = grouped();
    const { params } = last('groups') ?? {};
    assert.deepEqual([params?.field, params?.outcomes, params?.limit], ['user.name', undefined, 200]);
    assert.equal(controller.cache, undefined);
    controller.moveTo({ row: 0, child: undefined });
    assert.equal(count('groups'), 1);
    controller.chooseTab('false-positive');
    assert.deepEqual(last('groups')?.params.outcomes, ['false-positive']);
  });

  it('show the rows of the one that is opened, and all groups again', () => {
    const { controller, last } = grouped();
    controller.receive({ type: 'groups', request: last('groups')?.request ?? 0, answer: groups });
    assert.equal(controller.announcement, '2 groups by user.name.');
    controller.selectAll();
    controller.analysis.openGroup('ann');
    assert.equal(controller.model.selection, undefined);
    assert.deepEqual(controller.cache?.query.group, { field: 'user.name', value: 'ann' });
    assert.deepEqual(last('hitTimeline')?.params.group, { field: 'user.name', value: 'ann' });
    controller.analysis.closeGroup();
    assert.equal(controller.cache, undefined);
    controller.analysis.groupBy(undefined);
    const query = shownQuery(controller);
    assert.ok(query !== undefined && query.group === undefined);
  });

  it('open misses on their own tab', () => {
    const { controller, last } = grouped();
    controller.receive({ type: 'groups', request: last('groups')?.request ?? 0, answer: groups });
    controller.analysis.openGroup(null);
    assert.equal(tabOf(controller.model), 'miss');
  });

  it('drop an answer to an older question, and say what failed', () => {
    const { controller, last } = grouped();
    const older = last('groups')?.request ?? 0;
    controller.filterBy('x');
    controller.receive({ type: 'groups', request: older, answer: groups });
    assert.equal(controller.model.analysis.groups?.answer, undefined);
    controller.receive({ type: 'failed', request: last('groups')?.request ?? 0, message: 'The run is over.' });
    assert.equal(controller.model.analysis.groups?.failure, 'The run is over.');
  });

  it('stay with the rule, and are asked for again after a run', () => {
    const { controller, last, count } = grouped();
    controller.analysis.toggleChart();
    controller.analysis.openGroup('ann');
    controller.receive({ type: 'state', state: stateOf({ runId: 2 }) });
    assert.deepEqual(controller.cache?.query.group, { field: 'user.name', value: 'ann' });
    controller.analysis.closeGroup();
    assert.equal(last('groups')?.params.runId, 2);
    assert.equal(count('hitTimeline'), 1, 'nobody looks at the chart');
    controller.receive({ type: 'state', state: stateOf({ runId: 3, rule: { uri: 'file:///o', rule: 0, name: 'B' } }) });
    assert.deepEqual(controller.model.analysis, { hidesChart: true });
  });

  it('come back with the page', () => {
    const { controller, views } = grouped();
    controller.analysis.openGroup('ann');
    controller.analysis.showBetween({ from: 1, to: 2 });
    const again = panel(views.at(-1));
    again.controller.receive({ type: 'state', state: stateOf() });
    assert.deepEqual(again.controller.cache?.query, controller.cache?.query);
  });

  it('come without a chart in a low panel, until somebody wants it', () => {
    const { controller, count, last } = panel();
    controller.analysis.fit(419);
    controller.receive({ type: 'state', state: stateOf() });
    assert.equal(count('hitTimeline'), 0);
    controller.analysis.toggleChart();
    assert.equal(last('hitTimeline')?.params.runId, 1);
    controller.analysis.toggleChart();
    controller.analysis.fit(800);
    assert.equal(controller.model.analysis.hidesChart, true, 'what a person chose stays');
  });

  it('ask for the fields once a run', () => {
    const { controller, last, count } = grouped();
    controller.analysis.wantFields();
    controller.analysis.wantFields();
    const answer = { runId: 1, fields: ['a', 'b'] };
    controller.receive({ type: 'groupFields', request: last('groupFields')?.request ?? 0, answer });
    controller.analysis.wantFields();
    assert.equal(count('groupFields'), 1);
    assert.deepEqual(controller.model.analysis.fields?.names, ['a', 'b']);
  });

  it('are exported as they are shown', () => {
    const { controller, last } = grouped();
    controller.chooseTab('false-positive');
    controller.analysis.openGroup('ann');
    controller.toggleColumn('n');
    controller.toggleSort('user.name');
    controller.analysis.exportRows();
    assert.deepEqual(last('exportRows')?.params, {
      runId: 1,
      outcomes: ['false-positive'],
      text: undefined,
      group: { field: 'user.name', value: 'ann' },
      sort: { column: 'user.name', descending: false },
      columns: ['user.name'],
    });
  });

  it('never stand for all false positives when exclusions are asked for', () => {
    const { controller, last } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.chooseTab('false-positive');
    controller.analysis.showBetween({ from: 1, to: 2 });
    controller.wantRows(0, 1);
    const rows = [{ row: 4, outcome: 'false-positive' as const, timestamp: '', cells: [], events: [], joinKeys: [] }];
    const request = last('rows')?.request ?? 0;
    controller.receive({ type: 'rows', request, answer: { runId: 1, from: 0, total: 1, rows } });
    controller.selectAll();
    controller.analysis.copyCondition();
    assert.deepEqual(last('copyCondition')?.params, { runId: 1, rows: [4] });
    controller.exclude();
    assert.deepEqual(last('proposals')?.params.rows, [4]);
  });
});

const DAY = Date.parse('2025-03-11T00:00:00Z');
const MINUTE = 60_000;

describe('words of groups and times', () => {
  it('name a group by its value', () => {
    assert.equal(groupInWords({ field: 'a', value: 'x' }), 'a: x');
    assert.equal(groupInWords({ field: 'a', value: null }), 'a: no value');
    assert.equal(groupInWords({ field: 'a', value: '' }), 'a: empty text');
    assert.equal(groupInWords({ field: 'outcome', value: 'miss' }), 'outcome: Miss');
    assert.equal(groupInWords({ field: 'a', value: 'outcome' }), 'a: outcome');
  });

  it('say what the counts do not tell', () => {
    assert.deepEqual(groupNotes(groups), []);
    assert.deepEqual(groupNotes({ ...groups, more: 1, shared: 2 }), [
      '2 rows have several values, and each counts in the group of each value.',
      '1 more group is not shown.',
    ]);
    const [nowhere] = groupNotes({ ...groups, groups: [{ value: null, counts: none }] });
    assert.equal(nowhere, 'None of the rows has the field `user.name`.');
  });

  it('say counts without what is none', () => {
    assert.equal(countsInWords(none), 'no hit');
    assert.equal(countsInWords({ ...none, misses: 2 }), '2 misses');
    assert.equal(
      countsInWords({ ...none, falsePositives: 1, unlabelled: 2, misses: 1 }),
      '3 hits: 1 false positive, 2 unlabelled; 1 miss',
    );
  });

  const SPANS: readonly (readonly [number, number, string])[] = [
    [DAY, DAY + 10 * MINUTE, '2025-03-11 00:00 – 00:10'],
    [DAY, DAY + 24 * 60 * MINUTE, '2025-03-11 00:00 – 2025-03-12 00:00'],
    [DAY + 1000, DAY + 2000, '2025-03-11 00:00:01 – 00:00:02'],
    [DAY + 5, DAY + 10, '2025-03-11 00:00:00.005 – 00:00:00.010'],
  ];
  for (const [from, to, words] of SPANS) it(`say ${words}`, () => assert.equal(spanInWords({ from, to }), words));

  const chart: HitTimelineAnswer = {
    runId: 1,
    span: { from: DAY, to: DAY + 3 * MINUTE },
    bins: [none, { ...none, falsePositives: 2 }, { ...none, truePositives: 1 }],
    withoutTime: 1,
  };

  const TICKS: readonly (readonly [number, number, string])[] = [
    [DAY, 3_600_000, '2025-03-11'],
    [DAY + 90 * MINUTE, 1_800_000, '01:30'],
    [DAY + 1000, 1000, '00:00:01'],
    [DAY + 5, 5, '00:00:00.005'],
    [Number.POSITIVE_INFINITY, 5, ''],
  ];
  for (const [time, step, words] of TICKS)
    it(`mark the axis with ${JSON.stringify(words)}`, () => assert.equal(tickInWords(time, step), words));

  it('tell the chart to those who do not see it', () => {
    assert.equal(
      chartInWords(chart),
      'Hits from 2025-03-11 00:00 – 00:03. Most of them in 2025-03-11 00:01 – 00:02: 2 hits: 2 false positives. 1 row has no timestamp and is not in the chart.',
    );
    assert.equal(binInWords(chart, 2), '2025-03-11 00:02 – 00:03: 1 hit: 1 true positive');
    const { span: _span, ...timeless } = { ...chart, bins: [], withoutTime: 4 };
    assert.equal(chartInWords(timeless), 'The events have no timestamp, so there is no chart over time.');
  });

  it('give the span of bins in either direction, within the chart', () => {
    assert.deepEqual(spanOfBins(chart, 2, 1), { from: DAY + MINUTE, to: DAY + 3 * MINUTE });
    assert.deepEqual(spanOfBins(chart, -4, 9), chart.span);
  });
});
