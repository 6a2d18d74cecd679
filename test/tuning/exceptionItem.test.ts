// An arm as an item of Kibana's exceptions, what no item can say, and where an exclusion belongs.
import assert from 'node:assert/strict';
import { parseExpression } from '../../server/src/eql/parse';
import { toExceptionItem } from '../../server/src/tuning/exceptionItem';

function made(eql: string): ReturnType<typeof toExceptionItem> {
  return toExceptionItem(parseExpression(eql).value, { name: 'disk check' });
}

describe('an exception item of an arm', () => {
  const entries: readonly [eql: string, entry: object][] = [
    ['a == "x"', { field: 'a', operator: 'included', type: 'match', value: 'x' }],
    ['a != 5', { field: 'a', operator: 'excluded', type: 'match', value: '5' }],
    ['a in ("x", "y")', { field: 'a', operator: 'included', type: 'match_any', value: ['x', 'y'] }],
    ['a not in ("x", "y")', { field: 'a', operator: 'excluded', type: 'match_any', value: ['x', 'y'] }],
    ['a like "x*"', { field: 'a', operator: 'included', type: 'wildcard', value: 'x*' }],
    ['not a like "x*"', { field: 'a', operator: 'excluded', type: 'wildcard', value: 'x*' }],
    ['a like ("x", "y")', { field: 'a', operator: 'included', type: 'match_any', value: ['x', 'y'] }],
    ['a != null', { field: 'a', operator: 'included', type: 'exists' }],
    ['a == null', { field: 'a', operator: 'excluded', type: 'exists' }],
  ];
  for (const [eql, entry] of entries)
    it(`has an entry for ${eql}`, () => {
      const answer = made(eql);
      assert.ok(answer.kind === 'item');
      assert.deepEqual(answer.item.entries, [entry]);
    });

  it('has an entry for each clause, and says who answers for it and until when', () => {
    const arm = parseExpression('a == "x" and b like "y*"').value;
    const answer = toExceptionItem(arm, { name: 'n', reason: 'why', owner: 'team', until: '2026-03-01', listId: 'l' });
    assert.ok(answer.kind === 'item');
    const { entries: all, ...rest } = answer.item;
    assert.equal(all.length, 2);
    assert.deepEqual(rest, {
      list_id: 'l',
      type: 'simple',
      namespace_type: 'single',
      name: 'n',
      description: 'why',
      tags: ['owner:team'],
      comments: [{ comment: 'why' }],
      expire_time: '2026-03-01T00:00:00.000Z',
    });
  });

  const problems: readonly [eql: string, words: RegExp][] = [
    ['a : "x"', /with case/],
    ['a like~ "x"', /with case/],
    ['a in~ ("x", "y")', /with case/],
    ['a regex "x.*"', /regular expressions/],
    ['length(a) > 5', /ranges/],
    ['cidrMatch(a, "10.0.0.0/8")', /functions/],
    ['a > 5', /ranges/],
    ['a == b', /values only/],
    ['a like ("x*", "y*")', /an item of each/],
    ['a == "x" and (b == "y" or c == "z")', /alternatives/],
    ['not (a == "x" and b == "y")', /all needed/],
  ];
  for (const [eql, words] of problems)
    it(`is not offered for ${eql}`, () => {
      const answer = made(eql);
      assert.ok(answer.kind === 'none');
      assert.match(answer.problem, words);
    });
});
