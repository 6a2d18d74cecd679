// One mistake is one issue, and everything around it is still read: other clauses, other items, other pipes. Half-written queries too.
import assert from 'node:assert/strict';
import { printQuery } from '../../server/src/eql/print';
import { MAX_DEPTH, parseExpression, parseQuery } from '../../server/src/eql/parse';
import { checkIssues, queryShape } from './readQuery';

type Case = readonly [marked: string, issue: string, shape: string];

function check(title: string, cases: readonly Case[], frame: (marked: string) => string = (marked) => marked): void {
  describe(title, () => {
    for (const [marked, issue, expected] of cases)
      it(JSON.stringify(marked), () => {
        const shape = queryShape(checkIssues(frame(marked), issue));
        assert.equal(shape, frame('') === '' ? expected : `*? ${expected}`);
      });
  });
}

const clause = (marked: string): string => `any where ${marked}`;

check(
  'a mistake in a clause leaves the others',
  [
    ['a == «and» b == 1', 'syntax: a value', '((a == _) and (b == 1))'],
    ['«==» 1 and b', 'syntax: a value', '((_ == 1) and b)'],
    ['a and «and» b', 'syntax: a value', '(a and _ and b)'],
    ['«and» a', 'syntax: a value', '(_ and a)'],
    ['a «b» and c', 'syntax: cannot stand here after `a`', '(a and c)'],
    ['a «b» c d and e', 'syntax: cannot stand here', '(a and e)'],
    ['a == 1 «b» == 2 and c', 'syntax: `and` or `or`', '((a == 1) and (b == 2) and c)'],
    ['a == 1 «length»(b) == 2', 'syntax: `and` or `or`', '((a == 1) and (length(b) == 2))'],
    ['a == 1 «not» b in (2)', 'syntax: before the field', '((a == 1) and (not (b in {2})))'],
    ['a «!» in (1) and b', 'syntax: `not in (…)`', '(a and b)'],
    ['a == «not» b', 'syntax: a value', '((a == _) and (not b))'],
    ['a.«==» 1 and b', 'syntax: next part', '((_ == 1) and b)'],
    ['a. «and» b == 1', 'syntax: next part', '(_ and (b == 1))'],
    ['a.«.»b == 1 and c', 'syntax: next part', '((_ == 1) and c)'],
    ['?«==» 1 and b', 'syntax: name of a field', '((_ == 1) and b)'],
    ['«`a» == 1 and b', 'syntax: backquote', '((a == 1) and b)'],
    ['«``» == 1 and b', 'syntax: empty', '((_ == 1) and b)'],
    ['«sequence» == 1 and b', 'syntax: backquotes', '((sequence == 1) and b)'],
    ['«foo~» == 1 and b', 'syntax: parentheses', '((_ == 1) and b)'],
    ['a in «and» b', 'syntax: a list in parentheses', '((a in {}) and b)'],
    ['a in «"x"» and b', 'syntax: in parentheses', '((a in {"x"}) and b)'],
    ['a in ("x", «)» and b', 'syntax: a value', '((a in {"x" _}) and b)'],
    ['a in ("x" «"y"», "z") and b', 'syntax: comma', '((a in {"x" "y" "z"}) and b)'],
    ['a in («,» "y") and b', 'syntax: a value', '((a in {_ "y"}) and b)'],
    ['a : («b», "x") and c', 'syntax: literal', '((a : {"x"}) and c)'],
    ['a : «"x", "y"» and c', 'syntax: in parentheses', '((a : {"x" "y"}) and c)'],
    ['a like «and» b', 'syntax: a value', '((a like ) and b)'],
    ['a == (b + «)» and c', 'syntax: a value', '((a == (b + _)) and c)'],
    ['concat(a, «)» == "x" and c', 'syntax: a value', '((concat(a _) == "x") and c)'],
    ['concat(a «b») == "x" and c', 'syntax: comma', '((concat(a) == "x") and c)'],
    ['a«,» b == 1', 'syntax: parentheses', '(a and (b == 1))'],
    ['a and (b «c») or d', 'syntax: cannot stand here', '((a and b) or d)'],
    ['child of «and» b', 'syntax: `[`', '(_ and b)'],
    ['a «[»x] == 1 and b', 'syntax: cannot stand here', '(a and b)'],
    ['a.b «(»"x", "y") and c == 1', 'syntax: cannot stand here after `b`', '(a.b and (c == 1))'],
    ['(a in «"x", "y"») and b) or c', 'syntax: in parentheses', '(((a in {"x" "y"}) and b) or c)'],
    ['a : «"x", "y"») and b', 'syntax: in parentheses', '((a : {"x" "y"}) and b)'],
    ['a == 1 «until» [b where c]', 'syntax: items of a `sequence`', '(a == 1)'],
    ['a == 1 «by» b', 'syntax: behind `sequence`', '(a == 1)'],
    ['a | head 5 «6» | tail 3', 'syntax: cannot stand here', 'a | head 5 | tail 3'],
    ['a | «5» | tail 3', 'syntax: `head` or `tail`', 'a |  | tail 3'],
  ],
  clause,
);

