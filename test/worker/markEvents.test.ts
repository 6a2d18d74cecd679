// Marks of rows, groups and sessions: which entries they become, and that a run then judges as it was told.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { applyEdits } from '../../server/src/base/edit';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { Host } from '../../server/src/host/host';
import type { MarkParams } from '../../server/src/protocol';
import { markEvents } from '../../server/src/worker/markEvents';
import type { Marked } from '../../server/src/worker/markEvents';
import { SampleCache } from '../../server/src/worker/sampleCache';
import { createRowReader } from '../../server/src/worker/runRows';
import { ndjson, runOn } from './world';
import type { Asked } from './world';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** That of memory takes texts of one length for the same. */
function hostOf(files: Readonly<Record<string, string>>): Host {
  return { ...createMemoryHost(files), hash: hashOf };
}

const rule = { name: 'A rule', id: 'rule-1' };

const EVENTS = ndjson([
  { event: { id: 'one' }, user: { name: 'eve' } },
  { event: { id: 'two' }, user: { name: 'bob' } },
  { user: { name: 'eve' } },
  { kubernetes: { audit: { auditID: 'q', stage: 'RequestReceived' } } },
  { kubernetes: { audit: { auditID: 'q', stage: 'ResponseComplete' } } },
  { event: { id: 'twice' }, n: 1 },
  { event: { id: 'twice' }, n: 2 },
]);

type Said = Omit<MarkParams, 'runId'>;

async function mark(
  said: Said,
  files: Readonly<Record<string, string>> = {},
  asked: Asked = {},
): Promise<Marked & { readonly texts: Readonly<Record<string, string>> }> {
  const host = hostOf({ '/s.ndjson': EVENTS, ...files });
  const run = await runOn(host, { rule, query: 'any where user.name like "*" or true', ...asked });
  const marked = await markEvents({ params: { runId: 1, ...said }, open: {} }, run, host);
  return {
    ...marked,
    texts: Object.fromEntries(marked.files.map((each) => [each.path, applyEdits(each.text, each.edits)])),
  };
}

