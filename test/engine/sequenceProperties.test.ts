// The engine's sequences, missing events and samples against the brute force reading, on thousands of small inputs.
// One pending match a stage and key is enough in the engine; here whole lists of them are kept: agreement is the proof.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunResult } from '../../server/src/engine/run';
import { samplePlans, sequencePlans, tinyEvents } from './arbitraryPlans';
import { bruteSamples, bruteSequences, sampleText, sequenceText, toJson } from './bruteForce';
import type { Found, SequencePlan, TinyEvent } from './bruteForce';
import { runQuery } from './runQuery';

/** Fields have a type although no event of a small input may show them. */
const mapping = {
  properties: {
    '@timestamp': { type: 'date' },
    n: { type: 'long' },
    tie: { type: 'long' },
    mark: { type: 'keyword' },
    k: { type: 'keyword' },
    j: { type: 'keyword' },
  },
};

function found(result: RunResult): Found[] {
  return result.hits.map((hit) => ({ events: hit.events.map((event) => event ?? -1), keys: hit.joinKeys }));
}

function agrees(plan: SequencePlan, events: readonly TinyEvent[], stepSize: number): void {
  const text = sequenceText(plan);
  const result = runQuery(text, events.map(toJson), { options: { tiebreakerField: 'tie' }, mapping, stepSize });
  assert.deepEqual(found(result), bruteSequences(plan, events), text);
}

describe('sequences against brute force', () => {
  it('agree with whole lists of pending matches: keys, runs, maxspan, until', () => {
    fc.assert(fc.property(sequencePlans(false), tinyEvents(), fc.integer({ min: 1, max: 20 }), agrees), {
      numRuns: 3000,
    });
  });

  it('agree where events are forbidden: leading, between, trailing', () => {
    fc.assert(fc.property(sequencePlans(true), tinyEvents(10), fc.integer({ min: 1, max: 20 }), agrees), {
      numRuns: 3000,
    });
  });

  it('agree over long inputs, where dropped matches give their room to new ones', () => {
    const long = tinyEvents(120, 60);
    fc.assert(fc.property(sequencePlans(false), long, fc.constant(50), agrees), { numRuns: 60 });
  });

  it('find something often enough to mean anything', () => {
    const inputs = fc.sample(fc.tuple(sequencePlans(true), tinyEvents(10)), { numRuns: 1000, seed: 7 });
    const hits = inputs.filter(([plan, events]) => bruteSequences(plan, events).length > 0).length;
    assert.ok(hits > 100, `only ${hits} of 1000 inputs have a hit`);
  });

  it('do not depend on the order of the input where timestamps and tiebreakers decide', () => {
    const distinct = tinyEvents().map((events) =>
      events.map((event, index) => ({ ...event, time: index, tie: index })),
    );
    fc.assert(
      fc.property(sequencePlans(false), distinct, fc.integer(), (plan, events, seed) => {
        const shuffled = [...events].sort((a, b) => ((a.n * 7919 + seed) % 31) - ((b.n * 7919 + seed) % 31));
        const text = sequenceText(plan);
        const ids = (list: readonly TinyEvent[]): (number | undefined)[][] =>
          runQuery(text, list.map(toJson), { mapping }).hits.map((hit) =>
            hit.events.map((event) => (event === null ? -1 : list[event]?.n)),
          );
        assert.deepEqual(ids(shuffled), ids(events), text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('samples against brute force', () => {
  it('give every key as many different choices as it has, up to the limit, in key order', () => {
    fc.assert(
      fc.property(samplePlans, tinyEvents(10), fc.integer({ min: 1, max: 4 }), (plan, events, maxSamplesPerKey) => {
        const text = sampleText(plan.globalKey, plan.items);
        const result = runQuery(text, events.map(toJson), { options: { maxSamplesPerKey }, mapping, stepSize: 3 });
        const expected = bruteSamples(plan.globalKey, plan.items, events);
        const actual = found(result);
        const keys = expected.flatMap((each) =>
          Array.from({ length: Math.min(maxSamplesPerKey, each.choices.length) }, () => each.keys),
        );
        assert.deepEqual(
          actual.map((each) => each.keys),
          keys,
          text,
        );
        for (const each of actual) {
          const choices = expected.find(({ keys: known }) => known.join() === each.keys.join())?.choices ?? [];
          assert.ok(
            choices.some((choice) => choice.join() === each.events.join()),
            `${text}: ${each.events.join()}`,
          );
        }
        assert.equal(new Set(actual.map((each) => JSON.stringify(each))).size, actual.length, 'a choice came twice');
      }),
      { numRuns: 2000 },
    );
  });
});
