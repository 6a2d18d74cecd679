// Lines to events. Source of the shapes: docs/eql.md, section 6; the search API's hits; docs/command-line.md, Labels.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createEventStore } from '../../server/src/engine/eventStore';
import type { EventStoreBuilder } from '../../server/src/engine/eventStore';
import type { JsonObject, JsonValue } from '../../server/src/engine/store';
import { storeOf, storeOfLines } from './oneEvent';

function valuesOf(event: JsonObject, path: string): readonly unknown[] {
  return storeOf(event).values(0, path);
}

function add(line: string): ReturnType<EventStoreBuilder['addLine']> {
  return createEventStore().addLine(line, { sample: 0, line: 1 });
}

describe('the event store', () => {
  it('finds a path through nesting, dotted keys and any mixture', () => {
    assert.deepEqual(valuesOf({ a: { b: { c: 1 } } }, 'a.b.c'), [1]);
    assert.deepEqual(valuesOf({ 'a.b.c': 1 }, 'a.b.c'), [1]);
    assert.deepEqual(valuesOf({ 'a.b': { 'c.d': 1 } }, 'a.b.c.d'), [1]);
    assert.deepEqual(valuesOf({ a: { 'b.c': 1 } }, 'a.b.c'), [1]);
    assert.deepEqual([...valuesOf({ a: { b: 1 }, 'a.b': 2 }, 'a.b')].sort(), [1, 2]);
    assert.deepEqual(valuesOf({ a: { b: 1 } }, 'a'), []);
    assert.deepEqual(valuesOf({ a: 1 }, 'a.b'), []);
    assert.deepEqual(valuesOf({ a: { b: null } }, 'a.b'), [null]);
    assert.deepEqual(valuesOf({}, 'a'), []);
  });

  it('flattens arrays, also of objects', () => {
    assert.deepEqual(valuesOf({ a: [1, [2, null]] }, 'a'), [1, 2, null]);
    assert.deepEqual(valuesOf({ a: [{ b: 1 }, { b: [2, 3] }, {}, 4] }, 'a.b'), [1, 2, 3]);
    assert.deepEqual(valuesOf({ 'x.y': [{ 'b.c': 1 }, { b: { c: 2 } }] }, 'x.y.b.c'), [1, 2]);
    assert.deepEqual(valuesOf({ a: [] }, 'a'), []);
  });

  it('has nothing that the language gives every object', () => {
    for (const path of ['constructor', 'toString', '__proto__', 'constructor.name', 'a.length', 'a.0'])
      assert.deepEqual(valuesOf({ a: ['x'] }, path), [], path);
    const store = storeOfLines('{"__proto__": {"x": 1}, "constructor": "c"}');
    assert.deepEqual(store.values(0, '__proto__.x'), [1]);
    assert.deepEqual(store.values(0, 'constructor'), ['c']);
  });

  it('undoes the envelope of a search hit', () => {
    const store = storeOfLines(
      '{"_index":"i","_id":"x1","_score":1,"_source":{"event":{"id":"e1"}}}',
      '{"_source":"plain"}',
      '{"event.id":"e2","kubernetes":{"audit":{"auditID":"k1"}}}',
      '{"user":"nobody"}',
    );
    assert.deepEqual(store.values(0, 'event.id'), ['e1']);
    assert.deepEqual([store.id(0), store.ids(0)], ['x1', ['x1', 'e1']]);
    assert.deepEqual(store.values(1, '_source'), ['plain']);
    assert.deepEqual([store.id(2), store.ids(2)], ['e2', ['e2', 'k1']]);
    assert.equal(store.id(3), undefined);
  });

  it('keeps numbers that a double loses', () => {
    const store = storeOfLines(
      '{"n":9007199254740993,"m":[1,-9223372036854775808],"s":"x:12345678901234567890,","d":1.2345678901234567890}',
      '{"t":"{\\"n\\":9007199254740993}","n":9007199254740993}',
      '{"n":9007199254740992}',
      '{"small":1234567890123456}',
    );
    assert.deepEqual(store.values(0, 'n'), [9007199254740993n]);
    assert.deepEqual(store.values(0, 'm'), [1, -9223372036854775808n]);
    assert.deepEqual(store.values(0, 's'), ['x:12345678901234567890,']);
    assert.deepEqual(store.values(0, 'd'), [1.2345678901234567]);
    assert.deepEqual(store.values(1, 't'), ['{"n":9007199254740993}']);
    assert.deepEqual(store.values(1, 'n'), [9007199254740993n]);
    assert.equal(Number(store.values(2, 'n')[0]), 9007199254740992);
    assert.deepEqual(store.values(3, 'small'), [1234567890123456]);
  });

  it('says why a line is no event, and skips blank ones', () => {
    assert.equal(add(''), 'blank');
    assert.equal(add(' \t\r'), 'blank');
    assert.equal(add('\ufeff'), 'blank');
    assert.deepEqual(add('{"a": 1'), { fault: 'cut-off' });
    assert.deepEqual(add('{"a": "x'), { fault: 'cut-off' });
    assert.deepEqual(add('hello'), { fault: 'not-json' });
    assert.deepEqual(add('{"a": 1,}'), { fault: 'not-json' });
    for (const line of ['[1]', '5', '"x"', 'null', 'true', '12345678901234567890'])
      assert.deepEqual(add(line), { fault: 'not-object' }, line);
    assert.equal(add('\ufeff{"a": 1}'), 'added');
    assert.equal(add('{"a": 1}\r'), 'added');
    assert.equal(add('{}'), 'added');
  });

  it('goes on after a bad line, with lines numbered as they are', () => {
    const store = createEventStore();
    ['{"a":1}', 'x', '', '{"a":2}'].forEach((line, index) => store.addLine(line, { sample: 3, line: index + 1 }));
    assert.equal(store.count, 2);
    assert.deepEqual(store.origin(1), { sample: 3, line: 4 });
    assert.deepEqual(store.values(1, 'a'), [2]);
  });

  it('lists every leaf path, and finds a value at each', () => {
    const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean());
    const key = fc.constantFrom('a', 'b', 'a.b', 'c.d.e');
    const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.dictionary(key, tie('value'), { maxKeys: 3 }),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (event) => {
        const store = storeOf(event);
        const expected = obviousLeaves(event, '');
        assert.deepEqual(new Set(store.paths()), new Set(expected.keys()));
        for (const [path, values] of expected)
          assert.deepEqual([...store.values(0, path)].map(String).sort(), values.map(String).sort(), path);
      }),
    );
  });
});

/** All leaves by path, by walking the whole event. */
function obviousLeaves(
  value: JsonValue,
  path: string,
  found = new Map<string, JsonValue[]>(),
): Map<string, JsonValue[]> {
  if (Array.isArray(value)) for (const each of value as readonly JsonValue[]) obviousLeaves(each, path, found);
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value as JsonObject))
      obviousLeaves(each, path === '' ? key : `${path}.${key}`, found);
  else found.set(path, [...(found.get(path) ?? []), value]);
  return found;
}
