// Sequences rule by rule. The source of each rule stands beside it; those that no public case decides are marked as our own.
import assert from 'node:assert/strict';
import type { JsonObject } from '../../server/src/engine/store';
import { hitIds, runQuery } from './runQuery';

/** `at(1, 10, 'A', {user: 'x'})`: event 1 at 10 ms with mark A. */
function at(n: number, time: number | undefined, mark: string | readonly string[], more: JsonObject = {}): JsonObject {
  return { n, ...(time === undefined ? {} : { '@timestamp': time }), mark, ...more };
}

const A = '[any where mark == "A"]';
const B = '[any where mark == "B"]';
const C = '[any where mark == "C"]';

describe('sequence: order and choice', () => {
  it('takes the newest pending match, and forgets the older ones (SequenceMatcher, OrdinalGroup)', () => {
    const events = [at(1, 1, 'A'), at(2, 2, 'A'), at(3, 3, 'B'), at(4, 4, 'B')];
    assert.deepEqual(hitIds(`sequence ${A} ${B}`, events), [[2, 3]]);
  });

  it('chains overlapping sequences, one event in several stages of different ones (SequenceMatcher)', () => {
    const events = [at(1, 1, 'A'), at(2, 2, 'A'), at(3, 3, 'A'), at(4, 4, 'A')];
    assert.deepEqual(hitIds(`sequence ${A} ${A}`, events), [
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
  });

  it('never puts one event into two stages of the same sequence (SequenceMatcher)', () => {
    assert.deepEqual(hitIds(`sequence ${A} ${A}`, [at(1, 1, 'A')]), []);
    assert.deepEqual(hitIds(`sequence ${A} ${B}`, [at(1, 1, ['A', 'B'])]), []);
  });

  it('orders by time, not by input (section 10)', () => {
    assert.deepEqual(hitIds(`sequence ${A} ${B}`, [at(1, 5, 'B'), at(2, 1, 'A'), at(3, 0, 'B')]), [[2, 1]]);
  });

  it('lets equal timestamps chain in input order (Ordinal; our own case)', () => {
    assert.deepEqual(hitIds(`sequence ${A} ${B}`, [at(1, 5, 'A'), at(2, 5, 'B')]), [[1, 2]]);
    assert.deepEqual(hitIds(`sequence ${A} ${B}`, [at(1, 5, 'B'), at(2, 5, 'A')]), []);
  });

  it('lets the tiebreaker decide before the input does, its nulls last (Ordinal)', () => {
    const options = { tiebreakerField: 'tie' };
    const swapped = [at(1, 5, 'B', { tie: 2 }), at(2, 5, 'A', { tie: 1 })];
    assert.deepEqual(hitIds(`sequence ${A} ${B}`, swapped, { options }), [[2, 1]]);
    const oneNull = [at(1, 5, 'B'), at(2, 5, 'A', { tie: 1 })];
    assert.deepEqual(hitIds(`sequence ${A} ${B}`, oneNull, { options }), [[2, 1]]);
  });

  it('orders the hits by their last event (AQ sequenceWithMoreThan10Results)', () => {
    const events = [
      at(1, 1, 'A', { user: 'x' }),
      at(2, 2, 'A', { user: 'a' }),
      at(3, 3, 'B', { user: 'a' }),
      at(4, 4, 'B', { user: 'x' }),
    ];
    assert.deepEqual(hitIds(`sequence by user ${A} ${B}`, events), [
      [2, 3],
      [1, 4],
    ]);
  });

  it('skips and counts events without a timestamp (docs/command-line.md)', () => {
    const events = [at(1, undefined, 'A'), at(2, 1, 'A'), at(3, undefined, 'B'), at(4, 2, 'B')];
    const { hits, problems } = runQuery(`sequence ${A} ${B}`, events);
    assert.deepEqual(
      hits.map((hit) => hit.events),
      [[1, 3]],
    );
    assert.deepEqual(
      problems.map(({ code, count, firstEvent }) => ({ code, count, firstEvent })),
      [{ code: 'no-timestamp', count: 2, firstEvent: 0 }],
    );
  });

  it('repeats an item as often as `with runs` says (SYN with runs)', () => {
    const events = [at(1, 1, 'A'), at(2, 2, 'A'), at(3, 3, 'A'), at(4, 4, 'B')];
    assert.deepEqual(hitIds(`sequence ${A} with runs=3 ${B}`, events), [[1, 2, 3, 4]]);
    assert.deepEqual(hitIds(`sequence ${A} with runs=2`, events), [
      [1, 2],
      [2, 3],
    ]);
  });
});

describe('sequence: maxspan', () => {
  it('holds when exactly reached, not one millisecond later (SequenceMatcher; our own case)', () => {
    assert.deepEqual(hitIds(`sequence with maxspan=10ms ${A} ${B}`, [at(1, 0, 'A'), at(2, 10, 'B')]), [[1, 2]]);
    assert.deepEqual(hitIds(`sequence with maxspan=10ms ${A} ${B}`, [at(1, 0, 'A'), at(2, 11, 'B')]), []);
  });

  it('counts from the first event of the sequence (SequenceMatcher)', () => {
    const events = [at(1, 0, 'A'), at(2, 6, 'B'), at(3, 11, 'C')];
    assert.deepEqual(hitIds(`sequence with maxspan=10ms ${A} ${B} ${C}`, events), []);
  });

  it('uses the pending match up although it is too old: no older one is tried again (SequenceMatcher)', () => {
    const events = [at(1, 0, 'A'), at(2, 1, 'B'), at(3, 5, 'A'), at(4, 20, 'B'), at(5, 21, 'C')];
    assert.deepEqual(hitIds(`sequence with maxspan=10ms ${A} ${B} ${C}`, events), []);
  });
});

describe('sequence: join keys', () => {
  it('separates the keys, and prints them once a hit', () => {
    const events = [
      at(1, 1, 'A', { user: 'x', pid: 7 }),
      at(2, 2, 'B', { user: 'y', pid: 7 }),
      at(3, 3, 'B', { user: 'x', pid: 7 }),
    ];
    const { hits } = runQuery(`sequence by user, pid ${A} ${B}`, events);
    assert.deepEqual(hits, [{ events: [0, 2], joinKeys: ['x', '7'] }]);
  });

  it('puts the global keys before those of an item, whose fields may differ (LogicalPlanBuilder)', () => {
    const events = [at(1, 1, 'A', { user: 'x', pid: 7 }), at(2, 2, 'B', { user: 'x', parent: 7 })];
    assert.deepEqual(runQuery(`sequence by user ${A} by pid ${B} by parent`, events).hits, [
      { events: [0, 1], joinKeys: ['x', '7'] },
    ]);
  });

  it('ignores an event without a plain key (SYN Optional by)', () => {
    assert.deepEqual(
      hitIds(`sequence by user ${A} ${B}`, [at(1, 1, 'A'), at(2, 2, 'B'), at(3, 3, 'B', { user: 'x' })]),
      [],
    );
  });

  it('lets null of an optional key equal null only (SYN Optional by; our own case)', () => {
    const events = [
      at(1, 1, 'A', { user: null }),
      at(2, 2, 'B', { user: 'x' }),
      at(3, 3, 'B'),
      at(4, 4, 'B', { user: 'null' }),
    ];
    const { hits } = runQuery(`sequence by ?user ${A} ${B}`, events);
    assert.deepEqual(hits, [{ events: [0, 2], joinKeys: ['null'] }]);
  });

  it('keeps a number and its text apart, and a null and the text "null" (section 11, type family)', () => {
    const mixed = {
      properties: {
        '@timestamp': { type: 'date' },
        mark: { type: 'keyword' },
        pid: { type: 'long' },
        name: { type: 'keyword' },
      },
    };
    const events = [at(1, 1, 'A', { pid: 7 }), at(2, 2, 'B', { name: '7' })];
    assert.deepEqual(hitIds(`sequence ${A} by pid ${B} by name`, events, { mapping: mixed }), []);
  });

  it('makes every combination of several values a key of its own, hits of one event in key order (XT sequenceWithMultivalue)', () => {
    const events = [
      at(1, 1, 'A', { user: ['y', 'x', 'z'], pid: [2, 1] }),
      at(2, 2, 'B', { user: ['x', 'y'], pid: [1, 2] }),
    ];
    const { hits } = runQuery(`sequence by user, pid ${A} ${B}`, events);
    assert.deepEqual(
      hits.map((hit) => hit.joinKeys),
      [
        ['x', '1'],
        ['x', '2'],
        ['y', '1'],
        ['y', '2'],
      ],
    );
  });

  it('orders numeric keys as numbers', () => {
    const events = [at(1, 1, 'A', { pid: [10, 9] }), at(2, 2, 'B', { pid: [9, 10] })];
    assert.deepEqual(
      runQuery(`sequence by pid ${A} ${B}`, events).hits.map((hit) => hit.joinKeys),
      [['9'], ['10']],
    );
  });

  it('does not confuse keys whose texts run together', () => {
    const events = [
      at(1, 1, 'A', { a: 'x,s:y', b: 'z' }),
      at(2, 2, 'B', { a: 'x', b: 'y,s:z' }),
      at(3, 3, 'B', { a: 'x\u0000s:y', b: 'z' }),
    ];
    assert.deepEqual(hitIds(`sequence by a, b ${A} ${B}`, events), []);
  });
});

describe('sequence: until', () => {
  const U = '[any where mark == "U"]';

  it('ends a pending match of its key (SequenceMatcher)', () => {
    const events = [
      at(1, 1, 'A', { user: 'x' }),
      at(2, 1, 'A', { user: 'y' }),
      at(3, 2, 'U', { user: 'x' }),
      at(4, 3, 'B', { user: 'x' }),
      at(5, 3, 'B', { user: 'y' }),
    ];
    assert.deepEqual(hitIds(`sequence by user ${A} ${B} until ${U}`, events), [[2, 5]]);
  });

  it('does not end the match that its own event completes (XT sequenceWithOptionalFieldsAndUntil_1)', () => {
    assert.deepEqual(hitIds(`sequence ${A} ${B} until ${U}`, [at(1, 1, 'A'), at(2, 2, ['B', 'U'])]), [[1, 2]]);
  });

  it('ends the match whose last event it is itself (XT sequenceWithOptionalFieldsAndUntil_2)', () => {
    assert.deepEqual(hitIds(`sequence ${A} ${B} until ${U}`, [at(1, 1, ['A', 'U']), at(2, 2, 'B')]), []);
    const events = [at(1, 1, 'A'), at(2, 2, ['B', 'U']), at(3, 3, 'C')];
    assert.deepEqual(hitIds(`sequence ${A} ${B} ${C} until ${U}`, events), []);
  });

  it('leaves alone what began after it', () => {
    assert.deepEqual(
      hitIds(`sequence ${A} ${B} until ${U}`, [at(1, 1, 'A'), at(2, 2, 'U'), at(3, 3, 'A'), at(4, 4, 'B')]),
      [[3, 4]],
    );
  });

  it('is ignored where it has no key, unless the key is optional: then it ends the null key only (our own case)', () => {
    const events = [
      at(1, 1, 'A', { user: 'x' }),
      at(2, 1, 'A'),
      at(3, 2, 'U'),
      at(4, 3, 'B', { user: 'x' }),
      at(5, 3, 'B'),
    ];
    assert.deepEqual(hitIds(`sequence by user ${A} ${B} until ${U}`, events), [[1, 4]]);
    assert.deepEqual(hitIds(`sequence by ?user ${A} ${B} until ${U}`, events), [[1, 4]]);
    assert.deepEqual(hitIds(`sequence by ?user ${A} ${B}`, events), [
      [1, 4],
      [2, 5],
    ]);
  });

  it('ends every key that it carries', () => {
    const events = [
      at(1, 1, 'A', { user: ['x', 'y', 'z'] }),
      at(2, 2, 'U', { user: ['x', 'z'] }),
      at(3, 3, 'B', { user: ['x', 'y', 'z'] }),
    ];
    assert.deepEqual(
      runQuery(`sequence by user ${A} ${B} until ${U}`, events).hits.map((hit) => hit.joinKeys),
      [['y']],
    );
  });
});
