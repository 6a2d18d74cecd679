// The timeline of a sequence: how far each key came, what ended it, and that it never contradicts the run.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createContext } from '../../server/src/engine/condition';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { JsonObject } from '../../server/src/engine/store';
import { explainSequence } from '../../server/src/engine/timeline';
import type { KeyTimeline, SequenceTimeline } from '../../server/src/engine/timeline';
import { durationText } from '../../server/src/engine/timelineText';
import { parseQuery } from '../../server/src/eql/parse';
import { sequencePlans, tinyEvents } from './arbitraryPlans';
import { sequenceText, toJson } from './bruteForce';
import { fieldsOfStore, runQuery, storeOf } from './runQuery';

const A = '[any where mark == "A"]';
const B = '[any where mark == "B"]';
const C = '[any where mark == "C"]';
const U = '[any where mark == "U"]';
const M = '![any where mark == "M"]';

function explain(text: string, events: readonly JsonObject[], limit?: number, mapping?: unknown): SequenceTimeline {
  const { value: query } = parseQuery(text);
  assert.equal(query.kind, 'sequenceQuery');
  if (query.kind !== 'sequenceQuery') throw new Error('no sequence');
  const store = storeOf(events);
  const options = { ...DEFAULT_RUN_OPTIONS, tiebreakerField: 'tie' };
  return explainSequence(query, createContext(store, fieldsOfStore(store, mapping), options), limit);
}

function only(timeline: SequenceTimeline): KeyTimeline {
  const [first] = timeline.keys;
  assert.equal(timeline.keys.length, 1);
  if (first === undefined) throw new Error('no key');
  return first;
}

/** Four digits alone would be a year, so the times count from a day of 2023. */
const START = 1_700_000_000_000;

function at(time: number, mark: string, more: JsonObject = {}): JsonObject {
  return { '@timestamp': START + time, mark, ...more };
}

