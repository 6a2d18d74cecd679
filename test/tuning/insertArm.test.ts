// A new arm is written as its siblings are, and nothing else of the query or of its file changes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../server/src/base/edit';
import { formatQuery } from '../../server/src/eql/format/formatQuery';
import { parseQuery, tokenize } from '../../server/src/eql/parse';
import { printExpression, printQuery } from '../../server/src/eql/print';
import { filtersOf } from '../../server/src/eql/walk';
import { liftEdit } from '../../server/src/rule/edits';
import { readRuleFile } from '../../server/src/rule/read';
import { exclusionArmsOf } from '../../server/src/eql/check/exclusionArms';
import { insertArm } from '../../server/src/tuning/insertArm';
import type { NewArm } from '../../server/src/tuning/insertArm';
import { corpusFiles } from '../corpus';
import { query as arbitraryQuery } from '../eql/arbitraryQueries';

const TWO = 'user.name == "ci" and process.name == "df"';
const ONE = 'user.name : "ci"';

function inserted(text: string, eql: string, more: Partial<NewArm> = {}): string {
  const edit = insertArm(text, { filter: 0, eql, ...more });
  assert.ok(edit);
  return applyEdits(text, [edit]);
}

interface Case {
  readonly title: string;
  readonly query: string;
  readonly eql?: string;
  readonly more?: Partial<NewArm>;
  readonly expected: string;
}

