// The words of EQL: keywords, names, strings, numbers, comments, and what is none of them.
import assert from 'node:assert/strict';
import { parseExpression, parseQuery, tokenize } from '../../server/src/eql/parse';
import { KEYWORDS } from '../../server/src/eql/tokens';
import { checkIssues, shape, shapeOf, shapeOfQuery } from './readQuery';

describe('the keywords', () => {
  it('are those of the language', () => {
    const words =
      'and any by false in join like maxspan not null of or regex sample sequence true until where with'.split(' ');
    assert.deepEqual([...KEYWORDS].sort(), words.sort());
  });

  for (const word of KEYWORDS) {
    it(`${word} is no category but any, and one in quotes`, () => {
      assert.equal(shapeOfQuery(`"${word}" where a`), `${word}? a`);
      if (word === 'any') assert.equal(shapeOfQuery('any where a'), '*? a');
      else assert.equal(checkIssues(`«${word}» where a`, 'syntax').kind, 'eventQuery');
    });

    it(`${word} is a field in backquotes only`, () => {
      assert.equal(shapeOf(`\`${word}\` == 1`), `(${word} == 1)`);
      assert.equal(shapeOf(`a.\`${word}\` == 1`), `(a.${word} == 1)`);
      checkIssues(`any where a.«${word}» == 1`, `syntax: backquotes`);
    });

    it(`${word} in other case is a name`, () => {
      assert.equal(shapeOf(word.toUpperCase()), word.toUpperCase());
      assert.equal(shapeOf(`${word}_`), `${word}_`);
      assert.equal(shapeOf(`${word}s`), `${word}s`);
    });
  }

  it('may name a function where they do not end there', () => assert.equal(shapeOf('Length(a)'), 'Length(a)'));

  const glued: readonly [text: string, types: string][] = [
    ['in~', 'Word_inTilde'],
    ['in ~', 'Word_in Invalid'],
    ['like~', 'Word_likeTilde'],
    ['regex~', 'Word_regexTilde'],
    ['int~', 'TildeIdentifier'],
    ['startsWith~(', 'TildeIdentifier OpenParen'],
    ['!= ![ !', 'NotEqual MissingOpen WrongNot'],
    ['== = <= < >= >', 'Equal Assign LessEqual Less GreaterEqual Greater'],
    ['a-b', 'Identifier Minus Identifier'],
    ['@timestamp', 'Identifier'],
    ['_a1', 'Identifier'],
    ['1a', 'Integer Identifier'],
    ['é', 'Invalid'],
  ];
  for (const [text, types] of glued)
    it(`${text} is ${types}`, () => {
      const words = tokenize(text).map(({ tokenType }) => tokenType.name);
      assert.equal(words.join(' '), types);
    });
});

describe('a name', () => {
  const cases: readonly [text: string, path: string][] = [
    ['a', 'a'],
    ['@timestamp', '@timestamp'],
    ['_id', '_id'],
    ['a.b.c', 'a.b.c'],
    ['a . b\n.c', 'a.b.c'],
    ['`a b`', 'a b'],
    ['`a.b`', 'a.b'],
    ['a.`b c`.d', 'a.b c.d'],
    ['`a``b`', 'a`b'],
    ['`a-b`.c', 'a-b.c'],
    ['?a.b', '?a.b'],
    ['?`a b`', '?a b'],
    ['? a', '?a'],
  ];
  for (const [text, path] of cases)
    it(`${JSON.stringify(text)} is the field ${path}`, () => assert.equal(shapeOf(text), path));
});

