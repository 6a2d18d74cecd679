// An event that is made up gets a time of the sample that it is put into, wherever that has its times.
import assert from 'node:assert/strict';
import { dated, timeOfLastLine } from '../../server/src/tuning/evade/dates';

describe('the time of an event that is made up', () => {
  const cases: readonly [title: string, sample: string, time: string | undefined][] = [
    [
      'of the last line',
      '{"@timestamp":"2026-01-01T00:00:00Z"}\n{"@timestamp":"2026-01-02T00:00:00Z"}\n',
      '2026-01-02',
    ],
    ['of a hit of a search', '{"_index":"a","_source":{"@timestamp":"2026-01-02T00:00:00Z"}}', '2026-01-02'],
    ['of the answers of a search', '{"fields":{"@timestamp":["2026-01-02T00:00:00Z"]}}', '2026-01-02'],
    ['of a record of the API server', '{"kind":"Event","stageTimestamp":"2026-01-02T00:00:00.000001Z"}', '2026-01-02'],
    ['in milliseconds', '{"@timestamp":1767312000000}', '2026-01-02'],
    ['behind Windows’ ends of lines', '{"@timestamp":"2026-01-02T00:00:00Z"}\r\n\r\n', '2026-01-02'],
    ['of no event', '[1, 2]', undefined],
    ['of no JSON', '{"@timestamp":', undefined],
    ['that is none', '{"@timestamp":"yesterday"}', undefined],
    ['of an empty sample', '', undefined],
  ];
  for (const [title, sample, day] of cases)
    it(`is that ${title}`, () => {
      assert.equal(timeOfLastLine(sample), day && `${day}T00:00:00.000Z`);
    });

  it('stands in each field of a time that the event has, and in `@timestamp`', () => {
    const time = '2026-01-02T00:00:00.000Z';
    assert.deepEqual(dated({ event: { created: '2025-01-01T00:00:00.000Z', kind: 'event' } }, time), {
      '@timestamp': time,
      event: { created: time, kind: 'event' },
    });
  });
});
