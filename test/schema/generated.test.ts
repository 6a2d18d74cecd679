// The committed catalogs are what their script makes, byte for byte.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

declare const __ROOT__: string;

const lists = path.join(__ROOT__, '..', 'shared', 'fields');
const committed = path.join(__ROOT__, 'server', 'schemas');

function make(from: string, to: string) {
  return spawnSync(process.execPath, [path.join(__ROOT__, 'scripts', 'makeSchemas.mjs'), from, to], {
    encoding: 'utf8',
  });
}

describe('the script of the catalogs', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'rulewright-schemas-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes what is committed', () => {
    if (!existsSync(lists)) {
      console.log('    no field lists beside the repository: nothing to make');
      return;
    }
    assert.equal(make(lists, folder).stderr, '');
    const names = readdirSync(folder);
    assert.deepEqual(
      names,
      readdirSync(committed).filter((name) => name.endsWith('.json')),
    );
    for (const name of names)
      assert.equal(
        readFileSync(path.join(folder, name), 'utf8'),
        readFileSync(path.join(committed, name), 'utf8'),
        name,
      );
  });

  it('says in one sentence that there is nothing to make them from', () => {
    const { status, stderr } = make(path.join(folder, 'nowhere'), folder);
    assert.equal(status, 1);
    assert.match(stderr, /^The field lists are not at .*\n$/);
    assert.deepEqual(readdirSync(folder), []);
  });
});
