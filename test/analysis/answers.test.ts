// What an author's comment does to the issues around it, and what is said of comments that do nothing.
import assert from 'node:assert/strict';
import { analyze, fixesOf } from '../../server/src/analysis/analyze';
import type { SchemaSource } from '../../server/src/analysis/analyze';
import { applyEdits } from '../../server/src/base/edit';
import type { RuleFormat } from '../../server/src/rule/document';

const SCHEMAS: SchemaSource = { readCatalog: () => undefined, today: '2026-11-25' };

function codesIn(text: string, format: RuleFormat): readonly string[] {
  return analyze(text, format, SCHEMAS).issues.map(({ code, from, to }) => `${code} ${text.slice(from, to)}`);
}

const query = (...lines: readonly string[]): string => ['process where', ...lines].join('\n');

describe('an answer in a query', () => {
  const cases: readonly [does: string, text: string, issues: readonly string[]][] = [
    [
      'is about the line it stands behind',
      query('x in ("a*") and // rulewright: accepted literal-wildcard because names have stars', 'y in ("b*")'),
      ['literal-wildcard "b*"'],
    ],
    [
      'is about the next line when it has its own',
      query('// rulewright: accepted literal-wildcard because so', '', '// more', 'x in ("a*") and', 'y in ("b*")'),
      ['literal-wildcard "b*"'],
    ],
    [
      'is about a bracket up to its end',
      query(
        '// rulewright: accepted literal-wildcard because so',
        'not (x in ("a*") or',
        'y in ("b*")) and',
        'z in ("c*")',
      ),
      ['literal-wildcard "c*"'],
    ],
    [
      'may be a block comment, and name several codes',
      query('/* rulewright: accepted literal-wildcard, duplicate-value because so */', 'x in ("a*", "a*")'),
      [],
    ],
    [
      'is no answer to other issues',
      query('x in ("a*") // rulewright: accepted duplicate-value because so'),
      ['literal-wildcard "a*"', 'unused-answer duplicate-value'],
    ],
    [
      'holds on its last day',
      query('x in ("a*") // rulewright: accepted literal-wildcard because so until 2026-11-25'),
      [],
    ],
    [
      'does not hold longer',
      query('x in ("a*") // rulewright: accepted literal-wildcard because so until 2026-11-24.'),
      ['literal-wildcard "a*"', 'expired-answer until 2026-11-24'],
    ],
    [
      'that names nothing there is can go',
      query('x in ("a") // rulewright: accepted literal-wildcard because so until 2020-01-01'),
      ['unused-answer literal-wildcard'],
    ],
    [
      'needs a reason',
      query('x in ("a*") // rulewright: accepted literal-wildcard'),
      ['literal-wildcard "a*"', 'bad-answer rulewright: accepted literal-wildcard'],
    ],
    [
      'needs a code that there is',
      query('x in ("a*") // rulewright: accepted literal-wildcart because so'),
      ['literal-wildcard "a*"', 'bad-answer literal-wildcart'],
    ],
    [
      'is none to what depends on other files',
      query('x == 1 // rulewright: accepted duplicate-id because so'),
      ['bad-answer duplicate-id'],
    ],
    [
      'is none to what is told of a run',
      query('x == 1 // rulewright: accepted no-events because so'),
      ['bad-answer no-events'],
    ],
    [
      'needs a day of the calendar',
      query('x in ("a*") // rulewright: accepted literal-wildcard because so until 2027-02-29'),
      ['literal-wildcard "a*"', 'bad-answer until 2027-02-29'],
    ],
    [
      'may have a reason with the word until',
      query('x in ("a*") // rulewright: accepted literal-wildcard because we wait until spring'),
      [],
    ],
    [
      'keeps no mistake of syntax from being told',
      query('x in ("a*" // rulewright: accepted syntax because so'),
      [...analyze(query('x in ("a*"'), 'eql', SCHEMAS).issues.map(({ code }) => code)],
    ],
  ];
  for (const [does, text, issues] of cases)
    it(does, () => {
      const found = codesIn(text, 'eql');
      assert.deepEqual(
        found.map((each, index) => (issues[index]?.includes(' ') === false ? each.split(' ')[0] : each)),
        issues,
      );
    });

  it('that is not needed goes with its line', () => {
    const text = query('// rulewright: accepted literal-wildcard because so', 'x in ("a")');
    const analysis = analyze(text, 'eql', SCHEMAS);
    const [fix] = analysis.issues.flatMap((issue) => fixesOf(analysis, issue));
    assert.equal(applyEdits(text, fix?.edits ?? []), query('x in ("a")'));
  });

  it('with a code that is nearly right is mended', () => {
    const text = query('x in ("a*") // rulewright: accepted literal-wildcart because so');
    const analysis = analyze(text, 'eql', SCHEMAS);
    const bad = analysis.issues.find(({ code }) => code === 'bad-answer');
    const [fix] = bad === undefined ? [] : fixesOf(analysis, bad);
    assert.deepEqual(codesIn(applyEdits(text, fix?.edits ?? []), 'eql'), []);
  });
});

