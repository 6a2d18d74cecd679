// The shape of expressions: what binds how strongly, and what each operator takes.
import assert from 'node:assert/strict';
import { checkIssues, shapeOf } from './readQuery';

function check(title: string, cases: readonly (readonly [text: string, shape: string])[]): void {
  describe(title, () => {
    for (const [text, expected] of cases) it(`${text} is ${expected}`, () => assert.equal(shapeOf(text), expected));
  });
}

check('precedence', [
  ['a or b and c', '(a or (b and c))'],
  ['a and b or c and d', '((a and b) or (c and d))'],
  ['(a or b) and c', '((a or b) and c)'],
  ['a and b and c', '(a and b and c)'],
  ['a or b or c', '(a or b or c)'],
  ['(a and b) and c', '((a and b) and c)'],
  ['not a and b', '((not a) and b)'],
  ['not a or b', '((not a) or b)'],
  ['not (a and b)', '(not (a and b))'],
  ['not not a', '(not (not a))'],
  ['not a == b', '(not (a == b))'],
  ['a and not b', '(a and (not b))'],
  ['a == b + c', '(a == (b + c))'],
  ['a + b * c', '(a + (b * c))'],
  ['a * b + c', '((a * b) + c)'],
  ['(a + b) * c', '((a + b) * c)'],
  ['a - b - c', '((a - b) - c)'],
  ['a - (b - c)', '(a - (b - c))'],
  ['a / b * c % d', '(((a / b) * c) % d)'],
  ['-a + b', '((- a) + b)'],
  ['- - a', '(- (- a))'],
  ['-+a', '(- (+ a))'],
  ['a - -1', '(a - (- 1))'],
  ['-a * b', '((- a) * b)'],
  ['a + b : "x"', '(a + (b : "x"))'],
  ['a * b in (1)', '(a * (b in {1}))'],
  ['-a in (1)', '(- (a in {1}))'],
  ['(a + b) in (1)', '((a + b) in {1})'],
  ['not a in (1)', '(not (a in {1}))'],
  ['not a like "x"', '(not (a like "x"))'],
  ['a : "x" == true', '((a : "x") == true)'],
  ['(a == b) == c', '((a == b) == c)'],
  ['a == (b == c)', '(a == (b == c))'],
  ['((a))', 'a'],
]);

check('a comparison', [
  ['a == 1', '(a == 1)'],
  ['a != 1', '(a != 1)'],
  ['a < 1', '(a < 1)'],
  ['a <= 1', '(a <= 1)'],
  ['a > 1', '(a > 1)'],
  ['a >= 1', '(a >= 1)'],
  ['1 <= a', '(1 <= a)'],
  ['a == null', '(a == null)'],
  ['null == a', '(null == a)'],
  ['a != "x"', '(a != "x")'],
  ['a == true', '(a == true)'],
  ['?a == ?b', '(?a == ?b)'],
]);

check('a membership', [
  ['a in (1)', '(a in {1})'],
  ['a in (1, 2, "x")', '(a in {1 2 "x"})'],
  ['a in~ ("x", "y")', '(a in~ {"x" "y"})'],
  ['a not in (1)', '(a not in {1})'],
  ['a not in~ ("x")', '(a not in~ {"x"})'],
  ['a in (-1, 1 + 2, length("x"), b)', '(a in {(- 1) (1 + 2) length("x") b})'],
  ['a in ((1), (2))', '(a in {1 2})'],
  ['length(a) in (1, 2)', '(length(a) in {1 2})'],
  ['"x" in ("x")', '("x" in {"x"})'],
]);

check('a match', [
  ['a : "x*"', '(a : "x*")'],
  ['a : ("x", "y")', '(a : {"x" "y"})'],
  ['a : ("x")', '(a : {"x"})'],
  ['a like "x"', '(a like "x")'],
  ['a like~ ("x", "y")', '(a like~ {"x" "y"})'],
  ['a regex "x.*"', '(a regex "x.*")'],
  ['a regex~ ("x", """y""")', '(a regex~ {"x" "y"})'],
  ['a : 1', '(a : 1)'],
  ['concat(a, b) : "x"', '(concat(a b) : "x")'],
  ['"x" : "x"', '("x" : "x")'],
]);

