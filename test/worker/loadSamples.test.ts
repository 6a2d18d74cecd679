// Reading samples: what is an event, what is said of what is none, and what cannot be read at all.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { UnreadableError } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { createNodeHost } from '../../server/src/host/nodeHost';
import { loadSamples } from '../../server/src/worker/loadSamples';
import type { LoadedSamples } from '../../server/src/worker/loadSamples';
import type { Watch } from '../../server/src/worker/orders';
import { ndjson, PATIENT } from './world';

async function load(files: Readonly<Record<string, string>>): Promise<LoadedSamples> {
  const wanted = Object.keys(files).map((each) => ({ path: each, hashed: false }));
  const loaded = await loadSamples(wanted, createMemoryHost(files), PATIENT);
  assert.ok(loaded);
  return loaded;
}

describe('reading a sample in memory', () => {
  it('numbers events and knows their lines, blank ones counted as lines only', async () => {
    const { store, samples } = await load({ '/s.ndjson': '{"n":1}\n\n{"n":2}\n   \n{"n":3}' });
    assert.deepEqual(
      [0, 1, 2].map((event) => [store.values(event, 'n')[0], store.origin(event).line]),
      [
        [1, 1],
        [2, 3],
        [3, 5],
      ],
    );
    assert.deepEqual(samples, [{ path: '/s.ndjson', events: 3, problems: [] }]);
  });

  it('puts several samples into one store, in the order in which they are named', async () => {
    const { store } = await load({ '/b.ndjson': '{"n":1}\n', '/a.ndjson': '{"n":2}\n{"n":3}\n' });
    const origins = [0, 1, 2].map((event) => store.origin(event));
    assert.deepEqual(origins, [
      { sample: 0, line: 1 },
      { sample: 1, line: 1 },
      { sample: 1, line: 2 },
    ]);
  });

  const FAULTS: readonly {
    readonly name: string;
    readonly text: string;
    readonly code: string;
    readonly says: RegExp;
  }[] = [
    { name: 'no JSON', text: '{"n":1}\nhello\n{"n":2}\nworld\n', code: 'not-json', says: /^2 lines are no JSON/ },
    { name: 'cut off', text: '{"n":1}\n{"n":2,"m":"ab', code: 'cut-off', says: /^1 line is cut off/ },
    { name: 'no object', text: '{"n":1}\n[1]\n{"n":2}\n', code: 'not-object', says: /^1 line is JSON but no object/ },
  ];
  for (const { name, text, code, says } of FAULTS) {
    it(`goes on after a line that is ${name}, and says which was the first`, async () => {
      const { store, samples } = await load({ '/s.ndjson': text });
      const [sample] = samples;
      assert.equal(sample?.problems.length, 1);
      const [note] = sample.problems;
      assert.equal(note?.code, code);
      assert.equal(note.severity, 'warning');
      assert.equal(note.line, 2);
      assert.match(note.message, says);
      assert.equal(sample.events, store.count + (note.count ?? 0));
    });
  }

  it('has one note a kind', async () => {
    const { samples } = await load({ '/s.ndjson': '{"n":1}\nx\n"text"\ny\n7\n{"cut":' });
    assert.deepEqual(
      samples[0]?.problems.map(({ code, count, line }) => [code, count, line]),
      [
        ['not-json', 2, 2],
        ['not-object', 2, 3],
        ['cut-off', 1, 6],
      ],
    );
  });

  const WITHOUT_EVENTS: readonly { readonly name: string; readonly text: string; readonly says: RegExp }[] = [
    { name: 'an empty file', text: '', says: /^The sample is empty/ },
    { name: 'blank lines only', text: '\n  \n', says: /^The sample is empty/ },
    {
      name: 'text',
      text: 'hello\nworld\n',
      says: /^The file is no sample of a known shape; tried were NDJSON, a JSON list, /,
    },
    { name: 'a list of numbers', text: '[1,2]', says: /^The sample holds no event: none of its elements is one\.$/ },
    { name: 'an answer without hits', text: '{"hits":{"hits":[]}}', says: /^The sample is without events/ },
    {
      name: 'an export of rules',
      text: '{"rule_id":"r","type":"eql","query":"any where true","risk_score":1}\n{"exported_count":1}\n',
      says: /^The file is an export of rules or exceptions, not a sample/,
    },
  ];
  for (const { name, text, says } of WITHOUT_EVENTS) {
    it(`says in a sentence that ${name} holds no event`, async () => {
      const { samples } = await load({ '/s.ndjson': text });
      const [none] = samples[0]?.problems.filter(({ code }) => code === 'no-events') ?? [];
      assert.equal(none?.severity, 'error');
      assert.match(none.message, says);
    });
  }

  it('hashes lines only of samples that ask for it, without their ends', async () => {
    const host = createMemoryHost({ '/a.ndjson': '{"n":1}\r\n', '/b.ndjson': '{"n":1}\n' });
    const wanted = [
      { path: '/a.ndjson', hashed: true },
      { path: '/b.ndjson', hashed: false },
    ];
    const loaded = await loadSamples(wanted, host, PATIENT);
    assert.equal(loaded?.store.hash(0), host.hash('{"n":1}'));
    assert.equal(loaded?.store.hash(1), undefined);
  });

  it('stops when it is cancelled', async () => {
    let looks = 0;
    const watch: Watch = { onProgress: () => undefined, isCancelled: () => ++looks > 10 };
    const host = createMemoryHost({ '/s.ndjson': ndjson(Array.from({ length: 1000 }, (_, n) => ({ n }))) });
    assert.equal(await loadSamples([{ path: '/s.ndjson', hashed: false }], host, watch), undefined);
    assert.ok(looks < 20);
  });
});