describe('the timeline of a sequence', () => {
  it('shows a hit as complete, with its events, items and times', () => {
    const events = [at(0, 'A', { user: 'x' }), at(1500, 'B', { user: 'x' })];
    assert.deepEqual(explain(`sequence by user ${A} ${B}`, events), {
      needed: 2,
      keys: [
        {
          keys: ['x'],
          keyText: 'x',
          reached: 2,
          events: [
            { event: 0, item: 0, timestamp: START },
            { event: 1, item: 1, timestamp: START + 1500 },
          ],
          endedBy: { reason: 'complete', detail: 'All items matched within 1s 500ms.' },
        },
      ],
      keyCount: 1,
      withoutKey: [],
      withoutTimestamp: 0,
    });
  });

  it('names the event that came after maxspan, or that none came in time', () => {
    assert.deepEqual(only(explain(`sequence with maxspan=5s ${A} ${B}`, [at(0, 'A'), at(6000, 'B')])).endedBy, {
      reason: 'maxspan',
      event: 1,
      detail: 'Item 2 matched only later than 5s after the first event.',
    });
    assert.deepEqual(only(explain(`sequence with maxspan=5s ${A} ${B}`, [at(0, 'A'), at(6000, 'C')])).endedBy, {
      reason: 'maxspan',
      detail: 'Nothing matched item 2 within 5s of the first event.',
    });
  });

  it('names the until event', () => {
    const timeline = explain(`sequence ${A} ${B} until ${U}`, [at(0, 'A'), at(1, 'U'), at(2, 'U'), at(3, 'B')]);
    assert.deepEqual(only(timeline).endedBy, {
      reason: 'until',
      event: 1,
      detail: 'The `until` event came before item 2 matched.',
    });
  });

  it('names the event that lacks the key, and counts such events', () => {
    const events = [at(0, 'B'), at(1, 'A', { user: 'x' }), at(2, 'B'), at(3, 'A')];
    const timeline = explain(`sequence by user ${A} ${B}`, events);
    assert.deepEqual(only(timeline).endedBy, {
      reason: 'missing-key',
      event: 2,
      detail: 'An event that matches item 2 has no `user`.',
    });
    assert.deepEqual(timeline.withoutKey, [
      { item: 0, count: 1, firstEvent: 3 },
      { item: 1, count: 2, firstEvent: 0 },
    ]);
  });

  it('names the forbidden event, wherever it stands', () => {
    const forbidden = (query: string, events: readonly JsonObject[]): unknown => {
      const { reason, event } = only(explain(query, events)).endedBy;
      return [reason, event];
    };
    const between = [at(0, 'A'), at(1, 'M'), at(2, 'B')];
    assert.deepEqual(forbidden(`sequence with maxspan=1s ${A} ${M} ${B}`, between), ['forbidden-event', 1]);
    assert.deepEqual(forbidden(`sequence with maxspan=1s ${M} ${A} ${B}`, [at(0, 'M'), at(1, 'A'), at(2, 'B')]), [
      'forbidden-event',
      0,
    ]);
    assert.deepEqual(forbidden(`sequence with maxspan=1s ${A} ${B} ${M}`, [at(0, 'A'), at(1, 'B'), at(2, 'M')]), [
      'forbidden-event',
      2,
    ]);
  });

  it('says that it still waits, and for what', () => {
    const events = [at(0, 'A'), at(1, 'A')];
    assert.deepEqual(only(explain(`sequence ${A} with runs=3 ${B}`, events)), {
      keys: [],
      keyText: '',
      reached: 2,
      events: [
        { event: 0, item: 0, timestamp: START },
        { event: 1, item: 0, timestamp: START + 1 },
      ],
      endedBy: { reason: 'waiting', detail: 'No later event matches run 3 of 3 of item 1.' },
    });
    assert.equal(only(explain(`sequence with maxspan=1h ${A} ${B}`, events)).endedBy.reason, 'waiting');
  });

  it('puts the farthest first and keeps to the limit', () => {
    const mark = (user: string, marks: string): JsonObject[] =>
      [...marks].map((each, time) => at(time, each, { user }));
    const events = [...mark('one', 'A'), ...mark('all', 'ABC'), ...mark('two', 'AB')];
    const timeline = explain(`sequence by user ${A} ${B} ${C}`, events, 2);
    assert.deepEqual(
      timeline.keys.map((key) => [key.keyText, key.reached]),
      [
        ['all', 3],
        ['two', 2],
      ],
    );
    assert.equal(timeline.keyCount, 3);
  });

  it('prefers a hit among the attempts of a key, else shows the last of the farthest', () => {
    const events = [at(0, 'A'), at(1, 'M'), at(2, 'B'), at(3, 'A'), at(4, 'B'), at(5, 'A')];
    const timeline = only(explain(`sequence with maxspan=1s ${A} ${M} ${B}`, events));
    assert.deepEqual(
      timeline.events.map(({ event }) => event),
      [3, 4],
    );
    assert.equal(timeline.endedBy.reason, 'complete');
  });

  it('has nothing to say where nothing begins, and counts what has no timestamp', () => {
    const { keys, keyCount, withoutTimestamp } = explain(`sequence ${A} ${B}`, [{ mark: 'A' }, at(1, 'B')]);
    assert.deepEqual({ keys, keyCount, withoutTimestamp }, { keys: [], keyCount: 0, withoutTimestamp: 1 });
  });

  it('calls a key complete exactly where the run has a hit for it', () => {
    const mapping = { properties: { k: { type: 'keyword' }, j: { type: 'keyword' }, mark: { type: 'keyword' } } };
    const agree = (plan: Parameters<typeof sequenceText>[0], tiny: Parameters<typeof toJson>[0][]): void => {
      const text = sequenceText(plan);
      const events = tiny.map(toJson);
      const { hits } = runQuery(text, events, { mapping, options: { tiebreakerField: 'tie' } });
      const complete = explain(text, events, 100, mapping).keys.filter((key) => key.endedBy.reason === 'complete');
      assert.deepEqual(
        complete.map((key) => key.keyText).sort(),
        [...new Set(hits.map((hit) => hit.joinKeys.join(', ')))].sort(),
        text,
      );
      const found = new Set(hits.map((hit) => hit.events.filter((event) => event !== null).join()));
      for (const key of complete) assert.ok(found.has(key.events.map(({ event }) => event).join()), text);
    };
    fc.assert(fc.property(sequencePlans(false), tinyEvents(), agree), { numRuns: 1000 });
    fc.assert(fc.property(sequencePlans(true), tinyEvents(10), agree), { numRuns: 1000 });
  });
});

describe('durations', () => {
  it('are told in two units at most', () => {
    const told = [0, 0.5, 999, 1000, 61_000, 3_600_000, 90_061_001].map(durationText);
    assert.deepEqual(told, ['0ms', '0.5ms', '999ms', '1s', '1m 1s', '1h', '1d 1h']);
  });
});
