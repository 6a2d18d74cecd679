// Statements of false positives out of rule files: what is read of each format, and what of a broken one.
import assert from 'node:assert/strict';
import type { RuleFormat } from '../../server/src/rule/document';
import { readStatements } from '../../server/src/lofp/statements/read';
import { elasticToml, SIGMA, SPLUNK } from './rules';

const only = (text: string, format: RuleFormat) => {
  const { rules, problems } = readStatements(text, format);
  assert.deepEqual(problems, []);
  assert.equal(rules.length, 1);
  return rules[0];
};

describe('the statements of a rule file', () => {
  it('are those of an Elastic rule, with its techniques, description and query', () => {
    const rule = only(elasticToml({ name: 'Shell', statements: ['Admins.', ' ', 'Admins.', 'Backups.'] }), 'toml');
    assert.equal(rule?.source, 'elastic');
    assert.equal(rule?.name, 'Shell');
    assert.equal(rule?.description.trim(), 'Tells of a\nthing.');
    assert.deepEqual(rule?.statements, ['Admins.', 'Backups.']);
    assert.deepEqual(rule?.logic, { language: 'eql', text: 'process where true\n' });
    assert.deepEqual(rule?.techniques, [
      { id: 'T1059', name: 'Command and Scripting Interpreter' },
      { id: 'T1059.004', name: 'Unix Shell' },
    ]);
  });

  it('are those of an Elastic rule in YAML', () => {
    const text = `name: Shell
type: eql
language: eql
query: process where true
false_positives:
  - Backups
threat:
  - technique:
      - id: T1609
        name: Container Administration Command
`;
    const rule = only(text, 'yaml');
    assert.equal(rule?.source, 'elastic');
    assert.deepEqual(rule?.statements, ['Backups']);
    assert.deepEqual(rule?.techniques, [{ id: 'T1609', name: 'Container Administration Command' }]);
  });

  it('are those of a Sigma rule, whose detection is kept as it is written', () => {
    const rule = only(SIGMA, 'yaml');
    assert.equal(rule?.source, 'sigma');
    assert.equal(rule?.name, 'Shell in a Pod');
    assert.deepEqual(rule?.techniques, [{ id: 'T1609' }, { id: 'T1059.004' }]);
    assert.deepEqual(rule?.statements, ['Administrators who debug a pod', 'Unknown']);
    assert.equal(
      rule?.logic?.text,
      'logsource:\n    product: kubernetes\ndetection:\n    selection:\n        verb: create # by kubectl\n    condition: selection',
    );
  });

  it('are those of a search of Splunk', () => {
    const rule = only(SPLUNK, 'yaml');
    assert.equal(rule?.source, 'splunk');
    assert.equal(rule?.name, 'Kubernetes Shell');
    assert.deepEqual(rule?.statements, ['administrators who  debug a POD']);
    assert.deepEqual(rule?.logic, { language: 'spl', text: '`kubernetes_audit` verb=create | stats count by user' });
    assert.deepEqual(rule?.techniques, [{ id: 'T1609' }]);
  });

  it('are those of a search of Splunk that has its techniques beside its other keys', () => {
    const text = SPLUNK.replace(
      'tags:\n  mitre_attack_id:\n  - T1609\n',
      'mitre_attack_id:\n    - T1609\n    - T1610\n',
    );
    assert.deepEqual(only(text, 'yaml')?.techniques, [{ id: 'T1609' }, { id: 'T1610' }]);
  });

  it('are those of a correlation of Sigma', () => {
    const text =
      'title: Many shells\ncorrelation:\n  type: event_count\n  rules: [shell]\nfalsepositives: [Workshops]\n';
    const rule = only(text, 'yaml');
    assert.deepEqual(rule?.statements, ['Workshops']);
    assert.equal(rule?.logic?.text, 'correlation:\n  type: event_count\n  rules: [shell]');
  });

  it('are those of every document, with what a global one says for all', () => {
    const text = `action: global
title: Both
falsepositives: Backups
---
logsource: {product: linux}
detection: {condition: a}
---
title: Its own
logsource: {product: windows}
detection: {condition: b}
---
nothing: of ours
`;
    const { rules } = readStatements(text, 'yaml');
    assert.deepEqual(
      rules.map(({ name, index, statements, logic }) => [name, index, statements, logic?.text]),
      [
        ['Both', 0, ['Backups'], 'logsource: {product: linux}\ndetection: {condition: a}'],
        ['Its own', 1, ['Backups'], 'logsource: {product: windows}\ndetection: {condition: b}'],
      ],
    );
  });

  it('follow an anchor', () => {
    const text = SIGMA.replace('    - Unknown', '    - &one Backups\n    - *one\n    - *nothing');
    const { rules } = readStatements(text, 'yaml');
    assert.deepEqual(rules[0]?.statements, ['Administrators who debug a pod', 'Backups']);
  });

  it('are not looked for in files of something else', () => {
    for (const text of ['', 'a: 1', 'search: here', '- falsepositives: x', 'detection: yes'])
      assert.deepEqual(readStatements(text, 'yaml'), { rules: [], problems: [] }, text);
    assert.deepEqual(readStatements('[tool]\nname = "x"', 'toml'), { rules: [], problems: [] });
  });
});

describe('a broken rule file', () => {
  const broken: readonly (readonly [what: string, format: RuleFormat, text: string, rules: number])[] = [
    ['TOML that is not closed', 'toml', `${elasticToml({ statements: ['Admins.'] })}\nkey = [1,`, 1],
    ['Sigma that is not closed', 'yaml', `${SIGMA}broken: [1, 2\n`, 1],
    ['one document of two', 'yaml', `${SIGMA}---\n"\ndetection: x\n`, 1],
    ['statements that are no texts', 'yaml', SIGMA.replace('- Unknown', '- {a: b}'), 1],
    ['Splunk with a mapping for a statement', 'yaml', SPLUNK.replace('administrators who  debug a POD', '{a: b}'), 1],
    ['what nests too deeply', 'yaml', `${SIGMA}deep: ${'['.repeat(5000)}\n`, 0],
  ];
  for (const [what, format, text, count] of broken)
    it(`has one sentence for ${what}, and the rest is read`, () => {
      const { rules, problems } = readStatements(text, format);
      assert.equal(rules.length, count);
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.message ?? '', /^[`A-Z].*\.$/);
      assert.ok((problems[0]?.offset ?? -1) >= 0);
    });
});
