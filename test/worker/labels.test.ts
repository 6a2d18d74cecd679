// The labels of a run: where they stand, what they make of hits and misses, and what is said of them.
import assert from 'node:assert/strict';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { labelPathOf } from '../../server/src/worker/labelFiles';
import { SampleCache } from '../../server/src/worker/sampleCache';
import { ndjson, note, runOn, runOver } from './world';

describe('the labels of a run', () => {
  const labels = `events:
  - { id: one, label: malicious, rules: [rule-1] }
  - { id: two, label: benign, note: known }
  - { id: three, label: authorised }
`;
  const events = ndjson(['one', 'two', 'three', 'four'].map((id) => ({ event: { id }, n: id.length })));
  const rule = { name: 'A rule', id: 'rule-1' };

  it('may be those of the whole folder, over which the file of a sample wins', async () => {
    const files = {
      '/d/a.ndjson': '{"event":{"id":"x"}}\n',
      '/d/b.ndjson': '{"event":{"id":"y"}}\n',
      '/d/labels.yaml': 'events: [{ id: x, label: benign }, { id: y, label: benign }]',
      '/d/b.labels.yaml': 'events: [{ id: y, label: authorised }]',
    };
    const run = await runOver(files, { samples: ['/d/a.ndjson', '/d/b.ndjson'] });
    const { falsePositives, authorised } = run.judgement.totals;
    assert.deepEqual([falsePositives, authorised], [1, 1]);
    assert.equal(note(run, 'labels'), undefined);
  });

  it('stand beside the sample, packed or not', () => {
    for (const sample of ['/d/x.ndjson', '/d/x.ndjson.gz', '/d/x.jsonl', '/d/x.JSON.GZ', '/d/x'])
      assert.equal(labelPathOf(sample), '/d/x.labels.yaml');
    assert.equal(labelPathOf('/d.v2/x.y.ndjson'), '/d.v2/x.y.labels.yaml');
    assert.equal(labelPathOf('C:\\d.v2\\x'), 'C:\\d.v2\\x.labels.yaml');
  });

  it('judge the hits, and tell the misses of this rule', async () => {
    const files = { '/s.ndjson': events, '/s.labels.yaml': labels };
    const all = await runOver(files, { query: 'any where true', rule });
    assert.deepEqual(all.judgement.totals, {
      hits: 4,
      truePositives: 1,
      falsePositives: 1,
      authorised: 1,
      unlabelled: 1,
      misses: 0,
    });
    const none = await runOver(files, { query: 'any where false', rule });
    assert.deepEqual(none.judgement.misses, [0]);
    const other = await runOver(files, { query: 'any where false', rule: { name: 'Another', id: 'rule-2' } });
    assert.deepEqual(other.judgement.misses, []);
  });

  it('belong to the sample that they stand beside', async () => {
    const files = { '/a.ndjson': events, '/b.ndjson': events, '/b.labels.yaml': labels };
    const run = await runOver(files, { samples: ['/a.ndjson', '/b.ndjson'], rule });
    const labelled = run.judgement.hits.filter(({ outcome }) => outcome !== 'unlabelled');
    assert.deepEqual(
      labelled.map(({ hit }) => run.store.origin(hit.events[0] ?? 0).sample),
      [1, 1, 1],
    );
  });

  it('can name an event by its hash', async () => {
    const host = createMemoryHost({});
    const [line = ''] = events.split('\n');
    const files = {
      '/s.ndjson': events,
      '/s.labels.yaml': `events:\n  - { hash: "${host.hash(line)}", label: benign }\n`,
    };
    const run = await runOver(files, { query: 'any where event.id == "one"' });
    assert.equal(run.judgement.totals.falsePositives, 1);
  });

  it('are told to be wrong with their line, and the others still speak', async () => {
    const broken = `${labels}  - { id: four, label: harmless }\n`;
    const run = await runOver({ '/s.ndjson': events, '/s.labels.yaml': broken }, { rule });
    const found = note(run, 'labels');
    assert.deepEqual([found?.severity, found?.sample, found?.line], ['error', '/s.labels.yaml', 5]);
    assert.equal(run.judgement.totals.falsePositives, 1);
  });

  it('are told to name no event', async () => {
    const unused = 'events:\n  - { id: nobody, label: benign }\n';
    const found = note(await runOver({ '/s.ndjson': events, '/s.labels.yaml': unused }), 'labels');
    assert.equal(found?.severity, 'warning');
    assert.match(found.message, /names no event of the sample/);
  });

  it('asks the conditions of labels again when the fields of the rule are others', async () => {
    const files = {
      '/s.ndjson': '{"n":"1"}\n',
      '/labels.yaml': `events: [{ where: 'n == "1"', label: benign }]`,
      '/mapping.json': '{"properties":{"n":{"type":"keyword"}}}',
    };
    const host = createMemoryHost(files);
    const cache = new SampleCache();
    const query = 'any where true';
    const plain = await runOn(host, { query }, cache);
    const mapped = await runOn(host, { query, samples: [{ path: '/s.ndjson', mapping: '/mapping.json' }] }, cache);
    assert.deepEqual(
      [plain, mapped].map((run) => run.judgement.totals.falsePositives),
      [1, 1],
    );
    assert.notEqual(plain.labels, mapped.labels);
  });
});
