// Files that Kibana wrote: exports of rules are checked and run, exceptions are checked.
import assert from 'node:assert/strict';
import type { CheckedFile } from '../../server/src/cli/issues';
import type { RunReport } from '../../server/src/cli/report/runJson';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import { linesOf, runOver } from './world';

const rule = (id: string, query: string, more: object = {}): string =>
  `${JSON.stringify({ rule_id: id, name: `Rule ${id}`, type: 'eql', language: 'eql', query, ...more })}\n`;
const kql = rule('k', 'a : b', { type: 'query', language: 'kuery' });
const list = `${JSON.stringify({ list_id: 'l', type: 'detection', namespace_type: 'single', name: 'L', description: 'd' })}\n`;
const item = (value: unknown): string =>
  `${JSON.stringify({
    list_id: 'l',
    type: 'simple',
    name: 'I',
    description: 'd',
    entries: [{ field: 'a', operator: 'included', type: 'match', value }],
  })}\n`;
const summary = '{"exported_count":2,"exported_rules_count":2}\n';
const events = '{"a":"x","n":1}\n{"a":"y","n":2}\n';
const exported = rule('1', 'any where a == "x"') + kql + rule('2', 'any where a == "y"') + list + summary;

async function check(files: MemoryFiles, path: string) {
  const said = await runOver(files, ['check', path, '--format', 'json']);
  const [answer] = linesOf<{ readonly files: readonly CheckedFile[] }>(said);
  return { ...said, issues: answer?.files[0]?.issues ?? [], isThere: answer?.files[0] !== undefined };
}

describe('an export of rules on the command line', () => {
  it('is checked, and its issues stand in its own lines', async () => {
    const text = rule('1', 'any where "a" == "b"') + rule('2', 'any where a = "b"');
    const { issues, code } = await check({ '/e.ndjson': text }, '/e.ndjson');
    const syntax = issues.find((issue) => issue.code === 'syntax');
    assert.equal(text.slice(syntax?.from, syntax?.to), '=');
    assert.equal(syntax?.line, 2);
    assert.equal(code, 1);
  });

  it('takes fixes within its escaped queries', async () => {
    const text = rule('1', 'any where process.name in ("a\\\\b", "x", "a\\\\b")') + kql;
    const host = createMemoryHost({ '/e.ndjson': text });
    await runOver({}, ['check', '/e.ndjson', '--fix'], { host });
    assert.equal(host.readText('/e.ndjson'), rule('1', 'any where process.name in ("a\\\\b", "x")') + kql);
  });

  it('has a hint for a rule in another language, and nothing for what is no rule', async () => {
    const { issues } = await check({ '/e.ndjson': exported }, '/e.ndjson');
    const hints = issues.filter(({ code }) => code === 'unsupported-language');
    assert.deepEqual(
      hints.map(({ line, severity }) => [line, severity]),
      [[2, 'hint']],
    );
    assert.ok(issues.every(({ line }) => line <= 3));
  });

  it('is run rule by rule, each with a line of its own', async () => {
    const files = { '/e.ndjson': exported, '/s.ndjson': events };
    const said = await runOver(files, ['run', '/e.ndjson', '--sample', '/s.ndjson', '--format', 'json']);
    assert.deepEqual(
      linesOf<RunReport>(said).map(({ rule: name, hits }) => [name, hits.map((hit) => hit.events[0]?.line)]),
      [
        ['Rule 1', [1]],
        ['Rule k', []],
        ['Rule 2', [2]],
      ],
    );
  });

  it('may be one rule in JSON', async () => {
    const one = JSON.stringify({ rule: JSON.parse(rule('1', 'any where true')) as unknown }, null, 2);
    const said = await runOver({ '/one.json': one, '/s.ndjson': events }, [
      'run',
      '/one.json',
      '--sample',
      '/s.ndjson',
      '--format',
      'json',
    ]);
    assert.equal(linesOf<RunReport>(said)[0]?.hits.length, 2);
  });

  for (const [what, text, path] of [['a mapping', '{"properties":{}}', '/m.json']] as const)
    it(`is not ${what}`, async () => {
      const { code, err } = await check({ [path]: text }, path);
      assert.equal(code, 2);
      assert.match(err, /is no rule file: it holds no rule/);
    });

  it('is not looked for in folders, where samples lie', async () => {
    const { isThere, err } = await check({ '/f/e.ndjson': exported }, '/f');
    assert.equal(isThere, false);
    assert.match(err, /No rule file/);
  });
});

describe('exceptions on the command line', () => {
  const toml = `[metadata]
creation_date = "2025/01/02"
updated_date = "2025/01/03"
list_name = "L"
rule_ids = []
rule_names = []
[[exceptions]]
[exceptions.container]
name = "L"
description = "d"
type = "detection"
[[exceptions.items]]
name = "I"
description = "d"
list_id = "l"
type = "simple"
entries = [{ field = "a", operator = "included", type = "match", value = ["x"] }]
`;

  it('are checked in TOML, also in a folder', async () => {
    for (const path of ['/x/e.toml', '/x']) {
      const { issues, code } = await check({ '/x/e.toml': toml }, path);
      const shape = issues.filter((issue) => issue.code === 'exception-shape');
      assert.deepEqual(
        shape.map(({ from, to }) => toml.slice(from, to)),
        ['["x"]'],
      );
      assert.equal(code, 1);
    }
  });

  it('are for a rule that lies in the folder, or are told to be left over', async () => {
    const forRules = toml.replace('rule_ids = []', 'rule_ids = ["a", "gone"]');
    const rules = `[rule]\nname = "A"\nrule_id = "a"\ntype = "eql"\nquery = 'any where true'\n`;
    const files = { '/x/e.toml': forRules, '/x/a.toml': rules };
    const codesOf = async (...paths: readonly string[]): Promise<readonly string[]> => {
      const said = await runOver(files, ['check', ...paths, '--format', 'json']);
      const [answer] = linesOf<{ readonly files: readonly CheckedFile[] }>(said);
      const issues = answer?.files.find(({ path }) => path === '/x/e.toml')?.issues ?? [];
      return issues.filter(({ code }) => code === 'exception-rule').map(({ from, to }) => forRules.slice(from, to));
    };
    assert.deepEqual(await codesOf('/x'), ['gone']);
    assert.deepEqual(await codesOf('/x/e.toml', '/x/a.toml'), []);
  });

  it('are checked in an export', async () => {
    const { issues, code } = await check({ '/l.ndjson': list + item('/tmp/*') }, '/l.ndjson');
    assert.deepEqual(
      issues.filter((issue) => issue.code.startsWith('exception-w')).map((issue) => issue.line),
      [2],
    );
    assert.equal(code, 0);
  });

  it('cannot be run', async () => {
    const { code, err } = await runOver({ '/x/e.toml': toml }, ['run', '/x/e.toml']);
    assert.equal(code, 2);
    assert.match(err, /holds no rule/);
  });

  it('that are broken TOML are said to be so', async () => {
    const { issues } = await check({ '/x/e.toml': toml.replace('"d"', '"d') }, '/x/e.toml');
    assert.ok(issues.some((issue) => issue.code === 'toml-syntax'));
  });
});
