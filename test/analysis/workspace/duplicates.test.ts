// Rules with the same id or name: which they are, and what is said at each.
import assert from 'node:assert/strict';
import { findDuplicates } from '../../../server/src/analysis/workspace/duplicates';
import type { RuleIdentity } from '../../../server/src/analysis/workspace/duplicates';

type Row = readonly [file: string, id: string | undefined, name: string | undefined];

function rules(...rows: readonly Row[]): readonly RuleIdentity[] {
  const placed = (value: string | undefined, from: number) =>
    value === undefined ? undefined : { value, from, to: from + value.length };
  return rows.map(([file, id, name], index) => ({
    file,
    id: placed(id, index * 100),
    name: placed(name, index * 100 + 50),
  }));
}

describe('rules that share an id or a name', () => {
  const cases: readonly (readonly [what: string, given: readonly Row[], found: readonly string[]])[] = [
    [
      'none',
      [
        ['a', '1', 'A'],
        ['b', '2', 'B'],
      ],
      [],
    ],
    [
      'two of an id',
      [
        ['a', '1', 'A'],
        ['b', '1', 'B'],
      ],
      ['a duplicate-id', 'b duplicate-id'],
    ],
    [
      'two of a name',
      [
        ['a', '1', 'A'],
        ['b', '2', 'A'],
      ],
      ['a duplicate-name', 'b duplicate-name'],
    ],
    [
      'an id in another case',
      [
        ['a', 'F1', 'A'],
        ['b', 'f1', 'B'],
      ],
      ['a duplicate-id', 'b duplicate-id'],
    ],
    [
      'a name in other spaces',
      [
        ['a', '1', 'A  b'],
        ['b', '2', 'a B '],
      ],
      ['a duplicate-name', 'b duplicate-name'],
    ],
    [
      'two in one file',
      [
        ['a', '1', 'A'],
        ['a', '1', 'B'],
      ],
      ['a duplicate-id', 'a duplicate-id'],
    ],
    [
      'no id and no name',
      [
        ['a', undefined, undefined],
        ['b', undefined, undefined],
      ],
      [],
    ],
    [
      'an empty name',
      [
        ['a', '1', ' '],
        ['b', '2', ''],
      ],
      [],
    ],
  ];
  for (const [what, given, found] of cases)
    it(`are found: ${what}`, () => {
      const codes = findDuplicates(rules(...given)).map(({ file, issue }) => `${file} ${issue.code}`);
      assert.deepEqual(codes, found);
    });

  it('lead to each other, with the file where it is another', () => {
    const [first, second] = findDuplicates(rules(['a', 'x', 'A'], ['b', 'x', 'B'], ['a', 'x', 'C']));
    assert.deepEqual(
      first?.issue.related?.map(({ file, from, to }) => ({ file, from, to })),
      [
        { file: 'b', from: 100, to: 101 },
        { file: undefined, from: 200, to: 201 },
      ],
    );
    assert.match(first.issue.message, /^2 other rules have the `rule_id` `x` too/);
    assert.equal(second?.issue.related?.[0]?.file, 'a');
  });

  it('are named at most ten times at each', () => {
    const many = Array.from({ length: 50 }, (_, index): Row => [`f${index}`, 'x', undefined]);
    const found = findDuplicates(rules(...many));
    assert.equal(found.length, 50);
    assert.ok(found.every(({ issue }) => issue.related?.length === 10));
  });
});