check('a call', [
  ['length(a)', 'length(a)'],
  ['LENGTH(a)', 'LENGTH(a)'],
  ['startsWith~(a, "x")', 'startsWith~(a "x")'],
  ['concat(a, 1 + 2, b == c, not d)', 'concat(a (1 + 2) (b == c) (not d))'],
  ['length(concat(a, "x"))', 'length(concat(a "x"))'],
  ['length (a)', 'length(a)'],
  ['between(a, "x", "y", true)', 'between(a "x" "y" true)'],
]);

describe('an operator that EQL lacks', () => {
  const cases: readonly [marked: string, issue: string][] = [
    ['a «=» 1', 'syntax: use `==`'],
    ['a «===» 1', 'syntax: use `==`'],
    ['a «!==» 1', 'syntax: use `!=`'],
    ['a «<>» 1', 'syntax: use `!=`'],
    ['a «=~» "x"', 'syntax: use `regex~`'],
    ['a «!~» "x"', 'syntax: use `!=`'],
    ['a «&&» b', 'syntax: use `and`'],
    ['a«&&»b', 'syntax: use `and`'],
    ['a «||» b', 'syntax: use `or`'],
    ['«!»a', 'syntax: use `not`'],
    ['a and «!»(b or c)', 'syntax: use `not`'],
    ['a «not» like "x"', 'syntax: `not` before the field'],
    ['a «not» : "x"', 'syntax: `not` before the field'],
    ['a «not» regex~ "x"', 'syntax: `not` before the field'],
    ['1 < a «<» 3', 'syntax: cannot be chained'],
    ['a == b «==» c', 'syntax: cannot be chained'],
  ];
  for (const [marked, issue] of cases) it(`${marked}: ${issue}`, () => void checkIssues(`any where ${marked}`, issue));
});

describe('what stands on the right', () => {
  const cases: readonly [marked: string, issue: string][] = [
    ['a : «b»', 'syntax: must be a literal'],
    ['a : («b», "x")', 'syntax: must be a literal'],
    ['a like «length(b)»', 'syntax: must be a literal'],
    ['a : «-1»', 'syntax: must be a literal'],
    ['a : «()»', 'syntax: at least one'],
    ['a in «()»', 'syntax: at least one'],
    ['a in «"x"»', 'syntax: in parentheses'],
    ['a in «"x", "y"»', 'syntax: in parentheses'],
  ];
  for (const [marked, issue] of cases) it(`${marked}: ${issue}`, () => void checkIssues(`any where ${marked}`, issue));
});

describe('what Elasticsearch reads and refuses', () => {
  const cases: readonly [marked: string, issue: string][] = [
    ['a«[0]» == 1', 'array-index'],
    ['a«[0]».b == 1', 'array-index'],
    ['«child of [process where a]»', 'unsupported-relationship: child of'],
    ['«descendant of [process where a]» and b', 'unsupported-relationship'],
    ['not «event of [any where true]»', 'unsupported-relationship'],
    ['«match»(a, "x")', 'unknown-function: regex'],
    ['«wildcard»(a, "x*")', 'unknown-function: like'],
    ['«lenght»(a)', 'unknown-function: `length`'],
    ['«length()» == 1', 'function-arity: takes 1'],
    ['«length(a, b)» == 1', 'function-arity: takes 1'],
    ['«between(a, "x")» == "y"', 'function-arity: 3 or 4'],
    ['«concat()» == "y"', 'function-arity: at least 1'],
    ['«length~»(a) == 1', 'case-insensitive-function'],
  ];
  for (const [marked, issue] of cases) it(`${marked}: ${issue}`, () => void checkIssues(`any where ${marked}`, issue));
});