describe('a string', () => {
  const values: readonly [text: string, value: string][] = [
    ['"a"', 'a'],
    ['""', ''],
    ['"é🦀"', 'é🦀'],
    ['"\\b\\t\\n\\f\\r\\"\\\'\\\\"', '\b\t\n\f\r"\'\\'],
    ['"\\u{41}\\u{0041}\\u{00000041}\\u{1F980}"', 'AAA🦀'],
    ['"a\tb"', 'a\tb'],
    ['"""a"""', 'a'],
    ['"""\\n"""', '\\n'],
    ['"""a"b""c"""', 'a"b""c'],
    ['"""a""""', 'a"'],
    ['"""a"""""', 'a""'],
    ['""""""', ''],
    ['"//a"', '//a'],
    ['"/*a"', '/*a'],
  ];
  for (const [text, value] of values)
    it(`${text} is ${JSON.stringify(value)}`, () => assert.equal(shapeOf(text), JSON.stringify(value)));

  it('in three quotes ends at its next three', () => {
    assert.equal(shapeOf('"""a""" == """b"""'), '("a" == "b")');
    assert.equal(shapeOf('"" == """"b"""'), '("" == "\\"b")');
  });

  const wrong: readonly [marked: string, issue: string, value: string][] = [
    ['"«\\q»"', 'syntax: double the backslash', '\\q'],
    ['"C:«\\W»indows«\\S»ystem"', 'syntax', 'C:\\Windows\\System'],
    ['"«\\u»0041"', 'syntax: \\u{00e9}', '\\u0041'],
    ['"«\\u{1}»"', 'syntax: 2 to 8', '\\u{1}'],
    ['"«\\u{000000041}»"', 'syntax: 2 to 8', '\\u{000000041}'],
    ['"«\\u{110000}»"', 'syntax: highest', '\\u{110000}'],
    ['"«\\u{d800}»"', 'syntax: surrogate', '\\u{d800}'],
    ["«'a'»", 'syntax: double quotes', 'a'],
    ["«'a\"b'»", 'syntax: double quotes', 'a"b'],
    ['«?"a\\b"»', 'syntax: three double quotes', 'a\\b'],
    ["«?'a'»", 'syntax: three double quotes', 'a'],
    ['«“a”»', 'syntax: straight', 'a'],
    ['«"a»', 'syntax: never closed', 'a'],
    ["«'a»", 'syntax: single quotes', 'a'],
  ];
  for (const [marked, issue, value] of wrong)
    it(`${marked} is an issue, and read as ${JSON.stringify(value)}`, () => {
      const issues = Array.from({ length: marked.split('«').length - 1 }, () => issue);
      const query = checkIssues(`any where a == ${marked}`, ...issues);
      assert.ok(query.kind === 'eventQuery');
      assert.equal(shape(query.filter.condition), `(a == ${JSON.stringify(value)})`);
    });

  it('ends at the end of its line', () => {
    const query = checkIssues('any where a == «"b »\nand c == "d"', 'syntax: same line');
    assert.ok(query.kind === 'eventQuery');
    assert.equal(shape(query.filter.condition), '((a == "b ") and (c == "d"))');
  });

  const fixes: readonly [text: string, fixed: string][] = [
    ["any where a == 'it\"s'", 'any where a == "it\\"s"'],
    ['any where a == ?"b\\c"', 'any where a == """b\\c"""'],
    ['any where a == "b\\c"', 'any where a == "b\\\\c"'],
    ['any where a == “b”', 'any where a == "b"'],
  ];
  for (const [text, fixed] of fixes) it(`${text} has a cure`, () => assert.equal(firstFix(text), fixed));
});

describe('a number', () => {
  const cases: readonly [text: string, shape: string][] = [
    ['0', '0'],
    ['007', '7'],
    ['2147483647', '2147483647'],
    ['2147483648', '2147483648L'],
    ['9007199254740993', '9007199254740993L'],
    ['9223372036854775807', '9223372036854775807L'],
    ['9223372036854775808', '9223372036854776000d'],
    ['1.5', '1.5d'],
    ['5.', '5d'],
    ['.5', '0.5d'],
    ['5e3', '5000d'],
    ['5E-1', '0.5d'],
    ['1.5e+2', '150d'],
    ['-1', '(- 1)'],
    ['+1', '(+ 1)'],
  ];
  for (const [text, expected] of cases) it(`${text} is ${expected}`, () => assert.equal(shapeOf(text), expected));
});

describe('a comment', () => {
  const cases: readonly [text: string, comments: readonly string[]][] = [
    ['a // b\n== 1', ['// b']],
    ['a == 1 //', ['//']],
    ['/* x */ a /* y */ == 1', ['/* x */', '/* y */']],
    ['a /* x /* y */ z */ == 1', ['/* x /* y */ z */']],
    ['a /* "x */ == 1', ['/* "x */']],
    ['a /*/ == */ == 1', ['/*/ == */']],
    ['a /***/ == 1', ['/***/']],
  ];
  for (const [text, comments] of cases)
    it(`${JSON.stringify(text)} has ${comments.join(' ')}`, () => {
      const parsed = parseExpression(text);
      assert.deepEqual([parsed.issues, shape(parsed.value)], [[], '(a == 1)']);
      assert.deepEqual(
        parsed.comments.map(({ image }) => image),
        comments,
      );
    });

  it('that is not closed is one issue, where it begins', () => {
    checkIssues('any where a «/*» b', 'syntax: never closed');
    checkIssues('any where a == «/*» b', 'syntax: never closed');
    checkIssues('any where a == 1 «/*» b /* c */', 'syntax: never closed');
    checkIssues('sequence [any where a «/*» b] [any where c]', 'syntax: never closed');
  });
});

describe('a character that is no part of EQL', () => {
  const cases: readonly [marked: string, shape: string][] = [
    ['a == 1 «;»', '(a == 1)'],
    ['a == «$»', '(a == _)'],
    ['a == «$»b and c', '((a == b) and c)'],
    ['a «€€» == 1', '(a == 1)'],
    ['a == 1 «\\» and b', '((a == 1) and b)'],
    ['a «\u00a0»== 1', '(a == 1)'],
  ];
  for (const [marked, expected] of cases)
    it(`${JSON.stringify(marked)} is one issue`, () => {
      const query = checkIssues(`any where ${marked}`, 'syntax: no part of EQL');
      assert.ok(query.kind === 'eventQuery');
      assert.equal(shape(query.filter.condition), expected);
    });
});

/** The query after the first fix of its first issue. */
function firstFix(text: string): string {
  const [edit] = parseQuery(text).issues[0]?.fixes?.[0]?.edits ?? [];
  assert.ok(edit);
  return text.slice(0, edit.from) + edit.text + text.slice(edit.to);
}
