// Which sample a rule is run on when nobody chose one.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import { createNodeHost } from '../../server/src/host/nodeHost';
import { chooseSamples, findSamples } from '../../server/src/worker/findSamples';
import { PeekCache } from '../../server/src/worker/peekDatasets';
import type { SchemaRequest } from '../../server/src/schema/compose';
import { NO_SCHEMA } from './world';

const a = '{"data_stream":{"dataset":"k.audit"}}\n';
const b = '{"event":{"dataset":"c.process"}}\n';

async function find(files: MemoryFiles, request: Partial<SchemaRequest>, folder = '/w/rules') {
  return findSamples(createMemoryHost(files), folder, { ...NO_SCHEMA, ...request }, new PeekCache());
}

async function labelsChosen(files: MemoryFiles, request: Partial<SchemaRequest>, folder?: string): Promise<string[]> {
  return chooseSamples(await find(files, request, folder)).map(({ label }) => label);
}

describe('the folder of samples', () => {
  const CASES: readonly {
    readonly name: string;
    readonly files: readonly string[];
    readonly from: string;
    readonly found: readonly string[];
  }[] = [
    {
      name: 'stands beside the rules',
      files: ['/w/samples/events/a.ndjson'],
      from: '/w/rules',
      found: ['samples/events/a.ndjson'],
    },
    {
      name: 'stands further up',
      files: ['/w/samples/events/a.ndjson'],
      from: '/w/rules/linux/x',
      found: ['samples/events/a.ndjson'],
    },
    {
      name: 'is where the search begins',
      files: ['/w/samples/events/a.ndjson'],
      from: '/w',
      found: ['samples/events/a.ndjson'],
    },
    {
      name: 'is the nearest of several',
      files: ['/samples/events/far.ndjson', '/w/samples/events/near.ndjson'],
      from: '/w/rules',
      found: ['samples/events/near.ndjson'],
    },
    {
      name: 'is `events` beside `rules`',
      files: ['/w/events/a.ndjson', '/w/rules/r.toml'],
      from: '/w/rules',
      found: ['events/a.ndjson'],
    },
    { name: 'is no `events` without rules', files: ['/w/events/a.ndjson'], from: '/w/other', found: [] },
    {
      name: 'may have folders in it',
      files: ['/w/samples/events/k8s/2024/a.ndjson', '/w/samples/events/b.jsonl'],
      from: '/w',
      found: ['samples/events/b.jsonl', 'samples/events/k8s/2024/a.ndjson'],
    },
    {
      name: 'has samples by their names',
      files: ['a.ndjson', 'a.labels.yaml', 'b.jsonl.gz', 'c.json', 'd.log.gz', 'e.txt', 'README.md'].map(
        (each) => `/w/samples/events/${each}`,
      ),
      from: '/w',
      found: [
        'samples/events/a.ndjson',
        'samples/events/b.jsonl.gz',
        'samples/events/c.json',
        'samples/events/d.log.gz',
      ],
    },
  ];
  for (const { name, files, from, found } of CASES) {
    it(name, async () => {
      const made = Object.fromEntries(files.map((file) => [file, a]));
      const labels = (await find(made, { datasets: ['k.audit'] }, from)).map(({ label }) => label);
      assert.deepEqual(labels.sort(), [...found].sort());
    });
  }
});

