// The frame of queries: categories, sequences, samples, pipes; and what Elasticsearch's parser refuses of them, each under its own code.
import assert from 'node:assert/strict';
import { checkIssues, queryShape, shapeOfQuery } from './readQuery';

function check(title: string, cases: readonly (readonly [text: string, shape: string])[]): void {
  describe(title, () => {
    for (const [text, expected] of cases) it(text, () => assert.equal(shapeOfQuery(text), expected));
  });
}

check('an event query', [
  ['process where true', 'process? true'],
  ['any where a', '*? a'],
  ['"any" where a', 'any? a'],
  ['"odd category" where a', 'odd category? a'],
  ['"""odd "one""" where a', 'odd "one? a'],
  ['process\nwhere\n  a\nand b', 'process? (a and b)'],
  ['_a1 where a', '_a1? a'],
  ['process where a | head 5', 'process? a | head 5'],
  ['process where a | head 5 | tail 3 | head 1', 'process? a | head 5 | tail 3 | head 1'],
  ['process where a | tail 0', 'process? a | tail 0'],
]);

check('a sequence', [
  ['sequence [a where b] [c where d]', 'sequence [a? b] [c? d]'],
  ['sequence by x [a where b] [c where d]', 'sequence by x [a? b] [c? d]'],
  ['sequence by x, ?y.z [a where b] [c where d]', 'sequence by x,?y.z [a? b] [c? d]'],
  ['sequence with maxspan=5m [a where b] [c where d]', 'sequence 300000ms [a? b] [c? d]'],
  ['sequence by x with maxspan = 1 h [a where b] [c where d]', 'sequence by x 3600000ms [a? b] [c? d]'],
  ['sequence [a where b] by x [c where d] by y', 'sequence [a? b by x] [c? d by y]'],
  ['sequence by w [a where b] by x, y [c where d] by ?z, y', 'sequence by w [a? b by x,y] [c? d by ?z,y]'],
  ['sequence [a where b] with runs=3 [c where d]', 'sequence [a? b]x3 [c? d]'],
  ['sequence [a where b] by x with runs=100 [c where d] by x', 'sequence [a? b by x]x100 [c? d by x]'],
  ['sequence [a where b] with runs=2', 'sequence [a? b]x2'],
  ['sequence [a where b] [c where d] until [e where f]', 'sequence [a? b] [c? d] until [e? f]'],
  [
    'sequence [a where b] by x [c where d] by y until [e where f] by z',
    'sequence [a? b by x] [c? d by y] until [e? f by z]',
  ],
  ['sequence with maxspan=1s [a where b] ![c where d]', 'sequence 1000ms [a? b] ![c? d]'],
  ['sequence with maxspan=1s ![a where b] [c where d]', 'sequence 1000ms ![a? b] [c? d]'],
  [
    'sequence with maxspan=1s [a where b] ![c where d] with runs=2 [e where f]',
    'sequence 1000ms [a? b] ![c? d]x2 [e? f]',
  ],
  ['sequence [a where b] [c where d] | tail 2 | head 1', 'sequence [a? b] [c? d] | tail 2 | head 1'],
  ['sequence by x [any where a == 1] [c where d]', 'sequence by x [*? (a == 1)] [c? d]'],
]);

describe('a span of time', () => {
  const units: readonly [text: string, milliseconds: number][] = [
    ['7ms', 7],
    ['7s', 7000],
    ['7m', 420_000],
    ['7h', 25_200_000],
    ['7d', 604_800_000],
  ];
  for (const [text, milliseconds] of units)
    it(`${text} has ${milliseconds} ms`, () => {
      const shape = shapeOfQuery(`sequence with maxspan=${text} [a where b] [c where d]`);
      assert.equal(shape, `sequence ${milliseconds}ms [a? b] [c? d]`);
    });
});

check('a sample', [
  ['sample by x [a where b] [c where d]', 'sample by x [a? b] [c? d]'],
  ['sample [a where b] by x [c where d] by ?y', 'sample [a? b by x] [c? d by ?y]'],
  ['sample by x, y [a where b] by z [c where d] by z | head 1', 'sample by x,y [a? b by z] [c? d by z] | head 1'],
]);

