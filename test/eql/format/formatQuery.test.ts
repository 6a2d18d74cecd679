// The house style of EQL by example, and what it may never do: change a word, lose a comment, or say something else the second time.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { globSync } from '../../../scripts/files.mjs';
import { formatQuery } from '../../../server/src/eql/format/formatQuery';
import { parseQuery, tokenize } from '../../../server/src/eql/parse';
import { printQuery } from '../../../server/src/eql/print';
import { readRuleFile } from '../../../server/src/rule/read';

declare const __ROOT__: string;
const width = 60;

function check(query: string, expected: string): void {
  assert.equal(formatQuery(query, { width }), expected);
  assert.equal(formatQuery(expected, { width }), expected, 'a second time');
}

/** Each line of the expectation is one of the query. */
function lines(...each: readonly string[]): string {
  return each.join('\n');
}

describe('a formatted query', () => {
  const flat: readonly [name: string, query: string, expected: string][] = [
    ['single spaces', 'process  where\n a==1   and b  !=  2', 'process where a == 1 and b != 2'],
    ['no space inside parentheses', 'any where ( a : ( "x","y" ) )', 'any where (a : ("x", "y"))'],
    ['no space before the arguments of a call', 'any where length ( a ) > 3', 'any where length(a) > 3'],
    ['a sign beside its operand', 'any where a == - 1 and 2 - 1 > - b', 'any where a == -1 and 2 - 1 > -b'],
    ['no space around the dots of a name', 'any where a . b == 1', 'any where a.b == 1'],
    ['an optional field beside its mark', 'any where ? a.b == 1', 'any where ?a.b == 1'],
    [
      'raw strings and escapes as they are',
      'any where a == """x\\d""" or b:"\\u{41}"',
      'any where a == """x\\d""" or b : "\\u{41}"',
    ],
    ['a pipe on the same line', 'any where true|head 3', 'any where true | head 3'],
  ];
  for (const [name, query, expected] of flat) it(`has ${name}`, () => check(query, expected));

  it('keeps the white space around it', () => check('\n  any where   a\n\n', '\n  any where a\n\n'));

  it('has the plain clauses at its beginning on one line, and one line for every other', () => {
    check(
      'process where host.os.type == "linux" and event.type == "start" and process.name == "kubectl" and process.args : "exec"',
      lines(
        'process where host.os.type == "linux" and',
        '  event.type == "start" and',
        '  process.name == "kubectl" and',
        '  process.args : "exec"',
      ),
    );
  });

  it('breaks what stands in parentheses only where it has to', () => {
    check(
      'process where (a.name == "one" or a.name == "two") and not (user.name == "root" or user.name like "svc-*" or user.id == "0")',
      lines(
        'process where (a.name == "one" or a.name == "two") and',
        '  not (',
        '    user.name == "root" or',
        '    user.name like "svc-*" or',
        '    user.id == "0"',
        '  )',
      ),
    );
    check(
      'process where (process.name == "one" or process.name == "two") and true',
      lines('process where (', '    process.name == "one" or', '    process.name == "two"', '  ) and', '  true'),
    );
  });

  it('fills the lines of a long list', () => {
    check(
      'any where a in ("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc", "dddddddddddd", "eeeeeeeeeeee")',
      lines(
        'any where a in (',
        '    "aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc",',
        '    "dddddddddddd", "eeeeeeeeeeee"',
        '  )',
      ),
    );
  });

  it('has one line for every item of a sequence', () => {
    check(
      'sequence by host.id with maxspan = 5m [process where a==1] by x with runs = 3 ![file where true] by y until [any where b] by z | tail 2',
      lines(
        'sequence by host.id with maxspan=5m',
        '  [process where a == 1] by x with runs=3',
        '  ![file where true] by y',
        '  until [any where b] by z',
        '  | tail 2',
      ),
    );
  });

  it('indents the clauses between two `or`s below the first', () => {
    check(
      'any where (a == "aaaaaaaaaaaaaaa" and b == "bbbbbbbbbbbbbbb" and c == "ccccccccccccc" or d == 1)',
      lines(
        'any where (',
        '    a == "aaaaaaaaaaaaaaa" and',
        '      b == "bbbbbbbbbbbbbbb" and',
        '      c == "ccccccccccccc" or',
        '    d == 1',
        '  )',
      ),
    );
  });

  const comments: readonly [name: string, query: string, expected: string][] = [
    ['on a line of its own', 'any where a and\n // why\nb', lines('any where a and', '  // why', '  b')],
    ['at the end of a line', 'any where a and // why\nb', lines('any where a and // why', '  b')],
    ['before an operator', 'any where a // why\n and b', lines('any where a and // why', '  b')],
    ['within a line', 'any where /* x */ a and b', 'any where /* x */ a and b'],
    ['before and behind the query', '// first\nany where a\n// last', lines('// first', 'any where a', '// last')],
    ['two in a row', 'any where a and // one\n// two\nb', lines('any where a and // one', '  // two', '  b')],
    ['in a list', 'any where a in ("x", // one\n"y")', lines('any where a in (', '    "x", // one', '    "y"', '  )')],
  ];
  for (const [name, query, expected] of comments) it(`keeps a comment ${name}`, () => check(query, expected));

  it('keeps a blank line where a line begins anyway', () => {
    check('any where a and\n\n\n// why\nb', lines('any where a and', '', '  // why', '  b'));
  });

  for (const broken of ['any where a ==', 'any where (a', 'process', '', 'any where a = 1'])
    it(`is none where it cannot be read whole: ${JSON.stringify(broken)}`, () =>
      assert.equal(formatQuery(broken, { width }), undefined));
});

describe('formatting', () => {
  const words = fc.constantFrom(
    'a',
    'b.c',
    '"x y"',
    '(',
    ')',
    'and',
    'or',
    'not',
    'in',
    ',',
    '==',
    ':',
    'length',
    '1',
    '-',
    '+',
    '// c\n',
    '/* d */',
    '\n\n',
    '?f',
    '[',
    ']',
  );

  it('never changes a word, loses a comment, or changes its mind', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), fc.integer({ min: 10, max: 80 }), (parts, room) => {
        const query = `any where ${parts.join(' ')}`;
        const formatted = formatQuery(query, { width: room });
        if (formatted !== undefined) assertSame(query, formatted, room);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps every rule of the public corpus', () => {
    const corpus = path.join(__ROOT__, '..', 'shared', 'corpus');
    if (!existsSync(corpus)) {
      console.log('      the corpus is not beside this checkout: nothing to format');
      return;
    }
    let count = 0;
    for (const file of globSync(corpus, '.toml')) {
      for (const { query } of readRuleFile(readFileSync(file, 'utf8'), 'toml').rules) {
        if (query?.language !== 'eql') continue;
        const formatted = formatQuery(query.text, { width: 120 });
        assert.ok(formatted !== undefined, file);
        assertSame(query.text, formatted, 120);
        count++;
      }
    }
    assert.ok(count > 500, `${count} queries`);
  });
});

function assertSame(query: string, formatted: string, room: number): void {
  assert.deepEqual(imagesOf(formatted), imagesOf(query));
  assert.deepEqual(commentsOf(formatted), commentsOf(query));
  assert.equal(printQuery(parseQuery(formatted).value), printQuery(parseQuery(query).value));
  assert.equal(formatQuery(formatted, { width: room }), formatted);
}

function imagesOf(query: string): string[] {
  return tokenize(query).map(({ image }) => image);
}

function commentsOf(query: string): string[] {
  return parseQuery(query).comments.map(({ image }) => image.trimEnd());
}
