// Every usual shape gives the same events: those of the plain NDJSON beside it, with their ids and their places.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createEventStore } from '../../server/src/engine/eventStore';
import type { EventStoreBuilder } from '../../server/src/engine/eventStore';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { RunNote, Watch } from '../../server/src/worker/orders';
import { loadSamples } from '../../server/src/worker/loadSamples';

declare const __ROOT__: string;
const folder = path.join(__ROOT__, 'test', 'samples', 'shapes');

const PATIENT: Watch = { onProgress: () => undefined, isCancelled: () => false };

interface Loaded {
  readonly store: EventStoreBuilder;
  readonly notes: readonly RunNote[];
  readonly events: number;
}

async function loadText(text: string): Promise<Loaded> {
  const loaded = await loadSamples([{ path: '/s', hashed: true }], createMemoryHost({ '/s': text }), PATIENT);
  assert.ok(loaded);
  return { store: loaded.store, notes: loaded.samples[0]?.problems ?? [], events: loaded.samples[0]?.events ?? 0 };
}

function textOf(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

/** The leaves of each event by path, without those that only alerts have. */
function leavesOf(store: EventStoreBuilder): unknown[] {
  const paths = [...store.paths()].filter((each) => !each.startsWith('kibana.')).sort();
  return Array.from({ length: store.count }, (_, event) =>
    Object.fromEntries(
      paths.map((each) => [each, store.values(event, each)] as const).filter(([, values]) => values.length > 0),
    ),
  );
}

function storeOf(ndjson: string): EventStoreBuilder {
  const store = createEventStore();
  ndjson.split('\n').forEach((line, at) => store.addLine(line, { sample: 0, line: at + 1 }));
  return store;
}

interface Shape {
  readonly file: string;
  readonly same: string;
  /** The lines of the events. */
  readonly lines: readonly number[];
  /** What the events are called, where the shape names them. */
  readonly ids?: readonly string[];
  readonly says?: RegExp;
}

const IDS = ['aB1', 'aB2', 'aB3'];
const ALERTS = ['al0', 'al1', 'al2'];
const RAW = /^3 events were converted from raw Kubernetes audit logs/;

const SHAPES: readonly Shape[] = [
  { file: 'events.ndjson', same: 'events.ndjson', lines: [1, 2, 3] },
  { file: 'list.json', same: 'events.ndjson', lines: [1, 1, 1] },
  { file: 'pretty-list.json', same: 'events.ndjson', lines: [2, 35, 65] },
  { file: 'pretty-objects.json', same: 'events.ndjson', lines: [1, 34, 64] },
  { file: 'search.json', same: 'events.ndjson', lines: [1, 1, 1], ids: IDS },
  { file: 'search-pretty.json', same: 'events.ndjson', lines: [17, 55, 90], ids: IDS },
  { file: 'search-fields.json', same: 'events.ndjson', lines: [1, 1, 1], ids: IDS },
  { file: 'discover-copied.json', same: 'events.ndjson', lines: [2, 66, 129], ids: IDS },
  { file: 'elasticdump.ndjson', same: 'events.ndjson', lines: [1, 2, 3], ids: IDS },
  { file: 'bulk.ndjson', same: 'events.ndjson', lines: [2, 4, 6], ids: IDS },
  { file: 'eql-events.json', same: 'events.ndjson', lines: [1, 1, 1], ids: IDS },
  { file: 'eql-sequences.json', same: 'events.ndjson', lines: [17, 54, 135], ids: IDS },
  { file: 'esql-rows.json', same: 'events.ndjson', lines: [1, 1, 1], ids: IDS },
  { file: 'esql-columns.json', same: 'events.ndjson', lines: [1, 1, 1], ids: IDS },
  { file: 'discover.csv', same: 'events.ndjson', lines: [2, 3, 5], ids: IDS, says: /read as UTC/ },
  {
    file: 'alerts.json',
    same: 'events.ndjson',
    lines: [1, 1, 1],
    ids: ALERTS,
    says: /^3 events were converted from alerts/,
  },
  { file: 'kubernetes-audit.log', same: 'kubernetes-audit.ndjson', lines: [1, 2, 3], says: RAW },
  { file: 'kubernetes-list.json', same: 'kubernetes-audit.ndjson', lines: [6, 43, 80], says: RAW },
  { file: 'cloudwatch-events.json', same: 'kubernetes-audit.ndjson', lines: [3, 10, 17], says: RAW },
  { file: 'cloudwatch-messages.ndjson', same: 'kubernetes-audit.ndjson', lines: [1, 2, 3], says: RAW },
  { file: 'cloudwatch-insights.json', same: 'kubernetes-audit.ndjson', lines: [1, 1, 1], says: RAW },
  { file: 'azure.ndjson', same: 'kubernetes-audit.ndjson', lines: [1, 2, 3], says: RAW },
  { file: 'azure-records.json', same: 'kubernetes-audit.ndjson', lines: [1, 1, 1], says: RAW },
];

describe('a sample of any shape', () => {
  for (const { file, same, lines, ids, says } of SHAPES) {
    it(`gives the events of its NDJSON: ${file}`, async () => {
      const text = textOf(file);
      const { store, notes, events } = await loadText(text);
      const expected = storeOf(textOf(same));
      assert.deepEqual(leavesOf(store), leavesOf(expected));
      assert.equal(events, expected.count);
      assert.deepEqual(
        notes.filter(({ severity }) => severity !== 'info'),
        [],
      );
      assert.deepEqual(notes.length, says === undefined ? 0 : 1);
      if (says !== undefined) assert.match(notes[0]?.message ?? '', says);
      const numbers = Array.from({ length: store.count }, (_, event) => store.origin(event).line);
      assert.deepEqual(numbers, lines);
      if (ids !== undefined)
        assert.deepEqual(
          numbers.map((_, event) => store.id(event)),
          ids,
        );
    });
  }

  it('stands where its text begins', async () => {
    for (const { file } of SHAPES.filter(({ file: name }) => /\.json$/.test(name) && !name.startsWith('esql-col'))) {
      const text = textOf(file);
      const { store } = await loadText(text);
      const lines = text.split('\n');
      for (let event = 0; event < store.count; event++) {
        const { line, column = 1 } = store.origin(event);
        const start = lines[line - 1]?.slice(column - 1) ?? '';
        assert.match(start, /^[{[]/, `${file}: ${line}:${column}`);
        assert.ok(lines[line - 1]?.slice(0, column - 1).match(/^\s*$|[[,]\s*$/), `${file}: ${line}:${column}`);
      }
    }
  });

  it('has the index of its hits', async () => {
    const { store } = await loadText(textOf('search.json'));
    assert.equal(store.index(0), '.ds-logs-endpoint-2026.03.02-000001');
  });

  it('keeps the ancestors of an alert, and what was said of it', async () => {
    const { store } = await loadText(textOf('alerts.json'));
    assert.deepEqual(store.values(1, 'kibana.alert.ancestors.id'), ['aB2']);
    assert.deepEqual(store.values(1, 'kibana.alert.workflow_status'), ['closed']);
    assert.equal(store.converted(1), 'alert');
  });

  it('names the dataset of GKE, whose logs have another shape', async () => {
    const { store, notes } = await loadText(textOf('gke.json'));
    assert.equal(store.count, 1);
    assert.match(notes[0]?.message ?? '', /^1 event is of the dataset gcp\.audit: .* were read as they are\.$/);
  });

  it('is hashed alike however it is laid out', async () => {
    const hashes = await Promise.all(
      ['events.ndjson', 'list.json', 'pretty-list.json', 'pretty-objects.json'].map(async (file) => {
        const { store } = await loadText(textOf(file));
        return [0, 1, 2].map((event) => store.hash(event));
      }),
    );
    for (const each of hashes) assert.deepEqual(each, hashes[0]);
  });
});
