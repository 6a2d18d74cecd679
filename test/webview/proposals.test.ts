// Proposals in the panel: what it asks for, which answer it believes, what is asked twice, and what becomes of them in the next run.
import assert from 'node:assert/strict';
import type {
  FromPanel,
  PanelState,
  ProposalProof,
  ProposalRow,
  ProposalsAnswer,
  ResultRow,
  ToPanel,
} from '../../server/src/protocol';
import { PanelController } from '../../client/webview/model/panelController';
import type { SavedView } from '../../client/webview/model/panelController';
import { tabOf, views } from '../../client/webview/model/panelModel';
import { entriesOf, isMoving } from '../../client/webview/model/proposals';
import type { ItemForm } from '../../client/webview/model/proposals';
import {
  dangerInWords,
  effectOf,
  figuresOf,
  proofInWords,
  scopeInWords,
  suppressionInWords,
} from '../../client/webview/model/proposalWords';
import { titleOf, titlesOf } from '../../client/webview/model/proposalTitles';

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

const proof: ProposalProof = {
  removes: 31,
  loses: 0,
  authorised: 0,
  unlabelled: 2,
  adds: 0,
  matches: 31,
  events: 20_000,
  isDangerous: false,
};

function proposalOf(proposal: number, changes: Partial<ProposalRow> = {}): ProposalRow {
  return {
    proposal,
    kind: 'kubernetes',
    eql: 'user.name == "bot" and pod.name like "web-*"',
    fields: [
      { path: 'user.name', rungs: [{ kind: 'exact', eql: 'user.name == "bot"', title: '"bot"' }], rung: 0 },
      {
        path: 'pod.name',
        rungs: [
          { kind: 'list', eql: 'pod.name in ("web-1", "web-2")', title: 'one of 2 values' },
          { kind: 'prefix', eql: 'pod.name like "web-*"', title: 'web-*' },
          { kind: 'off', eql: '', title: 'not asked for' },
        ],
        rung: 1,
      },
    ],
    proof,
    suits: { way: 'arm', reason: 'A product does so everywhere.' },
    ...changes,
  };
}

const suppression = { groupBy: ['user.name'], duration: '24h', before: 12, after: 3, isPerDay: true };
const refusal = { hits: 9, reason: 'A terminal gets none.', suppression };
const answerOf = (runId: number, changes: Partial<ProposalsAnswer> = {}): ProposalsAnswer => ({
  runId,
  proposals: [proposalOf(0), proposalOf(1)],
  refusals: [refusal],
  ...changes,
});

function rowOf(row: number): ResultRow {
  const events = [{ event: row * 10, sample: 's.ndjson', line: row + 1 }];
  return { row, outcome: 'false-positive', timestamp: '', cells: ['a'], events, joinKeys: [] };
}

/** A panel whose rows are here. Rows bear other numbers than their places: the table is sorted. */
function panel(saved?: SavedView) {
  const posted: FromPanel[] = [];
  const views: SavedView[] = [];
  const controller = new PanelController(
    { post: (message) => posted.push(message), save: (view) => views.push(view), changed: () => undefined },
    saved,
  );
  controller.receive({ type: 'state', state: stateOf(1) });
  controller.wantRows(0, 40);
  const wanted = posted.find((message) => message.type === 'rows');
  const rows = Array.from({ length: 40 }, (_, place) => rowOf(100 - place));
  if (wanted !== undefined)
    controller.receive({ type: 'rows', request: wanted.request, answer: { runId: 1, from: 0, total: 40, rows } });
  const asked = <Type extends FromPanel['type']>(type: Type) =>
    posted.filter((message): message is Extract<FromPanel, { type: Type }> => message.type === type);
  const last = <Type extends FromPanel['type']>(type: Type) => {
    const message = asked(type).at(-1);
    assert.ok(message, `nothing of ${type} was posted`);
    return message;
  };
  const propose = (answer = answerOf(1)): void => {
    controller.exclude();
    controller.receive({ type: 'proposals', request: last('proposals').request, answer });
  };
  const shown = () => {
    const { shown } = controller.proposals;
    assert.ok(shown);
    return shown;
  };
  return { controller, posted, views, asked, last, propose, shown };
}

const choose = (controller: PanelController, ...rows: readonly number[]): void =>
  rows.forEach((row, index) => controller.moveTo({ row, child: undefined }, index === 0 ? 'one' : 'toggle'));

