// A sample in memory: its events are what the engine takes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
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

  it('never throws, whatever the text is', () => {
    const part = fc.constantFrom(
      ...[
        '{"hits":{"hits":[',
        '{"columns":[{"name":"a.b"}],"values":[',
        '[1,2]',
        '{"_source":{"a":1},"_id":"x"}',
        ']}}',
        '\n',
        ',',
      ],
      ...[
        '{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"i",',
        '"annotations":',
        '"objectRef":',
        'null}',
        '[]',
        '{}',
      ],
      ...[
        'type=SYSCALL msg=audit(1.5:2): ',
        'arch=c000003e syscall=59 ',
        'a0=2F',
        'saddr=0200',
        '@timestamp,event.id',
        '"',
        '-',
      ],
      ...[
        '{"index":{"_id":"1"}}',
        '{"kibana.alert.uuid":"u","kibana.alert.original_event":',
        '{"action":"x"}}',
        '"__proto__":1',
        '\\',
      ],
    );
    const texts = fc.array(fc.oneof({ weight: 5, arbitrary: part }, fc.string({ maxLength: 5 })), { maxLength: 12 });
    fc.assert(
      fc.property(texts, (parts) => {
        const { events, origins } = readSample(parts.join(''));
        assert.equal(events.length, origins.length);
        runOnEvents('any where a.b == 1 or kubernetes.audit.verb : "*"', events);
      }),
      { numRuns: 2000 },
    );
  });
});
