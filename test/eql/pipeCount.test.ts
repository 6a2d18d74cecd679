// The number after `head` and `tail`: a constant that Elasticsearch folds to an int.
import assert from 'node:assert/strict';
import { parseExpression, parseQuery } from '../../server/src/eql/parse';
import { pipeCount } from '../../server/src/eql/pipeCount';

describe('the number of a pipe', () => {
  const rows: readonly (readonly [string, number | undefined])[] = [
    ['0', 0],
    ['(10)', 10],
    ['2147483648-1', 2147483647],
    ['2 * (3 + 4) % 5', 4],
    ['-(-7) / 2', 3],
    ['2147483648', undefined],
    ['-1', undefined],
    ['1 - 2', undefined],
    ['2.5', undefined],
    ['"5"', undefined],
    ['5 / 0', undefined],
    ['process.pid', undefined],
  ];
  for (const [text, expected] of rows) {
    it(`${text} is ${expected ?? 'none'}`, () => {
      assert.equal(pipeCount(parseExpression(text).value), expected);
      const codes = parseQuery(`any where true | head ${text}`).issues.map((issue) => issue.code);
      assert.deepEqual(codes, expected === undefined ? ['pipe-argument'] : []);
    });
  }
});
