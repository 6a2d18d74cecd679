// Lucene's regular expressions. Source: org.apache.lucene.util.automaton.RegExp's documentation; docs/eql.md, section 4.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileRegex, MAX_STATES } from '../../../server/src/eql/regex/compileRegex';

function matches(pattern: string, text: string, caseInsensitive = false): boolean {
  const compiled = compileRegex(pattern, { caseInsensitive });
  assert.ok(!('error' in compiled), `${pattern}: ${'error' in compiled ? compiled.error.message : ''}`);
  return compiled.matches(text);
}

/** `[pattern, texts that match, texts that do not]` */
function check(rows: readonly (readonly [string, readonly string[], readonly string[]])[]): void {
  for (const [pattern, yes, no] of rows) {
    for (const text of yes) assert.ok(matches(pattern, text), `${pattern} must match ${JSON.stringify(text)}`);
    for (const text of no) assert.ok(!matches(pattern, text), `${pattern} must not match ${JSON.stringify(text)}`);
  }
}

function refused(pattern: string): { readonly message: string; readonly from: number; readonly to: number } {
  const compiled = compileRegex(pattern, { caseInsensitive: false });
  assert.ok('error' in compiled, `${pattern} is taken`);
  const { error } = compiled;
  assert.ok(error.from >= 0 && error.from <= error.to && error.to <= pattern.length, JSON.stringify(error));
  return error;
}

describe('a regular expression', () => {
  it('is anchored at both ends; `^` and `$` are characters', () => {
    check([
      ['abc', ['abc'], ['xabc', 'abcx', 'ab', '']],
      ['^a$', ['^a$'], ['a']],
      ['', [''], ['a']],
      ['()', [''], ['a']],
    ]);
  });

  it('has repetition, alternatives, classes and any character', () => {
    check([
      ['ab?c', ['ac', 'abc'], ['abbc']],
      ['ab*c', ['ac', 'abbbc'], ['adc']],
      ['ab+c', ['abc', 'abbc'], ['ac']],
      ['a{2}', ['aa'], ['a', 'aaa']],
      ['a{2,}', ['aa', 'aaaaa'], ['a']],
      ['a{1,3}', ['a', 'aaa'], ['', 'aaaa']],
      ['(ab|cd)+', ['ab', 'cdab'], ['', 'abc']],
      ['ab|cd', ['ab', 'cd'], ['abd']],
      ['[a-c]x', ['ax', 'cx'], ['dx']],
      ['[^a-c]x', ['dx', '\u{1f600}x'], ['ax', 'x']],
      ['[ab-]', ['a', 'b', '-'], ['c']],
      ['[]]', [']'], ['[']],
      ['[a^]', ['^'], ['b']],
      [String.raw`[\]\-]`, [']', '-'], ['\\']],
      ['a.c', ['abc', 'a\nc', 'a\u{1f600}c'], ['ac', 'abbc']],
    ]);
  });

  it('takes quoted and escaped characters as they are', () => {
    check([
      ['"a.c*"', ['a.c*'], ['abc']],
      [String.raw`a\.b`, ['a.b'], ['axb']],
      [String.raw`\*\~\<\@\#\&`, ['*~<@#&'], ['']],
      [String.raw`\\`, ['\\'], ['']],
      [String.raw`c:\\.*`, ['c:\\x'], ['c:x']],
    ]);
  });

  // Lucene's parser reads any character where it expects one: an operator without operand is itself.
  it('takes an operator that has nothing to work on as a character', () => {
    check([
      ['*', ['*'], ['', 'a']],
      ['|a', ['|a'], ['a', '']],
      ['a||b', ['a', '|b'], ['', 'b']],
      ['(+)', ['+'], ['']],
      ['{', ['{'], ['']],
      ['a>', ['a>'], ['a']],
    ]);
  });

  it('has the predefined classes that Lucene has since 8.6', () => {
    check([
      [String.raw`\d+`, ['0189'], ['a', '']],
      [String.raw`[\w-]+`, ['a_Z-9'], ['a b']],
      [String.raw`\S\s\D`, ['a\tb'], ['  b', 'a 1']],
    ]);
  });

  it('has intervals of numbers, with and without a fixed width', () => {
    check([
      ['<1-20>', ['1', '9', '10', '20', '007'], ['0', '21', '']],
      ['<01-20>', ['01', '09', '20'], ['1', '001', '21']],
      ['<20-1>', ['5'], ['21']],
      ['<0-255>', ['0', '255', '99'], ['256']],
      ['port<8000-8099>', ['port8000', 'port8042'], ['port8100', 'port80']],
    ]);
  });

  it('has complement, intersection, any string and the empty language', () => {
    check([
      ['~(abc)', ['', 'ab', 'abcd'], ['abc']],
      ['~a', ['', 'b', 'aa'], ['a']],
      ['~~a', ['a'], ['b']],
      ['a~bc', ['ac', 'axyc', 'abbc'], ['abc']],
      ['.*a.*&.*b.*', ['ab', 'bxa'], ['a', 'b']],
      ['a.*&~(.*secret.*)', ['ab'], ['asecret', 'b']],
      ['@', ['', 'anything\n'], []],
      ['a@b', ['ab', 'axxb'], ['a']],
      ['#', [], ['', 'a', '#']],
      ['a|#', ['a'], ['#']],
      ['a&b', [], ['a', 'b']],
      // Intersection binds tighter than alternatives.
      ['a|b&c', ['a'], ['b', 'c']],
    ]);
  });

  it('folds ASCII letters only', () => {
    assert.ok(matches('CMD[a-c]', 'cmdB', true));
    assert.ok(matches('"Cmd"', 'CMD', true));
    assert.ok(!matches('Ä', 'ä', true));
    assert.ok(!matches('[^a]', 'A', true));
    assert.ok(!matches('k', '\u212a', true));
  });
});

