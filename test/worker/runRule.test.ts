// A run from its order to its judgement: types, labels, notes, cancelling, and what is not read twice.
import assert from 'node:assert/strict';
import { UnreadableError } from '../../server/src/host/host';
import type { Host } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import type { SampleFile } from '../../server/src/worker/orders';
import { prepareRun, runRule } from '../../server/src/worker/runRule';
import { SampleCache } from '../../server/src/worker/sampleCache';
import { linesHit, ndjson, note, orderOf, PATIENT, runOn, runOver } from './world';

describe('a run', () => {
  it('gives hits, totals and what it read', async () => {
    const run = await runOver({ '/s.ndjson': '{"a":1}\nx\n{"a":2}\n' }, { query: 'any where a == 2' });
    assert.deepEqual(linesHit(run), [[3]]);
    assert.equal(run.samples[0]?.events, 3);
    assert.equal(note(run, 'not-json')?.line, 2);
    assert.equal(run.judgement.totals.unlabelled, 1);
  });

  it('takes sequences and samples, over several files', async () => {
    const files = {
      '/a.ndjson': ndjson([{ '@timestamp': '2024-01-01T00:00:01Z', u: 'x', n: 1 }]),
      '/b.ndjson': ndjson([{ '@timestamp': '2024-01-01T00:00:00Z', u: 'x', n: 0 }]),
    };
    const samples = ['/a.ndjson', '/b.ndjson'];
    const sequence = await runOver(files, { samples, query: 'sequence by u [any where n == 0] [any where n == 1]' });
    assert.deepEqual(
      sequence.result.hits.map(({ events }) => events.map((event) => sequence.store.origin(event ?? 0).sample)),
      [[1, 0]],
    );
    const sample = await runOver(files, { samples, query: 'sample by u [any where n == 0] [any where n == 1]' });
    assert.equal(sample.result.hits.length, 1);
  });

  it('says of a value that cannot be computed where it first stands', async () => {
    const run = await runOver({ '/s.ndjson': '{"a":1}\n{"a":0}\n{"a":0}\n' }, { query: 'any where 1 / a == 1' });
    const found = note(run, 'division-by-zero');
    assert.deepEqual([found?.severity, found?.line, found?.count, found?.sample], ['error', 2, 2, '/s.ndjson']);
  });

  it('ends without an answer when it is cancelled', async () => {
    const files = { '/s.ndjson': ndjson(Array.from({ length: 2000 }, (_, n) => ({ n }))) };
    let phase = '';
    const watch = {
      onProgress: (now: string) => void (phase = now),
      isCancelled: () => phase === 'running',
    };
    const host = createMemoryHost(files);
    assert.equal(await runRule(orderOf({ query: 'any where n == 1' }), host, new SampleCache(), watch), undefined);
  });

  it('can be verified by its own fields before it is run', async () => {
    const host = createMemoryHost({ '/s.ndjson': '{"a":1}\n' });
    const prepared = await prepareRun(orderOf({ query: 'any where a == 1' }), host, new SampleCache(), PATIENT);
    assert.equal(prepared?.fields.find('a')?.type, 'long');
    assert.equal(prepared?.fields.find('b'), undefined);
  });
});

