// Arithmetic with Java's rules, and what cannot be computed. Source: docs/eql.md, section 8; section 15 for division by zero and
// `number` over a text that is none; docs/command-line.md, run.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateConstant } from '../../server/src/engine/constant';
import type { JsonObject } from '../../server/src/engine/store';
import type { Value } from '../../server/src/engine/value';
import { checkAll, conditionOf, fieldsOf, problemsOf } from './oneEvent';
import type { Properties } from './oneEvent';

const MAPPING: Properties = { n: { type: 'long' }, z: { type: 'long' }, d: { type: 'double' }, t: { type: 'keyword' } };

function valueOf(text: string): Value {
  const answer = evaluateConstant(conditionOf(text), fieldsOf(MAPPING));
  assert.ok('value' in answer, `${text}: ${'error' in answer ? answer.error : ''}`);
  return answer.value;
}

function errorOf(text: string): string {
  const answer = evaluateConstant(conditionOf(text), fieldsOf(MAPPING));
  assert.ok('error' in answer, text);
  return answer.error;
}

describe('whole numbers', () => {
  it('divide towards zero, and a remainder has the sign of the dividend', () => {
    for (const [text, expected] of [
      ['83 / 2', 41n],
      ['-83 / 2', -41n],
      ['10 % -6', 4n],
      ['-10 % 6', -4n],
      ['7 - 3 - 2', 2n],
      ['2 + 3 * 4', 14n],
      ['+5', 5n],
      ['-(2 + 3)', -5n],
      ['add(1, 2) * 3', 9n],
    ] as const)
      assert.equal(valueOf(text), expected, text);
  });

  it('become doubles beside one', () => {
    assert.equal(valueOf('7 / 2.0'), 3.5);
    assert.equal(valueOf('1.5 + 1'), 2.5);
    assert.equal(valueOf('5.5 % 2'), 1.5);
    assert.equal(valueOf('1 / 0.0'), Infinity);
  });

  it('that do not fit are an error, ints sooner than longs', () => {
    assert.match(errorOf('2147483647 + 1'), /does not fit/);
    assert.equal(valueOf('2147483648 + 1'), 2147483649n);
    assert.match(errorOf('9223372036854775807 + 1'), /does not fit/);
    assert.match(errorOf('9223372036854775807 * 2'), /does not fit/);
    assert.match(errorOf('-9223372036854775807 - 2'), /does not fit/);
    assert.equal(valueOf('9223372036854775806 + 1'), 9223372036854775807n);
  });

  it('have no quotient by zero', () => {
    assert.match(errorOf('1 / 0'), /Division by zero/);
    assert.match(errorOf('modulo(1, 0)'), /Division by zero/);
  });

  it('make null with null', () => {
    for (const text of ['1 + null', 'null * 2', '-null', 'add(null, 1)', '1 / null', '1 + null > 0'])
      assert.equal(valueOf(text), null, text);
  });

  it('obey the law of quotient and remainder', () => {
    const whole = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        fc.pre(b !== 0);
        assert.equal(valueOf(`(${a} / ${b}) * ${b} + ${a} % ${b}`), BigInt(a));
        assert.equal(valueOf(`${a} / ${b}`), BigInt(Math.trunc(a / b)));
      }),
    );
  });
});

describe('arithmetic over fields', () => {
  it('computes for each value', () => {
    checkAll(
      [
        ['n + 1 == 6', { n: 5 }, true],
        ['n * 2 > d', { n: 5, d: 9.5 }, true],
        ['n / 2 == 2', { n: 5 }, true],
        ['d / 2 == 2.5', { d: 5 }, true],
        ['6 == n + 1', { n: 5 }, true],
        ['n % 2 == 1', { n: [4, 5] }, true],
        ['n + z > 0', { n: 5 }, false],
        ['not n + z > 0', { n: 5 }, true],
      ],
      MAPPING,
    );
  });

  it('by zero does not match, and is one problem with its count and first event', () => {
    const events: readonly JsonObject[] = [{ n: 4, z: 2 }, { n: 4, z: 0 }, { n: 4 }, { n: 8, z: 0 }];
    const { problems, matched } = problemsOf('n / z == 2', events, MAPPING);
    assert.deepEqual(matched, [0]);
    assert.deepEqual(
      problems.map(({ code, severity, count, firstEvent }) => ({ code, severity, count, firstEvent })),
      [{ code: 'division-by-zero', severity: 'error', count: 2, firstEvent: 1 }],
    );
  });

  it('that cannot be computed keeps the event out under `not` as well', () => {
    const events = [
      { n: 4, z: 2 },
      { n: 4, z: 0 },
    ];
    assert.deepEqual(problemsOf('not (n / z == 3)', events, MAPPING).matched, [0]);
    assert.deepEqual(problemsOf('n / z != 3', events, MAPPING).matched, [0]);
    assert.deepEqual(
      problemsOf('n == 4 and not (t == "x" or number(t) > 3)', [{ n: 4, t: 'abc' }], MAPPING).matched,
      [],
    );
  });

  it('reports overflow', () => {
    const { problems, matched } = problemsOf('n * n > 0', [{ n: 3 }, { n: 4_000_000_000_000 }], MAPPING);
    assert.deepEqual([matched, problems.map(({ code }) => code)], [[0], ['overflow']]);
  });

  it('reports a text that is no number', () => {
    const { problems, matched } = problemsOf('number(t) > 3', [{ t: '12' }, { t: 'x' }, {}, { t: '' }], MAPPING);
    assert.deepEqual(matched, [0]);
    assert.deepEqual(
      problems.map(({ code, count, firstEvent }) => ({ code, count, firstEvent })),
      [{ code: 'number-format', count: 2, firstEvent: 1 }],
    );
    assert.match(problems[0]?.message ?? '', /"x" is no number/);
  });
});
