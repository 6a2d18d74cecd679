// Fields as their mapping reads them. Source: docs/eql.md, section 7; docs/command-line.md, check.
import assert from 'node:assert/strict';
import { compileCondition } from '../../server/src/engine/condition';
import { checkAll, conditionOf, contextOf, problemsOf, storeOf, storeOfLines } from './oneEvent';
import type { Properties } from './oneEvent';

describe('numeric fields', () => {
  const mapping: Properties = {
    n: { type: 'long' },
    i: { type: 'integer' },
    d: { type: 'double' },
    u: { type: 'unsigned_long' },
    s: { type: 'scaled_float', scaling_factor: 100 },
  };

  it('read numbers from texts and cut decimals where they are whole', () => {
    checkAll(
      [
        ['n == 5', { n: '5' }, true],
        ['n == 5', { n: 5.9 }, true],
        ['n == 5', { n: '5.9' }, true],
        ['d == 5.9', { d: '5.9' }, true],
        ['d == 5', { d: 5 }, true],
        ['n == 5.0', { n: 5 }, true],
        ['n > 4.5', { n: 5 }, true],
        ['n == "5"', { n: 5 }, true],
        ['n == null', { n: 'five' }, true],
        ['i == -1', { i: -1 }, true],
        ['s == 1.25', { s: 1.25 }, true],
      ],
      mapping,
    );
  });

  it('keep every digit of a long', () => {
    const lines = ['{"n":9007199254740993}', '{"n":"9007199254740993"}', '{"u":18446744073709551615}'];
    const context = contextOf(storeOfLines(...lines), mapping);
    const holds = (text: string, event: number): boolean => compileCondition(conditionOf(text), context)(event);
    for (const event of [0, 1]) {
      assert.ok(holds('n == 9007199254740993', event));
      assert.ok(!holds('n == 9007199254740992', event));
      assert.ok(holds('n > 9007199254740992', event));
    }
    assert.ok(holds('u > 9223372036854775807', 2));
  });

  it('compare a double with a whole number exactly', () => {
    checkAll(
      [
        ['d < 9007199254740993', { d: 9007199254740992 }, true],
        ['d == 1', { d: 1.0000000000000002 }, false],
      ],
      mapping,
    );
  });

  it('report a literal that is no number, and do not match', () => {
    const { problems, matched } = problemsOf('n == "abcdef"', [{ n: 1 }, {}], mapping);
    assert.deepEqual([matched, problems.map(({ code, count }) => [code, count])], [[], [['number-format', 1]]]);
  });
});

describe('texts and their twins', () => {
  const mapping: Properties = {
    message: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 5 } } },
    host: { type: 'keyword', fields: { text: { type: 'text' } } },
    kind: { type: 'constant_keyword', value: 'audit' },
    labels: { type: 'flattened' },
    other: { type: 'alias', path: 'host' },
  };

  it('a text is matched by its keyword, whole and by case', () => {
    checkAll(
      [
        ['message == "a b"', { message: 'a b' }, true],
        ['message == "a"', { message: 'a b' }, false],
        ['message.keyword == "a b"', { message: 'a b' }, true],
        ['message == null', { message: 'longer than five' }, true],
      ],
      mapping,
    );
  });

  it('an alias is its target, a constant_keyword is there without a value', () => {
    checkAll(
      [
        ['other == "h"', { host: 'h' }, true],
        ['other == null', { other: 'h' }, true],
        ['kind == "audit"', {}, true],
        ['kind : "AUD*"', {}, true],
        ['kind == null', {}, false],
        ['length(kind) == 5', {}, true],
      ],
      mapping,
    );
  });

  it('a flattened object holds texts at every depth', () => {
    checkAll(
      [
        ['labels.a == "1"', { labels: { a: 1 } }, true],
        ['labels.a.b == "x"', { labels: { a: { b: 'x' } } }, true],
        ['labels.a > "1"', { labels: { a: '10' } }, true],
        ['labels == "x"', { labels: { a: { b: 'x' } } }, true],
        ['labels.c == null', { labels: { a: 1 } }, true],
      ],
      mapping,
    );
  });
});

describe('ignore_above', () => {
  const mapping: Properties = { args: { type: 'keyword', ignore_above: 5 } };

  it('of a mapping hides longer values: a positive clause is evaded, a `not` lets the event through', () => {
    const events = [{ args: 'short' }, { args: 'longer' }, { args: 'longest' }];
    assert.deepEqual(problemsOf('args : "l*"', events, mapping).matched, []);
    const { problems, matched } = problemsOf('not args : "l*"', events, mapping);
    assert.deepEqual(matched, [0, 1, 2]);
    assert.deepEqual(
      problems.map(({ code, severity, count, firstEvent }) => ({ code, severity, count, firstEvent })),
      [{ code: 'ignored-long-value', severity: 'warning', count: 2, firstEvent: 1 }],
    );
    assert.match(problems[0]?.message ?? '', /`args`.*5 characters.*evaded/);
  });

  it('of a catalogue never changes a result', () => {
    const context = contextOf(storeOf({ args: 'longer' }));
    const fields = {
      ...context.fields,
      find: (path: string) =>
        path === 'args'
          ? { path, source: path, type: 'keyword', exact: 'self' as const, ignoreAbove: 5, fromCatalog: true }
          : undefined,
    };
    const catalogued = { ...contextOf(storeOf({ args: 'longer' })), fields };
    assert.ok(compileCondition(conditionOf('args : "l*"'), catalogued)(0));
    assert.deepEqual(catalogued.problems.list(), []);
  });
});

describe('a field that nothing declares', () => {
  it('has the type of each value', () => {
    checkAll([
      ['x == 5', { x: 5 }, true],
      ['x == "5"', { x: '5' }, true],
      ['x > 4', { x: 10 }, true],
      ['x > "4"', { x: '10' }, false],
      ['x == true', { x: true }, true],
      ['x == 5', { x: ['a', 5] }, true],
      ['x > "2020-02-03"', { x: '2020-02-04T00:00:00Z' }, true],
      ['x >= "2020-02-03T02:00:00+02:00"', { x: '2020-02-03T00:00:00Z' }, true],
      ['x : "A*"', { x: 'abc' }, true],
      ['cidrMatch(x, "10.0.0.0/8")', { x: '10.1.1.1' }, true],
    ]);
  });
});

describe('nested fields', () => {
  it('are evaluated as objects here, with several values', () => {
    const mapping: Properties = { user: { type: 'nested', properties: { name: { type: 'keyword' } } } };
    checkAll([['user.name == "b"', { user: [{ name: 'a' }, { name: 'b' }] }, true]], mapping);
  });
});