check(
  'a bracket too many or too few',
  [
    ['a«)» and b', 'syntax: closes nothing', '(a and b)'],
    ['a == «)» and b', 'syntax: closes nothing', '((a == _) and b)'],
    ['a«]» and b', 'syntax: closes nothing', '(a and b)'],
    ['(a and b)«)» or c', 'syntax: closes nothing', '((a and b) or c)'],
    ['«(»a and b or c', 'syntax: never closed', '((a and b) or c)'],
    ['(a or «(»b and c', 'syntax: never closed', '(a or (b and c))'],
    ['a in «(»"x", "y" and b', 'syntax: never closed', '((a in {"x" "y"}) and b)'],
    ['(a : «(»"x", "y" and b) or c', 'syntax: never closed', '(((a : {"x" "y"}) and b) or c)'],
    ['length«(» > 1 and b', 'syntax: never closed', '((length(_) > 1) and b)'],
    ['a in «(» and b', 'syntax: never closed', '((a in {_}) and b)'],
  ],
  clause,
);

check(
  'a string that lacks a quote is one mistake, whatever stands behind it in its line',
  [
    ['a == «"x» and b == "y"', 'syntax: never closed', '((a == "x") and (b == "y"))'],
    ['a in («"x», "y", "z") and b', 'syntax: never closed', '((a in {"x" "y" "z"}) and b)'],
    ['a in ("x", «"/y», "/z") and b', 'syntax: never closed', '((a in {"x" "/y" "/z"}) and b)'],
    ['a : («"/x/*», "/*/y", "/*") and b', 'syntax: never closed', '((a : {"/x/*" "/*/y" "/*"}) and b)'],
    ['a : («"x», "//y") and b', 'syntax: never closed', '((a : {"x" "//y"}) and b)'],
    ['a in ("x", «"y») and\nb == "z"', 'syntax: never closed', '((a in {"x" "y"}) and (b == "z"))'],
    ['a == «"x» or\nb == "z"', 'syntax: never closed', '((a == "x") or (b == "z"))'],
    ['a in («x"», "y") and b', 'syntax: never opened', '((a in {"x" "y"}) and b)'],
    ['a in ("x", «y"», "z") and b', 'syntax: never opened', '((a in {"x" "y" "z"}) and b)'],
    ['a == «x.exe"» and b == "y"', 'syntax: never opened', '((a == "x.exe") and (b == "y"))'],
    ['a == «x"»\nand b', 'syntax: never opened', '((a == "x") and b)'],
  ],
  clause,
);

describe('strings that are whole', () => {
  const whole = [
    'a == "x"and b == "y" // no "quote',
    'a in("x","y")and"z"==b/* "*/',
    'a:"x"or b like"y"',
    '"process"where a // "',
  ];
  for (const text of whole)
    it(JSON.stringify(text), () =>
      assert.deepEqual(parseQuery(text.startsWith('"p') ? text : `any where ${text}`).issues, []),
    );
});

check(
  'the name of a function without its parenthesis is read as its call',
  [
    ['«length» a > 1 and b', 'syntax: in parentheses', '((length(a) > 1) and b)'],
    ['«stringContains» a.b, "x") and b', 'syntax: in parentheses', '(stringContains(a.b "x") and b)'],
    ['not «startsWith~» a, "x" and b', 'syntax: in parentheses', '((not startsWith~(a "x")) and b)'],
  ],
  clause,
);