describe('the types of a run', () => {
  const keyword = { type: 'keyword' };
  const mapping = (properties: object): string => JSON.stringify({ properties });
  const hits = async (files: MemoryFiles, query: string, schemas = {}): Promise<number> => {
    const sample = { path: '/s.ndjson', ...(files['/m.json'] === undefined ? {} : { mapping: '/m.json' }) };
    const schema = { datasets: ['d.set'] };
    return (await runOver(files, { query, samples: [sample], schema }, schemas)).result.hits.length;
  };

  it('come from the mapping', async () => {
    const files = { '/s.ndjson': '{"a":"10.0.0.1"}\n', '/m.json': mapping({ a: { type: 'ip' } }) };
    assert.equal(await hits(files, 'any where a == "10.0.0.0/8"'), 1);
    assert.equal(await hits({ ...files, '/m.json': mapping({ a: keyword }) }, 'any where a == "10.0.0.0/8"'), 0);
  });

  it('come from the sample for what the mapping lacks', async () => {
    const files = { '/s.ndjson': '{"a":"x","b":2}\n', '/m.json': mapping({ a: keyword }) };
    assert.equal(await hits(files, 'any where a == "x" and b > 1'), 1);
  });

  it('are the union of the mappings of all samples', async () => {
    const files = {
      '/a.ndjson': '{"a":"10.0.0.1"}\n',
      '/b.ndjson': '{"b":"10.0.0.2"}\n',
      '/a.json': mapping({ a: { type: 'ip' } }),
      '/b.json': mapping({ b: { type: 'ip' } }),
    };
    const samples = [
      { path: '/a.ndjson', mapping: '/a.json' },
      { path: '/b.ndjson', mapping: '/b.json' },
    ];
    const query = 'any where a == "10.0.0.0/8" or b == "10.0.0.0/8"';
    assert.equal((await runOver(files, { query, samples })).result.hits.length, 2);
  });

  it('refuse a file that is no mapping, or is not there', async () => {
    const says = (pattern: RegExp) => (error: Error) => error instanceof UnreadableError && pattern.test(error.message);
    const sample = '{"a":1}\n';
    await assert.rejects(
      hits({ '/s.ndjson': sample, '/m.json': '[]' }, 'any where true'),
      says(/no Elasticsearch mapping/),
    );
    await assert.rejects(hits({ '/s.ndjson': sample, '/m.json': '{' }, 'any where true'), says(/is no JSON/));
    const order = { samples: [{ path: '/s.ndjson', mapping: '/none.json' }] };
    await assert.rejects(runOver({ '/s.ndjson': sample }, order), says(/none\.json does not exist/));
  });

  const ofProject = (files: MemoryFiles, sample: SampleFile = { path: '/s.ndjson' }, index = ['logs-a']) =>
    runOver(files, {
      query: 'any where a == "10.0.0.0/8"',
      samples: [sample],
      schema: { index },
      schemaFiles: [{ path: '/p.json', for: ['logs-a'] }],
    });

  it('come from the schemas of the workspace for the indices of the rule', async () => {
    const address = { '/s.ndjson': '{"a":"10.0.0.1"}\n', '/p.json': mapping({ a: { type: 'ip' } }) };
    assert.equal((await ofProject(address)).result.hits.length, 1);
    assert.equal((await ofProject(address, undefined, ['logs-b'])).result.hits.length, 0);
    const list = { '/s.ndjson': address['/s.ndjson'], '/p.yml': '- name: a\n  type: ip\n' };
    const query = 'any where a == "10.0.0.0/8"';
    assert.equal((await runOver(list, { query, schemaFiles: [{ path: '/p.yml', for: [] }] })).result.hits.length, 1);
  });

  it('come from the mapping that a person gives before all others', async () => {
    const files = {
      '/s.ndjson': '{"a":"10.0.0.1"}\n',
      '/p.json': mapping({ a: { type: 'ip' } }),
      '/m.json': mapping({ a: keyword }),
    };
    assert.equal((await ofProject(files, { path: '/s.ndjson', mapping: '/m.json' })).result.hits.length, 0);
  });

  it('come from elsewhere where a schema of the workspace cannot be read, with a note', async () => {
    const run = await ofProject({ '/s.ndjson': '{"a":"10.0.0.1"}\n', '/p.json': '{' });
    assert.equal(run.result.hits.length, 0);
    assert.match(note(run, 'mapping')?.message ?? '', /^\/p\.json: This is no JSON.*catalogues are used/s);
  });

  it('say what a mapping is left without', async () => {
    const files = { '/s.ndjson': '{"a":1}\n', '/m.json': mapping({ a: { type: 'alias', path: 'gone' } }) };
    const run = await runOver(files, { samples: [{ path: '/s.ndjson', mapping: '/m.json' }] });
    assert.equal(note(run, 'mapping')?.severity, 'warning');
  });

  it('leave out long values by the ignore_above of a mapping, with a note', async () => {
    const files = {
      '/s.ndjson': ndjson([{ a: 'x'.repeat(20) }, { a: 'x' }]),
      '/m.json': mapping({ a: { type: 'keyword', ignore_above: 10 } }),
    };
    const run = await runOver(files, {
      query: 'any where a : "x*"',
      samples: [{ path: '/s.ndjson', mapping: '/m.json' }],
    });
    assert.deepEqual(linesHit(run), [[2]]);
    assert.deepEqual([note(run, 'ignored-long-value')?.line, note(run, 'ignored-long-value')?.count], [1, 1]);
  });
});

