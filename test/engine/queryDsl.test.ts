// Queries of the query DSL, each asked of one event.
import assert from 'node:assert/strict';
import { dslAll, dslAny } from '../../server/src/base/queryDsl';
import type { DslBound, DslField, DslQuery, DslScalar } from '../../server/src/base/queryDsl';
import { createContext } from '../../server/src/engine/condition';
import { explainEvent } from '../../server/src/engine/explain';
import { findNearMisses } from '../../server/src/engine/nearMisses';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import { compileDsl } from '../../server/src/engine/queryDsl';
import { tokensOf } from '../../server/src/engine/textTokens';
import type { JsonObject } from '../../server/src/engine/store';
import { contextOf, fieldsOf, filterOf, storeOf } from './oneEvent';
import type { Properties } from './oneEvent';
import { hitIds } from './runQuery';

const field = (path: string): DslField => ({ path, from: 0, to: 0 });
const term = (path: string, ...values: DslScalar[]): DslQuery => ({
  kind: 'term',
  field: field(path),
  values,
  caseInsensitive: false,
});
const match = (path: string, value: DslScalar, tokens: 'phrase' | 'any' | 'all' = 'phrase'): DslQuery => ({
  kind: 'match',
  field: field(path),
  value,
  tokens,
});
const wildcard = (path: string, value: string, caseInsensitive = false): DslQuery => ({
  kind: 'wildcard',
  field: field(path),
  value,
  caseInsensitive,
});
const prefix = (path: string, value: string): DslQuery => ({
  kind: 'prefix',
  field: field(path),
  value,
  caseInsensitive: false,
});
const range = (path: string, ...bounds: DslBound[]): DslQuery => ({ kind: 'range', field: field(path), bounds });
const exists = (path: string): DslQuery => ({ kind: 'exists', field: field(path) });
const not = (query: DslQuery): DslQuery => dslAll([], [query]);

type Row = readonly [query: DslQuery, event: JsonObject, expected: boolean];

function checkAll(rows: readonly Row[], properties?: Properties): void {
  for (const [query, event, expected] of rows) {
    const test = compileDsl(query, contextOf(storeOf(event), properties));
    assert.equal(test(0), expected, `${JSON.stringify(query)} over ${JSON.stringify(event)}`);
  }
}

describe('query DSL', () => {
  it('compares keywords as a whole and with case', () => {
    checkAll([
      [term('user.name', 'root'), { user: { name: 'root' } }, true],
      [term('user.name', 'Root'), { user: { name: 'root' } }, false],
      [term('user.name', 'roo'), { user: { name: 'root' } }, false],
      [match('user.name', 'root'), { user: { name: 'root' } }, true],
      [match('user.name', 'roo'), { user: { name: 'root' } }, false],
      [{ kind: 'term', field: field('a'), values: ['X'], caseInsensitive: true }, { a: 'x' }, true],
      [term('a', 'x', 'y'), { a: ['z', 'y'] }, true],
      [term('a', 'x', 'y'), { a: [] }, false],
    ]);
  });

  it('compares by the type of the field', () => {
    const properties = {
      port: { type: 'long' },
      ip: { type: 'ip' },
      at: { type: 'date' },
      ok: { type: 'boolean' },
    };
    checkAll(
      [
        [term('port', '80'), { port: 80 }, true],
        [term('port', 'eighty'), { port: 80 }, false],
        [term('ip', '10.0.0.0/8'), { ip: '10.1.2.3' }, true],
        [term('ip', '10.0.0.0/8'), { ip: '11.1.2.3' }, false],
        [match('at', '2025-03-01'), { at: '2025-03-01T12:00:00Z' }, true],
        [match('at', '2025-03-01'), { at: '2025-03-02T00:00:00Z' }, false],
        [term('ok', 'true'), { ok: true }, true],
        [wildcard('port', '8*'), { port: 80 }, false],
      ],
      properties,
    );
  });

  it('looks for the tokens of a text', () => {
    const properties = { message: { type: 'text', fields: { keyword: { type: 'keyword' } } } };
    checkAll(
      [
        [match('message', 'Access DENIED'), { message: 'sudo: access denied for bob' }, true],
        [match('message', 'denied access'), { message: 'access denied' }, false],
        [match('message', 'denied nobody', 'any'), { message: 'access denied' }, true],
        [match('message', 'denied access', 'all'), { message: 'access denied' }, true],
        [match('message', 'denied nobody', 'all'), { message: 'access denied' }, false],
        [match('message', '!!!'), { message: 'access denied' }, false],
        [term('message', 'denied'), { message: 'Access Denied' }, true],
        [term('message', 'Denied'), { message: 'Access Denied' }, false],
        [prefix('message', 'deni'), { message: 'Access Denied' }, true],
        [match('message.keyword', 'access'), { message: 'access denied' }, false],
      ],
      properties,
    );
    assert.deepEqual(tokensOf("Bob's file.txt, 1.5 of /etc/passwd!"), [
      "bob's",
      'file.txt',
      '1.5',
      'of',
      'etc',
      'passwd',
    ]);
  });

  it('takes a backslash before a wildcard as an escape', () => {
    checkAll([
      [wildcard('path', '/tmp/*.sh'), { path: '/tmp/a.sh' }, true],
      [wildcard('path', '/tmp/*.SH'), { path: '/tmp/a.sh' }, false],
      [wildcard('path', '/tmp/*.SH', true), { path: '/tmp/a.sh' }, true],
      [wildcard('path', 'C:\\\\Temp\\\\*'), { path: 'C:\\Temp\\a' }, true],
      [wildcard('path', 'C:\\Temp\\*'), { path: 'C:\\Temp\\a' }, false],
      [wildcard('path', 'C:\\Temp\\*'), { path: 'C:Temp*' }, true],
      [wildcard('path', 'a\\?c*'), { path: 'a?cd' }, true],
      [wildcard('path', 'a\\?c*'), { path: 'abcd' }, false],
      [prefix('path', '/tmp/*'), { path: '/tmp/a' }, false],
      [prefix('path', '/tmp/'), { path: '/tmp/a' }, true],
    ]);
  });

  it('asks one value for all bounds of a range', () => {
    const within = range('n', { operator: '>=', value: 2 }, { operator: '<', value: 5 });
    checkAll([
      [within, { n: 2 }, true],
      [within, { n: 5 }, false],
      [within, { n: [1, 9] }, false],
      [within, {}, false],
    ]);
    const day = range('at', { operator: '<=', value: '2025-03-01' });
    checkAll([[day, { at: '2025-03-01T23:00:00Z' }, true]], { at: { type: 'date' } });
  });

  it('finds a field, or anything below an object, that exists', () => {
    checkAll([
      [exists('a.b'), { a: { b: 0 } }, true],
      [exists('a.b'), { a: { b: null } }, false],
      [exists('a'), { a: { b: 0 } }, true],
      [exists('a'), { ab: 1 }, false],
      [not(exists('a')), {}, true],
    ]);
  });

  it('counts what should match', () => {
    const [x, y, z] = [term('a', 'x'), term('a', 'y'), term('a', 'z')];
    const two: DslQuery = { kind: 'bool', must: [], mustNot: [], should: [x, y, z], minimum: 2 };
    checkAll([
      [two, { a: ['x', 'z'] }, true],
      [two, { a: ['x'] }, false],
      [dslAny([x, y]), { a: 'y' }, true],
      [dslAny([]), { a: 'y' }, false],
      [dslAll([x], [y]), { a: 'x' }, true],
      [dslAll([x], [y]), { a: ['x', 'y'] }, false],
      [{ kind: 'constant', value: true }, {}, true],
    ]);
  });

  it('asks one object of a nested field', () => {
    const query: DslQuery = {
      kind: 'nested',
      path: field('process.sign'),
      query: dslAll([term('process.sign.name', 'A'), term('process.sign.trusted', true)]),
    };
    const sign = (...signs: JsonObject[]): JsonObject => ({ process: { sign: signs } });
    checkAll([
      [query, sign({ name: 'A', trusted: true }), true],
      [query, sign({ name: 'A', trusted: false }, { name: 'B', trusted: true }), false],
      [query, { 'process.sign': { name: 'A', trusted: true } }, true],
      [query, {}, false],
    ]);
  });
});