check('a mistake in an item leaves the others', [
  ['sequence [a where b == «]» [c where d]', 'syntax: a value', 'sequence [a? (b == _)] [c? d]'],
  ['sequence [a where b «=» 1] [c where d]', 'syntax: use `==`', 'sequence [a? (b == 1)] [c? d]'],
  ['sequence [a where b «c»] [c where d]', 'syntax: cannot stand here', 'sequence [a? b] [c? d]'],
  ['sequence [a where b «by» c] by x [c where d] by x', 'syntax: behind', 'sequence [a? b by x] [c? d by x]'],
  ['sequence «a» where b] [c where d]', 'syntax: `[`', 'sequence [a? b] [c? d]'],
  [
    'sequence by x «a» where b] by y with runs=2 [c where d] by z',
    'syntax: `[`',
    'sequence by x [a? b by y]x2 [c? d by z]',
  ],
  ['sequence [a where b] «c» where d] [e where f]', 'syntax: `[`', 'sequence [a? b] [c? d] [e? f]'],
  [
    'sequence [a where b] [c where d] until «e» where f] | head 1',
    'syntax: `[`',
    'sequence [a? b] [c? d] until [e? f] | head 1',
  ],
  ['sequence «[»a where b [c where d] [e where f]', 'syntax: never closed', 'sequence [a? b] [c? d] [e? f]'],
  ['sequence «[»a where b by x [c where d] by x', 'syntax: never closed', 'sequence [a? b by x] [c? d by x]'],
  ['sequence [a where «(»b] [c where d]', 'syntax: never closed', 'sequence [a? b] [c? d]'],
  ['sequence [a where b == «"x]»\n[c where d]', 'syntax: never closed', 'sequence [a? (b == "x]")] [c? d]'],
  ['sequence [a «wher» b] [c where d]', 'syntax: `where`', 'sequence [a? b] [c? d]'],
  ['sequence [«where» b] [c where d]', 'syntax: category', 'sequence [*? b] [c? d]'],
  ['sequence [a «]» [c where d]', 'syntax: `where`', 'sequence [a? _] [c? d]'],
  ['sequence [«]» [c where d]', 'syntax: category', 'sequence [*? _] [c? d]'],
  ['sequence [a where b] «foo» [c where d]', 'syntax: stands in brackets', 'sequence [a? b] [c? d]'],
  ['sequence [a where b]«]» [c where d]', 'syntax: closes nothing', 'sequence [a? b] [c? d]'],
  ['sequence by x «y» [a where b] [c where d]', 'syntax: comma', 'sequence by x [a? b] [c? d]'],
  ['sequence by x, «[»a where b] [c where d]', 'syntax: a value', 'sequence by x,_ [a? b] [c? d]'],
  ['sequence by «with» maxspan=1s [a where b] [c where d]', 'syntax: a value', 'sequence by _ 1000ms [a? b] [c? d]'],
  ['sequence with «max»=1s [a where b] [c where d]', 'syntax: `maxspan=`', 'sequence [a? b] [c? d]'],
  ['sequence with maxspan «1»s [a where b] [c where d]', 'syntax: `=`', 'sequence [a? b] [c? d]'],
  ['sequence [a where b] with runs «[»c where d]', 'syntax: `=`', 'sequence [a? b] [c? d]'],
  ['sequence [a where b] with «[»c where d]', 'syntax: `runs=`', 'sequence [a? b] [c? d]'],
  ['sequence [a where b] with runs=2 by «x» [c where d] by x', 'syntax: before', 'sequence [a? b by x]x2 [c? d by x]'],
  ['sequence [a where b] [c where d] until «foo»', 'syntax: `[`', 'sequence [a? b] [c? d] until [*? _]'],
  [
    'sequence [a where b] [c where d] until [e where f] «[»g where h] | head 1',
    'syntax: before `until`',
    'sequence [a? b] [c? d] until [e? f] | head 1',
  ],
  ['sample by x [a where b ==«]» [c where d]', 'syntax: a value', 'sample by x [a? (b == _)] [c? d]'],
]);

