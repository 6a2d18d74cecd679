// The host on real files, in a folder of its own: plain and gzipped samples, and everything that is none. Also the host in memory.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib, { gzipSync } from 'node:zlib';
import { UnreadableError } from '../../server/src/host/host';
import type { Host } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { createNodeHost } from '../../server/src/host/nodeHost';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rulewright-host-'));
const host = createNodeHost(path.join(folder, 'schemas'));

after(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

async function readSample(file: string, from: Host = host): Promise<{ bytes: Buffer; progress: readonly number[] }> {
  const parts: Uint8Array[] = [];
  const progress: number[] = [];
  for await (const part of from.openSample(file, (bytes) => progress.push(bytes))) parts.push(part);
  return { bytes: Buffer.concat(parts), progress };
}

/** The sentence for the person. */
async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    assert.ok(error instanceof UnreadableError, String(error));
    return error.message;
  }
  throw new assert.AssertionError({ message: 'It could be read.' });
}

const large = Buffer.from(
  Array.from({ length: 60_000 }, (_, line) => `{"line":${line},"noise":"${line * 7919}"}\n`).join(''),
);

describe('a sample on disk', () => {
  const contents: readonly [name: string, content: Buffer][] = [
    ['empty', Buffer.from('')],
    ['one line', Buffer.from('{"a":1}')],
    ['CRLF and a byte order mark', Buffer.from('\ufeff{"a":"é"}\r\n{}\r\n')],
    ['many lines', large],
    ['bytes that are no text', randomBytes(4096)],
    ['one byte', Buffer.from([0x1f])],
  ];
  for (const [name, content] of contents) {
    it(`is read as it stands: ${name}`, async () => {
      const file = write('plain.ndjson', content);
      const { bytes, progress } = await readSample(file);
      assert.ok(bytes.equals(content));
      assert.equal(progress[progress.length - 1] ?? 0, content.length);
    });

    it(`is unpacked, whatever it is called: ${name}`, async () => {
      const packed = gzipSync(content);
      const { bytes, progress } = await readSample(write('packed.ndjson', packed));
      assert.ok(bytes.equals(content));
      assert.equal(progress[progress.length - 1], packed.length);
    });
  }

  it('may be called gzipped and be none', async () => {
    const { bytes } = await readSample(write('plain.ndjson.gz', '{}'));
    assert.equal(bytes.toString(), '{}');
  });

  it('may be several archives in a row', async () => {
    const { bytes } = await readSample(write('two.gz', Buffer.concat([gzipSync('{}\n'), gzipSync('[]\n')])));
    assert.equal(bytes.toString(), '{}\n[]\n');
  });

  it('tells its progress in bytes of the file, never backwards', async () => {
    const packed = gzipSync(Buffer.concat([large, randomBytes(1 << 20)]), { level: 1 });
    const { progress } = await readSample(write('long.gz', packed));
    assert.ok(progress.length > 1);
    assert.deepEqual(
      progress,
      [...progress].sort((a, b) => a - b),
    );
    assert.equal(progress[progress.length - 1], packed.length);
  });

  it('may be left in the middle', async () => {
    for (const name of ['plain', 'packed']) {
      const file = write(name, name === 'plain' ? large : gzipSync(large));
      for await (const part of host.openSample(file)) {
        assert.ok(part.length > 0);
        break;
      }
    }
  });

  it('shows its beginning', async () => {
    const plain = write('plain.ndjson', large);
    const packed = write('packed.ndjson', gzipSync(large));
    for (const file of [plain, packed]) {
      assert.equal(Buffer.from(await host.peekSample(file, 20)).toString(), large.subarray(0, 20).toString());
      assert.ok(Buffer.from(await host.peekSample(file, large.length + 5)).equals(large));
    }
    assert.equal((await host.peekSample(write('empty', ''), 20)).length, 0);
  });
});

