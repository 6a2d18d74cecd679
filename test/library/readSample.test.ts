// A sample in memory: its events are what the engine takes.
import assert from 'node:assert/strict';
import { readSample, runOnEvents } from '../../server/src/index';

describe('a sample that is read by a program', () => {
  it('gives events with their origins, and what is none', () => {
    const { events, origins, faults } = readSample('[{"n":1},\n {"_id":"b","_source":{"n":2}}, 3]');
    assert.deepEqual(events, [{ n: 1 }, { n: 2 }]);
    assert.deepEqual(
      origins.map(({ line, column, id }) => [line, column, id]),
      [
        [1, 2, undefined],
        [2, 2, 'b'],
      ],
    );
    assert.deepEqual(faults, [{ fault: 'not-object', line: 2 }]);
    assert.equal(runOnEvents('any where n == 2', events).hits.length, 1);
  });

  it('says of a text of no known shape that it is none', () =>
    assert.deepEqual(readSample('hello'), { events: [], origins: [], faults: [{ fault: 'unknown-shape', line: 1 }] }));
});
