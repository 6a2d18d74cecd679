// `rulewright check`: which files it finds, what it prints, and how it ends.
import assert from 'node:assert/strict';
import type { CheckedFile } from '../../server/src/cli/issues';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import type { Said } from './world';
import { ID_A, ID_B, ID_C, linesOf, ruleText, runOver } from './world';

const clean = ruleText('A', ID_A, 'any where true');
const broken = ruleText('B', ID_B, 'any where process.name = "x"');

function filesOf(said: Said): readonly CheckedFile[] {
  const [answer, ...more] = linesOf<{ readonly files: readonly CheckedFile[] }>(said);
  assert.deepEqual(more, [], 'one JSON object');
  assert.ok(answer !== undefined, said.err);
  return answer.files;
}

async function pathsFound(files: MemoryFiles, ...paths: readonly string[]): Promise<readonly string[]> {
  return filesOf(await runOver(files, ['check', ...paths, '--format', 'json'])).map((file) => file.path);
}

describe('check, its files', () => {
  it('are the rule files of a folder to the ground, clean ones too', async () => {
    const files = {
      '/r/a.toml': clean,
      '/r/deep/er/b.yaml': 'rule:\n  rule_id: b\n  type: eql\n  query: any where true\n',
      '/r/deep/c.yml': 'rule:\n  rule_id: c\n  type: eql\n  query: any where true\n',
      '/r/deep/d.eql': 'any where true',
      '/r/notes.txt': '# no rule',
    };
    assert.deepEqual(await pathsFound(files, '/r'), [
      '/r/a.toml',
      '/r/deep/c.yml',
      '/r/deep/d.eql',
      '/r/deep/er/b.yaml',
    ]);
  });
  it('are not those of packages and of folders with a dot', async () => {
    const files = { '/r/node_modules/p/a.toml': clean, '/r/.git/a.toml': clean, '/r/a.toml': clean };
    assert.deepEqual(await pathsFound(files, '/r'), ['/r/a.toml']);
  });
  it('are none that hold no rule', async () => {
    const files = { '/r/Cargo.toml': '[package]\nname = "x"\n', '/r/ci.yaml': 'jobs: []\n' };
    const said = await runOver(files, ['check', '/r', '--format', 'json']);
    assert.deepEqual(filesOf(said), []);
    assert.equal(said.code, 0);
    assert.match(said.err, /No rule file/);
  });
  it('are there once, in the order of the paths', async () => {
    assert.deepEqual(await pathsFound({ '/r/a.toml': clean, '/r/b.toml': clean }, '/r/b.toml', '/r'), [
      '/r/b.toml',
      '/r/a.toml',
    ]);
  });
});

describe('check, its issues', () => {
  it('stand on their characters, lines and columns from 1', async () => {
    const said = await runOver({ '/b.toml': broken }, ['check', '/b.toml', '--format', 'json']);
    const from = broken.indexOf('= "x"');
    const [file] = filesOf(said);
    assert.deepEqual(
      file?.issues.map(({ code, severity, from: at, to, line, column }) => ({ code, severity, at, to, line, column })),
      [{ code: 'syntax', severity: 'error', at: from, to: from + 1, line: 10, column: 24 }],
    );
    assert.equal(said.code, 1);
  });
  it('have columns in UTF-16 units', async () => {
    const text = 'any where "😀" = name';
    const [file] = filesOf(await runOver({ '/q.eql': text }, ['check', '/q.eql', '--format', 'json']));
    assert.equal(file?.issues[0]?.column, text.indexOf('=') + 1);
  });
  it('of a clean file are an empty list, and the end is fine', async () => {
    const said = await runOver({ '/a.toml': clean }, ['check', '/a.toml', '--format', 'json']);
    assert.deepEqual(filesOf(said), [{ path: '/a.toml', issues: [] }]);
    assert.deepEqual([said.code, said.err], [0, '']);
  });
  it('of a rule in another language are one hint, and the end is fine', async () => {
    const rule = `[rule]\nrule_id = "k"\ntype = "query"\nlanguage = "kuery"\nquery = 'process.name : ( "a" or'\n`;
    const said = await runOver({ '/k.toml': rule }, ['check', '/k.toml', '--format', 'json']);
    assert.deepEqual(
      filesOf(said).flatMap((file) => file.issues.map(({ code, severity }) => [code, severity])),
      [['unsupported-language', 'hint']],
    );
    assert.equal(said.code, 0);
  });
});