describe('asking for proposals', () => {
  it('is for all false positives where nothing is selected', () => {
    const { controller, last } = panel();
    controller.exclude();
    assert.deepEqual(last('proposals').params, { runId: 1 });
    assert.equal(tabOf(controller.model), 'proposals');
  });

  it('is for the selected rows by their numbers, whatever order the table has', () => {
    const { controller, last, shown } = panel();
    choose(controller, 0, 2);
    controller.exclude();
    assert.deepEqual(last('proposals').params, { runId: 1, rows: [100, 98] });
    assert.equal(scopeInWords(shown()), 'For 2 selected hits');
  });

  it('is for all false positives where all of them are selected', () => {
    const { controller, last, posted } = panel();
    controller.chooseTab('false-positive');
    controller.wantRows(0, 40);
    const { request } = posted.filter((message) => message.type === 'rows').at(-1) ?? assert.fail();
    const rows = Array.from({ length: 36 }, (_, place) => rowOf(place));
    controller.receive({ type: 'rows', request, answer: { runId: 1, from: 0, total: 36, rows } });
    controller.selectAll();
    controller.exclude();
    assert.deepEqual(last('proposals').params, { runId: 1 });
  });

  it('is not for misses, which are no hits', () => {
    const { controller, asked } = panel();
    controller.chooseTab('miss');
    controller.exclude();
    assert.equal(asked('proposals').length, 0);
    assert.equal(controller.announcement, 'A miss is no hit: there is nothing to exclude.');
  });

  it('happens once when its tab is opened, however often it is drawn', () => {
    const { controller, asked } = panel();
    controller.chooseTab('proposals');
    controller.toggleProblems();
    controller.chooseTab('all');
    controller.chooseTab('proposals');
    assert.equal(asked('proposals').length, 1);
  });

  it('asks for the keyboard once, and only by the button', () => {
    const { controller } = panel();
    controller.chooseTab('proposals');
    assert.equal(controller.proposals.takeFocus(), false);
    controller.exclude();
    assert.deepEqual([controller.proposals.takeFocus(), controller.proposals.takeFocus()], [true, false]);
  });

  it('says why there is no answer, and asks no more by itself', () => {
    const { controller, asked, last, shown } = panel();
    controller.exclude();
    controller.receive({ type: 'failed', request: last('proposals').request, message: 'It is over.' });
    controller.chooseTab('all');
    controller.chooseTab('proposals');
    assert.equal(shown().failure, 'It is over.');
    assert.equal(asked('proposals').length, 1);
  });

  it('has a tab only where there are hits', () => {
    assert.ok(views(stateOf(1)).includes('proposals'));
    assert.equal(views(stateOf(1, { totals: { ...totals, hits: 0 } })).includes('proposals'), false);
  });

  it('lists the hits that get none behind the proposals', () => {
    assert.deepEqual(
      entriesOf(answerOf(1)).map(({ kind }) => kind),
      ['proposal', 'proposal', 'refusal'],
    );
  });
});

describe('moving a rung', () => {
  const moved = proposalOf(0, { proof: { ...proof, removes: 36, loses: 1, isDangerous: true } });

  it('asks for it, waits, and shows what became of the figures', () => {
    const { controller, last, propose, shown } = panel();
    propose();
    controller.proposals.move(proposalOf(0), 'pod.name', 2);
    assert.deepEqual(last('moveProposal').params, { runId: 1, proposal: 0, path: 'pod.name', rung: 2 });
    assert.equal(isMoving(shown(), proposalOf(0)), true);
    controller.receive({ type: 'proposalMoved', request: last('moveProposal').request, answer: moved });
    assert.equal(isMoving(shown(), moved), false);
    assert.deepEqual(shown().answer?.proposals, [moved, proposalOf(1)]);
    assert.deepEqual(
      figuresOf(moved.proof, shown().moves[0]?.before).filter(({ before }) => before !== undefined),
      [
        { name: 'removes', label: 'false positives removed', value: '36', before: '31', isBad: false },
        { name: 'loses', label: 'true positives lost', value: '1', before: '0', isBad: true },
      ],
    );
    assert.match(controller.announcement, /^removes 36 false positives · loses 1 true positive · /);
  });

  it('believes the last answer only, and shows all rungs that were asked for until it comes', () => {
    const { controller, asked, propose, shown } = panel();
    propose();
    controller.proposals.move(proposalOf(0), 'pod.name', 0);
    controller.proposals.move(proposalOf(0), 'user.name', 0);
    const [first, second] = asked('moveProposal');
    assert.ok(first && second);
    controller.receive({ type: 'proposalMoved', request: first.request, answer: proposalOf(0, { eql: 'old' }) });
    assert.deepEqual(shown().moves[0]?.wanted, { 'pod.name': 0, 'user.name': 0 });
    controller.receive({ type: 'proposalMoved', request: second.request, answer: moved });
    assert.equal(shown().answer?.proposals[0], moved);
    assert.equal(shown().moves[0]?.before, proof);
  });

  const failures: readonly [string, (request: number) => ToPanel, RegExp][] = [
    ['is refused', (request) => ({ type: 'failed', request, message: 'The rule changed.' }), /^The rule changed/],
    [
      'leaves nothing to ask for',
      (request) => ({ type: 'proposalMoved', request, answer: undefined }),
      /^Without this field/,
    ],
  ];
  for (const [name, reply, sentence] of failures)
    it(`goes back when it ${name}, with a sentence`, () => {
      const { controller, last, propose, shown } = panel();
      propose();
      controller.proposals.move(proposalOf(0), 'pod.name', 2);
      controller.receive(reply(last('moveProposal').request));
      assert.match(shown().problem ?? '', sentence);
      assert.deepEqual(shown().moves[0]?.wanted, {});
      assert.deepEqual(shown().answer?.proposals, answerOf(1).proposals);
    });
});

