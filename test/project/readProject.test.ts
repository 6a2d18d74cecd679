// A project file: what it says, and what is said of one that is wrong. `^^^` would hide the indentation: places are texts that stand once.
import assert from 'node:assert/strict';
import { policyOf, isRuleOf } from '../../server/src/project/policy';
import type { ProjectView } from '../../server/src/project/policy';
import { readProject } from '../../server/src/project/readProject';

/** Each issue as its severity, the text that it stands on, and its sentence. */
function issuesOf(text: string): readonly (readonly [severity: string, on: string, message: string])[] {
  return readProject(text).issues.map(({ severity, from, to, message }) => [severity, text.slice(from, to), message]);
}

const WHOLE = `
rules:
  include: [rules/**]
  exclude:
    - rules/old
severities:
  always-true: error
overrides:
  - for: [rules/linux/**]
    severities: { always-true: off, dead-arm: hint }
schemas:
  - path: mappings/app.json
    for: [logs-app-*]
  - path: mappings/all.json
samples:
  - name: lab
    files: ["lab/**/*.ndjson"]
    rules: [rules/linux/**, 14de811c-d60f-11ec-9fd7-f661ea17fbce]
    dataset: app.audit
    labels: lab/all.labels.yaml
labels:
  - path: labels.yaml
    for: [lab]
exceptions: [exceptions/*.ndjson]
`;

describe('a project file', () => {
  it('says everything that it may say', () => {
    const { value, issues } = readProject(WHOLE);
    assert.deepEqual(issues, []);
    const texts = (placed: readonly { readonly value: string }[]): readonly string[] =>
      placed.map((each) => each.value);
    assert.deepEqual(texts(value.rules.include ?? []), ['rules/**']);
    assert.deepEqual(texts(value.rules.exclude), ['rules/old']);
    assert.deepEqual(value.severities, { 'always-true': 'error' });
    assert.deepEqual(
      value.overrides.map((each) => [texts(each.for), each.severities]),
      [[['rules/linux/**'], { 'always-true': 'off', 'dead-arm': 'hint' }]],
    );
    assert.deepEqual(
      value.schemas.map((each) => [each.path.value, each.for]),
      [
        ['mappings/app.json', ['logs-app-*']],
        ['mappings/all.json', []],
      ],
    );
    const [set] = value.samples;
    assert.ok(set !== undefined);
    assert.deepEqual(
      [set.name, texts(set.files), texts(set.rules), set.dataset, set.labels?.value],
      [
        'lab',
        ['lab/**/*.ndjson'],
        ['rules/linux/**', '14de811c-d60f-11ec-9fd7-f661ea17fbce'],
        'app.audit',
        'lab/all.labels.yaml',
      ],
    );
    assert.deepEqual(
      value.labels.map((each) => [each.path.value, texts(each.for)]),
      [['labels.yaml', ['lab']]],
    );
    assert.deepEqual(texts(value.exceptions), ['exceptions/*.ndjson']);
  });

  it('may be empty', () => {
    for (const text of ['', '\n', '# later\n', '---\n']) assert.deepEqual(issuesOf(text), [], JSON.stringify(text));
  });

  const faults: readonly (readonly [what: string, text: string, severity: string, on: string, message: RegExp])[] = [
    [
      'an unknown key',
      'severites: {}',
      'warning',
      'severites',
      /no key of a project file; did you mean `severities`\?/,
    ],
    ['a strange key', 'plugins: []', 'warning', 'plugins', /there can be `rules`, `severities`, .* and `lofp`\./],
    [
      'an unknown code',
      'severities:\n  covered-valu: off',
      'warning',
      'covered-valu',
      /no code of an issue; did you mean `covered-value`\?/,
    ],
    ['a code like no other', 'severities:\n  my-own: off', 'warning', 'my-own', /`my-own` is no code of an issue\.$/],
    [
      'a severity that is none',
      'severities:\n  dead-arm: warn',
      'error',
      'warn',
      /`dead-arm` can be `error`, .* or `off`, not `warn`/,
    ],
    [
      'a severity that is a number',
      'severities:\n  dead-arm: 2',
      'error',
      '2',
      /`error`, `warning`, `info`, `hint` or `off`/,
    ],
    [
      'a severity that is missing',
      'severities:\n  dead-arm:',
      'error',
      ':',
      /`dead-arm` has no value; it must be `error`/,
    ],
    ['a text for a list', 'rules:\n  include: "*.toml"', 'error', '"*.toml"', /`include` must be a list, not a text/],
    ['a list for a mapping', 'rules: [a]', 'error', '[a]', /`rules` must be a mapping, not a list/],
    [
      'a number among globs',
      'rules:\n  exclude: [a, 1]',
      'error',
      '1',
      /An entry of `exclude` must be a text, not a whole number/,
    ],
    ['a missing key', 'schemas:\n  - for: [a]', 'error', 'for', /`path` is missing here: The file/],
    ['an empty list', 'samples:\n  - name: a\n    files: []', 'error', '[]', /`files` is empty/],
    ['an empty text', 'samples:\n  - name: ""\n    files: [a]', 'error', '""', /`name` is an empty text/],
    ['a key that stands twice', 'rules: {}\nrules: {}', 'error', 'rules', /stands twice/],
    [
      'a glob without quotes',
      'rules:\n  include:\n    - **/*.toml',
      'error',
      '**/*.toml',
      /needs quotes: `"\*\*\/\*\.toml"`/,
    ],
    ['an alias', 'rules: { include: &a [x], exclude: *a }', 'error', '*a', /not followed/],
    ['a glob to elsewhere', 'rules:\n  include: [../x]', 'error', '../x', /leaves the folder/],
    ['a path to elsewhere', 'schemas:\n  - path: /etc/passwd', 'error', '/etc/passwd', /root of a disk/],
    [
      'a path to another computer',
      'schemas:\n  - path: \\\\host\\share',
      'error',
      '\\\\host\\share',
      /separated by `\/`/,
    ],
    ['a text alone', 'hello', 'error', 'hello', /The file must be a mapping, not a text/],
    ['two documents', 'rules: {}\n---\nrules: {}', 'warning', '', /Only the first document/],
  ];
  for (const [what, text, severity, on, message] of faults)
    it(`with ${what} says so, on its characters`, () => {
      const [issue, ...more] = issuesOf(text);
      assert.deepEqual(more, []);
      assert.ok(issue !== undefined);
      assert.deepEqual([issue[0], issue[1]], [severity, on]);
      assert.match(issue[2], message);
    });

  it('that is broken is said to be so, and what can be read still holds', () => {
    const { value, issues } = readProject('severities:\n  dead-arm: off\nrules:\n  include: [a\n');
    assert.equal(issues[0]?.code, 'yaml-syntax');
    assert.deepEqual(value.severities, { 'dead-arm': 'off' });
  });

  it('with a fault holds beside it', () => {
    const { value } = readProject(
      'severities:\n  dead-arm: loud\n  always-true: off\nrules: 7\nschemas:\n  - path: m.json\n  - 8\n',
    );
    assert.deepEqual(value.severities, { 'always-true': 'off' });
    assert.deepEqual(
      value.schemas.map((each) => each.path.value),
      ['m.json'],
    );
  });

  it('is answered, whatever it is', () => {
    const texts = [
      '{'.repeat(5000),
      '- '.repeat(5000),
      'a: '.repeat(3000),
      '\u0000',
      '&a [*a]',
      '<<: {rules: 1}',
      '? {a: b}\n: c',
      'x'.repeat(2_000_000),
      '!!js/function x',
    ];
    for (const text of texts) assert.ok(readProject(text).issues.length > 0, text.slice(0, 20));
  });

  it('with ever so many faults is told of a hundred', () => {
    const text = `severities:\n${Array.from({ length: 2000 }, (_, index) => `  a${index}: off\n`).join('')}`;
    assert.equal(readProject(text).issues.length, 100);
    assert.equal(readProject(`severities:\n  ${'covered-value'.repeat(5000)}: off`).issues.length > 0, true);
  });

  it('that nobody can have written is not read', () => {
    assert.match(readProject(`# ${'x'.repeat(110_000)}`).issues[0]?.message ?? '', /larger than 100 kB/);
  });

  it('offers the cure of a misspelt key', () => {
    const text = 'severites: {}';
    const [fix] = readProject(text).issues[0]?.fixes ?? [];
    assert.deepEqual(fix?.edits, [{ from: 0, to: 9, text: 'severities' }]);
  });
});

