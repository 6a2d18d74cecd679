// The cache of the test host: complete or absent, whoever is killed in between and however many make it at once.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { isComplete, makeOnce } from './cache.mjs';

describe('a folder that is made once', () => {
  let parent = '';
  let folder = '';

  beforeEach(() => {
    parent = mkdtempSync(path.join(tmpdir(), 'rulewright-cache-'));
    folder = path.join(parent, 'made');
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const write = (text: string) => (place: string) => {
    writeFileSync(path.join(place, 'file'), text);
    return Promise.resolve();
  };
  const content = () => readFileSync(path.join(folder, 'file'), 'utf8');

  it('is made the first time and left alone the second', async () => {
    assert.equal(await makeOnce(folder, write('first')), true);
    assert.equal(await makeOnce(folder, write('second')), false);
    assert.equal(content(), 'first');
    assert.deepEqual(readdirSync(parent), ['made']);
  });

  it('is absent after a failure, and can be made afterwards', async () => {
    await assert.rejects(
      makeOnce(folder, (place) => {
        writeFileSync(path.join(place, 'half'), '');
        return Promise.reject(new Error('no network'));
      }),
      /no network/,
    );
    assert.deepEqual(readdirSync(parent), []);
    assert.equal(await makeOnce(folder, write('later')), true);
  });

  it('is made whole by two at once', async () => {
    const made = await Promise.all([makeOnce(folder, write('one')), makeOnce(folder, write('other'))]);
    assert.ok(made.includes(true));
    assert.ok(isComplete(folder));
    assert.match(content(), /^(one|other)$/);
    assert.deepEqual(readdirSync(parent), ['made']);
  });

  it('replaces what stands there incomplete', async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'half'), '');
    assert.equal(isComplete(folder), false);
    await makeOnce(folder, write('whole'));
    assert.equal(content(), 'whole');
    assert.equal(existsSync(path.join(folder, 'half')), false);
  });

  it('removes what a killed process of this machine left, and not what is at work', async () => {
    const killed = spawnSync(process.execPath, ['--version']).pid;
    const abandoned = `made.making-${hostname()}-${killed}-abcdef`;
    const atWork = `made.making-${hostname()}-${process.pid}-abcdef`;
    for (const name of [abandoned, atWork]) mkdirSync(path.join(parent, name));
    await makeOnce(folder, write('whole'));
    assert.deepEqual(readdirSync(parent).sort(), ['made', atWork]);
  });

  it('removes what another machine left long ago, and not what it may be at work on', async () => {
    const old = path.join(parent, 'made.making-elsewhere-1-abcdef');
    const recent = path.join(parent, 'made.making-elsewhere-2-abcdef');
    for (const place of [old, recent]) mkdirSync(place);
    utimesSync(old, new Date(0), new Date(0));
    await makeOnce(folder, write('whole'));
    assert.deepEqual(readdirSync(parent).sort(), ['made', path.basename(recent)]);
  });
});
