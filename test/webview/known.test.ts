// Known false positives in the panel: what is asked for, what a form takes, what is said where the server refuses, and what is handed over.
import assert from 'node:assert/strict';
import type {
  FromPanel,
  LofpExclusion,
  LofpExclusionsAnswer,
  LofpParameter,
  PanelState,
  ProposalRow,
  ToPanel,
} from '../../server/src/protocol';
import { hintOf, isUntouched, knownScope, reachOf, sourceOf, valuesOf } from '../../client/webview/model/known';
import { PanelController } from '../../client/webview/model/panelController';
import type { SavedView } from '../../client/webview/model/panelController';
import { tabOf } from '../../client/webview/model/panelModel';

const rule = { uri: 'file:///r.toml', rule: 0 };
const totals = { hits: 40, truePositives: 4, falsePositives: 36, authorised: 0, unlabelled: 0, misses: 0 };

function stateOf(runId: number, changes: Partial<PanelState> = {}): PanelState {
  return {
    runId,
    rule: { ...rule, name: 'A rule' },
    phase: 'done',
    progress: 1,
    samples: ['s.ndjson'],
    events: 20_000,
    totals,
    columns: ['user.name'],
    problems: [],
    nearMisses: [],
    isSequence: false,
    hasTimeline: false,
    ...changes,
  };
}

function parameterOf(name: string, changes: Partial<LofpParameter> = {}): LofpParameter {
  return {
    name,
    type: 'namespace',
    typeTitle: 'A namespace.',
    allowsWildcard: false,
    isOptional: false,
    values: ['payments'],
    from: 'example',
    examples: ['payments'],
    ...changes,
  };
}

function exclusionOf(entry: string, changes: Partial<LofpExclusion> = {}): LofpExclusion {
  return {
    entry,
    statement: 'A job does so.',
    exclusion: 0,
    fewest: 1,
    parameters: [parameterOf('namespace'), parameterOf('pod', { values: [], from: 'nothing', isOptional: true })],
    never: [],
    refusals: [],
    unmet: 0,
    ...changes,
  };
}

const answer: LofpExclusionsAnswer = { exclusions: [exclusionOf('disk-check'), exclusionOf('backup', { unmet: 2 })] };

const row: ProposalRow = {
  proposal: 7,
  kind: 'kubernetes',
  eql: 'user.name == "bot"',
  fields: [],
  proof: {
    removes: 6,
    loses: 0,
    authorised: 0,
    unlabelled: 0,
    adds: 0,
    matches: 6,
    events: 20_000,
    isDangerous: false,
  },
  suits: { way: 'arm', reason: 'A product does so everywhere.' },
};

function panel(saved?: SavedView) {
  const sent: FromPanel[] = [];
  let kept: SavedView | undefined;
  const controller = new PanelController(
    { post: (message) => sent.push(message), save: (view) => (kept = view), changed: () => undefined },
    saved,
  );
  controller.receive({ type: 'state', state: stateOf(1) });
  const last = <T extends FromPanel['type']>(type: T): Extract<FromPanel, { readonly type: T }> => {
    const found = sent.filter((message) => message.type === type).at(-1);
    assert.ok(found !== undefined, type);
    return found as Extract<FromPanel, { readonly type: T }>;
  };
  const open = (): void => {
    controller.known.ask();
    controller.receive({ type: 'known', request: last('known').request, answer });
  };
  return { controller, sent, last, open, kept: () => kept };
}

