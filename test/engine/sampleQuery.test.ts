// EQL's samples rule by rule. Source: docs/eql.md, section 13 (SampleIterator, test_sample).
import assert from 'node:assert/strict';
import type { JsonObject } from '../../server/src/engine/store';
import { hitIds, runQuery } from './runQuery';

const A = '[any where mark == "A"]';
const B = '[any where mark == "B"]';

function event(n: number, mark: string | readonly string[], more: JsonObject = {}): JsonObject {
  return { n, mark, ...more };
}

describe('samples', () => {
  it('need no order and no timestamp', () => {
    const { hits, problems } = runQuery(`sample by host ${A} ${B}`, [
      event(1, 'B', { host: 'x' }),
      event(2, 'A', { host: 'x' }),
    ]);
    assert.deepEqual(hits, [{ events: [1, 0], joinKeys: ['x'] }]);
    assert.deepEqual(problems, []);
  });

  it('take different events, found by going back where a choice blocks another', () => {
    const events = [event(1, ['A', 'B'], { host: 'x' }), event(2, 'A', { host: 'x' })];
    assert.deepEqual(hitIds(`sample by host ${A} ${B}`, events), [[2, 1]]);
    assert.deepEqual(hitIds(`sample by host ${A} ${B}`, events.slice(0, 1)), []);
  });

  it('need every item for a key', () => {
    assert.deepEqual(
      hitIds(`sample by host ${A} ${B}`, [event(1, 'A', { host: 'x' }), event(2, 'B', { host: 'y' })]),
      [],
    );
  });

  it('come by key: null first, then upper case before lower, numbers as numbers, false before true', () => {
    const pair = (n: number, more: JsonObject): JsonObject[] => [event(n, 'A', more), event(n + 1, 'B', more)];
    const texts = [...pair(1, { host: 'doom' }), ...pair(3, {}), ...pair(5, { host: 'GTA' })];
    assert.deepEqual(
      runQuery(`sample by ?host ${A} ${B}`, texts).hits.map((hit) => hit.joinKeys),
      [['null'], ['GTA'], ['doom']],
    );
    const numbers = [...pair(1, { port: 10 }), ...pair(3, { port: 9 })];
    assert.deepEqual(
      runQuery(`sample by port ${A} ${B}`, numbers).hits.map((hit) => hit.joinKeys),
      [['9'], ['10']],
    );
    const flags = [...pair(1, { on: true }), ...pair(3, { on: false })];
    assert.deepEqual(
      runQuery(`sample by on ${A} ${B}`, flags).hits.map((hit) => hit.joinKeys),
      [['false'], ['true']],
    );
  });

  it('leave out events without a plain key', () => {
    assert.deepEqual(hitIds(`sample by host ${A} ${B}`, [event(1, 'A'), event(2, 'B')]), []);
    assert.deepEqual(hitIds(`sample by ?host ${A} ${B}`, [event(1, 'A'), event(2, 'B')]), [[1, 2]]);
  });

  it('may share events between the samples of one key, never a whole choice (SampleIterator)', () => {
    const events = [event(1, 'A', { host: 'x' }), event(2, 'A', { host: 'x' }), event(3, 'B', { host: 'x' })];
    const asked = (maxSamplesPerKey: number): unknown[][] =>
      hitIds(`sample by host ${A} ${B}`, events, { options: { maxSamplesPerKey } });
    assert.deepEqual(asked(1), [[1, 3]]);
    assert.deepEqual(asked(2), [
      [1, 3],
      [2, 3],
    ]);
    assert.deepEqual(asked(9).length, 2);
  });

  it('stop at the size, first keys first whatever the result position; a size of 0 gives none', () => {
    const events = ['c', 'a', 'b'].flatMap((host, index) => [
      event(index * 2, 'A', { host }),
      event(index * 2 + 1, 'B', { host }),
    ]);
    const hosts = (options: { size: number; resultPosition?: 'head' | 'tail' }): string[] =>
      runQuery(`sample by host ${A} ${B}`, events, { options }).hits.flatMap((hit) => hit.joinKeys);
    assert.deepEqual(hosts({ size: 2, resultPosition: 'head' }), ['a', 'b']);
    assert.deepEqual(hosts({ size: 2, resultPosition: 'tail' }), ['a', 'b']);
    assert.deepEqual(hosts({ size: 0 }), []);
    assert.deepEqual(hosts({ size: 9 }), ['a', 'b', 'c']);
  });

  it('do not search all orders where twelve items have eleven events among them', () => {
    const many = Array.from({ length: 11 }, (_, n) => event(n, 'A', { host: 'x' }));
    assert.deepEqual(hitIds(`sample by host ${A.repeat(12)}`, many), []);
    assert.equal(hitIds(`sample by host ${A.repeat(11)}`, many).length, 1);
  });

  it('stay quick where many events match every item and one short item decides', () => {
    const many = Array.from({ length: 3000 }, (_, n) => event(n, ['A', 'B'], { host: 'x' }));
    assert.deepEqual(hitIds(`sample by host ${A} ${B} ${A} ${B}`, many).length, 1);
  });
});
