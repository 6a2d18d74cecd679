// TOML rule files: where the rules are, in which language, and what is said of broken files.
import assert from 'node:assert/strict';
import { readRuleFile } from '../../server/src/rule/read';
import { checkIssues, describeRules } from './describeRules';

describe('a TOML rule file', () => {
  it('gives the rule, its metadata and where they stand', () => {
    const file = [
      '[metadata]',
      'integration = ["endpoint", "windows"]',
      'min_stack_version = "8.3.0"',
      '[rule]',
      'name = "A \\"b\\""',
      "rule_id = '1-2'",
      'type = "eql"',
      'index = [',
      '  "logs-*", # all of them',
      "  'winlogbeat-*',",
      ']',
      "query = '''",
      'process where true',
      "'''",
      'false_positives = ["""',
      'Sometimes.',
      '"""]',
      '[[rule.threat]]',
      'name = "not the name"',
      '',
    ].join('\n');
    const [rule] = readRuleFile(file, 'toml').rules;
    assert.ok(rule);
    const { metadata, query } = rule;
    assert.equal(file.slice(rule.heading.from, rule.heading.to), '[rule]');
    assert.equal(file.slice(rule.from, rule.to), file.slice(file.indexOf('[rule]')).trimEnd());
    assert.equal(metadata.name?.value, 'A "b"');
    assert.equal(file.slice(metadata.name.from, metadata.name.to), 'A \\"b\\"');
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
    assert.deepEqual(
      metadata.falsePositives.map((each) => each.value),
      ['Sometimes.\n'],
    );
    assert.ok(query);
    assert.equal(query.text, 'process where true\n');
    assert.equal(file.slice(query.from, query.to), query.text);
  });

  const cases: readonly [name: string, file: string, rules: readonly string[]][] = [
    [
      'a rule for each [[rule]]',
      '[[rule]]\ntype="eql"\nquery="a"\n[[rule]]\nlanguage="kuery"\nquery="b"',
      ['eql: a', 'kuery: b'],
    ],
    ['the type before the language', '[rule]\ntype="eql"\nlanguage="kuery"\nquery="a"', ['eql: a']],
    ['the language in lower case', '[rule]\nlanguage="EsQl"\nquery="a"', ['esql: a']],
    ['Kibana’s default where only the type is known', '[rule]\ntype="threshold"\nquery="a"', ['kuery: a']],
    ['no language where nothing says it', '[rule]\nquery="a"', ['unknown: a']],
    ['no query for machine learning', '[rule]\ntype="machine_learning"', ['-']],
    ['dotted keys', 'rule.type = "eql"\nrule . "query" = "a"', ['eql: a']],
    ['an inline table', 'rule = { type = "eql", query = "a" }', ['eql: a']],
    ['a list of inline tables', 'rule = [{ type = "eql", query = "a" }, { query = "b" }]', ['eql: a', 'unknown: b']],
    ['quoted headers', '[ "rule" ]\ntype="eql"\nquery="a"', ['eql: a']],
    ['a byte order mark', '\ufeff[rule]\ntype="eql"\nquery="a"', ['eql: a']],
    ['a file with lone comments and CRLF', '# x\r\n[rule] # y\r\ntype="eql" # z\r\nquery="a"\r\n', ['eql: a']],
    [
      'values of every kind',
      '[rule]\na=1\nb=1979-05-27 07:32:00Z\nc=-inf\nd=[[1,2],[]]\ne={f.g=true}\nquery="a"',
      ['unknown: a'],
    ],
    ['every escape', '[rule]\nquery="\\u0061\\U0001F980\\x41\\e\\t\\\\"', ['unknown: a🦀A\u001b\t\\']],
    ['line continuations', '[rule]\nquery="""a \\  \r\n\r\n   b\\\n  """', ['unknown: a b']],
    ['two quotes before the closing ones', '[rule]\nquery="""""a"""""', ['unknown: ""a""']],
    ['an empty query', "[rule]\ntype='eql'\nquery=''''''", ['eql: ']],
    ['a query of the wrong type as none', '[rule]\nrule_id="x"\nquery=5', ['-']],
  ];
  for (const [name, file, rules] of cases)
    it(`has ${name}`, () => {
      const read = readRuleFile(file, 'toml');
      assert.deepEqual(describeRules(read), rules);
      assert.deepEqual(read.issues, []);
    });

  const foreign: readonly [name: string, file: string][] = [
    ['Cargo.toml', '[package]\nname = "x"\nquery = "y"'],
    ['a broken file of somebody else', '[package\nname = = "x"\nquery = """'],
    ['a table named rule without our keys', '[rule]\npattern = "x"\ntype = "regex"\n= broken'],
    ['a query outside of the rule', '[[transform.osquery]]\nquery = "SELECT 1"\n]'],
    ['nothing', ''],
  ];
  for (const [name, file] of foreign)
    it(`leaves ${name} alone`, () => {
      assert.deepEqual(readRuleFile(file, 'toml'), { format: 'toml', rules: [], issues: [] });
    });

  // The issue's characters stand between « and ».
  const broken: readonly [name: string, file: string, rules: readonly string[], message: RegExp][] = [
    ['a missing value', '[rule]\n«name =»\nquery = "a"', ['unknown: a'], /value is missing/],
    ['a colon', '[rule]\nname«:» "Name"\nquery = "a"', ['unknown: a'], /`=` between a key and its value/],
    ['text without quotes', '[rule]\nname = «Name»\nquery = "a"', ['unknown: a'], /quotes/],
    ['a list that is not closed', '[rule]\nindex = «[»"a"\nquery = "a"', ['unknown: a'], /list is not closed/],
    ['a missing comma', '[rule]\nindex = ["a" «"b"»]\nquery = "a"', ['unknown: a'], /comma/],
    ['a key twice', '[rule]\nquery = "a"\n«query» = "b"', ['unknown: a'], /twice/],
    ['a string that is not closed', '[rule]\nname = «"»x\nquery = "a"', ['unknown: a'], /not closed/],
    [
      'a string that ends with the file, in a backslash',
      '[rule]\nquery = "a"\nnote = «"""»x«\\»',
      ['unknown: a'],
      /not closed|not an escape/,
    ],
    ['a header that is not closed', '«[metadata»\n[rule]\nquery = "a"', ['unknown: a'], /header is not closed/],
    ['an unknown escape', '[rule]\nquery = "a«\\d»"', ['unknown: a\\d'], /escape/],
    ['half a surrogate pair', '[rule]\nquery = "«\\ud800»"', ['unknown: \\ud800'], /escape/],
    ['a control character', '[rule]\nquery = "a«\u0001»"', ['unknown: a\u0001'], /control character U\+0001/],
    ['a query that is not closed', "[rule]\nquery = «'''»\na\n[[rule.threat]]\nb = 1", ['unknown: a'], /not closed/],
    [
      'a text before the query that is not closed',
      '[rule]\nnote = «"""»\nb\nquery = """\nc"""\nsetup = """d"""',
      ['unknown: c'],
      /not closed/,
    ],
    ['quotes inside quotes', '[rule]\nquery = "a == "«b»""', ['unknown: a == '], /one key/],
  ];
  for (const [name, marked, rules, message] of broken)
    it(`keeps the query beside ${name}`, () => checkIssues('toml', marked, rules, message));

  it('says that an EQL rule lacks its query', () => {
    checkIssues('toml', '«[rule]»\ntype = "eql"', ['-'], /no query/);
    assert.deepEqual(readRuleFile('[rule]\nlanguage = "kuery"', 'toml').issues, []);
  });

  it('is read in time that grows with its length', () => {
    const rule = (index: number): string => `[[rule]]\nrule_id = "${index}"\nquery = '''\n${'x'.repeat(900)}\n'''\n`;
    const file = Array.from({ length: 1000 }, (_, index) => rule(index)).join('');
    for (const text of [file, `${file}=[[[`, file.replaceAll("x\n'''", 'x\n')]) {
      const { rules } = readRuleFile(text, 'toml');
      assert.equal(rules.filter((each) => each.query?.text.trim() === 'x'.repeat(900)).length, 1000);
    }
  });

  const deep: readonly [name: string, text: string][] = [
    ['a list too deep for any stack', `[rule]\nquery = "a"\nx = ${'['.repeat(100_000)}`],
    ['lists begun again and again', `[rule]\nquery = "a"\n${'x = ["""\n'.repeat(50_000)}`],
    ['strings begun again and again', `[rule]\nquery = "a"\n${"x = {y = '''\nquery = \"\n".repeat(20_000)}`],
    ['a very long query', `[rule]\nquery = "a${'b'.repeat(1_000_000)}"\nx = 1 1`],
  ];
  for (const [name, text] of deep)
    it(`is no trouble with ${name}`, () => {
      const { rules, issues } = readRuleFile(text, 'toml');
      assert.equal(rules[0]?.query?.text.charAt(0), 'a');
      assert.ok(issues.length > 0 && issues.length <= 100);
    });
});
