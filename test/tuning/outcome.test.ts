// Hits by labels: what each hit is worth, what was missed, and the sums.
import assert from 'node:assert/strict';
import type { Hit } from '../../server/src/engine/run';
import type { LabelBook } from '../../server/src/tuning/labelBook';
import type { Label } from '../../server/src/tuning/labels';
import { judge } from '../../server/src/tuning/outcome';

const LABELS: readonly (Label | undefined)[] = ['malicious', 'benign', 'authorised', undefined, 'malicious'];
const [MALICIOUS, BENIGN, AUTHORISED, UNKNOWN, MISSED] = [0, 1, 2, 3, 4];

const book: LabelBook = {
  entryOf(event) {
    const label = LABELS[event];
    return label && { id: `e${event}`, label };
  },
  mustHit: [MALICIOUS, MISSED],
  problems: [],
};

function hit(...events: readonly (number | null)[]): Hit {
  return { events, joinKeys: [] };
}

describe('the outcome of a hit', () => {
  const cases: readonly [
    name: string,
    events: readonly (number | null)[],
    outcome: string,
    decidedBy: string | undefined,
  ][] = [
    ['a malicious event', [MALICIOUS], 'true-positive', 'e0'],
    ['a benign event', [BENIGN], 'false-positive', 'e1'],
    ['an authorised event', [AUTHORISED], 'authorised', 'e2'],
    ['an event without a label', [UNKNOWN], 'unlabelled', undefined],
    ['a sequence with a malicious event', [BENIGN, AUTHORISED, UNKNOWN, MALICIOUS], 'true-positive', 'e0'],
    ['a sequence with an authorised event', [BENIGN, UNKNOWN, AUTHORISED], 'authorised', 'e2'],
    ['a sequence with a benign event', [UNKNOWN, BENIGN, UNKNOWN], 'false-positive', 'e1'],
    ['a sequence without labels', [UNKNOWN, UNKNOWN], 'unlabelled', undefined],
    ['a sequence with a missing event', [null, MALICIOUS, null], 'true-positive', 'e0'],
    ['a sequence with several malicious events, by the first', [UNKNOWN, MISSED, MALICIOUS], 'true-positive', 'e4'],
  ];
  for (const [name, events, outcome, decidedBy] of cases)
    it(`is ${outcome} for ${name}`, () => {
      const [judged] = judge([hit(...events)], book).hits;
      assert.deepEqual([judged?.outcome, judged?.entry?.id], [outcome, decidedBy]);
      assert.deepEqual(judged?.hit, hit(...events));
    });
});

describe('what was missed', () => {
  it('is what must be hit and was not', () => {
    assert.deepEqual(judge([], book).misses, [MALICIOUS, MISSED]);
    assert.deepEqual(judge([hit(MALICIOUS)], book).misses, [MISSED]);
    assert.deepEqual(judge([hit(UNKNOWN, MISSED), hit(null, MALICIOUS)], book).misses, []);
  });
});

describe('the sums', () => {
  it('count hits by outcome, and misses', () => {
    const hits = [hit(MALICIOUS), hit(BENIGN), hit(BENIGN, UNKNOWN), hit(AUTHORISED), hit(UNKNOWN), hit(UNKNOWN)];
    const totals = { hits: 6, truePositives: 1, falsePositives: 2, authorised: 1, unlabelled: 2, misses: 1 };
    assert.deepEqual(judge(hits, book).totals, totals);
  });

  it('are zero for no hits and no labels', () => {
    const nothing: LabelBook = { entryOf: () => undefined, mustHit: [], problems: [] };
    const totals = { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 0 };
    assert.deepEqual(judge([], nothing), { hits: [], misses: [], totals });
  });
});