describe('filters beside a query', () => {
  const events = [
    { n: 1, '@timestamp': '2025-01-01T00:00:01Z', a: 'x', host: 'h1' },
    { n: 2, '@timestamp': '2025-01-01T00:00:02Z', a: 'end', host: 'h2' },
    { n: 3, '@timestamp': '2025-01-01T00:00:03Z', a: 'y', host: 'h1' },
  ];
  const only = (path: string, value: string) => ({ options: { filters: [term(path, value)] } });

  it('leave only events that pass all of them', () => {
    assert.deepEqual(hitIds('any where true', events, only('host', 'h1')), [[1], [3]]);
    assert.deepEqual(hitIds('any where true', events, { options: { filters: [term('host', 'h1'), term('a', 'y')] } }), [
      [3],
    ]);
  });

  it('take events out before a sequence is matched, which can make a hit', () => {
    const query = 'sequence [any where a == "x"] [any where a == "y"] until [any where a == "end"]';
    assert.deepEqual(hitIds(query, events), []);
    assert.deepEqual(hitIds(query, events, only('host', 'h1')), [[1, 3]]);
  });

  it('are named where they take the event that is asked about out', () => {
    const store = storeOf(...events);
    const options = { ...DEFAULT_RUN_OPTIONS, filters: [term('host', 'h1')] };
    const context = createContext(store, fieldsOf(undefined), options);
    const explained = (event: number) => explainEvent(filterOf('any where a != null'), event, context);
    assert.equal(explained(0).value, true);
    assert.deepEqual([explained(1).value, explained(1).children.map(({ value }) => value)], [false, [false, true]]);
    assert.match(explained(1).children[0]?.eql ?? '', /filters/);
  });

  it('leave no near miss behind', () => {
    const context = (filters: readonly DslQuery[]) =>
      createContext(storeOf(...events), fieldsOf(undefined), { ...DEFAULT_RUN_OPTIONS, filters });
    const counts = (filters: readonly DslQuery[]): readonly number[] => {
      const search = findNearMisses(filterOf('any where a == "none" and host != null'), context(filters));
      search.step(100);
      return search.result().map(({ count }) => count);
    };
    assert.deepEqual(counts([]), [3]);
    assert.deepEqual(counts([term('host', 'h2')]), [1]);
  });
});