describe('known false positives in the panel', () => {
  it('are asked for of the rule and its run, and stand in the view of proposals', () => {
    const { controller, last, open } = panel();
    open();
    assert.deepEqual(last('known').params, { ...rule, runId: 1 });
    assert.equal(tabOf(controller.model), 'proposals');
    assert.equal(controller.known.shown?.answer, answer);
  });

  it('that another part of the editor asks for wait for the run of their rule', () => {
    const { controller, sent } = panel();
    const other = { uri: 'file:///other.toml', rule: 2 };
    controller.receive({ type: 'showKnown', rule: other, entry: 'disk-check' });
    assert.equal(
      sent.some(({ type }) => type === 'known'),
      false,
    );
    const running = stateOf(2, { rule: { ...other, name: 'Other' }, phase: 'running' });
    controller.receive({ type: 'state', state: running });
    controller.receive({ type: 'state', state: { ...running, phase: 'done' } });
    const asked = sent.filter((message) => message.type === 'known');
    assert.deepEqual(
      asked.map(({ params }) => params),
      [{ ...other, runId: 2, entry: 'disk-check' }],
    );
  });

  it('are of one run: those of another are gone', () => {
    const { controller, open } = panel();
    open();
    controller.receive({ type: 'state', state: stateOf(2) });
    assert.equal(controller.known.shown, undefined);
  });

  it('drop the answer to an older question', () => {
    const { controller, last } = panel();
    controller.known.ask('disk-check');
    const first = last('known').request;
    controller.known.ask('backup');
    controller.receive({ type: 'known', request: first, answer });
    assert.equal(controller.known.shown?.answer, undefined);
  });

  it('are tried with the values of the form, each line one', () => {
    const { controller, last, open } = panel();
    open();
    controller.known.type('namespace', ' payments \n\n ledger');
    controller.known.prove();
    assert.deepEqual(last('proposeKnown').params, {
      runId: 1,
      entry: 'disk-check',
      exclusion: 0,
      values: { namespace: ['payments', 'ledger'], pod: [] },
    });
  });

  it('ask for a value where one is needed, and ask the server nothing', () => {
    const { controller, sent, open } = panel();
    open();
    controller.known.type('namespace', '  ');
    controller.known.prove();
    assert.equal(controller.known.shown?.refusal?.parameter, 'namespace');
    assert.equal(
      sent.some(({ type }) => type === 'proposeKnown'),
      false,
    );
    controller.known.type('namespace', 'ledger');
    assert.equal(controller.known.shown.refusal, undefined);
  });

  it('hand what is proven over to be accepted as any other proposal', () => {
    const { controller, last, open } = panel();
    open();
    controller.known.prove();
    controller.receive({ type: 'knownProposed', request: last('proposeKnown').request, answer: { row } });
    assert.equal(controller.known.shown?.proven, row);
    controller.proposals.accept({ kind: 'arm', proposal: row.proposal });
    assert.deepEqual(last('acceptProposal').params, { runId: 1, what: { kind: 'proposal', proposal: 7 } });
  });

  it('keep the form where the server refuses, with what it says', () => {
    const { controller, last, open } = panel();
    open();
    controller.known.prove();
    const refusal = { message: 'This would leave out a shell.', lost: [{ text: 'a shell' }] };
    controller.receive({ type: 'knownProposed', request: last('proposeKnown').request, answer: { refusal } });
    assert.deepEqual(controller.known.shown?.refusal, refusal);
    assert.equal(controller.announcement, refusal.message);
    controller.known.choose(1);
    assert.equal(controller.known.shown?.refusal, undefined);
  });

  it('begin a new entry from the hits that they are for', () => {
    const { controller, last } = panel();
    controller.known.ask(undefined, [4, 2]);
    controller.known.writeNew();
    assert.deepEqual(last('newKnown'), { type: 'newKnown', runId: 1, rows: [4, 2] });
  });

  it('say what went wrong where it was asked', () => {
    const { controller, last, open } = panel();
    controller.known.ask();
    controller.receive({ type: 'failed', request: last('known').request, message: 'No.' } satisfies ToPanel);
    assert.equal(controller.known.shown?.failure, 'No.');
    open();
    controller.known.prove();
    controller.receive({ type: 'failed', request: last('proposeKnown').request, message: 'Late.' });
    assert.deepEqual(controller.known.shown?.refusal, { message: 'Late.' });
  });

  it('leave room for proposals again, which are asked for anew after a proof', () => {
    const { controller, last, sent, open } = panel();
    open();
    controller.known.prove();
    controller.receive({ type: 'knownProposed', request: last('proposeKnown').request, answer: { row } });
    const before = sent.filter(({ type }) => type === 'proposals').length;
    controller.known.close();
    assert.equal(controller.known.shown, undefined);
    assert.equal(sent.filter(({ type }) => type === 'proposals').length, before + 1);
  });

  it('are there again, with what was typed, when the page comes back', () => {
    const { controller, kept, open } = panel();
    open();
    controller.known.type('namespace', 'ledger');
    const again = panel(kept());
    assert.deepEqual(again.controller.known.shown?.typed, { 0: { namespace: 'ledger', pod: '' } });
  });
});

describe('the words of a known false positive', () => {
  const shown = { runId: 1, entry: undefined, rows: [1, 2, 3], active: 1, typed: {}, answer };

  it('say how many of the selected hits it leaves out', () => {
    assert.equal(reachOf(shown, exclusionOf('backup', { unmet: 2 })), 'would leave out 1 of the 3 selected');
    assert.equal(reachOf({ ...shown, rows: undefined }, exclusionOf('backup')), undefined);
    assert.equal(knownScope(shown), 'Known false positives for 3 selected hits');
  });

  it('say of a field what it takes, and where its value comes from until another is typed', () => {
    assert.equal(hintOf(parameterOf('namespace')), 'A namespace. Without `*` and `?`.');
    assert.equal(hintOf(parameterOf('pod', { allowsWildcard: true })), 'A namespace. `*` may stand in it.');
    assert.equal(sourceOf(parameterOf('namespace', { from: 'events' }), 'payments'), 'from the events');
    assert.equal(sourceOf(parameterOf('namespace', { from: 'events' }), 'mine'), '');
  });

  it('show the condition only as long as it says what the form holds', () => {
    assert.equal(isUntouched(shown), true);
    assert.equal(isUntouched({ ...shown, typed: { 1: { namespace: 'ledger' } } }), false);
    assert.deepEqual(valuesOf({ namespace: 'a\r\n b' }), { namespace: ['a', 'b'] });
  });
});
