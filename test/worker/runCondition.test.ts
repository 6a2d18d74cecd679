// Rows as a condition: their exact values of what the query looks at, which all of their events meet.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileCondition } from '../../server/src/engine/condition';
import { checkQuery } from '../../server/src/eql/check/checkQuery';
import { parseExpression, parseQuery } from '../../server/src/eql/parse';
import type { ConditionAnswer } from '../../server/src/protocol';
import { createRowAnswers } from '../../server/src/worker/rowAnswers';
import { ndjson, runOver } from './world';

interface Case {
  readonly name: string;
  readonly query: string;
  readonly events: readonly object[];
  readonly rows?: readonly number[];
  readonly eql: string | undefined;
  readonly message?: RegExp;
}

const at = (second: number): { readonly '@timestamp': string } => ({ '@timestamp': `2024-01-01T00:00:0${second}Z` });

const CASES: readonly Case[] = [
  {
    name: 'one value of each field',
    query: 'any where a : "x*" and n > 0',
    events: [{ a: 'xy', n: 5, b: 1 }],
    eql: 'a == "xy" and n == 5',
  },
  {
    name: 'a list where they differ',
    query: 'any where a : "x*"',
    events: [{ a: 'xz' }, { a: 'xy' }, { a: 'xz' }],
    eql: 'a in ("xy", "xz")',
  },
  {
    name: 'a field that some lack',
    query: 'any where a != null and (b == null or b == true)',
    events: [{ a: 'x', b: true }, { a: 'x' }],
    eql: 'a == "x" and (b == true or b == null)',
  },
  {
    name: 'a field that all lack',
    query: 'any where a == "x" and ?b == null',
    events: [{ a: 'x' }],
    eql: 'a == "x" and ?b == null',
  },
  {
    name: 'several values',
    query: 'any where a : "x*"',
    events: [{ a: ['xy', 'other'] }],
    eql: 'a in ("other", "xy")',
  },
  {
    name: 'texts with quotes and stars',
    query: 'any where a != null',
    events: [{ a: 'say "*"?\\n' }],
    eql: String.raw`a == "say \"*\"?\\n"`,
  },
  {
    name: 'numbers below zero and in parts',
    query: 'any where n != 0',
    events: [{ n: 0.5 }, { n: -5.0 }],
    eql: 'n in (-5, 0.5)',
  },
  {
    name: 'some of the rows',
    query: 'any where a != null',
    events: [{ a: 'x' }, { a: 'y' }],
    rows: [1, 1, 99],
    eql: 'a == "y"',
    message: /^1 row /,
  },
  {
    name: 'no rows',
    query: 'any where a != null',
    events: [{ a: 'x' }],
    rows: [],
    eql: undefined,
    message: /^No row is selected\.$/,
  },
  {
    name: 'a query without fields',
    query: 'any where true',
    events: [{ a: 'x' }],
    eql: undefined,
    message: /^There is no condition/,
  },
  {
    name: 'times, which are left out',
    query: 'any where a == "x" and @timestamp > "2020-01-01"',
    events: [{ a: 'x' }],
    eql: 'a == "x"',
    message: /Not compared, as exact values say nothing there: `@timestamp`\.$/,
  },
  {
    name: 'too many values, which are left out',
    query: 'any where n >= 0 and a == "x"',
    events: Array.from({ length: 1001 }, (_, n) => ({ n, a: 'x' })),
    eql: 'a == "x"',
    message: /too many values: `n`/,
  },
  {
    name: 'the items of a sequence, each by its own fields and the keys',
    query: 'sequence by h [any where a == "x"] [any where b > 1]',
    events: [
      { a: 'x', h: 'k' },
      { b: 2, h: 'k', a: 'z' },
    ],
    eql: 'a == "x" and h == "k" or b == 2 and h == "k"',
  },
];

async function conditionOf({ query, events, rows }: Omit<Case, 'name' | 'eql'>): Promise<ConditionAnswer> {
  const timed = events.map((event, place) => ({ ...at(place % 10), ...event }));
  const run = await runOver({ '/s.ndjson': ndjson(timed) }, { query });
  const all = run.judgement.hits.map((_, row) => row);
  return createRowAnswers(run).condition({ runId: 1, rows: rows ?? all });
}

describe('rows as a condition', () => {
  for (const { name, eql, message, ...asked } of CASES)
    it(`are of ${name}`, async () => {
      const answer = await conditionOf(asked);
      assert.equal(answer.eql, eql);
      if (message !== undefined) assert.match(answer.message, message);
    });

  const scalar = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom('*', '?', '"', '\\', 'a', 'A', '10.0.0.1', '2024-01-01'),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const value = fc.oneof({ weight: 4, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }));
  const event = fc.record(
    { a: value, 'b c': value, process: fc.record({ name: value, pid: value }) },
    { requiredKeys: [] },
  );

  it('hold for every event that was selected, and are valid EQL', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.boolean()),
        async (events, chosen) => {
          const timed = events.map((each, place) => ({ ...at(place % 10), ...each }));
          const query =
            'any where true or a == null or ?`b c` == null or ?process.name == null or ?process.pid == null';
          const run = await runOver({ '/s.ndjson': ndjson(timed) }, { query });
          const rows = run.judgement.hits.flatMap((_, row) => (chosen.next().value === true ? [row] : []));
          const { eql } = createRowAnswers(run).condition({ runId: 1, rows });
          if (eql === undefined) return;
          const { value: condition, issues } = parseExpression(eql);
          assert.deepEqual(
            issues.filter(({ severity }) => severity === 'error'),
            [],
            eql,
          );
          const whole = parseQuery(`any where ${eql}`).value;
          const refused = checkQuery(whole, run.fields, {
            eventCategoryField: 'event.category',
            timestampField: '@timestamp',
          });
          assert.deepEqual(
            refused.filter(({ severity }) => severity === 'error'),
            [],
            eql,
          );
          const holds = compileCondition(condition, run.context);
          for (const row of rows)
            for (const each of run.judgement.hits[row]?.hit.events ?? []) assert.ok(each === null || holds(each), eql);
        },
      ),
      { numRuns: 300 },
    ));
});