describe('accepting a proposal', () => {
  it('sends the comment that was typed, and none where nothing was', () => {
    const { controller, last, propose, asked } = panel();
    propose();
    controller.proposals.accept({ kind: 'arm', proposal: 1, comment: '  nightly job ' });
    const { params } = last('acceptProposal');
    assert.deepEqual(params, { runId: 1, what: { kind: 'proposal', proposal: 1, comment: 'nightly job' } });
    controller.proposals.accept({ kind: 'arm', proposal: 1 });
    assert.equal(asked('acceptProposal').length, 1, 'one thing at a time');
  });

  it('asks again before anything is lost, and sends the answer to that', () => {
    const { controller, last, propose, shown } = panel();
    propose();
    controller.proposals.accept({ kind: 'arm', proposal: 0, comment: ' ' });
    const accepted = { kind: 'asks', message: 'It loses 1 true positive.' } as const;
    controller.receive({ type: 'proposalAccepted', request: last('acceptProposal').request, answer: accepted });
    assert.equal(shown().question?.sentence, 'It loses 1 true positive.');
    controller.proposals.confirm();
    const what = { kind: 'proposal', proposal: 0 };
    assert.deepEqual(last('acceptProposal').params, { runId: 1, isConfirmed: true, what });
    assert.equal(shown().question, undefined);
  });

  const withdrawn: Readonly<Record<string, (controller: PanelController) => void>> = {
    'it is not meant': ({ proposals }) => proposals.withdraw(),
    'another one is opened': ({ proposals }) => proposals.choose(1),
    'its ladder is moved': ({ proposals }) => proposals.move(proposalOf(0), 'pod.name', 0),
  };
  for (const [name, act] of Object.entries(withdrawn))
    it(`confirms nothing when ${name}`, () => {
      const { controller, asked, last, propose } = panel();
      propose();
      controller.proposals.accept({ kind: 'arm', proposal: 0 });
      const answer = { kind: 'asks', message: 'Sure?' } as const;
      controller.receive({ type: 'proposalAccepted', request: last('acceptProposal').request, answer });
      act(controller);
      controller.proposals.confirm();
      assert.equal(asked('acceptProposal').length, 1);
    });

  it('keeps everything when it is refused', () => {
    const { controller, last, propose, shown } = panel();
    propose();
    controller.proposals.choose(1);
    controller.proposals.accept({ kind: 'arm', proposal: 1 });
    const answer = { kind: 'refused', message: 'The rule changed since.' } as const;
    controller.receive({ type: 'proposalAccepted', request: last('acceptProposal').request, answer });
    assert.deepEqual([shown().problem, shown().active, shown().busy], ['The rule changed since.', 1, undefined]);
    assert.deepEqual(shown().answer, answerOf(1));
  });

  it('sends the index of a refusal for its suppression', () => {
    const { controller, last, propose } = panel();
    propose();
    controller.proposals.accept({ kind: 'suppression', refusal: 0 });
    assert.deepEqual(last('acceptProposal').params, { runId: 1, what: { kind: 'suppression', refusal: 0 } });
  });

  it('sends of an exception item what was filled in', () => {
    const { controller, last, propose } = panel();
    propose();
    const item: ItemForm = { name: 'Nightly job', reason: '', owner: 'ops', until: '2027-01-31' };
    controller.proposals.accept({ kind: 'exception', proposal: 0, item });
    const { params } = last('exceptionItem');
    assert.deepEqual(params, { runId: 1, proposal: 0, name: 'Nightly job', owner: 'ops', until: '2027-01-31' });
  });
});