const cases: readonly Case[] = [
  {
    title: 'behind the last arm of a group, on a line of its own',
    query: 'any where a == 1 and\n    not (\n        (b == 2 and c == 3) or\n        (d == 4)\n        )',
    expected: `any where a == 1 and\n    not (\n        (b == 2 and c == 3) or\n        (d == 4) or\n        (${TWO})\n        )`,
  },
  {
    title: 'with the word at the beginning of the line where the siblings have it there',
    query: 'any where not (\n  a == 1\n    or b == 2\n  )',
    eql: ONE,
    expected: `any where not (\n  a == 1\n    or b == 2\n    or ${ONE}\n  )`,
  },
  {
    title: 'with its comment above that word',
    query: 'any where a == 1\n  and not b : "x"\n  and not c : "y"',
    eql: ONE,
    more: { comment: 'ci' },
    expected: `any where a == 1\n  and not b : "x"\n  and not c : "y"\n  // ci\n  and not ${ONE}`,
  },
  {
    title: 'without parentheses where only siblings of several clauses have them',
    query: 'any where not (\n  a == 1 or\n  (b == 2 and c == 3)\n)',
    eql: ONE,
    expected: `any where not (\n  a == 1 or\n  (b == 2 and c == 3) or\n  ${ONE}\n)`,
  },
  {
    title: 'on a line of its own behind a sibling of many lines',
    query: 'any where a == 1 and\n  not (b == 2 or c : (\n    "x",\n    "y"\n  ))',
    eql: ONE,
    expected: `any where a == 1 and\n  not (b == 2 or c : (\n    "x",\n    "y"\n  ) or\n  ${ONE})`,
  },
  {
    title: 'on a line of its own where that of its siblings would become too long',
    query: 'any where a == 1 and\n  b  != "x" and b != "y"',
    eql: ONE,
    more: { width: 40 },
    expected: `any where a == 1 and\n  b  != "x" and b != "y" and\n  not ${ONE}`,
  },
  {
    title: 'a clause a line where it would be longer than all that is there',
    query: 'any where a == 1 and\n\tnot (\n\t\tb  == 2 or\n\t\tc == 3\n\t)',
    more: { width: 40, comment: 'ci' },
    expected:
      'any where a == 1 and\n\tnot (\n\t\tb  == 2 or\n\t\tc == 3 or\n\t\t// ci\n\t\t(\n' +
      '\t\t\tuser.name == "ci" and\n\t\t\tprocess.name == "df"\n\t\t)\n\t)',
  },
  {
    title: 'with the ends of lines that are there',
    query: 'any where a == 1 and\r\n  not b : "x"\r\n  // tail\r\n',
    eql: ONE,
    more: { comment: 'ci' },
    expected: `any where a == 1 and\r\n  not b : "x" and\r\n  // ci\r\n  not ${ONE}\r\n  // tail\r\n`,
  },
  {
    title: 'without blanks at the end of a line, as its siblings have them',
    query: 'any where a == 1 and \n  not b : "x" and \n  not c : "y"\n',
    eql: ONE,
    expected: `any where a == 1 and \n  not b : "x" and \n  not c : "y" and\n  not ${ONE}\n`,
  },
  {
    title: 'at the end, not behind an `!=` in the midst of what the rule is about',
    query: 'any where a != "x" and b == 2 and\n  c : (\n    "y")',
    eql: ONE,
    expected: `any where a != "x" and b == 2 and\n  c : (\n    "y") and\n  not ${ONE}`,
  },
  {
    title: 'in line with what is in the brackets of an item',
    query: 'sequence by a\n  [any where b == 1]\n  [any where c  == 2]',
    eql: ONE,
    more: { comment: 'ci', filter: 1 },
    expected: `sequence by a\n  [any where b == 1]\n  [any where c  == 2 and\n   // ci\n   not ${ONE}]`,
  },
  {
    title: 'on a second line of a query of one, where it has a comment to hold',
    query: '\nany where a  == 1\n',
    eql: ONE,
    more: { comment: 'ci' },
    expected: `\nany where a  == 1 and\n  // ci\n  not ${ONE}\n`,
  },
  {
    title: 'in parentheses where it has several clauses, on the line of its siblings',
    query: 'any where not (a == 1 or b == 2)',
    expected: `any where not (a == 1 or b == 2 or (${TWO}))`,
  },
  {
    title: 'as a clause of its own among others of this form',
    query: 'any where a == 1 and\n  not b : "x" and\n  not c : "y" and\n  d == 2',
    eql: ONE,
    expected: `any where a == 1 and\n  not b : "x" and\n  not c : "y" and\n  not ${ONE} and\n  d == 2`,
  },
  {
    title: 'at the end, before the pipes',
    query: 'any where a == 1 and b == 2 | head 5',
    expected: `any where a == 1 and b == 2 and not (${TWO}) | head 5`,
  },
  {
    title: 'around alternatives, that get parentheses',
    query: 'any where a == 1 or b == 2',
    expected: `any where (a == 1 or b == 2) and not (${TWO})`,
  },
  {
    title: 'around alternatives that have them',
    query: 'any where (a == 1 or b == 2)',
    expected: `any where (a == 1 or b == 2) and not (${TWO})`,
  },
  {
    title: 'around alternatives of which the first and the last have parentheses',
    query: 'any where (a == 1 and x == 3) or (b == 2 and x == 3)',
    expected: `any where ((a == 1 and x == 3) or (b == 2 and x == 3)) and not (${TWO})`,
  },
  {
    title: 'with a comment above it',
    query: 'any where not (\n  a == 1 or\n  b == 2\n)',
    more: { comment: 'disk check' },
    expected: `any where not (\n  a == 1 or\n  b == 2 or\n  // disk check\n  (${TWO})\n)`,
  },
  {
    title: 'with a comment beside it in a query of one line',
    query: 'any where a == 1',
    eql: ONE,
    more: { comment: 'disk */ check' },
    expected: `any where a == 1 and /* disk * / check */ not ${ONE}`,
  },
  {
    title: 'behind the comment of its sibling',
    query: 'any where not (\n  a == 1 or // first\n  b == 2 // second\n)',
    eql: ONE,
    expected: `any where not (\n  a == 1 or // first\n  b == 2 or // second\n  ${ONE}\n)`,
  },
  {
    title: 'in the item that is meant',
    query: 'sequence by x\n  [any where a == 1]\n  [any where b == 2 and not c == 3]',
    eql: ONE,
    more: { filter: 1 },
    expected: `sequence by x\n  [any where a == 1]\n  [any where b == 2 and not c == 3 and not ${ONE}]`,
  },
];