describe('reading a sample from the disk', () => {
  const host = createNodeHost('/nowhere');
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'rulewright-load-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const events = Array.from({ length: 20_000 }, (_, n) => ({ n, text: `event ${n} 🙂`, random: Math.sin(n) }));

  function write(name: string, content: Uint8Array | string): string {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  }

  const loadFile = (file: string, watch: Watch = PATIENT) => loadSamples([{ path: file, hashed: false }], host, watch);

  it('gives the same events packed and plain, over many chunks', async () => {
    const text = ndjson(events);
    const plain = await loadFile(write('s.ndjson', text));
    const packed = await loadFile(write('s.ndjson.gz', gzipSync(text)));
    assert.equal(plain?.store.count, events.length);
    assert.equal(packed?.store.count, events.length);
    for (const event of [0, 7777, 19_999]) {
      assert.deepEqual(plain.store.object(event), events[event]);
      assert.deepEqual(packed.store.object(event), events[event]);
    }
  });

  it('tells how far it is, up to the whole', async () => {
    const fractions: number[] = [];
    const watch: Watch = { ...PATIENT, onProgress: (_phase, fraction) => void fractions.push(fraction) };
    await loadFile(write('progress.ndjson', ndjson(events)), watch);
    assert.ok(fractions.length > 2);
    assert.deepEqual(
      [...fractions].sort((a, b) => a - b),
      fractions,
    );
    assert.equal(fractions[fractions.length - 1], 1);
  });

  it('gives other work a turn meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await loadFile(write('turns.ndjson', ndjson([...events, ...events])));
    clearInterval(timer);
    assert.ok(turns > 1);
  });

  it('keeps what a gzip that was cut off still gives, and says so', async () => {
    const packed = gzipSync(ndjson(events));
    const loaded = await loadFile(write('cut.ndjson.gz', packed.subarray(0, packed.length / 2)));
    const [sample] = loaded?.samples ?? [];
    assert.ok(sample !== undefined && sample.events > 1000 && sample.events < events.length);
    const early = sample.problems.find(({ code }) => code === 'sample-ends-early');
    assert.equal(early?.severity, 'error');
    assert.match(
      early.message,
      /cut\.ndjson\.gz is a gzip archive that was cut off\. The \d+ events before that were read\.$/,
    );
  });

  const UNREADABLE: readonly { readonly name: string; readonly make: () => string; readonly says: RegExp }[] = [
    { name: 'a missing file', make: () => path.join(folder, 'none.ndjson'), says: /none\.ndjson does not exist\.$/ },
    {
      name: 'a folder',
      make: () => {
        mkdirSync(path.join(folder, 'inner.ndjson'));
        return path.join(folder, 'inner.ndjson');
      },
      says: /inner\.ndjson is a folder, not a sample file\.$/,
    },
    {
      name: 'a binary file',
      make: () => write('picture.ndjson', Buffer.from('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR', 'latin1')),
      says: /picture\.ndjson is a binary file, not a sample\.$/,
    },
    {
      name: 'a packed binary file',
      make: () => write('picture.gz', gzipSync(Buffer.from('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR', 'latin1'))),
      says: /picture\.gz is a binary file, not a sample\.$/,
    },
    {
      name: 'a damaged archive',
      make: () => write('damaged.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255, 255])),
      says: /damaged\.gz is a damaged gzip archive\.$/,
    },
  ];
  for (const { name, make, says } of UNREADABLE) {
    it(`refuses ${name} with one sentence`, async () => {
      await assert.rejects(loadFile(make()), (error) => error instanceof UnreadableError && says.test(error.message));
    });
  }
});