describe('a half-written query', () => {
  const cases: readonly Case[] = [
    ['process where process.name «==» ', 'syntax: the query ends', 'process? (process.name == _)'],
    ['process where process.name«.»', 'syntax: the query ends', 'process? _'],
    ['process where (a «and» ', 'syntax: the query ends', 'process? (a and _)'],
    ['process where a «not»', 'syntax: cannot stand here', 'process? a'],
    ['process where a not «in»', 'syntax: the query ends', 'process? (a not in {})'],
    ['process where a in «(»', 'syntax: never closed', 'process? (a in {_})'],
    ['process where a in ("x"«,»', 'syntax: the query ends', 'process? (a in {"x" _})'],
    ['process where a in («"x»', 'syntax: never closed', 'process? (a in {"x"})'],
    ['process where a : ("x", «"y»', 'syntax: never closed', 'process? (a : {"x" "y"})'],
    ['process where length«(»', 'syntax: never closed', 'process? length(_)'],
    ['process where length«(»a', 'syntax: never closed', 'process? length(a)'],
    ['process where «not»', 'syntax: the query ends', 'process? (not _)'],
    ['process «where»', 'syntax: the query ends', 'process? _'],
    ['«proc»', 'syntax: `where`', 'proc? _'],
    ['«»', 'syntax: an event category', '*? _'],
    ['« \n»', 'syntax: an event category', '*? _'],
    ['«// later»', 'syntax: an event category', '*? _'],
    ['«sequence»', 'syntax: needs items', 'sequence'],
    ['sequence «by»', 'syntax: the query ends', 'sequence by _'],
    ['«sequence» by a', 'syntax: needs items', 'sequence by a'],
    ['sequence by a «with»', 'syntax: the query ends', 'sequence by a'],
    ['sequence by a with maxspan«=»', 'syntax: a number', 'sequence by a'],
    ['sequence by a «[»', 'syntax: an event category', 'sequence by a [*? _]'],
    ['sequence by a [«process»', 'syntax: `where`', 'sequence by a [process? _]'],
    ['sequence by a [process where b] «[»', 'syntax: an event category', 'sequence by a [process? b] [*? _]'],
    [
      'sequence by a [process where b] [file where c «and»',
      'syntax: the query ends',
      'sequence by a [process? b] [file? (c and _)]',
    ],
    ['sequence [a where b] by x [c where d] «by»', 'syntax: the query ends', 'sequence [a? b by x] [c? d by _]'],
    ['sequence [a where b] [c where d] «until»', 'syntax: the query ends', 'sequence [a? b] [c? d] until [*? _]'],
    ['process where a «|»', 'syntax: `head` or `tail`', 'process? a | '],
  ];
  for (const [marked, issue, expected] of cases)
    it(JSON.stringify(marked), () => assert.equal(queryShape(checkIssues(marked, issue)), expected));

  it('is read after every key that is pressed', () => {
    const whole =
      'sequence by host.id, ?user.id with maxspan=5m\n  [process where event.type == "start" and not process.name in~ ("a", "b")] by x with runs=2 // why\n' +
      '  ![file where length(file.path) - 3 >= 10 /* or */ and file.`odd name` : ("*x", """y""")] by y\nuntil [any where true] by z | head 5';
    for (let length = 0; length <= whole.length; length++) {
      const { issues } = parseQuery(whole.slice(0, length));
      assert.ok(issues.length <= 3, `${whole.slice(0, length)}\n${issues.map(({ message }) => message).join('\n')}`);
    }
    assert.deepEqual(parseQuery(whole).issues, []);
  });
});

describe('depth', () => {
  const nested = (depth: number): string => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
  const within: readonly [name: string, text: string][] = [
    ['parentheses', nested(MAX_DEPTH)],
    ['calls', `${'concat('.repeat(MAX_DEPTH)}a${')'.repeat(MAX_DEPTH)}`],
    ['negations', `${'not '.repeat(MAX_DEPTH)}a`],
    ['signs', `${'- '.repeat(MAX_DEPTH)}a`],
    ['a sum', Array.from({ length: MAX_DEPTH + 1 }, (_, at) => `a${at}`).join(' + ')],
    ['many clauses', Array.from({ length: 20_000 }, (_, at) => `a${at} == -${at}`).join(' and ')],
    ['many values', `a in (${Array.from({ length: 20_000 }, (_, at) => -at).join(', ')})`],
    ['many parentheses side by side', Array.from({ length: 20_000 }, () => '(not a)').join(' or ')],
  ];
  for (const [name, text] of within)
    it(`reads ${name}`, () => {
      const { value, issues } = parseQuery(`any where ${text}`);
      assert.deepEqual(
        issues.filter(({ code }) => code !== 'function-arity'),
        [],
      );
      assert.deepEqual(parseQuery(printQuery(value)).issues, []);
    });

  const beyond: readonly [name: string, marked: string][] = [
    ['parentheses', `${'('.repeat(MAX_DEPTH)}«(»a`],
    ['brackets', `${'['.repeat(MAX_DEPTH)}«[»a`],
    ['negations', `${'not '.repeat(MAX_DEPTH)}«not» a`],
    ['wrong negations', `${'! '.repeat(MAX_DEPTH)}«!» a`],
    ['signs', `${'- '.repeat(MAX_DEPTH)}«-» a`],
    ['a sum', `${'a + '.repeat(MAX_DEPTH)}a «+» a`],
  ];
  for (const [name, marked] of beyond)
    it(`refuses more of ${name}, in one sentence`, () =>
      void checkIssues(`any where ${marked}`, 'too-deep: nests more than'));

  it('is no trouble for a text of nothing but brackets', () => {
    for (const text of ['('.repeat(100_000), '['.repeat(100_000), ')'.repeat(1000), 'a[0'.repeat(10_000)]) {
      parseQuery(text);
      parseExpression(text);
    }
  });
});