/** A rule without the key `severity` that Kibana needs, whose query has a plain fault. */
const rule = (above: readonly string[], beside: { readonly [line: number]: string } = {}, first = ''): string => {
  const lines = [
    '[rule]',
    'rule_id = "1"',
    'name = "a"',
    'description = "# rulewright: accepted nothing"',
    'risk_score = 1',
    'type = "eql"',
    'query = "process where x in (\\"a*\\")"',
  ];
  return [first, ...above, ...lines.map((line, index) => line + (beside[index] ?? ''))].join('\n');
};

describe('an answer in the file', () => {
  const answer = (codes: string): string => `# rulewright: accepted ${codes} because so`;
  const both = ['missing-key [rule]', 'literal-wildcard \\"a*\\"'];
  const cases: readonly [does: string, text: string, issues: readonly string[]][] = [
    ['is missing here', rule([]), both],
    ['above the rule is about all of it', rule([answer('missing-key, literal-wildcard')], {}, 'title = "x"'), []],
    ['before the first key is about the whole file', `${answer('literal-wildcard, missing-key')}\n${rule([])}`, []],
    ['behind a key is about that key', rule([], { 6: ` ${answer('literal-wildcard')}` }), ['missing-key [rule]']],
    [
      'behind another key is about nothing',
      rule([], { 5: ` ${answer('literal-wildcard')}` }),
      [both[0] ?? '', 'unused-answer literal-wildcard', both[1] ?? ''],
    ],
    [
      'above a key is about that key, with all its lines',
      rule([]).replace(
        'query = "process where x in (\\"a*\\")"',
        `${answer('literal-wildcard')}\nquery = '''\nprocess where\n  x in ("a*")\n'''`,
      ),
      ['missing-key [rule]'],
    ],
  ];
  for (const [does, text, issues] of cases) it(does, () => assert.deepEqual(codesIn(text, 'toml'), issues));

  it('stands in YAML too', () => {
    const text = [
      'rule_id: "1"',
      'name: a',
      'description: x',
      'severity: low',
      'risk_score: 1',
      'type: eql',
      '# rulewright: accepted literal-wildcard because so',
      'query: |',
      '  process where',
      '    x in ("a*")',
      'note: |',
      '  # rulewright: accepted nothing because it is no comment',
    ].join('\n');
    assert.deepEqual(codesIn(text, 'yaml'), []);
  });

  it('in a query of TOML is about the query', () => {
    const text = rule([]).replace(
      'query = "process where x in (\\"a*\\")"',
      `query = '''\nprocess where\n  x in ("a*") // rulewright: accepted literal-wildcard because so\n'''`,
    );
    assert.deepEqual(codesIn(text, 'toml'), ['missing-key [rule]']);
  });
});

describe('the severities of a project', () => {
  it('replace those of the checks, or silence them', () => {
    const policy = {
      severityOf: (code: string) => (code === 'missing-key' ? ('off' as const) : ('error' as const)),
    };
    const { issues } = analyze(rule([]), 'toml', { ...SCHEMAS, policy });
    assert.deepEqual(
      issues.map(({ code, severity }) => `${severity} ${code}`),
      ['error literal-wildcard'],
    );
  });
});
