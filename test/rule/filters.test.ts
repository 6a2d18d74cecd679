// A rule's filters as they stand in TOML and YAML, read to plain queries.
import assert from 'node:assert/strict';
import type { DslQuery } from '../../server/src/base/queryDsl';
import { filtersOfRule } from '../../server/src/rule/filters';
import type { RuleFilter } from '../../server/src/rule/filters';
import { readRuleFile } from '../../server/src/rule/read';

/** Filters as YAML in flow style, one a line. */
function filtersOf(...filters: readonly string[]): readonly RuleFilter[] {
  const lines = ['type: eql', 'query: any where true', 'filters:', ...filters.map((each) => `  - ${each}`)];
  const [rule] = readRuleFile(lines.join('\n'), 'yaml').rules;
  assert.ok(rule);
  return filtersOfRule(rule);
}

/** `field = a, b`, `not (…)` and their like: short, and without places. */
function print(query: DslQuery): string {
  switch (query.kind) {
    case 'constant':
      return String(query.value);
    case 'bool': {
      const list = (queries: readonly DslQuery[]): string => queries.map(print).join(', ');
      const parts = [
        ...(query.must.length > 0 ? [`all(${list(query.must)})`] : []),
        ...(query.mustNot.length > 0 ? [`none(${list(query.mustNot)})`] : []),
        ...(query.should.length > 0 ? [`${query.minimum} of(${list(query.should)})`] : []),
      ];
      return parts.join(' ');
    }
    case 'exists':
      return `${query.field.path} exists`;
    case 'term':
      return `${query.field.path} ${query.caseInsensitive ? '=~' : '='} ${query.values.join(' | ')}`;
    case 'match':
      return `${query.field.path} ${query.tokens} ${String(query.value)}`;
    case 'prefix':
    case 'wildcard':
      return `${query.field.path} ${query.kind}${query.caseInsensitive ? '~' : ''} ${query.value}`;
    case 'range':
      return `${query.field.path} ${query.bounds.map(({ operator, value }) => `${operator} ${String(value)}`).join(' ')}`;
    case 'nested':
      return `${query.path.path} { ${print(query.query)} }`;
  }
}

function read(filter: string): string {
  const [found] = filtersOf(filter);
  assert.ok(found, filter);
  return found.query === undefined ? `unread: ${found.reason}` : print(found.query);
}

describe('the filters of a rule', () => {
  for (const [filter, expected] of [
    ['{query: {match_phrase: {host.name: web}}}', 'host.name phrase web'],
    ['{query: {match_phrase: {host.name: {query: web}}}}', 'host.name phrase web'],
    ['{query: {match: {host.name: {query: web, type: phrase}}}}', 'host.name phrase web'],
    ['{query: {match: {message: a b}}}', 'message any a b'],
    ['{query: {match: {message: {query: a b, operator: AND}}}}', 'message all a b'],
    ['{query: {term: {n: 5}}}', 'n = 5'],
    ['{query: {term: {a: {value: X, case_insensitive: true}}}}', 'a =~ X'],
    ['{query: {terms: {a: [x, y], boost: 2}}}', 'a = x | y'],
    ['{query: {exists: {field: a.b}}}', 'a.b exists'],
    ['{query: {range: {n: {gte: 1, lt: 10}}}}', 'n >= 1 < 10'],
    ['{query: {prefix: {a: /tmp}}}', 'a prefix /tmp'],
    ['{query: {wildcard: {a: {value: "*x", case_insensitive: true}}}}', 'a wildcard~ *x'],
    ['{query: {match_all: {}}}', 'true'],
    ['{query: {match_none: {}}}', 'false'],
    ['{query: {bool: {should: [{term: {a: x}}, {term: {b: y}}]}}}', '1 of(a = x, b = y)'],
    ['{query: {bool: {filter: {term: {a: x}}, should: [{term: {b: y}}]}}}', 'all(a = x) 0 of(b = y)'],
    ['{query: {bool: {must_not: [{term: {a: x}}], minimum_should_match: 1}}}', 'none(a = x)'],
    ['{query: {nested: {path: p, query: {term: {p.a: x}}}}}', 'p { p.a = x }'],
    ['{meta: {negate: true}, query: {term: {a: x}}}', 'none(a = x)'],
    ['{meta: {type: exists}, exists: {field: a}}', 'a exists'],
    ['{range: {n: {gt: 1}}, $state: {store: appState}}', 'n > 1'],
    [
      '{meta: {type: combined, relation: OR, params: [{query: {term: {a: x}}}, {meta: {negate: true}, exists: {field: b}}]}, query: {}}',
      '1 of(a = x, none(b exists))',
    ],
  ] as const) {
    it(`are understood: ${filter}`, () => assert.equal(read(filter), expected));
  }

  for (const [filter, reason] of [
    ['{query: {query_string: {query: "a:b"}}}', 'asks for `query_string`'],
    ['{query: {bool: {must: [{term: {a: x}}, {fuzzy: {a: x}}]}}}', 'asks for `fuzzy`'],
    ['{query: {match: {a: {query: x, fuzziness: 1}}}}', 'sets `fuzziness`'],
    ['{query: {range: {"@timestamp": {gte: now-1d}}}}', 'counts a time from now, which says nothing of a sample'],
    ['{query: {range: {"@timestamp": {gte: 1, time_zone: CET}}}}', 'sets `time_zone` of a `range`'],
    ['{query: {bool: {should: [], minimum_should_match: 75%}}}', 'asks for a share of its `should` clauses'],
    ['{query: {terms: {a: {index: lookup}}}}', 'has a `terms` without a list of values'],
    ['{meta: {key: a}}', 'has no query'],
    ['nothing', 'is no object'],
  ] as const) {
    it(`are named when they are not evaluated: ${filter}`, () => assert.equal(read(filter), `unread: ${reason}`));
  }

  it('bear a name for people', () => {
    const names = filtersOf('{meta: {alias: No tests, key: a}}', '{meta: {key: host.name}}', '{}').map(
      ({ name }) => name,
    );
    assert.deepEqual(names, ['No tests', 'host.name', 'number 3']);
  });

  it('that are switched off are not there', () => {
    assert.deepEqual(filtersOf('{meta: {disabled: true}, query: {term: {a: x}}}'), []);
  });

  it('are read from the tables of TOML, each field on its characters', () => {
    const file = [
      '[rule]',
      'type = "eql"',
      "query = 'any where true'",
      '[[rule.filters]]',
      '[rule.filters.meta]',
      'negate = false',
      '[rule.filters.query.match_phrase]',
      '"user.id" = "S-1-5-18"',
      '[[rule.filters]]',
      'query.bool.must_not = [{ exists = { field = "a.b" } }]',
    ].join('\n');
    const [rule] = readRuleFile(file, 'toml').rules;
    assert.ok(rule);
    const [first, second] = filtersOfRule(rule);
    assert.equal(first?.query && print(first.query), 'user.id phrase S-1-5-18');
    assert.equal(second?.query && print(second.query), 'none(a.b exists)');
    assert.ok(first?.query?.kind === 'match');
    assert.equal(file.slice(first.query.field.from, first.query.field.to), '"user.id"');
  });
});
