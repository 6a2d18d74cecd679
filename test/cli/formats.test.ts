// The formats of `rulewright check` that other programs read, over files and rules with awkward names.
import assert from 'node:assert/strict';
import type { Log, Region, Result } from 'sarif';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import type { Said } from './world';
import { ID_A, ID_B, ID_C, ruleText, runOver } from './world';

const AWKWARD_PATH = '/r/ä 100%, a:b #1?.toml';
const AWKWARD_NAME = 'A "b" <c> & \'d\' ]]> é \\u0001';
const broken = ruleText(AWKWARD_NAME.replaceAll('"', '\\"'), ID_A, 'any where process.name = "é"\n  and true');
const clean = ruleText('Clean', ID_B, 'any where true');
const files: MemoryFiles = { [AWKWARD_PATH]: broken, '/r/clean.toml': clean };
const FORMATS = ['text', 'json', 'sarif', 'junit', 'github'] as const;

const check = (format: string, given: MemoryFiles = files, ...paths: readonly string[]): Promise<Said> =>
  runOver(given, ['check', ...(paths.length > 0 ? paths : ['/r']), '--format', format], { colours: true });

function sarifOf({ out }: Said): Log {
  return JSON.parse(out) as Log;
}

describe('every format of check', () => {
  for (const format of FORMATS) {
    it(`ends alike and says nothing beside: ${format}`, async () => {
      const { code, err } = await check(format);
      assert.deepEqual([code, err], [1, '']);
    });
    it(`is fine where there is no issue: ${format}`, async () => {
      const { code, err, out } = await check(format, { '/r/clean.toml': clean });
      assert.deepEqual([code, err], [0, '']);
      assert.equal(out === '', format === 'github');
    });
    it(`still reports the rest beside a path that is not there: ${format}`, async () => {
      const { code, err, out } = await check(format, files, '/r', '/nowhere.toml');
      assert.equal(code, 2);
      assert.equal(err, '/nowhere.toml does not exist.\n');
      assert.match(out, /`==`/);
    });
    if (format !== 'text')
      it(`has no colours: ${format}`, async () => assert.doesNotMatch((await check(format)).out, /\u001b/));
  }
});

describe('check --format sarif', () => {
  it('has the places, the rules and the cure', async () => {
    const log = sarifOf(await check('sarif'));
    const [run] = log.runs;
    const [result] = run?.results ?? [];
    const from = broken.indexOf('= "é"');
    assert.equal(log.version, '2.1.0');
    assert.equal(run?.columnKind, 'utf16CodeUnits');
    assert.deepEqual([result?.ruleId, result?.level, result?.ruleIndex], ['syntax', 'error', 0]);
    assert.deepEqual(
      run.tool.driver.rules?.map(({ id }) => id),
      ['syntax'],
    );
    assert.deepEqual(result?.locations?.[0]?.physicalLocation, {
      artifactLocation: { uri: `r/${encodeURIComponent('ä 100%, a:b #1?.toml')}`, uriBaseId: '%SRCROOT%' },
      region: { startLine: 10, startColumn: 24, endLine: 10, endColumn: 25, charOffset: from, charLength: 1 },
    });
    const [replacement] = result.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
    assert.deepEqual([replacement?.deletedRegion.charOffset, replacement?.insertedContent?.text], [from, '==']);
  });

  it('is of the shape that the standard asks for', async () => {
    const twice = ruleText('Twice', ID_C, 'any where process.name in ("a", "b", "a", "a")');
    const log = sarifOf(await check('sarif', { ...files, '/r/twice.toml': twice, '/r/copy.toml': twice }));
    assert.equal(log.runs.length, 1);
    for (const run of log.runs) {
      const rules = run.tool.driver.rules ?? [];
      assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
      for (const { shortDescription, defaultConfiguration } of rules) {
        assert.match(shortDescription?.text ?? '', /\.$/);
        assert.match(defaultConfiguration?.level ?? '', LEVEL);
      }
      assert.ok((run.results ?? []).length > 4);
      for (const result of run.results ?? [])
        checkResult(
          result,
          rules.map(({ id }) => id),
        );
    }
  });

  it('tells the same issue again, and equal ones apart, when lines move', async () => {
    const twice = ruleText('Twice', ID_C, 'any where process.name in ("a", "b", "a", "a")');
    const prints = async (text: string): Promise<readonly string[]> => {
      const hash = (given: string): string => given;
      const log = sarifOf(
        await runOver({ '/t.toml': text }, ['check', '/t.toml', '--format', 'sarif'], hashed(text, hash)),
      );
      return (log.runs[0]?.results ?? []).flatMap(({ partialFingerprints }) =>
        Object.values(partialFingerprints ?? {}),
      );
    };
    const before = await prints(twice);
    assert.equal(before.length, 2);
    assert.equal(new Set(before).size, 2);
    assert.deepEqual(await prints(`# moved\n\n${twice}`), before);
  });

  it('says what could not be read', async () => {
    const log = sarifOf(await check('sarif', files, '/r', '/nowhere.toml'));
    const [invocation] = log.runs[0]?.invocations ?? [];
    assert.equal(invocation?.executionSuccessful, false);
    assert.equal(invocation.toolExecutionNotifications?.[0]?.message.text, '/nowhere.toml does not exist.');
  });
});

