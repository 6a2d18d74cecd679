// Rules over random events hit the same ones before and after: what a rule compares with is found and kept without a second try.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../server/src/engine/store';
import { runOnEvents } from '../../server/src/library/runEvents';
import { redacted } from './world';

function hitsOf(query: string, events: readonly JsonObject[]): readonly unknown[] {
  const { hits, issues } = runOnEvents(query, events);
  assert.deepEqual(
    issues.filter(({ severity }) => severity === 'error'),
    [],
  );
  return hits.map((hit) => hit.events);
}

const name = fc.constantFrom(
  'carlotta',
  'carl',
  'svc-build',
  'svc-build-x2x4z',
  'ada.king@hill.example',
  'team-carl',
  'BUILD-7',
  'db-1.hill.example',
);
const event = fc.record({
  user: fc.record({ name }),
  host: fc.record({ name }),
  message: fc.tuple(name, name).map((names) => names.join(' by ')),
});
const field = fc.constantFrom('user.name', 'host.name', 'message');
const pattern = fc.oneof(
  name,
  name.map((each) => `${each.slice(0, 4)}*`),
  name.map((each) => `*${each.slice(-4)}`),
  name.map((each) => `*${each.slice(1, 5)}*`),
);
const clause = fc.oneof(
  fc.tuple(field, name).map(([path, text]) => `${path} == "${text}"`),
  fc
    .tuple(field, fc.constantFrom('like', 'like~', ':'), pattern)
    .map(([path, operator, text]) => `${path} ${operator} "${text}"`),
  fc.tuple(field, name, name).map(([path, a, b]) => `${path} in ("${a}", "${b}")`),
  fc.tuple(field, name).map(([path, text]) => `startsWith(${path}, "${text.slice(0, 4)}")`),
);
const condition = fc.oneof(
  clause,
  fc.tuple(clause, clause).map(([a, b]) => `${a} and not (${b})`),
  fc.tuple(clause, clause).map(([a, b]) => `${a} or ${b}`),
);

describe('redacted events', () => {
  it('are hit by the rules that hit them before, and by no others', () => {
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 6 }),
        fc.array(condition, { minLength: 1, maxLength: 3 }),
        (events, conditions) => {
          const rules = conditions.map((each) => `any where ${each}`);
          const now = redacted(events, rules);
          for (const rule of rules)
            assert.deepEqual(hitsOf(rule, now), hitsOf(rule, events), `${rule} ${JSON.stringify(now)}`);
        },
      ),
      { numRuns: 300 },
    );
  });
});
