// `rulewright check --fix`: what it changes in a file, what it leaves as it is, and what it says.
import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UnreadableError } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { Said } from './world';
import { ID_A, ruleText, runOnDisk, runOver } from './world';

interface Fixed extends Said {
  readonly text: string;
}

/** Checks one file with `--fix` and reads it again. */
async function fix(text: string, name = '/q.eql', words: readonly string[] = []): Promise<Fixed> {
  const host = createMemoryHost({ [name]: text });
  const said = await runOver({}, ['check', name, '--fix', '--format', 'github', ...words], { host });
  return { ...said, text: host.readText(name) };
}

describe('check --fix', () => {
  const cases: readonly (readonly [what: string, before: string, after: string, cured: number])[] = [
    ['an operator', 'any where a = 1', 'any where a == 1', 1],
    ['several mistakes', 'any where a = 1 and b = 2', 'any where a == 1 and b == 2', 2],
    ['a value that stands twice', 'any where a in ("x", "y", "x")', 'any where a in ("x", "y")', 1],
    ['all that follows from a fix', 'any where a = "x" and b in ("x", "x")', 'any where a == "x" and b == "x"', 2],
    [
      'line ends and marks of order',
      '\ufeffany where a = 1\r\n  and true\r\n',
      '\ufeffany where a == 1\r\n  and true\r\n',
      1,
    ],
    ['characters of two units', 'any where n == "😀é" and a = 1', 'any where n == "😀é" and a == 1', 1],
  ];
  for (const [what, before, after, cured] of cases)
    it(`mends ${what}`, async () => {
      const { text, err } = await fix(before);
      if (!what.startsWith('all')) assert.equal(err, `Fixed ${cured} issue${cured === 1 ? '' : 's'} in 1 file.\n`);
      else assert.match(err, /^Fixed \d+ issues in 1 file\.\n$/);
      if (!what.startsWith('all')) assert.equal(text, after);
      else assert.equal((await fix(text)).text, text, 'nothing is left to be fixed');
    });

  it('changes nothing around the query', async () => {
    const before = ruleText('A', ID_A, 'any where a = 1 // é');
    const { text, out } = await fix(before, '/a.toml');
    assert.equal(text, before.replace('a = 1 //', 'a == 1 //'));
    assert.equal(out, '');
  });
  it('reports what it could not fix', async () => {
    const { text, out, code } = await fix('any where a = 1 and (b == 2');
    assert.equal(text, 'any where a == 1 and (b == 2');
    assert.match(out, /^::error file=q\.eql,line=1,.*title=rulewright syntax::/);
    assert.equal(code, 1);
  });
  it('says so where there is nothing to do, and writes nothing', async () => {
    const host = { ...createMemoryHost({ '/q.eql': 'any where true' }), writeText: () => assert.fail('written') };
    const { code, err } = await runOver({}, ['check', '/q.eql', '--fix'], { host });
    assert.deepEqual([code, err], [0, 'Nothing was to be fixed without a person.\n']);
  });
  it('leaves a misspelt field to a person', async () => {
    const mapping = '{"properties":{"process":{"properties":{"name":{"type":"keyword"}}}}}';
    const host = createMemoryHost({ '/q.eql': 'any where process.nam == "a"', '/m.json': mapping });
    await runOver({}, ['check', '/q.eql', '--fix', '--mapping', '/m.json'], { host });
    assert.equal(host.readText('/q.eql'), 'any where process.nam == "a"');
  });
  it('leaves a file alone whose bytes it could not read all', async () => {
    const { text, err, code } = await fix('any where a = "\ufffd"');
    assert.equal(text, 'any where a = "\ufffd"');
    assert.match(err, /^\/q\.eql is not in UTF-8 all through and was left as it is\.$/m);
    assert.equal(code, 2);
  });
  it('goes on after a file that cannot be written', async () => {
    const memory = createMemoryHost({ '/r/a.eql': 'any where a = 1', '/r/b.eql': 'any where b = 1' });
    const writeText = (file: string, text: string): void => {
      if (file === '/r/a.eql') throw new UnreadableError('/r/a.eql is read-only and was left as it is.');
      memory.writeText(file, text);
    };
    const said = await runOver({}, ['check', '/r', '--fix'], { host: { ...memory, writeText } });
    assert.equal(said.err, 'Fixed 1 issue in 1 file.\n/r/a.eql is read-only and was left as it is.\n');
    assert.equal(said.code, 2);
    assert.match(said.out, /a\.eql\n {2}1:13 {2}error/);
    assert.equal(memory.readText('/r/b.eql'), 'any where b == 1');
  });
});

describe('check --fix on the disk', () => {
  let folder = '';
  const at = (name: string): string => path.join(folder, name);
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'rulewright-fix-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('replaces the file, leaves nothing beside it and keeps its permissions', async () => {
    writeFileSync(at('a.eql'), 'any where a = 1');
    chmodSync(at('a.eql'), 0o640);
    const { mode } = statSync(at('a.eql'));
    await runOnDisk(['check', at('a.eql'), '--fix']);
    assert.equal(readFileSync(at('a.eql'), 'utf8'), 'any where a == 1');
    assert.deepEqual([statSync(at('a.eql')).mode, readdirSync(folder)], [mode, ['a.eql']]);
  });
  it('leaves a read-only file as it is, with a sentence', async () => {
    writeFileSync(at('b.eql'), 'any where b = 1');
    chmodSync(at('b.eql'), 0o444);
    const { code, err } = await runOnDisk(['check', at('b.eql'), '--fix']);
    assert.equal(readFileSync(at('b.eql'), 'utf8'), 'any where b = 1');
    assert.match(err, /b\.eql is read-only and was left as it is\.$/m);
    assert.equal(code, 2);
  });
  it('writes through a link', async function () {
    if (process.platform === 'win32') return;
    writeFileSync(at('target.eql'), 'any where c = 1');
    symlinkSync(at('target.eql'), at('link.eql'));
    await runOnDisk(['check', at('link.eql'), '--fix']);
    assert.equal(readFileSync(at('target.eql'), 'utf8'), 'any where c == 1');
    assert.ok(
      readdirSync(folder, { withFileTypes: true }).some((each) => each.name === 'link.eql' && each.isSymbolicLink()),
    );
  });
});