describe('a mark of events', () => {
  it('names each event as briefly as it is alone: by id, by id and stage, by hash', async () => {
    const { texts, changed } = await mark({ events: [0, 2, 4, 5], label: 'benign' });
    const hash = (line: number): string => hashOf(EVENTS.split('\n')[line] ?? '');
    assert.equal(changed, 4);
    assert.equal(
      texts['/s.labels.yaml'],
      [
        'events:',
        '  - id: one',
        '    label: benign',
        `  - hash: ${hash(2)}`,
        '    label: benign',
        '  - id: q',
        '    stage: ResponseComplete',
        '    label: benign',
        `  - hash: ${hash(5)}`,
        '    label: benign',
        '',
      ].join('\n'),
    );
  });

  it('makes the run judge as it was told, which a mark that is taken back undoes', async () => {
    const { texts } = await mark({ events: [0, 1, 2, 3, 4, 5, 6], label: 'benign' });
    const host = hostOf({ '/s.ndjson': EVENTS, ...texts });
    const run = await runOn(host, { rule });
    assert.equal(run.judgement.totals.falsePositives, 7);
    const back = await markEvents(
      { params: { runId: 1, rows: [0, 1, 2, 3, 4, 5, 6], label: null }, open: {} },
      run,
      host,
    );
    assert.deepEqual(
      back.files.map(({ text, edits }) => applyEdits(text, edits)),
      ['events:\n'],
    );
    assert.equal(back.message, 'The mark of 7 events is taken back.');
  });

  it('takes a whole row, all rows like one, or all stages of a request', async () => {
    const of = async (said: Said, asked?: Asked): Promise<number> => (await mark(said, {}, asked)).events;
    assert.equal(await of({ rows: [1], label: 'benign' }), 1);
    assert.equal(await of({ like: { row: 0, columns: ['user.name'] }, label: 'benign' }), 2);
    assert.equal(await of({ session: 3, label: 'benign' }), 2);
    assert.equal(await of({ session: 0, label: 'benign' }), 1);
    const events = ndjson([
      { '@timestamp': '2025-01-01T00:00:00Z', event: { id: 'a' } },
      { '@timestamp': '2025-01-01T00:00:01Z', event: { id: 'b' } },
    ]);
    const files = { '/s.ndjson': events };
    const hit = await mark({ rows: [0], label: 'benign' }, files, {
      query: 'sequence [any where true] [any where true]',
    });
    assert.equal(hit.changed, 2);
  });

  it('outdoes what a file about many samples says, and a broader entry', async () => {
    const files = {
      '/labels.yaml': 'events: [{ id: one, label: malicious, rules: [rule-1] }]',
      '/s.labels.yaml': 'events:\n  - { id: twice, label: malicious }\n',
    };
    const { texts } = await mark({ events: [0, 5], label: 'benign' }, files);
    const run = await runOn(hostOf({ '/s.ndjson': EVENTS, ...files, ...texts }), { rule });
    assert.deepEqual(
      [0, 5, 6].map((event) => run.labels.entryOf(event)?.label),
      ['benign', 'benign', 'malicious'],
    );
  });

  it('reads the sample once for the first hash, and not again for the next mark or the run that follows', async () => {
    const files: Record<string, string> = { '/s.ndjson': EVENTS };
    const opened: string[] = [];
    const memory = hostOf(files);
    const host: Host = {
      ...memory,
      openSample(path, onBytes) {
        opened.push(path);
        return memory.openSample(path, onBytes);
      },
    };
    const cache = new SampleCache();
    const run = await runOn(host, { rule }, cache);
    assert.equal(opened.length, 1);
    const first = await markEvents({ params: { runId: 1, events: [2], label: 'benign' }, open: {} }, run, host);
    assert.equal(opened.length, 2);
    files['/s.labels.yaml'] = applyEdits(first.files[0]?.text ?? '', first.files[0]?.edits ?? []);
    const again = await runOn(host, { rule }, cache);
    assert.deepEqual([opened.length, again.judgement.totals.falsePositives], [2, 1]);
    await markEvents({ params: { runId: 1, events: [5, 6], label: 'malicious' }, open: {} }, again, host);
    assert.equal(opened.length, 2);
    files['/s.ndjson'] = `${EVENTS}{"n":3}\n`;
    assert.equal((await runOn(host, { rule }, cache)).judgement.totals.falsePositives, 1);
    assert.equal(opened.length, 3);
  });

  it('marks twenty thousand rows at once', async () => {
    const many = Array.from({ length: 20_000 }, (_, n) => ({ event: { id: `id-${n}` } }));
    const host = hostOf({ '/s.ndjson': ndjson(many) });
    const run = await runOn(host, { rule });
    const rows = many.map((_, row) => row);
    const { changed, files } = await markEvents({ params: { runId: 1, rows, label: 'benign' }, open: {} }, run, host);
    assert.equal(changed, 20_000);
    const labels = applyEdits(files[0]?.text ?? '', files[0]?.edits ?? []);
    assert.equal(labels.match(/label: benign/g)?.length, 20_000);
  });

  it('edits the text that the editor has', async () => {
    const host = createMemoryHost({
      '/s.ndjson': EVENTS,
      '/s.labels.yaml': 'events:\n  - { id: two, label: benign }\n',
    });
    const run = await runOn(host, { rule });
    const open = { '/s.labels.yaml': '# not saved\nevents:\n' };
    const { files } = await markEvents({ params: { runId: 1, events: [0], label: 'benign' }, open }, run, host);
    assert.equal(files[0]?.isNew, false);
    assert.equal(applyEdits(files[0].text, files[0].edits), '# not saved\nevents:\n  - id: one\n    label: benign\n');
  });

  it('says in a sentence why nothing is marked', async () => {
    const cases: readonly (readonly [Said, RegExp, Readonly<Record<string, string>>?])[] = [
      [{ label: 'benign' }, /which events/],
      [{ rows: [0], events: [0], label: 'benign' }, /which events/],
      [{ events: [0], label: 'good' as 'benign' }, /must be `malicious`/],
      [{ events: [0], label: 'benign' }, /no valid YAML/, { '/s.labels.yaml': 'events: [' }],
      [
        { events: [0], label: null },
        /1 event keeps its label/,
        { '/s.labels.yaml': 'events: [{where: user.name == "eve", label: benign}]' },
      ],
    ];
    for (const [said, sentence, files] of cases) {
      const marked = await mark(said, files);
      assert.match(marked.message, sentence);
      assert.deepEqual(marked.files, []);
    }
  });

  it('shows which entry decided, and where it stands', async () => {
    const labels =
      'events:\n  - where: user.name == "eve"\n    label: benign\n    by: ops\n  - { id: two, label: malicious }\n';
    const host = hostOf({ '/s.ndjson': EVENTS, '/s.labels.yaml': labels });
    const rows = createRowReader(await runOn(host, { rule }))({ runId: 1, from: 0, count: 3 });
    const path = '/s.labels.yaml';
    assert.deepEqual(
      rows.rows.map(({ decided }) => decided),
      [
        { kind: 'condition', name: 'user.name == "eve"', by: 'ops', path, line: 2 },
        { kind: 'id', name: 'two', path, line: 5 },
        { kind: 'condition', name: 'user.name == "eve"', by: 'ops', path, line: 2 },
      ],
    );
  });
});
