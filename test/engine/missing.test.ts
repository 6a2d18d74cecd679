// Missing events rule by rule. Source: docs/eql.md, section 12 (TumblingWindow, test_missing_events).
import assert from 'node:assert/strict';
import type { JsonObject } from '../../server/src/engine/store';
import { hitIds, runQuery } from './runQuery';

function at(n: number, time: number, mark: string, more: JsonObject = {}): JsonObject {
  return { n, '@timestamp': time, mark, ...more };
}

const A = '[any where mark == "A"]';
const B = '[any where mark == "B"]';
const M = '![any where mark == "M"]';

describe('missing events', () => {
  it('between: forbidden strictly between the two timestamps, allowed on either', () => {
    const query = `sequence with maxspan=1s ${A} ${M} ${B}`;
    assert.deepEqual(hitIds(query, [at(1, 0, 'A'), at(2, 1, 'M'), at(3, 2, 'B')]), []);
    assert.deepEqual(hitIds(query, [at(1, 0, 'A'), at(2, 0, 'M'), at(3, 2, 'B')]), [[1, -1, 3]]);
    assert.deepEqual(hitIds(query, [at(1, 0, 'A'), at(2, 2, 'M'), at(3, 2, 'B')]), [[1, -1, 3]]);
  });

  it('are tested after the match: no other candidate is tried', () => {
    const events = [at(1, 0, 'A'), at(2, 1, 'A'), at(3, 2, 'M'), at(4, 3, 'B'), at(5, 4, 'B')];
    assert.deepEqual(hitIds(`sequence with maxspan=1s ${A} ${M} ${B}`, events), []);
  });

  it('leading: free from the last event back over maxspan, which counts inclusively', () => {
    const query = `sequence with maxspan=10ms ${M} ${A} ${B}`;
    assert.deepEqual(hitIds(query, [at(1, 0, 'M'), at(2, 5, 'A'), at(3, 10, 'B')]), []);
    assert.deepEqual(hitIds(query, [at(1, 0, 'M'), at(2, 5, 'A'), at(3, 11, 'B')]), [[-1, 2, 3]]);
    assert.deepEqual(hitIds(query, [at(1, 5, 'M'), at(2, 5, 'A'), at(3, 10, 'B')]), [[-1, 2, 3]]);
  });

  it('trailing: free from the first event on over maxspan', () => {
    const query = `sequence with maxspan=10ms ${A} ${B} ${M}`;
    assert.deepEqual(hitIds(query, [at(1, 0, 'A'), at(2, 5, 'B'), at(3, 10, 'M')]), []);
    assert.deepEqual(hitIds(query, [at(1, 0, 'A'), at(2, 5, 'B'), at(3, 11, 'M')]), [[1, 2, -1]]);
    assert.deepEqual(hitIds(query, [at(1, 0, 'A'), at(2, 5, 'B'), at(3, 5, 'M')]), [[1, 2, -1]]);
  });

  it('leading and trailing: more than maxspan between the two forbidden events is room enough', () => {
    const query = `sequence with maxspan=10ms ${M} ${A} ${M}`;
    assert.deepEqual(hitIds(query, [at(1, 0, 'M'), at(2, 5, 'A'), at(3, 10, 'M')]), []);
    assert.deepEqual(hitIds(query, [at(1, 0, 'M'), at(2, 5, 'A'), at(3, 11, 'M')]), [[-1, 2, -1]]);
    assert.deepEqual(hitIds(query, [at(1, 0, 'M'), at(2, 5, 'A')]), [[-1, 2, -1]]);
  });

  it('may stand beside a single positive item', () => {
    assert.deepEqual(hitIds(`sequence with maxspan=10ms ${A} ${M}`, [at(1, 0, 'A'), at(2, 20, 'A'), at(3, 25, 'M')]), [
      [1, -1],
    ]);
  });

  it('compare by their own keys', () => {
    const events = [
      at(1, 0, 'A', { user: 'x' }),
      at(2, 1, 'M', { other: 'y', user: 'x' }),
      at(3, 2, 'B', { user: 'x' }),
    ];
    const query = `sequence with maxspan=1s ${A} by user ${M} by other ${B} by user`;
    assert.deepEqual(hitIds(query, events), [[1, -1, 3]]);
    const same = [...events.slice(0, 1), at(2, 1, 'M', { other: 'x' }), ...events.slice(2)];
    assert.deepEqual(hitIds(query, same), []);
  });

  it('are ignored without their key, and match null by null where it is optional', () => {
    const events = [
      at(1, 0, 'A', { user: 'x' }),
      at(2, 0, 'A'),
      at(3, 1, 'M'),
      at(4, 2, 'B', { user: 'x' }),
      at(5, 2, 'B'),
    ];
    assert.deepEqual(hitIds(`sequence by user with maxspan=1s ${A} ${M} ${B}`, events), [[1, -1, 4]]);
    assert.deepEqual(hitIds(`sequence by ?user with maxspan=1s ${A} ${M} ${B}`, events), [[1, -1, 4]]);
  });

  it('have a slot for every run', () => {
    const events = [at(1, 0, 'A'), at(2, 2, 'B')];
    assert.deepEqual(hitIds(`sequence with maxspan=1s ${A} ${M} with runs=2 ${B}`, events), [[1, -1, -1, 2]]);
  });

  it('come before head and tail (section 12)', () => {
    const events = [at(1, 0, 'A'), at(2, 1, 'M'), at(3, 2, 'B'), at(4, 3, 'A'), at(5, 4, 'B')];
    assert.deepEqual(hitIds(`sequence with maxspan=1s ${A} ${M} ${B} | head 1`, events), [[4, -1, 5]]);
    assert.deepEqual(
      hitIds(`sequence with maxspan=1s ${A} ${M} ${B}`, events, { options: { size: 1, resultPosition: 'head' } }),
      [[4, -1, 5]],
    );
  });

  it('print the key once a hit', () => {
    const events = [at(1, 0, 'A', { user: 'x' }), at(2, 2, 'B', { user: 'x' })];
    assert.deepEqual(runQuery(`sequence by user with maxspan=1s ${A} ${M} ${B}`, events).hits, [
      { events: [0, null, 1], joinKeys: ['x'] },
    ]);
  });
});
