// `rulewright check --since`: which rules count as changed, in a real repository of git, and what is said where there is none.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CheckedFile } from '../../server/src/cli/issues';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { ID_A, ID_B, ID_C, linesOf, ruleText, runOnDisk, runOver } from './world';

const hasGit = spawnSync('git', ['--version']).status === 0;
const list = (...rules: readonly string[]): string =>
  rules.map((rule) => rule.replace('[rule]', '[[rule]]')).join('\n');
const faulty = (name: string, id: string, value = 'x'): string =>
  ruleText(name, id, `any where process.name = "${value}"`);

describe('check --since', () => {
  let folder = '';
  const at = (name: string): string => path.join(folder, name);
  const git = (...words: readonly string[]): string => {
    const settings = [
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@b',
      '-c',
      'commit.gpgsign=false',
      '-c',
      'core.autocrlf=false',
    ];
    const { status, stdout, stderr } = spawnSync('git', [...settings, ...words], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout.trim();
  };
  const write = (name: string, text: string): void => writeFileSync(at(name), text);
  const commit = (): void => void [git('add', '-A'), git('commit', '-q', '-m', 'x')];

  /** `file: lines of its errors` for every file that is reported. */
  async function reported(revision: string): Promise<readonly string[]> {
    const said = await runOnDisk(['check', folder, '--since', revision, '--format', 'json']);
    const files = linesOf<{ readonly files: readonly CheckedFile[] }>(said)[0]?.files ?? assert.fail(said.err);
    return files.map(({ path: file, issues }) => {
      const lines = issues.filter(({ code }) => code === 'syntax').map(({ line }) => line);
      return `${path.relative(folder, file).replaceAll('\\', '/')}: ${lines.join(' ')}`;
    });
  }

  before(function () {
    if (!hasGit) console.log('      there is no git here: nothing of this is tried');
  });
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'rulewright-since-')));
    if (!hasGit) return;
    mkdirSync(at('rules'));
    git('init', '-q', '-b', 'main');
    write('rules/a.toml', faulty('A', ID_A));
    write('rules/ä b.toml', list(faulty('B', ID_B), faulty('C', ID_C)));
    commit();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const inGit = (name: string, test: () => Promise<void>): void => {
    it(name, async () => {
      if (hasGit) await test();
    });
  };

  inGit('reports nothing where nothing changed, and says so', async () => {
    const { code, err, out } = await runOnDisk(['check', folder, '--since', 'HEAD', '--format', 'json']);
    assert.deepEqual([code, err, out], [0, 'No rule changed since HEAD.\n', '{"files":[]}\n']);
  });
  inGit('reports files that are changed, staged or new', async () => {
    write('rules/a.toml', faulty('A', ID_A, 'y'));
    write('rules/new.eql', 'any where a = 1');
    write('rules/staged.eql', 'any where\n a = 1');
    git('add', 'rules/staged.eql');
    assert.deepEqual(await reported('HEAD'), ['rules/a.toml: 10', 'rules/new.eql: 1', 'rules/staged.eql: 2']);
  });
  inGit('reports of a file only the rules that changed', async () => {
    write('rules/ä b.toml', list(faulty('B', ID_B), faulty('C', ID_C, 'y')));
    assert.deepEqual(await reported('HEAD'), ['rules/ä b.toml: 22']);
  });
  inGit('knows a rule again where others stand before it now', async () => {
    const fresh = faulty('D', ID_C.replace('51', '52'));
    write('rules/ä b.toml', list(fresh, faulty('C', ID_C), faulty('B', ID_B)));
    assert.deepEqual(await reported('HEAD'), ['rules/ä b.toml: 10']);
  });
  inGit('takes other line ends for no change', async () => {
    write('rules/a.toml', faulty('A', ID_A).replaceAll('\n', '\r\n'));
    assert.deepEqual(await reported('HEAD'), []);
  });
  inGit('warns of arms that are too broad only where they are new', async () => {
    const rule = (arms: string): string =>
      ruleText('E', ID_A, `process where process.name == "curl" and not (${arms})`);
    write('rules/e.toml', rule('process.parent.name == "cron"'));
    commit();
    write('rules/e.toml', rule('process.parent.name == "cron" or process.parent.name == "backup"'));
    const said = await runOnDisk(['check', at('rules/e.toml'), '--since', 'HEAD', '--format', 'json']);
    const [file] = linesOf<{ readonly files: readonly CheckedFile[] }>(said)[0]?.files ?? [];
    assert.deepEqual(
      file?.issues.filter(({ code }) => code === 'over-broad-arm').map(({ severity }) => severity),
      ['hint', 'warning'],
    );
    rmSync(at('rules/e.toml'));
    commit();
  });
  inGit('passes over what is deleted, and follows what is renamed', async () => {
    rmSync(at('rules/a.toml'));
    renameSync(at('rules/ä b.toml'), at('rules/moved.toml'));
    git('add', '-A');
    assert.deepEqual(await reported('HEAD'), []);
    write('rules/moved.toml', list(faulty('B', ID_B, 'y'), faulty('C', ID_C)));
    assert.deepEqual(await reported('HEAD'), ['rules/moved.toml: 10']);
  });
  inGit('compares with where the branch began', async () => {
    git('checkout', '-q', '-b', 'work');
    write('rules/mine.eql', 'any where a = 1');
    commit();
    git('checkout', '-q', 'main');
    write('rules/a.toml', faulty('A', ID_A, 'y'));
    commit();
    git('checkout', '-q', 'work');
    assert.deepEqual(await reported('main'), ['rules/mine.eql: 1']);
  });
  inGit('compares the ids with those of files that did not change', async () => {
    write('rules/copy.toml', ruleText('Copy', ID_A, 'any where true'));
    const { out } = await runOnDisk(['check', folder, '--since', 'HEAD', '--format', 'github']);
    assert.match(out, /^::warning .*copy\.toml.*title=rulewright duplicate-id::/);
  });
  inGit('says in a sentence that a revision is not known', async () => {
    const { code, err, out } = await runOnDisk(['check', folder, '--since', 'nowhere']);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^git knows no revision `nowhere` in .*\.\n$/);
  });
  inGit('says in a sentence that there is no repository', async () => {
    rmSync(at('.git'), { recursive: true });
    const { code, err } = await runOnDisk(['check', folder, '--since', 'HEAD']);
    assert.equal(code, 2);
    assert.match(err, /^`--since` needs a repository of git, and .* is in none\.\n$/);
  });
  it('says in a sentence that there is no git', async () => {
    const host = createMemoryHost({ '/a.eql': 'any where true' });
    const { code, err } = await runOver({}, ['check', '/a.eql', '--since', 'HEAD'], { host });
    assert.deepEqual([code, err], [2, '`--since` needs git, which was not found.\n']);
  });
  it('takes no option of git for a revision', async () => {
    const host = {
      ...createMemoryHost({ '/a.eql': 'any where true' }),
      runProgram: () => assert.fail('git was called'),
    };
    const { code, err } = await runOver({}, ['check', '/a.eql', '--since=--output=x'], { host });
    assert.equal(code, 2);
    assert.match(err, /^`--since`/);
  });
});