describe('a new arm', () => {
  for (const { title, query, eql = TWO, more, expected } of cases)
    it(`stands ${title}`, () => assert.equal(inserted(query, eql, more), expected));

  it('is not written into what cannot be read, nor in a filter that is not there', () => {
    assert.equal(insertArm('any where a ==', { filter: 0, eql: ONE }), undefined);
    assert.equal(insertArm('any where a == 1', { filter: 0, eql: 'user.name ==' }), undefined);
    assert.equal(insertArm('any where a == 1', { filter: 1, eql: ONE }), undefined);
  });

  it('leaves a formatted query formatted', () => {
    const raw =
      'any where event.dataset == "kubernetes.audit_logs" and not (user.name == "a" and user.id == "1" or user.name == "bbbbbbbbbbbbbbbbbbbbb" and user.id == "2")';
    const text = formatQuery(raw, { width: 60 }) ?? '';
    const now = inserted(text, TWO, { width: 60, comment: 'why' });
    assert.equal(formatQuery(now, { width: 60 }), now);
    assert.ok(now.includes('// why'));
  });
});

function words(text: string): readonly string[] {
  return tokenize(text).map(({ image }) => image);
}

/** Each of the first is in the second, in order. */
function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const each of whole) if (each === part[at]) at++;
  return at === part.length;
}

describe('a new arm in the public rules', () => {
  const arm = 'user.name == "ci-runner" and process.executable == "/usr/bin/df"';

  it('is one more arm of each filter, in the query and in its file', () => {
    let count = 0;
    for (const { name, text } of corpusFiles())
      for (const { query } of readRuleFile(text, 'toml').rules) {
        if (query?.language !== 'eql') continue;
        filtersOf(parseQuery(query.text).value).forEach((filter, index) => {
          const before = exclusionArmsOf(filter.condition);
          const edit = insertArm(query.text, { filter: index, eql: arm, comment: 'a reason' });
          assert.ok(edit, name);
          const now = applyEdits(query.text, [edit]);
          const after = filtersOf(parseQuery(now).value)[index];
          assert.ok(after, name);
          const arms = exclusionArmsOf(after.condition).map(({ node }) => printExpression(node));
          assert.deepEqual([...arms].sort(), [...before.map(({ node }) => printExpression(node)), arm].sort(), name);
          assert.ok(isWithin(words(query.text), words(now)), name);
          const lifted = liftEdit(query, text, edit);
          assert.ok(lifted, name);
          const [rule] = readRuleFile(applyEdits(text, [lifted]), 'toml').rules;
          assert.equal(rule?.query?.text, now, name);
          count++;
        });
      }
    assert.ok(count === 0 || count > 500);
  });
});

describe('a new arm in any query', () => {
  const arm = 'user.name == "ci-runner" and process.executable == "/usr/bin/df"';
  it('is one more arm of its filter, whatever stands there', () => {
    fc.assert(
      fc.property(arbitraryQuery, fc.nat(3), fc.boolean(), (query, filter, isFormatted) => {
        const printed = printQuery(query);
        const text = isFormatted ? (formatQuery(printed, { width: 60 }) ?? printed) : printed;
        const filters = filtersOf(parseQuery(text).value);
        const index = filter % filters.length;
        const before = filters[index];
        const edit = insertArm(text, { filter: index, eql: arm, comment: 'a reason', width: 60 });
        if (before === undefined || edit === undefined)
          return parseQuery(text).issues.some(({ severity }) => severity === 'error');
        const now = filtersOf(parseQuery(applyEdits(text, [edit])).value);
        const told = (each: typeof before): readonly string[] =>
          exclusionArmsOf(each.condition).map(({ node }) => printExpression(node));
        const [own] = now.slice(index);
        assert.ok(own);
        assert.deepEqual([...told(own)].sort(), [...told(before), arm].sort(), text);
        filters.forEach((each, place) => {
          const same = now[place];
          if (place !== index) assert.equal(same && printExpression(same.condition), printExpression(each.condition));
        });
        return true;
      }),
      { numRuns: 1500 },
    );
  });
});
