// YAML rule files: where the rules are, in which language, and what is said of broken files.
import assert from 'node:assert/strict';
import { readRuleFile } from '../../server/src/rule/read';
import { checkIssues, describeRules } from './describeRules';

describe('a YAML rule file', () => {
  it('gives the rule, its metadata and where they stand', () => {
    const file = [
      '# ours',
      'metadata:',
      '  integration: [endpoint, "windows"]',
      '  min_stack_version: "8.3.0"',
      'rule:',
      "  name: 'A ''b'''",
      '  rule_id: 1-2',
      '  type: eql',
      '  index:',
      '  - logs-*',
      '  - "winlogbeat-*" # old',
      '  query: |-',
      '    process where true and',
      '      1 == 1',
      '  risk_score: 47',
      '',
    ].join('\n');
    const [rule] = readRuleFile(file, 'yaml').rules;
    assert.ok(rule);
    const { metadata, query } = rule;
    assert.equal(file.slice(rule.heading.from, rule.heading.to), 'rule');
    assert.equal(file.slice(rule.from, rule.to), file.slice(file.indexOf('rule:')).trimEnd());
    assert.equal(metadata.name?.value, "A 'b'");
    assert.equal(file.slice(metadata.name.from, metadata.name.to), "A ''b''");
    assert.deepEqual(
      metadata.index.map((each) => [each.value, file.slice(each.from, each.to)]),
      [
        ['logs-*', 'logs-*'],
        ['winlogbeat-*', 'winlogbeat-*'],
      ],
    );
    assert.deepEqual(
      metadata.integration.map((each) => each.value),
      ['endpoint', 'windows'],
    );
    assert.equal(metadata.minStackVersion?.value, '8.3.0');
    assert.ok(query);
    assert.equal(query.text, 'process where true and\n  1 == 1');
    assert.equal(query.map.toFile(query.text.indexOf('1')), file.indexOf('1 =='));
    assert.equal(query.map.toQuery(file.indexOf('      1 ==') + 2), query.text.indexOf('  1 =='));
  });

  const cases: readonly [name: string, file: string, rules: readonly string[]][] = [
    ['a rule for each document', 'type: eql\nquery: a\n---\nlanguage: kuery\nquery: b\n---\n', ['eql: a', 'kuery: b']],
    ['a rule for each element of a list', '- type: eql\n  query: a\n- rule:\n    query: b\n', ['eql: a', 'unknown: b']],
    ['a list under `rule`', 'rule:\n- query: a\n- query: b\n', ['unknown: a', 'unknown: b']],
    ['JSON', '{"rule": {"type": "eql", "query": "a\\u0062\\/"}}', ['eql: ab/']],
    ['a byte order mark', '\ufefftype: eql\nquery: a', ['eql: a']],
    ['an alias', 'x: &x a\nrule: {type: eql, query: *x}', ['eql: a']],
    ['the last anchor before the alias', 'x: &x a\ny: &x b\nrule: {query: *x}\nz: &x c', ['unknown: b']],
    ['a merged mapping', 'x: &x {type: eql, query: a}\nrule:\n  <<: *x\n  query: b', ['eql: b']],
    ['an alias that means nothing', 'rule: {type: eql, query: a, index: *none}', ['eql: a']],
    ['a block with an indicator and a comment', 'type: eql\nquery: |2- # why\n   a\n  b\n', ['eql:  a\nb']],
    ['an empty block', 'type: eql\nquery: |\nname: x', ['eql: ']],
    ['a block at the end of the file', 'type: eql\nquery: |\n  a', ['eql: a\n']],
    ['a folded block', 'type: eql\nquery: >\n  a\n  b\n\n  c\n    d\n  e\n', ['eql: a b\nc\n  d\ne\n']],
    ['escaped line breaks', 'type: eql\nquery: "a \\\n   b\n\n\n  c"', ['eql: a b\n\nc']],
    ['no query for machine learning', 'type: machine_learning\nrule_id: x', ['-']],
    ['a query of the wrong type as none', 'type: esql\nrule_id: x\nquery: 5', ['-']],
  ];
  for (const [name, file, rules] of cases)
    it(`has ${name}`, () => {
      const read = readRuleFile(file, 'yaml');
      assert.deepEqual(describeRules(read), rules);
      assert.deepEqual(read.issues, []);
    });

  const foreign: readonly [name: string, file: string][] = [
    ['a compose file', 'services:\n  db:\n    image: x\n'],
    ['a broken file of somebody else', 'services:\n  query: "x\n  - : ['],
    ['a monitor with a query of its own', 'type: metric alert\nquery: avg(last_5m)\nname: "x'],
    ['nothing', ''],
  ];
  for (const [name, file] of foreign)
    it(`leaves ${name} alone`, () => {
      assert.deepEqual(readRuleFile(file, 'yaml'), { format: 'yaml', rules: [], issues: [] });
    });

  const rest = 'query: |\n    a\n  type: eql';
  const broken: readonly [name: string, file: string, rules: readonly string[], message: RegExp][] = [
    ['a list that is not closed', `rule:\n  «index: [a, b»\n  ${rest}`, ['eql: a\n'], /bracket/],
    ['a text that is not closed', `rule:\n  name: «"»a\n  ${rest}`, ['eql: a\n'], /closing quote/],
    ['a second colon', `rule:\n  name: «a»: b\n  ${rest}`, ['eql: a\n'], /colon/],
    ['a tab', `rule:\n  x: y\n«\t»name: b\n  ${rest}`, ['eql: a\n'], /tab/],
    ['a key too far to the left', `rule:\n  x: y\n« »name: b\n  ${rest}`, ['eql: a\n'], /indentation/],
    ['a key twice', `rule:\n  name: a\n  «name»: b\n  ${rest}`, ['eql: a\n'], /twice/],
    ['an unknown escape', 'rule:\n  type: eql\n  query: "a«\\»d"', ['eql: a\\d'], /escape/],
    [
      'a colon in a query without quotes',
      'rule:\n  query: «p» where n : "a"\n  type: eql',
      ['eql: p where n : "a"'],
      /colon/,
    ],
    [
      'an element that is broken',
      '- query: a\n  type: eql\n- query: b\n  x: «"»\n  type: eql\n',
      ['eql: a', 'eql: b'],
      /quote/,
    ],
    [
      'a document that is broken',
      'query: a\ntype: eql\n---\nquery: b\nx: «"»\ntype: eql',
      ['eql: a', 'eql: b'],
      /quote/,
    ],
  ];
  for (const [name, marked, rules, message] of broken)
    it(`keeps the query beside ${name}`, () => checkIssues('yaml', marked, rules, message));

  it('says that an EQL rule lacks its query', () => {
    checkIssues('yaml', 'metadata: {}\n«rule»:\n  type: eql', ['-'], /no query/);
    checkIssues('yaml', '«type»: eql\nrule_id: x', ['-'], /no query/);
  });

  it('reads a place in the indentation and behind the text as a place in the query', () => {
    const file = 'type: eql\nquery: |-\n  a\n  b\n  \nname: x';
    const map = readRuleFile(file, 'yaml').rules[0]?.query?.map;
    assert.equal(map?.toQuery(file.indexOf('  b')), 2);
    assert.equal(map?.toQuery(file.indexOf('  \nname') + 2), 3);
    assert.equal(map?.toQuery(file.indexOf('query')), undefined);
  });

  it('is read in time that grows with its length', () => {
    const rule = (index: number): string =>
      `- rule:\n    rule_id: a${index}\n    index: &i${index} [a]\n    x: *i${index}\n    query: |\n      ${'x'.repeat(800)}\n`;
    const file = Array.from({ length: 1000 }, (_, index) => rule(index)).join('');
    for (const text of [file, `${file}\n- x: "`]) {
      const { rules } = readRuleFile(text, 'yaml');
      assert.equal(rules.filter((each) => each.query?.text === `${'x'.repeat(800)}\n`).length, 1000);
    }
  });

  const deep: readonly [name: string, text: string][] = [
    ['brackets too deep for any stack', `rule:\n  query: a\nx: ${'['.repeat(50_000)}`],
    ['mappings too deep for any stack', `rule:\n  query: a\nx: ${'{a: '.repeat(50_000)}`],
    ['dashes too deep for any stack', `rule:\n  query: a\nx:\n  ${'- '.repeat(50_000)}`],
    ['lines too deep for any stack', `rule:\n  query: a\n${steps(2000)}`],
    ['a name too deep for any stack', `rule:\n  query: a\n  name: ${'['.repeat(50_000)}`],
    ['a very long query', `rule:\n  query: "a${'\\u0061 \n   '.repeat(50_000)}"\nx: "`],
  ];
  for (const [name, text] of deep)
    it(`is no trouble with ${name}`, () => {
      const { rules, issues } = readRuleFile(text, 'yaml');
      assert.equal(rules[0]?.query?.text.charAt(0), 'a');
      assert.equal(issues.length, 1);
    });
});

/** Each line is indented further than the one before. */
function steps(count: number): string {
  return Array.from({ length: count }, (_, depth) => `${' '.repeat(depth)}x:\n`).join('');
}
