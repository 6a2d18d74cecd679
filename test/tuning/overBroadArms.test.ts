// Which arms are said to be too broad, how gravely, and how the author answers.
import assert from 'node:assert/strict';
import { analyze } from '../../server/src/analysis/analyze';
import type { FileIssue } from '../../server/src/analysis/analyze';
import { corpusFiles } from '../corpus';
import { evasionAt, overBroadArms } from '../../server/src/tuning/evade/overBroadArms';
import type { Before } from '../../server/src/tuning/evade/overBroadArms';
import { ruleBefore } from '../../server/src/tuning/evade/ruleBefore';
import { readSchema } from '../schema/composed';

function issuesOf(text: string, before: Before = 'unknown'): readonly FileIssue[] {
  const { issues } = analyze(text, 'eql', {
    readCatalog: readSchema,
    today: '2026-01-01',
    checkArms: (eql) => overBroadArms(eql, () => before),
  });
  return issues;
}

function codesOf(text: string, before?: Before): readonly string[] {
  return issuesOf(text, before).map(({ code, severity }) => `${severity} ${code}`);
}

const RULE =
  'process where process.name == "curl" and not (process.parent.name == "backup" or process.parent.name == "cron")';

function before(text: string): Before {
  const [rule] = analyze(RULE, 'eql', { readCatalog: readSchema }).rules;
  assert.ok(rule);
  return ruleBefore(rule.rule, text, 'eql');
}

describe('arms that are too broad', () => {
  it('are told once an arm, at the arm, with the values that decide it', () => {
    const issues = issuesOf(RULE);
    assert.deepEqual(
      issues.map(({ code, severity, from, to }) => [code, severity, RULE.slice(from, to)]),
      [
        ['over-broad-arm', 'hint', 'process.parent.name == "backup"'],
        ['over-broad-arm', 'hint', 'process.parent.name == "cron"'],
      ],
    );
    assert.match(JSON.stringify(issues[0]?.related), /process\.parent\.executable` \/tmp\/backup/);
  });

  it('take the values of a list for one arm', () => {
    assert.deepEqual(codesOf('process where process.name == "curl" and not process.parent.name in ("a", "b")'), [
      'hint over-broad-arm',
    ]);
  });

  const voices: readonly [query: string, code: string][] = [
    ['process where process.name == "bash" and not process.args == "--help"', 'added-argument'],
    [
      'any where kubernetes.audit.objectRef.subresource == "exec" and not kubernetes.audit.requestURI like "/api/v1/namespaces/n/pods/*/exec?command=df"',
      'crossing-wildcard',
    ],
    [
      'any where kubernetes.audit.objectRef.subresource == "exec" and not kubernetes.audit.requestURI == "/api/v1/namespaces/n/pods/p/exec?command=sh&stdin=true&tty=true"',
      'hidden-shell',
    ],
    [
      'any where kubernetes.audit.objectRef.subresource == "exec" and not user_agent.original : "kubectl*"',
      'client-field',
    ],
  ];
  for (const [query, code] of voices)
    it(`leave it to ${code} where that says the same`, () => {
      const codes = issuesOf(query).map((issue) => issue.code);
      assert.ok(codes.includes(code), codes.join());
      assert.ok(!codes.includes('over-broad-arm'));
      const [rule] = analyze(query, 'eql', { readCatalog: readSchema }).rules;
      assert.ok(rule?.eql);
      assert.ok(evasionAt(rule.eql, query.length - 1), 'the event is there all the same');
    });

  const versions: readonly [what: string, text: string, severities: readonly string[]][] = [
    ['as they are now', RULE, ['hint', 'hint']],
    ['without one of them', RULE.replace(' or process.parent.name == "cron"', ''), ['hint', 'warning']],
    ['with one that was narrower', RULE.replace('"cron"', '"cron" and process.args == "-l"'), ['hint', 'warning']],
    ['with one that was wider', RULE.replace('== "cron"', ': "c*"'), ['hint', 'hint']],
    ['without any', 'process where process.name == "curl"', ['warning', 'warning']],
  ];
  for (const [what, text, severities] of versions)
    it(`are warnings only where they are new or loosened: ${what}`, () => {
      assert.deepEqual(
        issuesOf(RULE, before(text)).map(({ severity }) => severity),
        severities,
      );
    });

  it('are warnings in a rule that is new', () => {
    assert.deepEqual(codesOf(RULE, 'new'), ['warning over-broad-arm', 'warning over-broad-arm']);
  });

  it('are answered beside the arm', () => {
    const query = (answer: string): string =>
      `process where process.name == "curl" and not (\n  // rulewright: accepted over-broad-arm because ${answer}\n  process.parent.name == "backup"\n)`;
    assert.deepEqual(codesOf(query('the host is closed until 2027-01-01')), []);
    assert.deepEqual(codesOf(query('the host is closed until 2025-01-01')), [
      'warning expired-answer',
      'hint over-broad-arm',
    ]);
  });

  it('leave an answer alone as long as nobody has looked', () => {
    const answered =
      'process where process.name == "curl" and not (\n  // rulewright: accepted over-broad-arm because it is\n  process.parent.executable == "/usr/bin/a"\n)';
    const issues = (known: boolean): readonly string[] =>
      analyze(answered, 'eql', { readCatalog: readSchema, checkArms: () => (known ? [] : undefined) }).issues.map(
        ({ code }) => code,
      );
    assert.deepEqual(issues(false), []);
    assert.deepEqual(issues(true), ['unused-answer']);
  });

  it('are found in few of the public rules', () => {
    const files = corpusFiles();
    if (files.length === 0) return;
    const found = files.flatMap(({ text }) => {
      const { issues } = analyze(text, 'toml', {
        readCatalog: readSchema,
        checkArms: (eql) => overBroadArms(eql, () => 'unknown'),
      });
      const told = issues.filter(({ code }) => code === 'over-broad-arm');
      return told.length === 0 ? [] : [told];
    });
    // One rule in six has an arm about a name, or about a folder of users, and nothing else.
    assert.ok(found.length > 60 && found.length < 100, `${found.length} rules`);
    assert.ok(found.every((told) => told.every(({ severity, related }) => severity === 'hint' && related?.length)));
  });
});