describe('a pattern that Lucene refuses', () => {
  it('is refused where it stands, with the cure', () => {
    assert.deepEqual([refused('ab(cd').from, refused('ab(cd').to], [2, 5]);
    assert.equal(refused('ab)').from, 2);
    assert.equal(refused('a[bc').from, 1);
    assert.equal(refused('a"bc').from, 1);
    assert.equal(refused('a<bc').from, 1);
    assert.equal(refused('a<1-x>b').from, 1);
    assert.equal(refused('a{x}').from, 1);
    assert.equal(refused('a{2').from, 1);
    assert.equal(refused('a{3,2}').from, 1);
    assert.equal(refused('[z-a]').from, 0);
    assert.equal(refused('ab\\').from, 2);
    for (const pattern of ['a|', 'a&', '~', '[', '(', '"', '<', 'a~', '[^', '[a-']) refused(pattern);
    assert.match(refused('a{3,2}').message, /smaller number/);
  });

  it('is too large, which is seen before it is built', () => {
    for (const pattern of [
      'a{1000}{1000}',
      '((a{100}){100}){100}',
      '(.*a.{20})',
      '.*[ab].{14}&.*[bc].{15}',
      '(a{1,90}b{1,90}c{1,90}){1,90}',
      `${'('.repeat(300)}a${')'.repeat(300)}`,
      'x'.repeat(1001),
      '~(.*a.{18})',
    ])
      refused(pattern);
    assert.match(refused('a{1000}{1000}').message, new RegExp(String(MAX_STATES)));
  });

  it('is not one that only looks large', () => {
    assert.ok(matches('a{1000}', 'a'.repeat(1000)));
    assert.ok(!matches('a{1000}', 'a'.repeat(999)));
    assert.ok(matches('<0-999999999>', '123456789'));
    assert.ok(matches(`(${Array.from({ length: 90 }, (_, index) => `word${index}`).join('|')}).*`, 'word77x'));
    assert.ok(matches('.*a.{8}', `${'b'.repeat(20)}a${'c'.repeat(8)}`));
  });

  it('never stalls a text, however long', () => {
    assert.ok(!matches('(a*)*b', 'a'.repeat(100_000)));
    assert.ok(!matches('(a|aa)+b', 'a'.repeat(100_000)));
  });
});

