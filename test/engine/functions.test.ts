// The functions over values. Source: docs/eql.md, section 9 (StringUtils, the function processors, the function reference).
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateConstant } from '../../server/src/engine/constant';
import type { Value } from '../../server/src/engine/value';
import { checkAll, conditionOf, fieldsOf } from './oneEvent';
import type { Properties } from './oneEvent';

function evaluate(text: string): { readonly value: Value } | { readonly error: string } {
  return evaluateConstant(conditionOf(text), fieldsOf({}));
}

function checkValues(rows: readonly (readonly [string, Value])[]): void {
  for (const [text, expected] of rows) assert.deepEqual(evaluate(text), { value: expected }, text);
}

describe('between', () => {
  it('takes the text between the first left and the next right, or the last', () => {
    checkValues([
      ['between("a[b]c]", "[", "]")', 'b'],
      ['between("a[b]c]", "[", "]", true)', 'b]c'],
      ['between("a[b]c]", "[", "]", false)', 'b'],
      ['between("xAbX", "XA", "x")', ''],
      ['between~("xAbX", "XA", "x")', 'b'],
      ['between("abc", "x", "c")', ''],
      ['between("abc", "a", "x")', ''],
      ['between("abc", "", "c")', 'abc'],
      ['between("aXa", "a", "a")', 'X'],
      ['between("a", "a", "a")', ''],
      ['between(null, "a", "b")', null],
      ['between("abc", "a", null)', null],
    ]);
  });
});

describe('cidrMatch', () => {
  it('wants an address and blocks', () => {
    checkValues([
      ['cidrMatch("10.2.3.4", "10.0.0.0/8")', true],
      ['cidrMatch("10.2.3.4", "11.0.0.0/8", "10.6.48.157/8")', true],
      ['cidrMatch("10.2.3.4", "11.0.0.0/8")', false],
      ['cidrMatch(null, "11.0.0.0/8")', null],
    ]);
    assert.ok('error' in evaluate('cidrMatch("nowhere", "10.0.0.0/8")'));
    assert.ok('error' in evaluate('cidrMatch("10.0.0.1", "10.0.0.0/40")'));
  });
});

describe('concat and string', () => {
  it('print as Java does', () => {
    checkValues([
      ['concat("a", 1, true, 2.5)', 'a1true2.5'],
      ['concat("a", null)', null],
      ['string(2.0)', '2.0'],
      ['string(1e7)', '1.0E7'],
      ['string(12345678.9)', '1.23456789E7'],
      ['string(0.0001)', '1.0E-4'],
      ['string(0.001)', '0.001'],
      ['string(-5)', '-5'],
      ['string(null)', null],
      ['string("x")', 'x'],
    ]);
  });
});

describe('startsWith, endsWith and stringContains', () => {
  it('tell empty texts apart', () => {
    checkValues([
      ['startsWith("abc", "")', true],
      ['endsWith("abc", "")', true],
      ['stringContains("abc", "")', false],
      ['stringContains("", "a")', false],
      ['stringContains("abc", "b")', true],
      ['stringContains("abc", "B")', false],
      ['stringContains~("abc", "B")', true],
      ['endsWith("abc", "C")', false],
      ['endsWith~("abc", "C")', true],
      ['STARTSWITH~("abc", "AB")', true],
      ['startsWith(null, "a")', null],
      ['endsWith("a", null)', null],
    ]);
  });
});

describe('indexOf', () => {
  it('is null where the text is absent', () => {
    checkValues([
      ['indexOf("abcabc", "b")', 1n],
      ['indexOf("abcabc", "b", 2)', 4n],
      ['indexOf("abcabc", "b", -3)', 1n],
      ['indexOf("abcabc", "B")', null],
      ['indexOf~("abcabc", "B")', 1n],
      ['indexOf("abc", "", 2)', 2n],
      ['indexOf("abc", "b", null)', 1n],
      ['indexOf(null, "b")', null],
    ]);
  });
});

describe('length', () => {
  it('counts UTF-16 units', () =>
    checkValues([
      ['length("\u{1f600}a")', 3n],
      ['length("")', 0n],
      ['length(null)', null],
    ]));
});

describe('number', () => {
  it('reads longs, doubles and other bases', () => {
    checkValues([
      ['number("42")', 42n],
      ['number("-42")', -42n],
      ['number("4.5")', 4.5],
      ['number("1e3")', 1000],
      ['number("0xff")', 255n],
      ['number("0xff", 16)', 255n],
      ['number("ff", 16)', 255n],
      ['number("-ff", 16)', -255n],
      ['number("777", 8)', 511n],
      ['number("9223372036854775808")', 9223372036854775808],
      ['number(null)', null],
    ]);
    for (const text of ['number("x")', 'number("")', 'number("9", 8)', 'number("0xzz")', 'number("1 2")'])
      assert.ok('error' in evaluate(text), text);
  });
});

describe('substring', () => {
  it('cuts as Python does', () => {
    checkValues([
      ['substring("hello", 1)', 'ello'],
      ['substring("hello", -3)', 'llo'],
      ['substring("hello", 1, -1)', 'ell'],
      ['substring("hello", 3, 1)', ''],
      ['substring("hello", -99, 99)', 'hello'],
      ['substring("hello", null, 2)', 'he'],
      ['substring(null, 1)', null],
    ]);
  });

  it('agrees with slice', () => {
    const position = fc.integer({ min: -12, max: 12 });
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{0,9}$/), position, position, (text, start, end) => {
        assert.deepEqual(evaluate(`substring("${text}", ${start}, ${end})`), { value: text.slice(start, end) });
      }),
    );
  });
});

describe('functions over fields', () => {
  const mapping: Properties = {
    name: { type: 'keyword' },
    at: { type: 'date' },
    n: { type: 'long' },
    ip: { type: 'ip' },
  };

  it('take a field in any place, and compare on either side', () => {
    checkAll(
      [
        ['startsWith("cmd.exe", name)', { name: 'cmd' }, true],
        ['length(name) > 3', { name: 'abcd' }, true],
        ['3 < length(name)', { name: 'abcd' }, true],
        ['indexOf(name, "x") == null', { name: 'abc' }, true],
        ['indexOf(name, "c") != null', { name: 'abc' }, true],
        ['indexOf(name, "x") > 0', { name: 'abc' }, false],
        ['not indexOf(name, "x") > 0', { name: 'abc' }, true],
        ['substring(name, -3) == "exe"', { name: 'cmd.exe' }, true],
        ['substring(name, -3) : "EX*"', { name: 'cmd.exe' }, true],
        ['substring(name, -3) like "EX*"', { name: 'cmd.exe' }, false],
        ['substring(name, -3) in ("com", "exe")', { name: 'cmd.exe' }, true],
        ['substring(name, -3) regex "e.e"', { name: 'cmd.exe' }, true],
        ['startsWith(name, "a") and endsWith(name, "c")', { name: 'abc' }, true],
        ['startsWith(name, "b") == false', { name: 'abc' }, true],
        ['string(n) == "5"', { n: 5 }, true],
        ['concat(name, ":", n) == "a:5"', { name: 'a', n: 5 }, true],
        ['string(ip) == "10.0.0.1"', { ip: '10.0.0.1' }, true],
        ['startsWith(string(at), "2020-02-03T")', { at: '2020-02-03T04:05:06Z' }, true],
      ],
      mapping,
    );
  });
});