const canUnpackZstandard = 'createZstdDecompress' in zlib;
/** As far as it does not depend on what is wrong with the archive. */
const zstandard = canUnpackZstandard
  ? /^(?:is a damaged Zstandard archive|could not be read \(.+\)|is a gzip archive that was cut off)\.$/
  : /^is compressed with Zstandard, which Node\.js unpacks from version 22\.15 on, and this is [\d.]+; unpack it with `zstd -d`, or/;

describe('what is no sample', () => {
  const packed = gzipSync(large);
  const damaged = Buffer.from(packed).fill(0xff, 100, 200);
  const cases: readonly [name: string, make: () => string, words: string | RegExp][] = [
    ['a path where nothing is', () => path.join(folder, 'missing.ndjson'), 'does not exist.'],
    ['a path through a file', () => path.join(write('file', ''), 'missing'), 'does not exist.'],
    ['a folder', () => folder, 'is a folder, not a sample file.'],
    [
      'an archive that was cut off',
      () => write('cut.gz', packed.subarray(0, packed.length - 50)),
      'is a gzip archive that was cut off.',
    ],
    [
      'an archive of which only the beginning came',
      () => write('head.gz', packed.subarray(0, 12)),
      'is a gzip archive that was cut off.',
    ],
    ['an archive that is damaged', () => write('damaged.gz', damaged), 'is a damaged gzip archive.'],
    [
      'a file that begins like an archive',
      () => write('like.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8])),
      'is a damaged gzip archive.',
    ],
    ['a link to itself', linkToItself, 'could not be read (ELOOP).'],
    [
      'a zip archive',
      () => write('events.ndjson', Buffer.from('PK\x03\x04 and so on')),
      'is a zip archive, which cannot be read here; unpack it, or compress the sample with gzip.',
    ],
    [
      'an archive of Zstandard that holds nothing',
      () => write('events.zst', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])),
      zstandard,
    ],
  ];
  for (const [name, make, words] of cases)
    it(`is ${name}: one clear sentence`, async () => {
      const file = make();
      for (const read of [() => readSample(file), () => host.peekSample(file, 1 << 22)]) {
        const said = (await refusal(read)).slice(file.length + 1);
        if (typeof words === 'string') assert.equal(said, words);
        else assert.match(said, words);
      }
    });

  it('gives what stands before the damage', async () => {
    const file = write('cut.gz', packed.subarray(0, packed.length - 50));
    const parts: Uint8Array[] = [];
    await assert.rejects(async () => {
      for await (const part of host.openSample(file)) parts.push(part);
    }, UnreadableError);
    const read = Buffer.concat(parts);
    assert.ok(read.length > 0 && large.subarray(0, read.length).equals(read));
  });
});

