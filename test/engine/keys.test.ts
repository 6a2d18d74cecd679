// Join keys, categories, timestamps and tiebreakers of one event. Source: docs/eql.md, sections 2, 6, 7 and 11.
import assert from 'node:assert/strict';
import type { EvaluationContext, KeyValue } from '../../server/src/engine/condition';
import {
  compareKeys,
  compareTiebreakers,
  compileFilter,
  compileKey,
  createContext,
  tiebreakerOf,
  timestampOf,
} from '../../server/src/engine/condition';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { JsonObject } from '../../server/src/engine/store';
import { conditionOf, contextOf, fieldsOf, filterOf, storeOf } from './oneEvent';
import type { Properties } from './oneEvent';

const MAPPING: Properties = {
  host: { type: 'keyword' },
  pid: { type: 'long' },
  flag: { type: 'boolean' },
  at: { type: 'date' },
  ip: { type: 'ip' },
  version: { type: 'version' },
};

function keysOf(path: string, event: JsonObject): readonly KeyValue[] {
  const expression = conditionOf(path);
  const { from, to } = expression;
  return compileKey({ kind: 'joinKey', expression, from, to }, contextOf(storeOf(event), MAPPING))(0);
}

const texts = (path: string, event: JsonObject): string[] => keysOf(path, event).map((key) => key.text);

describe('a join key', () => {
  it('prints its value as Elasticsearch does', () => {
    assert.deepEqual(texts('host', { host: 'a' }), ['a']);
    assert.deepEqual(texts('pid', { pid: 5 }), ['5']);
    assert.deepEqual(texts('flag', { flag: true }), ['true']);
    assert.deepEqual(texts('at', { at: '2020-02-03T04:05:06Z' }), ['2020-02-03T04:05:06.000Z']);
    assert.deepEqual(texts('ip', { ip: '2001:DB8:0::1' }), ['2001:db8::1']);
  });

  it('of a missing field, or of an optional one that nothing maps, is null', () => {
    for (const [path, event] of [
      ['host', {}],
      ['host', { host: [] }],
      ['?host', { host: null }],
      ['?gone', { gone: 'x' }],
    ] as const)
      assert.deepEqual(
        keysOf(path, event).map(({ canonical, text }) => [canonical, text]),
        [[null, 'null']],
        path,
      );
  });

  it('of several values is each of them once, in order', () => {
    assert.deepEqual(texts('host', { host: ['b', 'a', 'b'] }), ['a', 'b']);
    assert.deepEqual(texts('pid', { pid: [10, 9, 10] }), ['9', '10']);
  });

  it('is equal for equal values of one family only', () => {
    const canonical = (path: string, event: JsonObject): string | null => keysOf(path, event)[0]?.canonical ?? null;
    assert.equal(canonical('pid', { pid: 5 }), canonical('pid', { pid: '5' }));
    assert.notEqual(canonical('pid', { pid: 5 }), canonical('host', { host: '5' }));
    assert.notEqual(canonical('flag', { flag: true }), canonical('host', { host: 'true' }));
    assert.notEqual(canonical('host', { host: 'null' }), null);
    assert.equal(canonical('ip', { ip: '::ffff:10.0.0.1' }), canonical('ip', { ip: '10.0.0.1' }));
  });

  it('sorts null first, then by byte, number, false before true', () => {
    const order = (path: string, values: readonly (string | number | boolean | null)[]): string[] =>
      values
        .flatMap((value) => keysOf(path, { [path]: value }))
        .sort(compareKeys)
        .map((key) => key.text);
    assert.deepEqual(order('host', ['doom', null, 'GTA', 'doom 2', '\u{1f600}', '\uff5e']), [
      'null',
      'GTA',
      'doom',
      'doom 2',
      '\uff5e',
      '\u{1f600}',
    ]);
    assert.deepEqual(order('pid', [10, 9, -1]), ['-1', '9', '10']);
    assert.deepEqual(order('flag', [true, false]), ['false', 'true']);
    assert.deepEqual(order('version', ['1.11.0', '1.2.0']), ['1.2.0', '1.11.0']);
    assert.deepEqual(order('ip', ['10.0.0.10', '9.0.0.1', '10.0.0.9']), ['9.0.0.1', '10.0.0.9', '10.0.0.10']);
  });
});

describe('an event filter', () => {
  const test = (query: string, event: JsonObject, options = DEFAULT_RUN_OPTIONS): boolean => {
    const context: EvaluationContext = createContext(storeOf(event), fieldsOf(undefined), options);
    return compileFilter(filterOf(query), context)(0);
  };

  it('compares the category by case, any of several', () => {
    assert.ok(test('process where true', { event: { category: 'process' } }));
    assert.ok(test('process where true', { event: { category: ['file', 'process'] } }));
    assert.ok(test('process where true', { event: [{ category: 'process' }] }));
    assert.ok(!test('process where true', { event: { category: 'Process' } }));
    assert.ok(!test('process where true', {}));
    assert.ok(test('"my category" where true', { 'event.category': 'my category' }));
  });

  it('takes every event under `any`, without a category too', () => {
    assert.ok(test('any where true', {}));
    assert.ok(!test('any where false', {}));
  });

  it('reads the category where the options say', () => {
    assert.ok(test('process where true', { kind: 'process' }, { ...DEFAULT_RUN_OPTIONS, eventCategoryField: 'kind' }));
  });
});

describe('timestamps', () => {
  const timestamp = (value: string | number, properties?: Properties): number | undefined =>
    timestampOf(contextOf(storeOf({ '@timestamp': value }), properties))(0);

  it('are read from ISO texts, epoch milliseconds and the formats of the mapping', () => {
    assert.equal(timestamp('2020-02-03T04:05:06.789Z'), Date.UTC(2020, 1, 3, 4, 5, 6, 789));
    assert.equal(timestamp(1580702706789), 1580702706789);
    assert.equal(
      timestamp('03/02/2020', { '@timestamp': { type: 'date', format: 'dd/MM/yyyy' } }),
      Date.UTC(2020, 1, 3),
    );
    assert.equal(
      timestamp('2020-02-03T04:05:06Z', { '@timestamp': { type: 'keyword' } }),
      Date.UTC(2020, 1, 3, 4, 5, 6),
    );
    assert.equal(timestamp('soon'), undefined);
    assert.equal(timestampOf(contextOf(storeOf({})))(0), undefined);
  });

  it('order events of one millisecond by their finer digits', () => {
    const fine: Properties = { '@timestamp': { type: 'date_nanos' } };
    const earlier = timestamp('2020-02-03T04:05:06.123001Z', fine);
    const later = timestamp('2020-02-03T04:05:06.123002Z', fine);
    assert.ok(earlier !== undefined && later !== undefined && earlier < later);
  });
});

describe('tiebreakers', () => {
  it('order as their type does, missing ones last', () => {
    const events: readonly JsonObject[] = [{ seq: 10 }, {}, { seq: 9 }];
    const options = { ...DEFAULT_RUN_OPTIONS, tiebreakerField: 'seq' };
    const tiebreaker = tiebreakerOf(createContext(storeOf(...events), fieldsOf(undefined), options));
    const order = [0, 1, 2].sort((a, b) => compareTiebreakers(tiebreaker(a), tiebreaker(b)));
    assert.deepEqual(order, [2, 0, 1]);
  });
});
