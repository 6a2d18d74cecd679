// The command line as a process of its own, bundled as it is shipped: exit codes, standard input, closed pipes; and the library beside it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './world';

const home = path.join(root, '.test', `package-${process.pid}`);
const launcher = path.join(home, 'bin', 'rulewright.js');

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function rulewright(words: readonly string[], input = ''): Ended {
  return spawnSync(process.execPath, [launcher, ...words], { encoding: 'utf8', input, cwd: root });
}

function fileIn(name: string, content: string | Uint8Array): string {
  const file = path.join(home, name);
  writeFileSync(file, content);
  return file;
}

const line = (n: number): string => JSON.stringify({ '@timestamp': '2024-05-01T10:00:00Z', n, filler: 'x'.repeat(60) });

describe('rulewright as a program', () => {
  before(() => {
    mkdirSync(path.join(home, 'bin'), { recursive: true });
    copyFileSync(path.join(root, 'server', 'package.json'), path.join(home, 'package.json'));
    copyFileSync(path.join(root, 'server', 'bin', 'rulewright.js'), launcher);
    symlinkSync(path.join(root, 'server', 'schemas'), path.join(home, 'schemas'), 'junction');
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it('says in a sentence that it is not built', () => {
    const { status, stdout, stderr } = rulewright(['check', 'samples']);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^rulewright is not built yet: .*npm run build.*\n$/);
  });

  describe('built', () => {
    before(async () => {
      const server = path.join(root, 'server', 'src');
      await build({
        entryPoints: { cli: path.join(server, 'cli', 'main.ts'), index: path.join(server, 'index.ts') },
        outdir: path.join(home, 'dist'),
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        logLevel: 'warning',
      });
    });

    it('ends with 0, 1 and 2', () => {
      const clean = fileIn('clean.eql', 'any where true');
      const broken = fileIn('broken.eql', 'any where = 1');
      assert.deepEqual(
        [['check', clean], ['check', broken], ['check', 'nowhere'], ['eval', '1'], ['eval', '1 / 0'], ['eval'], []].map(
          (words) => rulewright(words).status,
        ),
        [0, 1, 2, 0, 1, 2, 2],
      );
    });
    it('says nothing beside what it found', () => {
      const clean = fileIn('clean.eql', 'any where true');
      const ended = rulewright(['check', clean, '--format', 'github']);
      assert.deepEqual([ended.status, ended.stdout, ended.stderr], [0, '', '']);
    });
    it('knows its version and its own help', () => {
      const { version } = JSON.parse(readFileSync(path.join(root, 'server', 'package.json'), 'utf8')) as {
        version: string;
      };
      assert.equal(rulewright(['--version']).stdout, `${version}\n`);
      assert.match(rulewright(['--help']).stdout, /^ {2}check .*\n {2}run .*\n {2}explain .*\n {2}eval /m);
      assert.match(rulewright(['run', '--help']).stdout, /usage: rulewright run RULE…/);
      assert.match(
        rulewright(['check', '--help']).stdout,
        /rulewright: accepted CODE[^]*rulewright\.yaml[^]*docs\/diagnostics/,
      );
      assert.match(rulewright(['nonsense']).stderr, /is no command of rulewright/);
    });
    it('reads a sample from standard input, for several rules too', () => {
      const rules = fileIn(
        'two.yaml',
        '- rule_id: a\n  type: eql\n  query: any where n == 1\n- rule_id: b\n  type: eql\n  query: any where n > 1\n',
      );
      const ended = rulewright(['run', rules, '--sample', '-', '--format', 'json'], [1, 2, 3].map(line).join('\n'));
      const counts = ended.stdout
        .trim()
        .split('\n')
        .map((each) => (JSON.parse(each) as { totals: { hits: number } }).totals.hits);
      assert.deepEqual([counts, ended.stderr], [[1, 2], '']);
    });
    it('reads a gzipped sample', () => {
      const sample = fileIn('events.ndjson.gz', gzipSync([1, 2, 3].map(line).join('\n')));
      const ended = rulewright(['run', '--query', 'any where @timestamp != null', '--sample', sample]);
      assert.match(ended.stdout, /^3 hits: 3 unlabelled$/m);
    });
    it('runs the rules of samples/ on the samples that it finds, and tells hits from false positives', () => {
      const rules = [
        'kubernetes_user_exec_into_pod.toml',
        'interactive_exec_into_container.yaml',
        'service_account_token_read.eql',
      ];
      const ended = rulewright([
        'run',
        ...rules.map((name) => path.join('samples', 'rules', name)),
        '--format',
        'json',
      ]);
      assert.deepEqual([ended.status, ended.stderr], [1, '']);
      const reports = ended.stdout
        .trim()
        .split('\n')
        .map((each) => JSON.parse(each) as Report);
      assert.equal(reports.length, 3);
      for (const { rule, totals, hits, issues } of reports) {
        assert.ok(totals.truePositives > 0 && totals.falsePositives > 0, rule);
        assert.match(hits[0]?.events[0]?.sample ?? '', /^samples.events.[a-z-]+\.ndjson$/);
        assert.deepEqual(
          issues.filter(({ severity }) => severity === 'error' || severity === 'warning'),
          [],
          rule,
        );
      }
    });
    it('is silent, and ends as it would, when its reader has seen enough', async () => {
      const sample = fileIn('many.ndjson', Array.from({ length: 4000 }, (_, n) => line(n)).join('\n'));
      const words = ['run', '--query', 'any where @timestamp != null', '--sample', sample, '--format', 'json'];
      const child = spawn(process.execPath, [launcher, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
      let stderr = '';
      child.stderr.on('data', (chunk) => (stderr += String(chunk)));
      child.stdout.once('data', () => child.stdout.destroy());
      const status = await new Promise((resolve) => child.on('close', resolve));
      assert.deepEqual([status, stderr], [0, '']);
    });
    it('is a library for whoever requires the package', () => {
      const page = readFileSync(path.join(root, 'docs/library.md'), 'utf8');
      const [, program = '', printed = ''] = /```js\n([^]*?)```\s+prints\s+```\n([^]*?)```/.exec(page) ?? [];
      const script = fileIn('example.cjs', program.replace('@rulewright/server', home.replaceAll('\\', '/')));
      const ended = spawnSync(process.execPath, [script], { encoding: 'utf8' });
      assert.deepEqual([ended.stderr, ended.stdout], ['', printed]);
    });
  });
});

interface Report {
  readonly rule: string;
  readonly hits: readonly { readonly events: readonly ({ readonly sample: string } | null)[] }[];
  readonly totals: { readonly truePositives: number; readonly falsePositives: number };
  readonly issues: readonly { readonly severity: string }[];
}
