// The samples of a workspace: which there are, what is in them, and their events page by page.
import assert from 'node:assert/strict';
import type { Host } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { LabelFiles } from '../../server/src/worker/labelFiles';
import { PeekCache } from '../../server/src/worker/peekDatasets';
import { ProjectFiles } from '../../server/src/worker/projectFiles';
import { readSampleDetails } from '../../server/src/worker/sampleDetails';
import { listWorkspaceSamples } from '../../server/src/worker/sampleFiles';
import { readSamplePage } from '../../server/src/worker/samplePage';
import { ndjson, PATIENT } from './world';

const events = [3, 1, 2].map((day) => ({ '@timestamp': `2025-05-0${day}`, event: { dataset: 'app.one' }, day }));

const FILES = {
  '/p/rulewright.yaml': 'samples:\n  - { name: lab, files: ["lab/*.ndjson"] }\n',
  '/p/lab/a.ndjson': ndjson(events),
  '/p/lab/a.labels.yaml': 'events:\n  - { id: x, label: benign }\n',
  '/p/samples/events/deep/b.log': 'no sample',
  '/p/samples/events/read.me': 'x',
};

const list = (host: Host, ...folders: readonly string[]) => listWorkspaceSamples(folders, new ProjectFiles(host), host);

const detailsOf = (path: string, host = createMemoryHost(FILES)) =>
  readSampleDetails(path, { host, peeks: new PeekCache(), labels: new LabelFiles() }, PATIENT);

const page = async (from: number, count: number, path = '/p/lab/a.ndjson') => {
  const read = await readSamplePage(path, { from, count }, createMemoryHost(FILES), PATIENT);
  return { days: read?.events.map(({ object }) => object.day), isLast: read?.isLast };
};

describe('the sample files of a workspace', () => {
  it('are those of the sets and those among the samples', () => {
    const { folder, samples } = list(createMemoryHost(FILES), '/p');
    assert.equal(folder, '/p/samples/events');
    assert.deepEqual(
      samples.map(({ label, set }) => [label, set]),
      [
        ['lab/a.ndjson', 'lab'],
        ['samples/events/deep/b.log', undefined],
      ],
    );
  });

  it('belong into a folder that need not be there yet', () => {
    assert.deepEqual(list(createMemoryHost({}), '/q'), { folder: '/q/samples/events', samples: [] });
    assert.deepEqual(list(createMemoryHost({})), { samples: [] });
  });

  it('are not looked for above the folder that is open', () => {
    assert.deepEqual(list(createMemoryHost(FILES), '/p/other').samples, []);
  });
});

describe('what is said of a sample', () => {
  it('is its dataset, its events, their time and its labels', async () => {
    assert.deepEqual(await detailsOf('/p/lab/a.ndjson'), {
      datasets: ['app.one'],
      labels: 1,
      events: 3,
      isEstimate: false,
      from: '2025-05-01T00:00:00.000Z',
      to: '2025-05-03T00:00:00.000Z',
    });
  });

  it('is an estimate for a large one, of which only the beginning is read', async () => {
    const line = ndjson([{ text: 'x'.repeat(989) }]);
    const details = await detailsOf('/large.ndjson', createMemoryHost({ '/large.ndjson': line.repeat(10_000) }));
    assert.equal(line.length, 1001);
    assert.deepEqual(details, { datasets: [], labels: 0, events: 10_000, isEstimate: true });
  });

  it('is why it cannot be read', async () => {
    const details = await detailsOf('/p/gone.ndjson');
    assert.match(details?.problem ?? '', /does not exist/);
  });
});

describe('a page of a sample', () => {
  for (const [from, count, days, isLast] of [
    [0, 2, [3, 1], false],
    [2, 2, [2], true],
    [0, 3, [3, 1, 2], true],
    [9, 2, [], true],
    [0, 0, [], false],
  ] as const)
    it(`has ${days.length} of ${count} events from ${from}`, async () => {
      assert.deepEqual(await page(from, count), { days, isLast });
    });

  it('is cancelled between two parts of the file', async () => {
    const host = createMemoryHost(FILES);
    const cancelled = { onProgress: () => undefined, isCancelled: () => true };
    assert.equal(await readSamplePage('/p/lab/a.ndjson', { from: 5, count: 1 }, host, cancelled), undefined);
  });
});