describe('files on disk', () => {
  it('are read as text, or refused in a sentence', async () => {
    assert.equal(host.readText(write('rule.toml', 'é')), 'é');
    const missing = path.join(folder, 'missing.toml');
    assert.equal(
      await refusal(() => Promise.resolve().then(() => host.readText(missing))),
      `${missing} does not exist.`,
    );
    assert.equal(
      await refusal(() => Promise.resolve().then(() => host.readText(folder))),
      `${folder} is a folder, not a file.`,
    );
  });

  it('have a stamp that changes with them', () => {
    const file = write('stamped', 'a');
    utimesSync(file, 1, 1);
    const before = host.stamp(file);
    assert.deepEqual(before, { bytes: 1, modified: 1000 });
    utimesSync(file, 2, 2);
    assert.notDeepEqual(host.stamp(file), before);
    for (const none of [path.join(folder, 'missing'), folder, linkToItself()])
      assert.equal(host.stamp(none), undefined);
  });

  it('are listed by name, folders told apart, also through links', () => {
    const root = path.join(folder, 'listed');
    for (const name of ['b.toml', 'a/x', 'c.toml']) write(path.join('listed', name), '');
    symlinkSync(path.join(root, 'a'), path.join(root, 'd'));
    assert.deepEqual(host.list(root), [
      { name: 'a', isFolder: true },
      { name: 'b.toml', isFolder: false },
      { name: 'c.toml', isFolder: false },
      { name: 'd', isFolder: true },
    ]);
    assert.deepEqual(host.list(path.join(root, 'b.toml')), []);
    assert.deepEqual(host.list(path.join(root, 'missing')), []);
    assert.deepEqual(
      [root, path.join(root, 'b.toml'), path.join(root, 'missing')].map((each) => host.isFolder(each)),
      [true, false, false],
    );
  });

  it('hold catalogs, where they are JSON', () => {
    write('schemas/good.json', '{"fields":[]}');
    write('schemas/broken.json', '{');
    assert.deepEqual(
      ['good', 'broken', 'missing'].map((name) => host.readSchema(name)),
      [{ fields: [] }, undefined, undefined],
    );
  });

  it('have paths', () => {
    assert.equal(host.join('a', '..', 'b'), 'b');
    assert.equal(host.dirname(path.join('a', 'b')), 'a');
    assert.equal(host.resolve('a'), path.join(process.cwd(), 'a'));
  });

  it('are hashed by their text in UTF-8', () => {
    for (const text of ['', 'foo', 'é🦀'])
      assert.equal(host.hash(text), createHash('sha256').update(Buffer.from(text)).digest('hex').slice(0, 16));
  });

  it('are older than now', () => assert.ok(host.now() <= host.now()));
});

describe('the host in memory', () => {
  const memory = createMemoryHost({ '/a/rules/x.toml': 'é', '/a/y.ndjson': '{}\n' }, { ecs: { fields: [] } });

  it('reads what it was given', async () => {
    assert.equal(memory.readText('/a/rules/x.toml'), 'é');
    assert.equal((await readSample('/a/y.ndjson', memory)).bytes.toString(), '{}\n');
    assert.equal(Buffer.from(await memory.peekSample('/a/y.ndjson', 2)).toString(), '{}');
    assert.deepEqual([memory.readSchema('ecs'), memory.readSchema('none')], [{ fields: [] }, undefined]);
  });

  it('refuses the rest in a sentence', async () => {
    assert.equal(await refusal(() => readSample('/b', memory)), '/b does not exist.');
    assert.equal(await refusal(async () => memory.peekSample('/b', 2)), '/b does not exist.');
    assert.equal(await refusal(() => Promise.resolve().then(() => memory.readText('/b'))), '/b does not exist.');
    assert.equal(memory.stamp('/b'), undefined);
  });

  it('has folders', () => {
    assert.deepEqual(memory.list('/a'), [
      { name: 'rules', isFolder: true },
      { name: 'y.ndjson', isFolder: false },
    ]);
    assert.deepEqual(memory.list('/b'), []);
    assert.deepEqual(
      ['/a', '/a/rules', '/a/y.ndjson', '/b'].map((each) => memory.isFolder(each)),
      [true, true, false, false],
    );
    assert.deepEqual(
      [memory.join('/a', '/b'), memory.dirname('/a/b'), memory.dirname('/a'), memory.resolve('a')],
      ['/a/b', '/a', '/', '/a'],
    );
  });

  it('has a clock that goes on', () => assert.ok(memory.now() < memory.now()));
});

function linkToItself(): string {
  const link = path.join(folder, 'loop');
  rmSync(link, { force: true });
  symlinkSync(link, link);
  return link;
}

describe('the day of a host', () => {
  it('is one of the calendar, and never before another that was asked for', () => {
    const first = createNodeHost('/').today();
    assert.match(first, /^\d{4}-\d{2}-\d{2}$/);
    assert.ok(first <= createNodeHost('/').today());
    const [year, month, day] = first.split('-').map(Number);
    const noon = new Date(year ?? 0, (month ?? 0) - 1, day, 12);
    assert.ok(Math.abs(noon.getTime() - Date.now()) < 36 * 3600 * 1000);
  });
});
