// Rules in JSON: exports of Kibana, one rule in a file, and what is no rule.
import assert from 'node:assert/strict';
import { exportFormatOf, readRuleFile } from '../../server/src/rule/read';
import { looksLikeExport } from '../../server/src/rule/json';

const eql = {
  id: 'b3f1',
  rule_id: 'r-1',
  name: 'Shell "in" a pod',
  type: 'eql',
  language: 'eql',
  index: ['logs-*'],
  query: 'process where\n  process.args : "C:\\\\x"',
  filters: [],
};
const kql = { rule_id: 'r-2', name: 'K', type: 'query', language: 'kuery', query: 'a : b' };
const list = { list_id: 'l', type: 'detection', name: 'L', namespace_type: 'single' };
const summary = { exported_count: 3, exported_rules_count: 2, missing_rules: [] };
const lines = (...values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('an export of rules', () => {
  const file = lines(eql, kql, list, summary);
  const { rules, issues } = readRuleFile(file, 'ndjson');

  it('gives its rules and passes over all else', () => {
    assert.deepEqual(
      rules.map(({ metadata, query }) => [metadata.id?.value, metadata.name?.value, query?.language, query?.text]),
      [
        ['r-1', eql.name, 'eql', eql.query],
        ['r-2', 'K', 'kuery', 'a : b'],
      ],
    );
    assert.deepEqual(issues, []);
  });

  it('knows where each character of a query stands', () => {
    const query = rules[0]?.query;
    assert.ok(query);
    const at = query.text.indexOf('"C:');
    const { from, to } = query.map.spanToFile({ from: at, to: query.text.length });
    assert.equal(file.slice(from, to), '\\"C:\\\\\\\\x\\"');
  });

  it('names its packages where Kibana writes them', () => {
    const related = { ...eql, related_integrations: [{ package: 'endpoint', version: '^8.2.0' }] };
    const [rule] = readRuleFile(lines(related), 'ndjson').rules;
    assert.deepEqual(
      rule?.metadata.integration.map(({ value }) => value),
      ['endpoint'],
    );
  });

  it('has a broken line pointed out, and its other rules read', () => {
    const broken = `${lines(eql)}{"rule_id": "x", "name" "y"}\n${lines(kql)}`;
    const read = readRuleFile(broken, 'ndjson');
    assert.deepEqual(read.rules.map(({ metadata }) => metadata.id?.value).sort(), ['r-1', 'r-2']);
    const [issue] = read.issues;
    assert.deepEqual([issue?.code, issue?.severity], ['json-syntax', 'error']);
    assert.equal(broken.slice(issue?.from, issue?.to), '"y"');
  });

  it('is told from a sample by its first lines', () => {
    assert.ok(looksLikeExport(file, 'ndjson'));
    assert.ok(looksLikeExport(lines(list, eql), 'ndjson'));
    assert.ok(!looksLikeExport(lines({ '@timestamp': '2025-01-01', rule_id: 'r', type: 'eql', query: 'x' }), 'ndjson'));
    assert.ok(!looksLikeExport(lines({ _index: '.alerts', _source: eql, ...eql }), 'ndjson'));
    assert.ok(!looksLikeExport(lines({}, {}, {}, eql), 'ndjson'));
    assert.ok(!looksLikeExport('{"rule_id":', 'ndjson'));
    assert.ok(!looksLikeExport('', 'ndjson'));
  });
});

describe('a rule in JSON', () => {
  for (const [how, value] of [
    ['as it is', eql],
    ['under `rule`', { metadata: { min_stack_version: '8.0.0' }, rule: eql }],
    ['as an asset of a package', { attributes: eql, id: 'r-1_3', type: 'security-rule' }],
    ['in a list', [eql]],
  ] as const) {
    it(`is read ${how}`, () => {
      const text = JSON.stringify(value, null, 2);
      const [rule] = readRuleFile(text, 'json').rules;
      assert.equal(rule?.query?.text, eql.query);
      assert.ok(looksLikeExport(text, 'json'));
    });
  }

  for (const [what, text] of [
    ['somebody else’s', '{"name": "x", "version": 1}'],
    ['an alert', JSON.stringify({ '@timestamp': '2025-01-01', rule: eql })],
    ['a broken one without a rule', '{"name": '],
    ['no text', ''],
  ] as const) {
    it(`is not ${what}`, () => assert.deepEqual(readRuleFile(text, 'json'), { format: 'json', rules: [], issues: [] }));
  }

  it('may nest too deeply to be read', () => {
    assert.deepEqual(readRuleFile(`{"query":${'['.repeat(5000)}`, 'json').rules, []);
  });
});

describe('the names of exports', () => {
  it('end in .ndjson, .jsonl or .json', () => {
    assert.deepEqual(['a.ndjson', 'a.JSON', 'a.jsonl', 'a.toml', 'json'].map(exportFormatOf), [
      'ndjson',
      'json',
      'ndjson',
      undefined,
      undefined,
    ]);
  });
});
