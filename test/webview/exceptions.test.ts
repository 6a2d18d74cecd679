// What exceptions do, as the panel says it: the sentence, the remarks, the moves of the keyboard, and when their items are asked for.
import assert from 'node:assert/strict';
import { effectInWords, firstItems, moveInItems, remarkOf, states } from '../../client/webview/model/exceptions';
import { PanelController } from '../../client/webview/model/panelController';
import { tabOf, views } from '../../client/webview/model/panelModel';
import type { ExceptionItemRow, ExceptionItemsAnswer, FromPanel, PanelState } from '../../server/src/protocol';

const noHits = { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0 };

const item = (changes: Partial<ExceptionItemRow> = {}): ExceptionItemRow => ({
  name: 'CI',
  state: 'active',
  removes: { ...noHits, hits: 2, falsePositives: 2 },
  alone: 2,
  adds: 0,
  ...changes,
});

const answerOf = (changes: Partial<ExceptionItemsAnswer> = {}): ExceptionItemsAnswer => ({
  runId: 1,
  before: { ...noHits, hits: 1200, misses: 0 },
  after: { ...noHits, hits: 3, misses: 0 },
  adds: 0,
  total: 1,
  items: [item()],
  ...changes,
});

describe('the effect of exceptions in words', () => {
  const cases: readonly (readonly [ExceptionItemsAnswer, number, string])[] = [
    [answerOf(), 0, '1,200 hits before, 3 after.'],
    [answerOf(), 1, '1,200 hits before, 3 after: 1 true positive lost.'],
    [answerOf({ adds: 2 }), 2, '1,200 hits before, 3 after: 2 true positives lost, 2 hits only by the exceptions.'],
    [answerOf({ total: 0, items: [] }), 0, 'No exception item of the files is for this rule.'],
  ];
  for (const [answer, loses, expected] of cases)
    it(expected, () => assert.equal(effectInWords(answer, loses), expected));
});

describe('the remark on an item', () => {
  const cases: readonly (readonly [string, Partial<ExceptionItemRow>, string])[] = [
    ['is none for one that does its work', {}, ''],
    ['says what is lost', { removes: { ...noHits, hits: 3, truePositives: 2 } }, 'loses 2 true positives'],
    ['names the arm that it doubles', { state: 'never-used', doubles: ['a == 1'] }, 'doubles the arm `a == 1`'],
    [
      'counts further arms',
      { state: 'never-used', doubles: ['a == 1', 'b == 2', 'c'] },
      'doubles the arm `a == 1` and 2 more',
    ],
    ['says why it is not evaluated', { state: 'value-list' }, states['value-list'].explained],
    ['says that it is over', { state: 'expired' }, states.expired.explained],
    ['says that it does nothing', { state: 'never-used' }, states['never-used'].explained],
  ];
  for (const [name, changes, expected] of cases) it(name, () => assert.equal(remarkOf(item(changes)), expected));
});

describe('the keyboard in the items', () => {
  for (const [key, at, expected] of [
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, undefined],
    ['ArrowUp', 1, 0],
    ['ArrowUp', 0, undefined],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['x', 0, undefined],
  ] as const)
    it(`moves from ${at} by ${key}`, () => assert.equal(moveInItems(at, key, 3), expected));
  it('has nowhere to go without items', () => assert.equal(moveInItems(0, 'End', 0), undefined));
});

describe('the panel of a run with exceptions', () => {
  const stateOf = (changes: Partial<PanelState> = {}): PanelState => ({
    runId: 1,
    rule: { uri: 'file:///r.toml', rule: 0, name: 'A rule' },
    phase: 'done',
    progress: 1,
    samples: ['s.ndjson'],
    events: 5000,
    totals: { ...noHits, hits: 3, misses: 0 },
    columns: [],
    problems: [],
    nearMisses: [],
    isSequence: false,
    hasTimeline: false,
    exceptions: { before: 1200, items: 1, loses: 0 },
    ...changes,
  });

  function panel() {
    const posted: FromPanel[] = [];
    const controller = new PanelController({
      post: (message) => posted.push(message),
      save: () => undefined,
      changed: () => undefined,
    });
    return { controller, asked: () => posted.filter((message) => message.type === 'exceptions') };
  }

  it('has their view, and asks for the items once somebody looks', () => {
    const { controller, asked } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    assert.ok(views(controller.model.state).includes('exceptions'));
    assert.deepEqual([tabOf(controller.model), asked().length], ['all', 0]);
    controller.chooseTab('exceptions');
    controller.chooseTab('all');
    controller.chooseTab('exceptions');
    assert.deepEqual(
      asked().map(({ params }) => params),
      [{ runId: 1, limit: firstItems }],
    );
    const [first] = asked();
    controller.receive({ type: 'exceptions', request: first?.request ?? -1, answer: answerOf() });
    assert.equal(controller.model.exceptions?.answer?.items.length, 1);
  });

  it('opens with them where they took all hits, and not where there were none', () => {
    const none = { ...noHits, misses: 0 };
    for (const [before, expected] of [
      [1200, 'exceptions'],
      [0, 'all'],
    ] as const) {
      const { controller } = panel();
      controller.receive({
        type: 'state',
        state: stateOf({ totals: none, exceptions: { before, items: 1, loses: 0 } }),
      });
      assert.equal(tabOf(controller.model), expected);
    }
  });

  it('asks again for another run, and drops what is late', () => {
    const { controller, asked } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.chooseTab('exceptions');
    controller.receive({ type: 'state', state: stateOf({ runId: 2 }) });
    assert.deepEqual(
      asked().map(({ params }) => params.runId),
      [1, 2],
    );
    controller.receive({ type: 'exceptions', request: asked()[0]?.request ?? -1, answer: answerOf() });
    assert.equal(controller.model.exceptions?.answer, undefined);
  });

  it('has no view of them in a run without', () => {
    const { controller, asked } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.chooseTab('exceptions');
    controller.receive({ type: 'state', state: stateOf({ runId: 2, exceptions: undefined }) });
    assert.deepEqual([tabOf(controller.model), asked().length], ['all', 1]);
  });

  it('says why the items could not be had', () => {
    const { controller, asked } = panel();
    controller.receive({ type: 'state', state: stateOf() });
    controller.chooseTab('exceptions');
    controller.receive({ type: 'failed', request: asked()[0]?.request ?? -1, message: 'Run the rule again.' });
    assert.equal(controller.model.exceptions?.failure, 'Run the rule again.');
  });
});
