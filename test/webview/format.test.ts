// Numbers, times and names as the panel writes them.
import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { counted } from '../../client/webview/model/counted';
import {
  formatClock,
  clip,
  codeParts,
  formatCount,
  formatDuration,
  formatProgress,
  formatTimestamp,
  sampleName,
  timeBetween,
} from '../../client/webview/model/format';

const each = <Value>(format: (value: Value) => string, cases: readonly (readonly [Value, string])[]): void =>
  cases.forEach(([value, expected]) => assert.equal(format(value), expected, String(value)));

describe('the texts of the panel', () => {
  it('groups the digits of a count', () => {
    each(formatCount, [
      [0, '0'],
      [999, '999'],
      [1000, '1,000'],
      [100000, '100,000'],
      [1234567, '1,234,567'],
    ]);
  });

  it('sets names in backticks as code, and leaves a single backtick as it is', () => {
    assert.deepEqual(codeParts('The `until` event'), [
      { text: 'The ', isCode: false },
      { text: 'until', isCode: true },
      { text: ' event', isCode: false },
    ]);
    assert.deepEqual(codeParts('a ` b'), [{ text: 'a ` b', isCode: false }]);
  });

  it('takes the singular for one only', () => {
    assert.equal(counted.hits(1), '1 hit');
    assert.equal(counted.hits(0), '0 hits');
    assert.equal(counted.hits(2000), '2,000 hits');
  });

  it('speaks the language of the editor', () => {
    try {
      l10n.config({ contents: { '1 hit': '1 Treffer', '{0} hits': '{0} Treffer' } });
      assert.equal(counted.hits(1), '1 Treffer');
      assert.equal(counted.hits(2000), '2,000 Treffer');
      assert.equal(counted.misses(3), '3 misses', 'what nobody has translated is English');
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it('writes a duration in its two largest units', () => {
    each(formatDuration, [
      [0, '0 ms'],
      [850, '850 ms'],
      [2400, '2.4 s'],
      [59_949, '59.9 s'],
      [59_950, '1 min'],
      [90_500, '1 min 31 s'],
      [3_600_000, '1 h'],
      [7_800_000, '2 h 10 min'],
      [273_600_000, '3 d 4 h'],
      [-5000, '−5.0 s'],
    ]);
  });

  it('shortens a timestamp to milliseconds and leaves other texts alone', () => {
    each(formatTimestamp, [
      ['2025-03-11T01:00:20.165377Z', '2025-03-11 01:00:20.165Z'],
      ['2025-03-11T01:00:20Z', '2025-03-11 01:00:20Z'],
      ['2025-03-11T01:00:20+02:00', '2025-03-11 01:00:20+02:00'],
      ['1741654820', '1741654820'],
      ['', ''],
    ]);
  });

  it('writes a time of the session by a clock of 24 hours', () => {
    each(formatClock, [
      [new Date(2025, 2, 11, 0, 5, 9).getTime(), '00:05:09'],
      [new Date(2025, 2, 11, 22, 41, 5).getTime(), '22:41:05'],
    ]);
  });

  it('measures the time between two events where both have one', () => {
    assert.equal(timeBetween('2025-03-11T01:00:00Z', '2025-03-11T01:00:01.5Z'), 1500);
    assert.equal(timeBetween(undefined, '2025-03-11T01:00:01Z'), undefined);
    assert.equal(timeBetween('yesterday', '2025-03-11T01:00:01Z'), undefined);
  });

  it('names a sample by the last part of its uri or path', () => {
    each(sampleName, [
      ['file:///home/me/my%20events/a%20b.ndjson', 'a b.ndjson'],
      ['samples/events/audit.ndjson.gz', 'audit.ndjson.gz'],
      ['C:\\events\\audit.ndjson', 'audit.ndjson'],
      ['100%.ndjson', '100%.ndjson'],
    ]);
  });

  it('keeps progress between its ends', () => {
    each(formatProgress, [
      [0.424, '42%'],
      [0.999, '99%'],
      [1.2, '100%'],
      [-1, '0%'],
    ]);
  });

  it('clips what is too long to read', () => {
    assert.equal(clip('abcdef', 6), 'abcdef');
    assert.equal(clip('abcdef', 3), 'abc…');
  });
});
