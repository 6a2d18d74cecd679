// What a sample shows of a field.
import assert from 'node:assert/strict';
import { createEventStore } from '../../server/src/engine/eventStore';
import { countField } from '../../server/src/engine/statistics';

function storeOf(...events: readonly object[]) {
  const store = createEventStore();
  events.forEach((event, index) => store.addLine(JSON.stringify(event), { sample: 0, line: index + 1 }));
  return store;
}

describe('the statistics of a field', () => {
  const store = storeOf(
    { a: 'x' },
    { a: ['y', 'y', 'x'] },
    { a: null },
    { b: 1 },
    { 'a.b': 2 },
    { a: 'y' },
    { a: 'y' },
  );

  it('count each event once for a value, and missing and null as absent', () => {
    assert.deepEqual(countField(store, 'a', 10), {
      events: 7,
      present: 4,
      values: [
        { text: 'y', count: 3 },
        { text: 'x', count: 2 },
      ],
      isCut: false,
    });
  });

  it('are cut at the limit', () => {
    assert.deepEqual(countField(store, 'a', 1)?.values, [{ text: 'y', count: 3 }]);
    assert.equal(countField(store, 'a', 1)?.isCut, true);
  });

  it('are none for a field that no event has', () => assert.equal(countField(store, 'c', 10), undefined));
});
