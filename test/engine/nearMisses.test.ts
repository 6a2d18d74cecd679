// Near misses: events that fail by one clause only.
import assert from 'node:assert/strict';
import type { NearMissGroup } from '../../server/src/engine/nearMisses';
import { findNearMisses } from '../../server/src/engine/nearMisses';
import type { JsonObject } from '../../server/src/engine/store';
import { contextOf, filterOf, storeOf } from './oneEvent';

function find(query: string, events: readonly JsonObject[], eventsPerGroup?: number): readonly NearMissGroup[] {
  const search = findNearMisses(
    filterOf(query),
    contextOf(storeOf(...events)),
    eventsPerGroup === undefined ? {} : { eventsPerGroup },
  );
  while (!search.step(2));
  assert.equal(search.progress, 1);
  return search.result();
}

function summary(groups: readonly NearMissGroup[]): [string, number, readonly number[]][] {
  return groups.map(({ clause, count, events }) => [clause, count, events]);
}

describe('near misses', () => {
  it('are grouped by the clause that failed, most frequent first', () => {
    const groups = find('process where a == 1 and b == 2', [
      { 'event.category': 'process', a: 1, b: 2 },
      { 'event.category': 'process', a: 1, b: 3 },
      { 'event.category': 'process', a: 1 },
      { 'event.category': 'process', a: 0, b: 2 },
      { 'event.category': 'file', a: 1, b: 2 },
      { 'event.category': 'file', a: 1, b: 3 },
      {},
    ]);
    assert.deepEqual(summary(groups), [
      ['b == 2', 2, [1, 2]],
      ['event.category == "process"', 1, [4]],
      ['a == 1', 1, [3]],
    ]);
  });

  it('count every arm of an exclusion as a clause of its own', () => {
    const query = 'any where a == 1 and not (b == 1 or b == 2 or (c == 3 and b == 4))';
    const groups = find(query, [
      { a: 1, b: 2 },
      { a: 1, b: [1, 2] },
      { a: 0, b: 2 },
      { a: 1, b: 4, c: 3 },
      { a: 1, b: 4 },
      { a: 0 },
    ]);
    assert.deepEqual(summary(groups), [
      ['a == 1', 1, [5]],
      ['not b == 2', 1, [0]],
      ['not (c == 3 and b == 4)', 1, [3]],
    ]);
    assert.deepEqual(
      groups.map(({ excluding, from, to }) => [excluding, query.slice(from, to)]),
      [
        [false, 'a == 1'],
        [true, 'b == 2'],
        [true, 'c == 3 and b == 4'],
      ],
    );
  });

  it('name a few events of a large group and count them all', () => {
    const events = Array.from({ length: 50 }, () => ({ a: 1 }));
    assert.deepEqual(summary(find('any where a == 1 and b == 2', events, 3)), [['b == 2', 50, [0, 1, 2]]]);
  });

  it('take an alternative as one clause', () => {
    const groups = find('any where a == 1 and (b == 1 or b == 2)', [{ a: 1, b: 3 }]);
    assert.deepEqual(summary(groups), [['b == 1 or b == 2', 1, [0]]]);
  });

  it('survive what cannot be computed: that clause fails', () => {
    assert.deepEqual(summary(find('any where a == 1 and a / z == 1', [{ a: 1, z: 0 }])), [['a / z == 1', 1, [0]]]);
  });

  it('are none without events, and none for hits', () => {
    assert.deepEqual(find('any where a == 1', []), []);
    assert.deepEqual(find('any where a == 1', [{ a: 1 }]), []);
  });
});