describe('proposals after another run', () => {
  const accept = ({ controller, last }: ReturnType<typeof panel>): void => {
    controller.proposals.accept({ kind: 'arm', proposal: 0 });
    const answer = { kind: 'done', message: 'Added: 31 hits go.' } as const;
    controller.receive({ type: 'proposalAccepted', request: last('acceptProposal').request, answer });
  };

  it('are asked for anew once it is done, and what was accepted is told for that run', () => {
    const it = panel();
    const { controller, asked, last, propose, shown } = it;
    propose();
    accept(it);
    controller.receive({ type: 'state', state: stateOf(2, { phase: 'running' }) });
    assert.equal(asked('proposals').length, 1);
    controller.receive({ type: 'state', state: stateOf(2) });
    assert.deepEqual(last('proposals').params, { runId: 2 });
    assert.equal(shown().done?.message, 'Added: 31 hits go.');
    controller.receive({ type: 'proposals', request: last('proposals').request, answer: answerOf(2) });
    assert.equal(shown().done?.message, 'Added: 31 hits go.');
    controller.receive({ type: 'state', state: stateOf(3) });
    assert.equal(shown().done, undefined);
  });

  it('are over where they were for selected hits', () => {
    const { controller, asked, propose, shown } = panel();
    choose(controller, 3);
    propose();
    controller.receive({ type: 'state', state: stateOf(2) });
    assert.deepEqual([shown().isOver, shown().answer, asked('proposals').length], [true, undefined, 1]);
    controller.proposals.ask(undefined);
    assert.deepEqual([shown().isOver, asked('proposals').length], [undefined, 2]);
  });

  it('drop an answer of the run before', () => {
    const { controller, asked, shown } = panel();
    controller.exclude();
    const [first] = asked('proposals');
    assert.ok(first);
    controller.receive({ type: 'state', state: stateOf(2) });
    controller.receive({ type: 'proposals', request: first.request, answer: answerOf(1) });
    assert.equal(shown().answer, undefined);
  });

  it('are shown again by a page that comes back, as they were moved', () => {
    const { controller, views, propose } = panel();
    propose();
    controller.proposals.choose(1);
    controller.proposals.move(proposalOf(1), 'pod.name', 0);
    const saved = JSON.parse(JSON.stringify(views.at(-1))) as SavedView;
    const again = panel(saved);
    assert.deepEqual([again.shown().active, isMoving(again.shown(), proposalOf(1))], [1, false]);
    assert.deepEqual(again.shown().answer, answerOf(1));
    assert.equal(again.asked('proposals').length, 0);
  });
});

describe('proposals in words', () => {
  it('have their values for a title, or the condition where no value is short', () => {
    assert.equal(titleOf(proposalOf(0)), 'bot · web-*');
    const fields = [{ path: 'a', rungs: [{ kind: 'list', eql: '', title: 'one of 9 values' } as const], rung: 0 }];
    assert.equal(titleOf(proposalOf(0, { fields, eql: 'a in (…)' })), 'a in (…)');
    assert.equal(titleOf(proposalOf(0, { title: '`df -h` of `db-*`' })), 'df -h of db-*');
  });

  it('are told apart by where their conditions differ', () => {
    const eql = (command: string): string => `user.name == "bot" and uri regex "/pods/x/exec[?]command=${command}"`;
    const proposals = [eql('cat'), eql('df'), 'a == 1'].map((text, index) => proposalOf(index, { eql: text }));
    assert.deepEqual(titlesOf(proposals.slice(0, 2)), ['bot · web-* · …cat"', 'bot · web-* · …df"']);
    assert.deepEqual(titlesOf(proposals.slice(0, 1)), ['bot · web-*']);
    assert.deepEqual(titlesOf([]), []);
  });

  it('tell the whole proof', () => {
    assert.equal(
      proofInWords(proof),
      'removes 31 false positives · loses 0 true positives · 0 authorised · touches 2 unlabelled · adds 0 · matches 31 of 20,000 events',
    );
  });

  it('tell in the list what it costs, and nothing of what it does not', () => {
    assert.equal(effectOf({ ...proof, unlabelled: 0 }), 'removes 31 false positives · loses none');
    assert.equal(
      effectOf({ ...proof, loses: 1, authorised: 2, adds: 3 }),
      'removes 31 false positives · loses 1 true positive · 2 authorised · 2 unlabelled · adds 3',
    );
  });

  const dangers: readonly [number, number, string][] = [
    [1, 0, 'It hides 1 true positive.'],
    [0, 2, 'It hides 2 authorised hits.'],
    [2, 1, 'It hides 2 true positives and 1 authorised hit.'],
  ];
  for (const [loses, authorised, sentence] of dangers)
    it(`say “${sentence}”`, () => assert.equal(dangerInWords({ ...proof, loses, authorised }), sentence));

  it('tell the alerts that suppression leaves', () => {
    assert.equal(suppressionInWords(suppression), 'alerts a day: 12 → 3');
    assert.equal(suppressionInWords({ ...suppression, isPerDay: false }), 'alerts of the sample: 12 → 3');
  });
});