/** A catalog in the shape of the generated ones; one data set, `d.set`. */
function catalogs(fields: Readonly<Record<string, readonly string[]>>, facts: object = {}) {
  return {
    index: { catalogs: [{ name: 'd', datasets: { 'd.set': ['logs-d.set-*'] } }] },
    d: { datasets: ['d.set'], groups: [{ in: [0], fields }], ...facts },
  };
}

describe('the types of a run without a mapping', () => {
  const run = (event: object, query: string, schemas: Readonly<Record<string, unknown>>) =>
    runOver({ '/s.ndjson': ndjson([event]) }, { query, schema: { datasets: ['d.set'] } }, schemas);

  const CASES: readonly {
    readonly name: string;
    readonly type: string;
    readonly value: unknown;
    readonly query: string;
  }[] = [
    { name: 'come from the catalogue', type: 'ip', value: '10.0.0.1', query: 'any where a == "10.0.0.0/8"' },
    { name: 'read a catalogued text exactly', type: 'text', value: 'Two words', query: 'any where a == "Two words"' },
    { name: 'read what a catalogue calls nested', type: 'nested', value: { b: 1 }, query: 'any where a.b == 1' },
    { name: 'give way where no value can be an ip', type: 'ip', value: 'a host', query: 'any where a == "a host"' },
    { name: 'give way where no value can be a number', type: 'long', value: 'many', query: 'any where a : "MANY"' },
    { name: 'give way where no value can be a date', type: 'date', value: 'soon', query: 'any where a like "so*"' },
    { name: 'give way where no value can be a boolean', type: 'boolean', value: 'yes', query: 'any where a == "yes"' },
    { name: 'take a number for a catalogued keyword', type: 'keyword', value: 0, query: 'any where a == "0"' },
    { name: 'take a text for a catalogued number', type: 'long', value: '7', query: 'any where a > 6' },
  ];
  for (const { name, type, value, query } of CASES)
    it(name, async () =>
      assert.equal((await run({ a: value }, query, catalogs({ [type]: ['a'] }))).result.hits.length, 1),
    );

  it('say where the sample speaks against the catalogue, of fields that the query uses', async () => {
    const schemas = catalogs({ ip: ['a', 'b'] });
    const found = await run({ a: 'a host', b: 'a host' }, 'any where a == "a host"', schemas);
    const notes = found.notes.filter(({ code }) => code === 'catalog-type');
    assert.equal(notes.length, 1);
    assert.match(notes[0]?.message ?? '', /^`a` is ip in the schemas.* read as keyword\.$/);
    assert.equal(note(await run({ a: '10.0.0.1' }, 'any where a == "10.0.0.1"', schemas), 'catalog-type'), undefined);
  });

  it('keep a catalogued type as soon as one value is of it', async () => {
    const files = { '/s.ndjson': ndjson([{ a: '-' }, { a: '10.0.0.1' }]) };
    const asked = { query: 'any where a == "10.0.0.0/8"', schema: { datasets: ['d.set'] } };
    assert.deepEqual(linesHit(await runOver(files, asked, catalogs({ ip: ['a'] }))), [[2]]);
  });

  it('never lose a value to the limit of a catalogue', async () => {
    const schemas = catalogs({ keyword: ['a'] }, { ignoreAbove: { a: 10 } });
    const found = await run({ a: 'x'.repeat(2000) }, 'any where a : "x*"', schemas);
    assert.equal(found.result.hits.length, 1);
    assert.deepEqual(found.notes, []);
  });
});

