// All that stands in a rule file, as a tree: the same as the parsers of whole files make of it, with each key on its characters.
import assert from 'node:assert/strict';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import type { FieldValue, RuleContent } from '../../server/src/rule/fields';
import { readRuleFile } from '../../server/src/rule/read';
import { corpusFiles } from '../corpus';

/** As JSON; numbers, booleans and dates as they are written. */
function plain(value: FieldValue): unknown {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'scalar':
      return value.text;
    case 'list':
      return value.items.map(plain);
    case 'table':
      return Object.fromEntries(value.entries.map(({ key, value: inner }) => [key, plain(inner)]));
    case 'other':
      return undefined;
  }
}

/** What a parser of the format gives, with its scalars as text. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : String(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, written(inner)]));
}

function contentOf(file: string, format: 'toml' | 'yaml', index = 0): RuleContent {
  const content = readRuleFile(file, format).rules[index]?.content;
  assert.ok(content);
  return content;
}

const TOML = [
  'title = "beside"',
  '[metadata]',
  'integration = ["endpoint"]',
  '[rule]',
  'type = "eql"',
  "query = 'any where true'",
  'risk_score = 47',
  'enabled = true',
  'threshold = { field = ["a", "b"], cardinality = [{ field = "c", value = 3 }] }',
  'alert.group_by = ["host.id"]',
  '[[rule.threat]]',
  'framework = "MITRE ATT&CK"',
  '[[rule.threat.technique]]',
  'id = "T1059"',
  '[[rule.threat.technique.subtechnique]]',
  'id = "T1059.004"',
  '[rule.threat.tactic]',
  'id = "TA0002"',
  '[[rule.threat]]',
  '[rule.threat.tactic]',
  'id = "TA0003"',
].join('\n');

describe('the content of a rule file', () => {
  it('is the tree of a TOML file', () => {
    const { rule, metadata, file } = contentOf(TOML, 'toml');
    const expected = written(parseToml(TOML)) as { rule: unknown; metadata: unknown };
    assert.deepEqual(plain(file), expected);
    assert.deepEqual(plain(rule), expected.rule);
    assert.deepEqual(plain(metadata), expected.metadata);
  });

  it('is told for each of several rules', () => {
    const toml = TOML.replace('[rule]', '[[rule]]');
    const second = `${toml}\n[[rule]]\ntype = "eql"\nquery = "any where false"\n[[rule.threat]]\nframework = "x"`;
    assert.deepEqual(plain(contentOf(second, 'toml', 1).rule), {
      type: 'eql',
      query: 'any where false',
      threat: [{ framework: 'x' }],
    });
  });

  it('has each key on its characters', () => {
    const { rule } = contentOf(TOML, 'toml');
    const keys = rule.entries.map(({ keySpan: { from, to } }) => TOML.slice(from, to));
    assert.deepEqual(keys, [
      'type',
      'query',
      'risk_score',
      'enabled',
      'threshold',
      'alert.group_by',
      '[[rule.threat]]',
    ]);
  });

  it('keeps what was read first where TOML contradicts itself', () => {
    const broken =
      '[rule]\ntype = "eql"\nquery = "any where true"\nname = "a"\nname = "b"\n[rule.name]\nx = 1\n[[rule.type]]\n[rule]\nname = "c"';
    assert.deepEqual(plain(contentOf(broken, 'toml').rule), { type: 'eql', query: 'any where true', name: 'a' });
  });

  const YAML = [
    'metadata:',
    '  maturity: production',
    'rule:',
    '  type: eql',
    '  query: any where true',
    '  risk_score: 47',
    '  enabled: yes please',
    '  threat:',
    '    - framework: MITRE ATT&CK',
    '      tactic: { id: TA0002 }',
    '      technique:',
    '        - id: T1059',
    '  nothing: ~',
  ].join('\n');

  it('is the tree of a YAML file', () => {
    const { rule, metadata, file } = contentOf(YAML, 'yaml');
    const expected = written(parseYaml(YAML.replace('~', '"~"'))) as { rule: unknown; metadata: unknown };
    assert.deepEqual(plain(file), expected);
    assert.deepEqual(plain(rule), expected.rule);
    assert.deepEqual(plain(metadata), expected.metadata);
    assert.deepEqual(
      rule.entries.slice(0, 2).map(({ keySpan: { from, to } }) => YAML.slice(from, to)),
      ['type', 'query'],
    );
  });

  it('ends, however often a YAML file points to itself', () => {
    const names = 'abcdefghij'.split('');
    const levels = names.map((name, index) => {
      const inner = index === 0 ? 'x' : `*${names[index - 1]}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => inner).join(', ')}]`;
    });
    const file = ['type: eql', 'query: any where true', ...levels].join('\n');
    assert.equal(contentOf(file, 'yaml').rule.entries.length, names.length + 2);
  });

  it('is that of the parser for all rules of the corpus', () => {
    for (const { name, text } of corpusFiles())
      assert.deepEqual(plain(contentOf(text, 'toml').file), written(parseToml(text)), name);
  });
});