describe('the sample of a rule', () => {
  const files = { '/w/samples/events/1.ndjson': a, '/w/samples/events/2.ndjson': b };
  const first = 'samples/events/1.ndjson';
  const second = 'samples/events/2.ndjson';
  const CASES: readonly {
    readonly name: string;
    readonly request: Partial<SchemaRequest>;
    readonly chosen: readonly string[];
  }[] = [
    { name: 'has the dataset that the query names', request: { datasets: ['c.process'] }, chosen: [second] },
    {
      name: 'are all that have one of its datasets',
      request: { datasets: ['c.process', 'k.audit'] },
      chosen: [first, second],
    },
    { name: 'is in its index', request: { index: ['logs-k.audit-*'] }, chosen: [first] },
    { name: 'is of its integration', request: { integrations: ['c'] }, chosen: [second] },
    {
      name: 'is of its integration where its index is another',
      request: { index: ['my-*'], integrations: ['c'] },
      chosen: [second],
    },
    { name: 'is none of another dataset', request: { datasets: ['x.y'], index: ['logs-*'] }, chosen: [] },
    { name: 'is none of another index', request: { index: ['logs-x.y-*'] }, chosen: [] },
    { name: 'is none where the rule says nothing and there are several', request: {}, chosen: [] },
  ];
  for (const { name, request, chosen } of CASES)
    it(name, async () => assert.deepEqual(await labelsChosen(files, request), chosen));

  it('is the only one there is, when the rule says nothing', async () => {
    assert.deepEqual(await labelsChosen({ '/w/samples/events/1.ndjson': a }, {}), [first]);
  });

  it('is offered with its reason, the best first, and others to choose by hand', async () => {
    const found = await find(files, { datasets: ['c.process'] });
    assert.deepEqual(
      found.map(({ label, fit, reason }) => [label, fit, reason]),
      [
        [second, 'dataset', 'has dataset c.process'],
        [first, 'none', 'has other events: dataset k.audit'],
      ],
    );
    const [indexed] = await find(files, { index: ['logs-k.audit-*'] });
    assert.equal(indexed?.reason, 'has dataset k.audit, which is in the rule’s index');
  });
});

describe('the datasets of a sample', () => {
  const datasets = async (text: string): Promise<readonly string[]> => {
    const [found] = await find({ '/w/samples/events/1.ndjson': text }, {});
    return found?.datasets ?? [];
  };
  const CASES: readonly { readonly name: string; readonly text: string; readonly datasets: readonly string[] }[] = [
    { name: 'nested', text: '{"data_stream":{"dataset":"x.y"}}', datasets: ['x.y'] },
    { name: 'with dotted keys', text: '{"event.dataset":"x.y"}', datasets: ['x.y'] },
    { name: 'of search hits', text: '{"_source":{"event":{"dataset":"x.y"}}}', datasets: ['x.y'] },
    { name: 'of several', text: `${a}${b}${a}`, datasets: ['k.audit', 'c.process'] },
    { name: 'after broken lines', text: `x\n\n${a}`, datasets: ['k.audit'] },
    { name: 'of events that name none', text: '{"dataset":"x.y"}', datasets: [] },
    { name: 'of nothing', text: '', datasets: [] },
    {
      name: 'of an event that is longer than what is looked at',
      text: `{"event":{"dataset":"x.y"},"long":"${'x'.repeat(1 << 19)}"}`,
      datasets: ['x.y'],
    },
  ];
  for (const { name, text, datasets: expected } of CASES)
    it(`are known ${name}`, async () => assert.deepEqual(await datasets(text), expected));

  it('are looked at again only when the file has changed', async () => {
    const files: Record<string, string> = { '/w/samples/events/1.ndjson': a };
    let peeked = 0;
    const host = createMemoryHost(files);
    const counting = { ...host, peekSample: (...given: [string, number]) => (peeked++, host.peekSample(...given)) };
    const peeks = new PeekCache();
    const look = () => findSamples(counting, '/w', NO_SCHEMA, peeks);
    await look();
    await look();
    assert.equal(peeked, 1);
    files['/w/samples/events/1.ndjson'] = a + b;
    assert.deepEqual((await look())[0]?.datasets, ['k.audit', 'c.process']);
    assert.equal(peeked, 2);
  });
});

describe('samples on the disk', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'rulewright-find-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are looked into packed, and past what cannot be read', async () => {
    const events = path.join(folder, 'samples', 'events');
    mkdirSync(path.join(events, 'folder.ndjson'), { recursive: true });
    writeFileSync(path.join(events, 'packed.ndjson.gz'), gzipSync(a.repeat(50_000)));
    writeFileSync(path.join(events, 'damaged.ndjson.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255]));
    writeFileSync(path.join(events, 'binary.ndjson'), Buffer.from('\x7fELF\x02\x01\x01\x00\x00'));
    const request = { ...NO_SCHEMA, datasets: ['k.audit'] };
    const found = await findSamples(createNodeHost('/nowhere'), path.join(folder, 'rules'), request, new PeekCache());
    assert.deepEqual(
      found.map(({ label, fit }) => [label, fit]),
      [
        [path.join('samples', 'events', 'packed.ndjson.gz'), 'dataset'],
        [path.join('samples', 'events', 'binary.ndjson'), 'none'],
        [path.join('samples', 'events', 'damaged.ndjson.gz'), 'none'],
      ],
    );
  });
});