describe('the index of a rule', () => {
  const stream = (dataset: string, namespace = 'default', type = 'logs') => ({
    data_stream: { type, dataset, namespace },
  });
  const CASES: readonly {
    readonly name: string;
    readonly index: readonly string[];
    readonly events: readonly object[];
    readonly misfits: number;
  }[] = [
    { name: 'fits', index: ['logs-a.b-*'], events: [stream('a.b')], misfits: 0 },
    { name: 'fits another namespace', index: ['logs-a.b-*'], events: [stream('a.b', 'prod')], misfits: 0 },
    { name: 'fits by one of several patterns', index: ['x-*', 'logs-a.*'], events: [stream('a.b')], misfits: 0 },
    { name: 'does not fit another dataset', index: ['logs-a.b-*'], events: [stream('a.b'), stream('a.c')], misfits: 1 },
    { name: 'does not fit another type', index: ['logs-a.b-*'], events: [stream('a.b', 'x', 'metrics')], misfits: 1 },
    { name: 'does not fit what it takes out', index: ['logs-*', '-logs-a.*'], events: [stream('a.b')], misfits: 1 },
    { name: 'fits in a remote cluster', index: ['*:logs-a.b-*'], events: [stream('a.b')], misfits: 0 },
    { name: 'is not judged by events without a dataset', index: ['logs-a.b-*'], events: [{ n: 1 }], misfits: 0 },
    { name: 'that says nothing fits all', index: [], events: [stream('a.b')], misfits: 0 },
    { name: 'fits event.dataset', index: ['logs-a.b-*'], events: [{ 'event.dataset': 'a.b' }], misfits: 0 },
    {
      name: 'fits the index of a Beat',
      index: ['auditbeat-*'],
      events: [{ event: { dataset: 'process' }, agent: { type: 'auditbeat' } }],
      misfits: 0,
    },
  ];
  for (const { name, index, events, misfits } of CASES) {
    it(name, async () => {
      const run = await runOver({ '/s.ndjson': ndjson(events) }, { schema: { index } });
      const found = note(run, 'index-mismatch');
      assert.equal(found?.count ?? 0, misfits);
      assert.equal(run.result.hits.length, events.length, 'an index filters no sample');
    });
  }

  it('is told with the first event that does not fit', async () => {
    const events = ndjson([stream('a.b'), stream('a.c'), stream('a.c')]);
    const run = await runOver({ '/s.ndjson': events }, { schema: { index: ['logs-a.b-*'] } });
    const found = note(run, 'index-mismatch');
    assert.deepEqual([found?.severity, found?.line, found?.count], ['info', 2, 2]);
    assert.match(found?.message ?? '', /logs-a\.b-\*.*logs-a\.c-default/);
  });
});

/** A host over files that can change, which counts how often samples are opened. */
function changingHost(files: Record<string, string>) {
  const opened: string[] = [];
  const stamps = new Map<string, number>();
  const host: Host = {
    ...createMemoryHost(files),
    stamp: (path) =>
      files[path] === undefined ? undefined : { bytes: files[path].length, modified: stamps.get(path) ?? 0 },
    openSample: (path, onBytes) => {
      opened.push(path);
      return createMemoryHost(files).openSample(path === '-' ? '/stdin' : path, onBytes);
    },
    readText: (path) => createMemoryHost(files).readText(path),
  };
  const change = (path: string, text: string): void => {
    files[path] = text;
    stamps.set(path, (stamps.get(path) ?? 0) + 1);
  };
  return { host, opened, change };
}

