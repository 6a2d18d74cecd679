// What the reasoning claims of conditions, against the engine: no event may contradict a claim, and there must be claims.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileCondition } from '../../../server/src/engine/condition';
import { createReasoner } from '../../../server/src/eql/reason/reasoner';
import { conditionOf, contextOf, fieldsOf, storeOf } from '../../engine/oneEvent';
import { condition, event, MAPPING } from './arbitraryReasoning';

const fields = fieldsOf(MAPPING);

/** Which of the events satisfy the condition. */
function answers(text: string, events: readonly Record<string, unknown[]>[]): readonly boolean[] {
  const context = contextOf(storeOf(...(events as never[])), MAPPING);
  const test = compileCondition(conditionOf(text), context);
  return events.map((_each, index) => test(index));
}

const events = fc.array(event, { minLength: 15, maxLength: 15 });

describe('the reasoning about conditions', () => {
  it('calls impossible only what no event satisfies, and does so', () => {
    let claims = 0;
    fc.assert(
      fc.property(condition, events, (text, sample) => {
        if (!createReasoner(fields).exclude([{ condition: conditionOf(text), holds: true }])) return;
        claims++;
        assert.ok(!answers(text, sample).includes(true), text);
      }),
      { numRuns: 3000 },
    );
    assert.ok(claims > 100, `${claims} claims`);
  });

  it('calls certain only what every event satisfies, and does so', () => {
    let claims = 0;
    fc.assert(
      fc.property(condition, events, (text, sample) => {
        if (!createReasoner(fields).exclude([{ condition: conditionOf(text), holds: false }])) return;
        claims++;
        assert.ok(!answers(text, sample).includes(false), text);
      }),
      { numRuns: 3000 },
    );
    assert.ok(claims > 100, `${claims} claims`);
  });

  it('says that one condition covers another only where each event agrees, and does so', () => {
    let claims = 0;
    fc.assert(
      fc.property(condition, condition, events, (wide, narrow, sample) => {
        if (!createReasoner(fields).covers(conditionOf(wide), conditionOf(narrow))) return;
        claims++;
        const [held, covered] = [answers(wide, sample), answers(narrow, sample)];
        assert.ok(
          covered.every((each, index) => !each || held[index]),
          `${wide} does not cover ${narrow}`,
        );
      }),
      { numRuns: 6000 },
    );
    assert.ok(claims > 100, `${claims} claims`);
  });
});
