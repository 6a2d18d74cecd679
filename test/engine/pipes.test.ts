// Order, size, result position and pipes of event queries and sequences. Source: docs/eql.md, section 10; docs/command-line.md, run.
import assert from 'node:assert/strict';
import type { JsonObject } from '../../server/src/engine/store';
import { hitIds, runQuery } from './runQuery';

const ten: readonly JsonObject[] = Array.from({ length: 10 }, (_, n) => ({
  n,
  '@timestamp': n,
  mark: n % 2 === 0 ? 'A' : 'B',
}));

function flat(text: string, options: { size?: number; resultPosition?: 'head' | 'tail' } = {}): unknown[] {
  return hitIds(text, ten, { options }).flat();
}

describe('event queries: order', () => {
  it('is by timestamp, then tiebreaker with nulls last, then input; without a timestamp last', () => {
    const events: JsonObject[] = [
      { n: 1 },
      { n: 2, '@timestamp': 5, tie: 3 },
      { n: 3, '@timestamp': 5 },
      { n: 4, '@timestamp': 5, tie: 1 },
      { n: 5, '@timestamp': 1 },
      { n: 6, '@timestamp': 5, tie: 1 },
      { n: 7 },
    ];
    assert.deepEqual(
      hitIds('any where true', events, { options: { tiebreakerField: 'tie' } }).flat(),
      [5, 4, 6, 2, 3, 1, 7],
    );
    assert.deepEqual(hitIds('any where true', events).flat(), [5, 2, 3, 4, 6, 1, 7]);
  });

  it('follows the field that the options name', () => {
    const events: JsonObject[] = [
      { n: 1, '@timestamp': 1, made: '2024-01-02T00:00:00Z' },
      { n: 2, '@timestamp': 2, made: '2024-01-01T00:00:00Z' },
    ];
    assert.deepEqual(hitIds('any where true', events, { options: { timestampField: 'made' } }).flat(), [2, 1]);
  });

  it('keeps what is finer than a millisecond apart, where the mapping does', () => {
    const events: JsonObject[] = [
      { n: 1, '@timestamp': '2024-01-01T00:00:00.000000200Z' },
      { n: 2, '@timestamp': '2024-01-01T00:00:00.000000100Z' },
    ];
    const nanos = { properties: { '@timestamp': { type: 'date_nanos' }, n: { type: 'long' } } };
    const millis = { properties: { '@timestamp': { type: 'date' }, n: { type: 'long' } } };
    assert.deepEqual(hitIds('any where true', events, { mapping: millis }).flat(), [1, 2]);
    assert.deepEqual(hitIds('any where true', events, { mapping: nanos }).flat(), [2, 1]);
  });

  it('has neither keys nor problems', () => {
    assert.deepEqual(runQuery('any where n == 1', ten), { hits: [{ events: [1], joinKeys: [] }], problems: [] });
  });

  it('does not depend on how far a step goes', () => {
    for (const stepSize of [1, 3, 10, 11])
      assert.deepEqual(hitIds('any where n > 2', [...ten].reverse(), { stepSize }).flat(), [3, 4, 5, 6, 7, 8, 9]);
  });

  it('ends at once over nothing', () => {
    assert.deepEqual(runQuery('any where true', []), { hits: [], problems: [] });
    assert.deepEqual(runQuery('sequence [any where true] [any where true]', []), { hits: [], problems: [] });
    assert.deepEqual(runQuery('sample by n [any where true] [any where true]', []), { hits: [], problems: [] });
  });
});

describe('size and result position', () => {
  it('takes the first or the last, both ascending', () => {
    assert.deepEqual(flat('any where true', { size: 3, resultPosition: 'head' }), [0, 1, 2]);
    assert.deepEqual(flat('any where true', { size: 3, resultPosition: 'tail' }), [7, 8, 9]);
    assert.deepEqual(flat('any where true', { size: 3 }), [7, 8, 9]);
    assert.deepEqual(flat('any where true').length, 10);
    assert.deepEqual(flat('any where true', { size: 0 }), []);
    assert.deepEqual(flat('any where true', { size: 50 }).length, 10);
  });

  it('acts under the first pipe, in the direction of that pipe (LogicalPlanBuilder)', () => {
    assert.deepEqual(flat('any where true | head 2', { size: 3, resultPosition: 'tail' }), [0, 1]);
    assert.deepEqual(flat('any where true | head 8', { size: 3, resultPosition: 'tail' }), [0, 1, 2]);
    assert.deepEqual(flat('any where true | tail 8', { size: 3, resultPosition: 'head' }), [7, 8, 9]);
    assert.deepEqual(flat('any where true | head 8 | tail 2', { size: 5, resultPosition: 'tail' }), [3, 4]);
  });
});

describe('pipes', () => {
  it('go from left to right over ascending hits (querytranslator eventQueryWithHeadAndTail)', () => {
    assert.deepEqual(flat('any where true | tail 5 | head 3'), [5, 6, 7]);
    assert.deepEqual(flat('any where true | head 5 | tail 3'), [2, 3, 4]);
    assert.deepEqual(flat('any where true | head 5 | tail 3 | head 1'), [2]);
    assert.deepEqual(flat('any where true | head 0'), []);
    assert.deepEqual(flat('any where true | head 100'), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('count sequences, not events (section 11); tail before head is defined here (our own case, issue 90340 upstream)', () => {
    const pairs = 'sequence [any where mark == "A"] [any where mark == "B"]';
    assert.deepEqual(hitIds(`${pairs} | head 2`, ten), [
      [0, 1],
      [2, 3],
    ]);
    assert.deepEqual(hitIds(`${pairs} | tail 2`, ten), [
      [6, 7],
      [8, 9],
    ]);
    assert.deepEqual(hitIds(`${pairs} | tail 3 | head 1`, ten), [[4, 5]]);
    assert.deepEqual(hitIds(`${pairs} | head 3 | tail 1`, ten), [[4, 5]]);
    assert.deepEqual(hitIds(pairs, ten, { options: { size: 1 } }), [[8, 9]]);
    assert.deepEqual(hitIds(pairs, ten, { options: { size: 1, resultPosition: 'head' } }), [[0, 1]]);
    assert.deepEqual(hitIds(pairs, ten, { options: { size: 0 } }), []);
  });
});