describe('what Elasticsearch refuses of a query', () => {
  const maxspans: readonly [marked: string, issue: string][] = [
    ['«0s»', 'maxspan: greater than 0'],
    ['«5»', 'maxspan: needs a unit'],
    ['«5x»', 'maxspan: no unit of time'],
    ['«5S»', 'maxspan: no unit of time'],
    ['«1.5m»', 'maxspan: whole number'],
    ['«1.5»', 'maxspan: whole number'],
    ['«-»5s', 'syntax: a number'],
    ['«"5s"»', 'syntax: a number'],
    ['«fast»', 'syntax: a number'],
  ];
  const cases: readonly [marked: string, ...issues: string[]][] = [
    ...maxspans.map(([span, issue]): [string, string] => [
      `sequence with maxspan=${span} [a where b] [c where d]`,
      issue,
    ]),
    ['sequence with maxspan=5s by «x» [a where b] [c where d]', 'maxspan: before `with maxspan`'],
    ['sequence [a where b] with «maxspan»=5s [c where d]', 'maxspan: before the first item'],
    ['sequence «[a where b]»', 'sequence-items: at least two'],
    ['sequence «[a where b]» until [c where d]', 'sequence-items: at least two'],
    ['sequence [a where b] with runs=«0» [c where d]', 'runs: from 1 to 100'],
    ['sequence [a where b] with runs=«101» [c where d]', 'runs: from 1 to 100'],
    ['sequence [a where b] with runs=«2.5» [c where d]', 'runs: whole number'],
    ['sequence [a where b] with «run»=2 [c where d]', 'runs: `run`'],
    ['sequence [a where b] «![c where d]»', 'missing-event: maxspan'],
    ['sequence with maxspan=1s «![a where b]» ![c where d]', 'missing-event: at least one'],
    ['sequence [a where b] by x «[c where d]»', 'join-key-count: the first has 1, this one 0'],
    ['sequence [a where b] [c where d] until «[e where f] by x»', 'join-key-count'],
    ['sequence by «length(x)» [a where b] [c where d]', 'join-key-expression'],
    ['sequence [a where b] by «x + 1» [c where d] by «"x"»', 'join-key-expression', 'join-key-expression'],
    ['«sample» [a where b] [c where d]', 'sample-keys'],
    ['sample by x «[a where b]»', 'sample-items: at least two'],
    ['sample by x [a where b] «![c where d]»', 'syntax: no missing events'],
    ['sample by x «[a where b] with runs=2» [c where d]', 'syntax: no `with runs`'],
    ['sample by x with maxspan=«1s» [a where b] [c where d]', 'syntax: no `with maxspan`'],
    ['sample by x [a where b] [c where d] until «[e where f]»', 'syntax: no `until`'],
    ['sequence with maxspan=1s [a where b] [c where d] until «![e where f]»', 'syntax: `until` takes'],
    ['«join» by x [a where b] [c where d]', 'unsupported-join: sample by'],
    ['«join» [a where b] by x [c where d] by y until [e where f] by z', 'unsupported-join'],
    ['any where a «| count»', 'unsupported-pipe'],
    ['any where a «| filter b == 1»', 'unsupported-pipe'],
    ['any where a «| sort b»', 'unsupported-pipe'],
    ['any where a «| unique b, c»', 'unsupported-pipe'],
    ['any where a «| unique_count b»', 'unsupported-pipe'],
    ['any where a | «hed» 5', 'unsupported-pipe: Did you mean `head`'],
    ['any where a «| head»', 'pipe-argument: exactly one'],
    ['any where a «| head 1, 2»', 'pipe-argument: exactly one'],
    ['any where a | head «-1»', 'pipe-argument: not negative'],
    ['any where a | tail «b»', 'pipe-argument: constant'],
  ];
  for (const [marked, ...issues] of cases)
    it(`${marked}: ${issues.join(', ')}`, () => void checkIssues(marked, ...issues));
});

describe('a category that is none', () => {
  const cases: readonly [marked: string, issue: string, shape: string][] = [
    ['«`x`» where a', 'syntax: double quotes: "x"', 'x? a'],
    ['«42» where a', 'syntax: double quotes: "42"', '42? a'],
    ['«sequence» where a', 'syntax: double quotes: "sequence"', 'sequence? a'],
    ["«'x'» where a", 'syntax: double quotes', 'x? a'],
    ['«?»x where a', 'syntax: an event category', '*? a'],
    ['«where» a', 'syntax: an event category', '*? a'],
    ['file «or» process where a', 'syntax: `where` after the event category', 'file? a'],
    ['process «wher» a == 1', 'syntax: `where` after the event category', 'process? (a == 1)'],
    ['process «name» == 1', 'syntax: `where` after the event category', 'process? (name == 1)'],
    ['«process»', 'syntax: `where` after the event category', 'process? _'],
    ['«a» == 1', 'syntax: begins with an event category', '*? (a == 1)'],
    ['«not» a and b', 'syntax: begins with an event category', '*? ((not a) and b)'],
    ['«length»(a) == 1 | head 1', 'syntax: begins with an event category', '*? (length(a) == 1) | head 1'],
    ['«[»a where b] [c where d]', 'syntax: `sequence`', 'sequence [a? b] [c? d]'],
    ['«by» x [a where b] [c where d]', 'syntax: `sequence`', 'sequence by x [a? b] [c? d]'],
    ['«sequnce» by x [a where b] [c where d]', 'syntax: `sequence`', 'sequence by x [a? b] [c? d]'],
    ['«seq» with maxspan=1s [a where b] [c where d]', 'syntax: `sequence`', 'sequence 1000ms [a? b] [c? d]'],
  ];
  for (const [marked, issue, expected] of cases)
    it(`${marked}: ${issue}`, () => assert.equal(queryShape(checkIssues(marked, issue)), expected));
});