/** A tiny tree, printed as a pattern and matched by the obvious definition of every operator. */
type Tree =
  | { readonly kind: 'char'; readonly text: string }
  | { readonly kind: 'any' | 'anyString' | 'empty' }
  | { readonly kind: 'concat' | 'or' | 'and'; readonly parts: readonly [Tree, Tree] }
  | { readonly kind: 'not'; readonly part: Tree }
  | { readonly kind: 'repeat'; readonly part: Tree; readonly min: number; readonly max: number };

function print(tree: Tree): string {
  switch (tree.kind) {
    case 'char':
      return tree.text;
    case 'any':
      return '.';
    case 'anyString':
      return '@';
    case 'empty':
      return '#';
    case 'concat':
      return tree.parts.map((part) => `(${print(part)})`).join('');
    case 'or':
      return tree.parts.map((part) => `(${print(part)})`).join('|');
    case 'and':
      return tree.parts.map((part) => `(${print(part)})`).join('&');
    case 'not':
      return `~(${print(tree.part)})`;
    case 'repeat':
      return `(${print(tree.part)}){${tree.min},${tree.max === Infinity ? '' : tree.max}}`;
  }
}

function obvious(tree: Tree, text: string): boolean {
  switch (tree.kind) {
    case 'char':
      return text === tree.text;
    case 'any':
      return text.length === 1;
    case 'anyString':
      return true;
    case 'empty':
      return false;
    case 'concat':
      return splits(text).some(([left, right]) => obvious(tree.parts[0], left) && obvious(tree.parts[1], right));
    case 'or':
      return tree.parts.some((part) => obvious(part, text));
    case 'and':
      return tree.parts.every((part) => obvious(part, text));
    case 'not':
      return !obvious(tree.part, text);
    case 'repeat':
      return repeated(tree.part, tree.min, tree.max, text);
  }
}

function repeated(part: Tree, min: number, max: number, text: string): boolean {
  if (max === 0) return text === '';
  if (min === 0 && text === '') return true;
  return splits(text).some(
    ([left, right]) =>
      (left !== '' || min > 0) && obvious(part, left) && repeated(part, Math.max(0, min - 1), max - 1, right),
  );
}

function splits(text: string): [string, string][] {
  return Array.from({ length: text.length + 1 }, (_, at) => [text.slice(0, at), text.slice(at)]);
}

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<Tree>({ kind: 'char', text: 'a' }, { kind: 'char', text: 'b' }),
    fc.constantFrom<Tree>({ kind: 'any' }, { kind: 'anyString' }, { kind: 'empty' }),
    fc.record({
      kind: fc.constantFrom('concat' as const, 'or' as const, 'and' as const),
      parts: fc.tuple(tie('tree'), tie('tree')),
    }),
    fc.record({ kind: fc.constant('not' as const), part: tie('tree') }),
    fc.record({
      kind: fc.constant('repeat' as const),
      part: tie('tree'),
      min: fc.integer({ min: 0, max: 2 }),
      max: fc.constantFrom(2, 3, Infinity),
    }),
  ),
}));

describe('the automaton', () => {
  it('agrees with the obvious definition of every operator', () => {
    fc.assert(
      fc.property(tree, (each) => {
        const pattern = print(each);
        const compiled = compileRegex(pattern, { caseInsensitive: false });
        assert.ok(!('error' in compiled), pattern);
        for (const text of TEXTS) assert.equal(compiled.matches(text), obvious(each, text), `${pattern} on "${text}"`);
      }),
      { numRuns: 1500 },
    );
  });
});

/** Every text over three letters of up to four characters; `c` is a letter that no pattern names. */
const TEXTS: readonly string[] = Array.from({ length: 4 }).reduce<string[]>(
  (texts) => [...new Set([...texts, ...texts.flatMap((text) => ['a', 'b', 'c'].map((letter) => text + letter))])],
  [''],
);
