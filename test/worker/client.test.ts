// A real thread: runs, questions, crashes and the start of another one.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { PanelState } from '../../server/src/protocol';
import { createWorkerClient } from '../../server/src/worker/client';
import type { WorkerClient } from '../../server/src/worker/client';
import { ndjson, orderOf } from './world';

declare const __ROOT__: string;

const rule = { uri: 'file:///r.toml', rule: 0 };

/** Keeps states, and lets one wait for the first that fits. */
function stateLog() {
  const states: PanelState[] = [];
  const waiting: { readonly fits: (state: PanelState) => boolean; readonly resolve: (state: PanelState) => void }[] =
    [];
  const onState = (state: PanelState): void => {
    states.push(state);
    for (const each of waiting.filter(({ fits }) => fits(state))) each.resolve(state);
  };
  const until = (fits: (state: PanelState) => boolean): Promise<PanelState> =>
    new Promise((resolve) => {
      const known = states.find(fits);
      if (known === undefined) waiting.push({ fits, resolve });
      else resolve(known);
    });
  return { states, onState, until };
}

const isOver = ({ phase }: PanelState): boolean => phase === 'done' || phase === 'failed' || phase === 'cancelled';

describe('the worker’s client', () => {
  let folder = '';
  let script = '';
  const clients: WorkerClient[] = [];

  before(async () => {
    mkdirSync(path.join(__ROOT__, '.test'), { recursive: true });
    folder = mkdtempSync(path.join(__ROOT__, '.test', 'worker-'));
    script = path.join(folder, 'worker.cjs');
    await build({
      entryPoints: [path.join(__ROOT__, 'server', 'src', 'worker', 'main.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
    });
  });
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.dispose())));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function start(options: { readonly script?: string; readonly heapLimit?: number } = {}) {
    const log = stateLog();
    const crashes: string[] = [];
    const client = createWorkerClient({
      script: options.script ?? script,
      schemaFolder: path.join(__ROOT__, 'server', 'schemas'),
      heapLimit: options.heapLimit,
      onState: log.onState,
      onCrash: (sentence) => void crashes.push(sentence),
    });
    clients.push(client);
    return { client, crashes, ...log };
  }

  function sample(name: string, events: readonly object[]): string {
    const file = path.join(mkdtempSync(path.join(folder, 'sample-')), name);
    const text = ndjson(events);
    writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
    return file;
  }

  it('runs a rule in its thread and answers of the run', async () => {
    const { client, until } = start();
    const file = sample('s.ndjson.gz', [{ a: 1 }, { a: 2 }]);
    const runId = client.run(orderOf({ query: 'any where a == 2', samples: [file] }), rule);
    const done = await until(isOver);
    assert.deepEqual([done.runId, done.phase, done.totals.hits], [runId, 'done', 1]);
    const rows = await client.ask('rows', { runId, from: 0, count: 10 });
    assert.deepEqual(rows?.rows[0]?.cells, ['2']);
    assert.equal(await client.ask('rows', { runId: runId + 1, from: 0, count: 10 }), null);
  });

  it('drops what an older run still says', async () => {
    const { client, states, until } = start();
    const file = sample(
      's.ndjson',
      Array.from({ length: 5000 }, (_, a) => ({ a })),
    );
    const first = client.run(orderOf({ query: 'any where a > 1', samples: [file] }), rule);
    const second = client.run(orderOf({ query: 'any where a > 2', samples: [file] }), rule);
    assert.equal((await until(isOver)).runId, second);
    assert.ok(states.every(({ runId }) => runId !== first));
  });

  it('cancels a run', async () => {
    const { client, until } = start();
    const file = sample(
      's.ndjson',
      Array.from({ length: 20_000 }, (_, a) => ({ a, text: 'x'.repeat(100) })),
    );
    const runId = client.run(orderOf({ query: 'any where a > 1', samples: [file] }), rule);
    client.cancel(runId);
    assert.equal((await until(isOver)).phase, 'cancelled');
  });

  it('fails the run of a thread that runs out of memory, and starts another one', async () => {
    const { client, crashes, until } = start({ heapLimit: 24 });
    const large = sample(
      'large.ndjson',
      Array.from({ length: 100_000 }, (_, a) => ({ a, text: `${a}`.repeat(50) })),
    );
    const runId = client.run(orderOf({ samples: [large] }), rule);
    const failed = await until(isOver);
    assert.deepEqual([failed.runId, failed.phase], [runId, 'failed']);
    assert.match(failed.message ?? '', /^The worker that runs rules stopped: it ran out of memory.*started again\.$/);
    assert.deepEqual(crashes, [failed.message]);
    const next = client.run(orderOf({ samples: [sample('s.ndjson', [{ a: 1 }])] }), rule);
    const done = await until((state) => state.runId === next && isOver(state));
    assert.deepEqual([done.phase, done.totals.hits], ['done', 1]);
  });

  it('fails what is asked of a thread that dies, and lives on with another one', async () => {
    const dying = path.join(folder, 'dying.cjs');
    writeFileSync(
      dying,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ kind }) => { if (kind === 'question') throw new Error('a fault'); });
       parentPort.postMessage({ kind: 'ready' });`,
    );
    const { client, crashes, until } = start({ script: dying });
    const runId = client.run(orderOf({}), rule);
    await assert.rejects(client.ask('rows', { runId, from: 0, count: 1 }), /stopped: a fault\. It is started again\./);
    assert.equal((await until(isOver)).phase, 'failed');
    await assert.rejects(client.ask('rows', { runId, from: 0, count: 1 }), /a fault/);
    assert.equal(crashes.length, 2);
  });

  it('says so when there is no thread to start, each time it is needed, and not more often', async () => {
    const { client, crashes, until } = start({ script: path.join(folder, 'none.cjs') });
    const runId = client.run(orderOf({}), rule);
    const failed = await until(isOver);
    assert.deepEqual([failed.runId, failed.phase], [runId, 'failed']);
    assert.equal(crashes.length, 1);
    assert.match(failed.message ?? '', /The next run tries again\.$/);
    const again = client.run(orderOf({}), rule);
    await until((state) => state.runId === again && isOver(state));
    assert.equal(crashes.length, 2);
  });

  it('answers nothing once it is disposed of', async () => {
    const { client } = start();
    const asked = client.ask('rows', { runId: 1, from: 0, count: 1 });
    const disposed = client.dispose();
    await assert.rejects(asked, /was stopped/);
    await disposed;
    await assert.rejects(client.ask('rows', { runId: 1, from: 0, count: 1 }), /was stopped/);
  });
});