describe('the severities of a project', () => {
  const { value: project } = readProject(
    `severities: { always-true: info, dead-arm: off }
overrides:
  - { for: [a], severities: { always-true: error } }
  - { for: [a/b], severities: { always-true: hint } }`,
  );
  const view = (path: string): ProjectView => ({ project, path });

  it('are those of the last override that fits, then those of the project, then those of the check', () => {
    const severityAt = (path: string, code: string): string | undefined =>
      policyOf([view(path)])?.severityOf(code, 'warning');
    assert.equal(severityAt('x.toml', 'always-true'), 'info');
    assert.equal(severityAt('a/x.toml', 'always-true'), 'error');
    assert.equal(severityAt('a/b/x.toml', 'always-true'), 'hint');
    assert.equal(severityAt('a/b/x.toml', 'dead-arm'), 'off');
    assert.equal(severityAt('a/b/x.toml', 'syntax'), 'warning');
  });

  it('are the same object wherever they say the same', () => {
    assert.equal(policyOf([view('a/x.toml')]), policyOf([view('a/y.toml')]));
    assert.notEqual(policyOf([view('a/x.toml')]), policyOf([view('x.toml')]));
  });

  it('are nothing where nothing is said', () => {
    assert.equal(policyOf([{ project: readProject('rules: {}').value, path: 'a' }]), undefined);
  });
});

describe('the rules of a project', () => {
  const cases: readonly (readonly [text: string, path: string, is: boolean | undefined])[] = [
    ['', 'a.toml', undefined],
    ['rules: { include: [rules] }', 'rules/a.toml', true],
    ['rules: { include: [rules] }', 'a.toml', false],
    ['rules: { exclude: [old] }', 'old/a.toml', false],
    ['rules: { exclude: [old] }', 'a.toml', undefined],
    ['rules: { include: [rules], exclude: [rules/old] }', 'rules/old/a.toml', false],
    ['rules: { include: [] }', 'a.toml', false],
  ];
  for (const [text, path, is] of cases)
    it(`\`${text}\` and ${path}: ${String(is)}`, () =>
      assert.equal(isRuleOf({ project: readProject(text).value, path }), is));
});