describe('a second run', () => {
  it('does not read its samples again', async () => {
    const { host, opened } = changingHost({ '/s.ndjson': '{"a":1}\n' });
    const cache = new SampleCache();
    await runOn(host, { query: 'any where a == 1' }, cache);
    const again = await runOn(host, { query: 'any where a == 2' }, cache);
    assert.deepEqual(opened, ['/s.ndjson']);
    assert.equal(again.result.hits.length, 0);
    assert.equal(again.samples[0]?.events, 1);
  });

  it('reads a sample that has changed', async () => {
    const { host, opened, change } = changingHost({ '/s.ndjson': '{"a":1}\n' });
    const cache = new SampleCache();
    await runOn(host, { query: 'any where a == 2' }, cache);
    change('/s.ndjson', '{"a":2}\n');
    const again = await runOn(host, { query: 'any where a == 2' }, cache);
    assert.equal(opened.length, 2);
    assert.equal(again.result.hits.length, 1);
  });

  it('reads labels that have changed, and not the events', async () => {
    const files = { '/s.ndjson': '{"event":{"id":"x"}}\n', '/s.labels.yaml': 'events: [{ id: x, label: benign }]' };
    const { host, opened, change } = changingHost(files);
    const cache = new SampleCache();
    assert.equal((await runOn(host, {}, cache)).judgement.totals.falsePositives, 1);
    change('/s.labels.yaml', 'events: [{ id: x, label: malicious }]');
    assert.equal((await runOn(host, {}, cache)).judgement.totals.truePositives, 1);
    assert.equal(opened.length, 1);
  });

  it('reads the events again when labels begin to name them by hash', async () => {
    const line = '{"event":{"id":"x"}}';
    const { host, opened, change } = changingHost({ '/s.ndjson': `${line}\n` });
    const cache = new SampleCache();
    await runOn(host, {}, cache);
    change('/s.labels.yaml', `events: [{ hash: "${host.hash(line)}", label: benign }]`);
    assert.equal((await runOn(host, {}, cache)).judgement.totals.falsePositives, 1);
    assert.equal(opened.length, 2);
    await runOn(host, {}, cache);
    assert.equal(opened.length, 2);
  });

  it('reads a mapping that has changed', async () => {
    const ofType = (type: string): string => JSON.stringify({ properties: { a: { type } } });
    const { host, change } = changingHost({ '/s.ndjson': '{"a":"10.0.0.1"}\n', '/m.json': ofType('keyword') });
    const cache = new SampleCache();
    const asked = { query: 'any where a == "10.0.0.0/8"', samples: [{ path: '/s.ndjson', mapping: '/m.json' }] };
    assert.equal((await runOn(host, asked, cache)).result.hits.length, 0);
    change('/m.json', ofType('ip'));
    assert.equal((await runOn(host, asked, cache)).result.hits.length, 1);
  });

  it('has what came from standard input', async () => {
    const { host, opened } = changingHost({ '/stdin': '{"a":1}\n' });
    const cache = new SampleCache();
    await runOn(host, { samples: ['-'] }, cache);
    const again = await runOn(host, { samples: ['-'] }, cache);
    assert.deepEqual(opened, ['-']);
    assert.equal(again.result.hits.length, 1);
  });

  it('finds the samples used last, and not more than there is room for', async () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [`/${name}.ndjson`, '{"n":1}\n{"n":2}\n']));
    const { host, opened } = changingHost(files);
    const cache = new SampleCache({ sets: 9, events: 4 });
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await runOn(host, { samples: [`/${name}.ndjson`] }, cache);
    assert.deepEqual(opened, ['/a.ndjson', '/b.ndjson', '/c.ndjson', '/b.ndjson']);
  });
});
