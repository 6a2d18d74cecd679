// Types that a sample shows: Elasticsearch's dynamic mapping of the first value that is not null.
import assert from 'node:assert/strict';
import { inferredResolver } from '../../server/src/schema/inferred';

type Value = string | number | bigint | boolean | null;

describe('a type inferred from values', () => {
  const cases: readonly (readonly [readonly Value[], string])[] = [
    [['text'], 'keyword'],
    [[''], 'keyword'],
    [[7], 'long'],
    [[12345678901234567890n], 'long'],
    [[7.5], 'float'],
    [[true], 'boolean'],
    [[null, null, 3], 'long'],
    [[1, 'text'], 'long'],
    [[null], 'keyword'],
    [[], 'keyword'],
    [['2026-01-31'], 'date'],
    [['2026-01-31T10:20:30.123456Z'], 'date'],
    [['2026-01-31T10:20:30+02:00'], 'date'],
    [['2026/01/31'], 'date'],
    [['2026/01/31 10:20:30 Z'], 'date'],
    [['2026-01-31 10:20:30'], 'keyword'],
    [['31.01.2026'], 'keyword'],
    [['10.0.0.1'], 'keyword'],
    [['7'], 'keyword'],
  ];
  for (const [values, type] of cases) {
    it(`of ${values.map(String).join(', ') || 'nothing'} is ${type}`, () => {
      assert.equal(inferredResolver(['a'], () => values).find('a')?.type, type);
    });
  }

  it('does not exist for a path that no event has', () => {
    assert.equal(inferredResolver(['a'], () => [1]).find('b'), undefined);
  });

  it('is open: what the sample does not show may exist', () => {
    assert.equal(inferredResolver([], () => []).authority, 'open');
  });

  it('is looked for once', () => {
    let asked = 0;
    const fields = inferredResolver(['a'], () => [++asked]);
    assert.equal(fields.find('a'), fields.find('a'));
    assert.equal(asked, 1);
  });

  it('comes with the nearest names of the sample', () => {
    assert.deepEqual(inferredResolver(['process.name', 'user.id'], () => []).nearest('proces.name'), ['process.name']);
  });
});
