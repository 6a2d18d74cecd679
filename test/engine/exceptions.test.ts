// Exception items, each asked of one event.
import assert from 'node:assert/strict';
import type { DslQuery } from '../../server/src/base/queryDsl';
import { compileDsl } from '../../server/src/engine/queryDsl';
import type { JsonObject } from '../../server/src/engine/store';
import { conditionOfItem, filterOfItems } from '../../server/src/exceptions/condition';
import type { ExceptionItem } from '../../server/src/exceptions/list';
import { readExceptions } from '../../server/src/exceptions/read';
import { contextOf, storeOf } from './oneEvent';

interface Entry {
  readonly field: string;
  readonly type: string;
  readonly operator?: string;
  readonly value?: unknown;
  readonly entries?: readonly Entry[];
}

function itemOf(entries: readonly Entry[], more: object = {}): ExceptionItem {
  const line = { list_id: 'l', type: 'simple', entries, ...more };
  const item = readExceptions(JSON.stringify(line), 'ndjson')?.value.lists[0]?.items[0];
  assert.ok(item);
  return item;
}

const holds = (query: DslQuery | undefined, event: JsonObject): boolean | undefined =>
  query === undefined ? undefined : compileDsl(query, contextOf(storeOf(event)))(0);

const takesOut = (entries: readonly Entry[], event: JsonObject, more?: object): boolean | undefined =>
  holds(conditionOfItem(itemOf(entries, more)), event);

const A: Entry = { field: 'a', type: 'match', value: 'x' };

describe('an exception item', () => {
  for (const [what, entries, event, expected] of [
    ['compares the whole text', [A], { a: 'x' }, true],
    ['compares with case', [A], { a: 'X' }, false],
    ['needs all entries', [A, { ...A, field: 'b' }], { a: 'x' }, false],
    ['needs all entries, which are there', [A, { ...A, field: 'b' }], { a: 'x', b: 'x' }, true],
    ['takes one of several', [{ field: 'a', type: 'match_any', value: ['x', 'y'] }], { a: 'y' }, true],
    ['turns an entry round', [{ ...A, operator: 'excluded' }], { a: 'y' }, true],
    ['turns an entry round without a value', [{ ...A, operator: 'excluded' }], {}, true],
    ['asks for existence', [{ field: 'a', type: 'exists' }], { a: 0 }, true],
    ['asks for absence', [{ field: 'a', type: 'exists', operator: 'excluded' }], { a: 0 }, false],
    ['takes a star for a character in a match', [{ ...A, value: 'x*' }], { a: 'xy' }, false],
    ['matches a pattern', [{ field: 'a', type: 'wildcard', value: 'x*' }], { a: 'xy' }, true],
    ['matches a pattern with case', [{ field: 'a', type: 'wildcard', value: 'X*' }], { a: 'xy' }, false],
  ] as const) {
    it(what, () => assert.equal(takesOut(entries, event), expected));
  }

  it('asks one object for all nested entries', () => {
    const nested: Entry = {
      field: 'p.sign',
      type: 'nested',
      entries: [
        { ...A, field: 'name' },
        { ...A, field: 'by' },
      ],
    };
    assert.equal(takesOut([nested], { p: { sign: [{ name: 'x', by: 'x' }] } }), true);
    assert.equal(takesOut([nested], { p: { sign: [{ name: 'x' }, { by: 'x' }] } }), false);
  });

  it('is for the systems that it names', () => {
    const os = { os_types: ['linux'] };
    assert.equal(takesOut([A], { a: 'x', host: { os: { type: 'linux' } } }, os), true);
    assert.equal(takesOut([A], { a: 'x', host: { os: { type: 'windows' } } }, os), false);
  });

  it('with a value list cannot be asked', () => {
    assert.equal(takesOut([{ field: 'a', type: 'list' }], { a: 'x' }), undefined);
  });

  it('takes nothing out once it has expired', () => {
    const items = [itemOf([A], { expire_time: '2025-01-01T00:00:00.000Z' }), itemOf([{ ...A, value: 'y' }])];
    const passes = (a: string, now: string): unknown => holds(filterOfItems(items, Date.parse(now)), { a });
    assert.equal(passes('x', '2024-12-31'), false);
    assert.equal(passes('x', '2025-01-01'), true);
    assert.equal(passes('y', '2025-01-01'), false);
    assert.equal(passes('z', '2024-12-31'), true);
  });
});