const LEVEL = /^(?:error|warning|note)$/;

/** Source: SARIF 2.1.0, 3.27 result, 3.30 region, 3.55 fix. */
function checkResult(result: Result, ids: readonly string[]): void {
  const { ruleId, ruleIndex, level, message, locations, relatedLocations, fixes, partialFingerprints } = result;
  assert.equal(ids[ruleIndex ?? -1], ruleId);
  assert.match(level ?? '', LEVEL);
  assert.ok((message.text ?? '').length > 0);
  assert.equal(locations?.length, 1);
  assert.equal(Object.keys(partialFingerprints ?? {}).length, 1);
  for (const location of [...(locations ?? []), ...(relatedLocations ?? [])]) {
    const { artifactLocation, region } = location.physicalLocation ?? {};
    assert.match(artifactLocation?.uri ?? '', /^r\/[\w.%~!*'()-]+$/);
    checkRegion(region);
  }
  for (const fix of fixes ?? [])
    for (const change of fix.artifactChanges) {
      assert.ok(change.replacements.length > 0);
      for (const { deletedRegion } of change.replacements) checkRegion(deletedRegion);
    }
}

function checkRegion(region: Region | undefined): void {
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0, charOffset = -1, charLength = -1 } = region ?? {};
  assert.ok(startLine >= 1 && startColumn >= 1 && charOffset >= 0 && charLength >= 0);
  assert.ok(endLine > startLine || (endLine === startLine && endColumn >= startColumn));
}

describe('check --format junit', () => {
  it('is a suite for each file and a case for each rule', async () => {
    const { out } = await check('junit');
    assert.match(
      out,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="rulewright check" tests="2" failures="1" errors="0">/,
    );
    assert.match(
      out,
      /<testsuite name="r\/clean\.toml" tests="1" failures="0" errors="0">\n<testcase name="Clean" .*\/>\n/,
    );
    assert.match(out, /<failure message="[^"]*`==`[^"]*" type="syntax">r\/ä 100%, a:b #1\?\.toml:10:24: error: /);
  });
  it('escapes what XML cannot hold', async () => {
    const { out } = await check('junit');
    assert.ok(out.includes('name="A &quot;b&quot; &lt;c&gt; &amp; \'d\' ]]&gt; é \ufffd"'), out);
    assert.doesNotMatch(out, FORBIDDEN);
  });
  it('counts what could not be read as errors', async () => {
    const { out } = await check('junit', files, '/r', '/nowhere.toml');
    assert.match(out, /<testsuites name="rulewright check" tests="3" failures="1" errors="1">/);
    assert.match(out, /<error message="\/nowhere\.toml does not exist\." type="unreadable"\/>/);
  });
  it('opens and closes each element', async () => {
    const { out } = await check('junit', files, '/r', '/nowhere.toml');
    const open: string[] = [];
    for (const [, closing, name = '', alone] of out.matchAll(/<(\/?)([a-z-]+)(?: [a-z]+="[^"<]*")*(\/?)>/g)) {
      if (closing === '/') assert.equal(open.pop(), name);
      else if (alone === '') open.push(name);
    }
    assert.deepEqual(open, []);
  });
});

const FORBIDDEN = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]');

describe('check --format github', () => {
  it('is one command a line, with its escapes', async () => {
    const lines = (await check('github')).out.split('\n');
    assert.equal(lines.length, 2);
    assert.match(
      lines[0] ?? '',
      /^::error file=r\/ä 100%25%2C a%3Ab #1\?\.toml,line=10,endLine=10,col=24,endColumn=25,title=rulewright syntax::.*`==`/,
    );
  });
  it('says what could not be read', async () => {
    const { out } = await check('github', { '/100%.txt': '' }, '/100%.txt');
    assert.match(out, /^::error title=rulewright::\/100%25\.txt is no rule file/);
  });
});

/** A world whose hashes show what was hashed. */
function hashed(text: string, hash: (given: string) => string) {
  return { host: { ...createMemoryHost({ '/t.toml': text }), hash } };
}
