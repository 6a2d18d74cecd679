// Dates in literals and fields. Source: Elasticsearch's date formats and date math; docs/eql.md, section 7.
import assert from 'node:assert/strict';
import { parseDate, printDate } from '../../server/src/eql/dates';
import { checkAll, problemsOf } from './oneEvent';
import type { Properties } from './oneEvent';

const utc = (...parts: [number, number, number?, number?, number?, number?, number?]): number => Date.UTC(...parts);

describe('a date', () => {
  it('is read in ISO form, with whatever precision and zone', () => {
    assert.equal(parseDate('2020-02-03T04:05:06.789Z'), utc(2020, 1, 3, 4, 5, 6, 789));
    assert.equal(parseDate('2020-02-03T04:05:06Z'), utc(2020, 1, 3, 4, 5, 6));
    assert.equal(parseDate('2020-02-03T04:05:06+02:00'), utc(2020, 1, 3, 2, 5, 6));
    assert.equal(parseDate('2020-02-03'), utc(2020, 1, 3));
    assert.equal(parseDate('2020'), utc(2020, 0));
    assert.equal(parseDate('1580702706789'), 1580702706789);
    assert.equal(parseDate('-1'), -1);
    assert.equal(parseDate('2020-02-03T04:05:06.123456789Z'), utc(2020, 1, 3, 4, 5, 6, 123) + 0.456789);
  });

  it('that does not exist is none', () => {
    for (const text of [
      '2020-02-30',
      '2019-02-29',
      '2020-13-01',
      '2020-01-01T25:00:00',
      'yesterday',
      '',
      '2020-1-1',
      'now',
    ])
      assert.equal(parseDate(text), undefined, text);
  });

  it('is read by Java patterns', () => {
    assert.equal(parseDate('03/02/2020', 'dd/MM/yyyy'), utc(2020, 1, 3));
    assert.equal(parseDate('2020-02-03 04:05:06', 'yyyy-MM-dd HH:mm:ss'), utc(2020, 1, 3, 4, 5, 6));
    assert.equal(parseDate('Feb 3, 2020', 'MMM d, yyyy'), utc(2020, 1, 3));
    assert.equal(parseDate('20200203T040506.789Z', "yyyyMMdd'T'HHmmss.SSSX"), utc(2020, 1, 3, 4, 5, 6, 789));
    assert.equal(parseDate('03.02.2020 11:30 pm', 'dd.MM.yyyy hh:mm a'), utc(2020, 1, 3, 23, 30));
    assert.equal(parseDate('1580702706', 'yyyy-MM-dd||epoch_second'), 1580702706000);
    assert.equal(parseDate('2020-02-03', 'dd/MM/yyyy'), undefined);
  });

  it('moves by date math on a fixed date', () => {
    assert.equal(parseDate('2020-01-31||+1M'), utc(2020, 1, 29));
    assert.equal(parseDate('2020-01-01||-1d'), utc(2019, 11, 31));
    assert.equal(parseDate('2020-02-03T04:05:06Z||/d'), utc(2020, 1, 3));
    assert.equal(parseDate('2020-02-03||+1d+2h-3m'), utc(2020, 1, 4, 1, 57));
    assert.equal(parseDate('2020-02-05||/w'), utc(2020, 1, 3), 'weeks begin on Monday');
    assert.equal(parseDate('2020-02-03||+1q'), undefined);
  });

  it('prints as ISO with milliseconds', () => {
    assert.equal(printDate(utc(2020, 1, 3, 4, 5, 6, 7)), '2020-02-03T04:05:06.007Z');
  });
});

describe('a field of type date', () => {
  const mapping: Properties = {
    at: { type: 'date' },
    fine: { type: 'date_nanos' },
    own: { type: 'date', format: 'dd/MM/yyyy' },
  };

  it('compares as an instant', () => {
    checkAll(
      [
        ['at == "2020-02-03T04:05:06Z"', { at: '2020-02-03T06:05:06.000+02:00' }, true],
        ['at == "2020-02-03T04:05:06Z"', { at: 1580702706000 }, true],
        ['at == 1580702706000', { at: '2020-02-03T04:05:06Z' }, true],
        ['at > "2020-02-03"', { at: '2020-02-04T00:00:00Z' }, true],
        ['at < "2020-02-03"', { at: '2020-02-02T23:59:59Z' }, true],
        ['at >= "2020-02-03||+1d"', { at: '2020-02-04' }, true],
        ['at in ("2020-02-03", "2020-02-04")', { at: '2020-02-04' }, true],
        ['own == "03/02/2020"', { own: '03/02/2020' }, true],
        ['own > "02/12/2019"', { own: '03/02/2020' }, true],
        ['at == null', { at: 'no date' }, true],
      ],
      mapping,
    );
  });

  // Range queries fill what a date leaves out: `>` starts after its end, `<=` takes it whole.
  it('takes a date without time whole under > and <=', () => {
    checkAll(
      [
        ['at > "2020-02-03"', { at: '2020-02-03T12:00:00Z' }, false],
        ['at <= "2020-02-03"', { at: '2020-02-03T12:00:00Z' }, true],
        ['at >= "2020-02-03"', { at: '2020-02-03T12:00:00Z' }, true],
        ['at < "2020-02-03"', { at: '2020-02-03T12:00:00Z' }, false],
        ['at > "2020-02-03||/M"', { at: '2020-02-20' }, false],
      ],
      mapping,
    );
  });

  it('keeps milliseconds, date_nanos what is finer', () => {
    checkAll(
      [
        ['at == "2020-02-03T04:05:06.123Z"', { at: '2020-02-03T04:05:06.123999Z' }, true],
        ['fine == "2020-02-03T04:05:06.123Z"', { fine: '2020-02-03T04:05:06.123999Z' }, false],
        ['fine > "2020-02-03T04:05:06.123456Z"', { fine: '2020-02-03T04:05:06.123999Z' }, true],
      ],
      mapping,
    );
  });

  it('reports a literal that is no date, and does not match', () => {
    const { problems, matched } = problemsOf('at > "soon"', [{ at: 1 }, {}, { at: 2 }], mapping);
    assert.deepEqual(matched, []);
    assert.deepEqual(
      problems.map(({ code, count, firstEvent, severity }) => ({ code, count, firstEvent, severity })),
      [{ code: 'date-format', count: 2, firstEvent: 0, severity: 'error' }],
    );
  });
});