describe('check --fail-on', () => {
  const hint = clean.replace('type = "eql"\nlanguage = "eql"', 'type = "query"\nlanguage = "kuery"');
  const ends: readonly (readonly [file: string, text: string, level: string | undefined, code: number])[] = [
    ['broken', broken, undefined, 1],
    ['broken', broken, 'error', 1],
    ['broken', broken, 'hint', 1],
    ['hint', hint, undefined, 0],
    ['hint', hint, 'info', 0],
    ['hint', hint, 'hint', 1],
  ];
  for (const [file, text, level, code] of ends)
    it(`ends with ${code} for ${file} and ${level ?? 'nothing'}`, async () => {
      const words = level === undefined ? [] : ['--fail-on', level];
      assert.equal((await runOver({ '/a.toml': text }, ['check', '/a.toml', ...words])).code, code);
    });
});

describe('check, rules that share what should be their own', () => {
  const rule = (id: string, name: string): string => ruleText(name, id, 'any where true');
  it('are warned of in each of their files', async () => {
    const files = { '/r/a.toml': rule(ID_A, 'A'), '/r/b.toml': rule(ID_A, 'B'), '/r/c.toml': rule(ID_C, 'C') };
    const said = await runOver(files, ['check', '/r', '--format', 'json']);
    const found = filesOf(said).map(({ path, issues }) => [path, issues.map(({ code, from, to }) => [code, from, to])]);
    const at = rule(ID_A, 'A').indexOf(ID_A);
    const issue = ['duplicate-id', at, at + ID_A.length];
    assert.deepEqual(found, [
      ['/r/a.toml', [issue]],
      ['/r/b.toml', [issue]],
      ['/r/c.toml', []],
    ]);
    assert.equal(said.code, 0);
  });
});

describe('check, for people', () => {
  it('names file, place, severity and code, and sums up', async () => {
    const { out, code } = await runOver({ '/a.toml': clean, '/b.toml': broken }, ['check', '/a.toml', '/b.toml']);
    assert.match(out, /^\/b\.toml\n {2}10:24 {2}error {4}.*`==`.* {2}syntax\n\n2 files checked: 1 error\n$/);
    assert.equal(code, 1);
  });
  it('says so when nothing is wrong', async () => {
    const { out } = await runOver({ '/a.toml': clean }, ['check', '/a.toml']);
    assert.equal(out, '1 file checked: no issues\n');
  });
  it('is coloured only where colours are wanted', async () => {
    const files = { '/b.toml': broken };
    assert.match((await runOver(files, ['check', '/b.toml'], { colours: true })).out, /\u001b\[31merror/);
    assert.doesNotMatch((await runOver(files, ['check', '/b.toml'])).out, /\u001b/);
  });
});

describe('check, used wrongly', () => {
  const files = { '/a.toml': clean, '/notes.txt': '#', '/Cargo.toml': '[package]\n', '/m.json': '{}', '/n.json': '{' };
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /needs a file or a folder/],
    [['/nowhere.toml'], /^\/nowhere\.toml does not exist\.$/m],
    [['/notes.txt'], /^\/notes\.txt is no rule file: those end with `\.toml`/m],
    [['/Cargo.toml'], /^\/Cargo\.toml holds no rule\.$/m],
    [['/a.toml', '--mapping', '/none.json'], /^\/none\.json does not exist\.$/m],
    [['/a.toml', '--mapping', '/m.json'], /^\/m\.json: This is no Elasticsearch mapping/m],
    [['/a.toml', '--mapping', '/n.json'], /^\/n\.json: This is no JSON/m],
    [['/a.toml', '--format', 'xml'], /^`--format` is `text`, `json`, `sarif`, `junit` or `github`, not `xml`\.$/m],
    [['/a.toml', '--formt', 'json'], /^`--formt` is no option of `rulewright check`; did you mean `--format`\?$/m],
    [['/a.toml', '--fail-on', 'all'], /^`--fail-on` is `error`, `warning`, `info` or `hint`, not `all`\.$/m],
    [['/a.toml', '--fix=all'], /^`--fix` takes no value\.$/m],
    [['/a.toml', '--mapping'], /^`--mapping` needs a value: FILE\.$/m],
  ];
  for (const [words, expected] of cases)
    it(`ends with 2 and a sentence: check ${words.join(' ')}`, async () => {
      const { code, err } = await runOver(files, ['check', ...words]);
      assert.equal(code, 2);
      assert.match(err, expected);
    });
  it('still checks what can be read', async () => {
    const said = await runOver(files, ['check', '/nowhere.toml', '/a.toml', '--format', 'json']);
    assert.deepEqual(filesOf(said), [{ path: '/a.toml', issues: [] }]);
    assert.equal(said.code, 2);
  });
});
