// How much a sequence holds for each key: 1,000,000 keys over 2,000,000 events, through the real parser and the real run.
// The events are computed on the fly, so that all memory that stays is the run's own. Fails above 200 bytes a key.
// usage: node --expose-gc bench/sequence.mjs [keys] [events]
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';

const LIMIT = 200;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const keys = Number(process.argv[2] ?? 1_000_000);
const events = Number(process.argv[3] ?? 2_000_000);

v8.setFlagsFromString('--expose-gc');
const collectGarbage = globalThis.gc ?? vm.runInNewContext('gc');

/** Every key has event A in the first half and event B in the second; C never comes, so every key stays pending. */
const scenarios = [
  ['by one key', 'sequence by user.id [a where true] [b where true] [c where true]'],
  [
    'with maxspan and until',
    'sequence by user.id with maxspan=1d [a where true] [b where true] [c where true] until [d where true]',
  ],
  ['by two keys', 'sequence by user.id, host.id [a where true] [b where true] [c where true]'],
  [
    'with a missing event',
    'sequence by user.id with maxspan=1d [a where true] ![d where true] [b where true] [c where true]',
  ],
  ['by an optional number', 'sequence by ?process.pid [a where true] [b where true] [c where true]'],
];

const FIELDS = ['@timestamp', 'event.category', 'user.id', 'host.id', 'process.pid'];
/** Like the types inferred from a sample: a known field is a keyword or a long. */
const openFields = {
  authority: 'open',
  find: (name) =>
    FIELDS.includes(name)
      ? { path: name, source: name, type: name === 'process.pid' ? 'long' : 'keyword', exact: 'self' }
      : undefined,
  nearest: () => [],
};

const { parseQuery, startRun, DEFAULT_RUN_OPTIONS } = await load();
console.log(`${keys.toLocaleString('en')} keys, ${events.toLocaleString('en')} events, limit ${LIMIT} bytes a key`);
runOnce(scenarios[0][1], Math.min(events, 20_000));
let worst = 0;
for (const [name, text] of scenarios) {
  const { bytes, milliseconds } = runOnce(text, events);
  worst = Math.max(worst, bytes / keys);
  console.log(
    `${name.padEnd(24)} ${(bytes / keys).toFixed(1).padStart(7)} bytes a key ${milliseconds.toFixed(0).padStart(7)} ms`,
  );
}
if (worst > LIMIT) {
  console.error(`${worst.toFixed(1)} bytes a key are more than ${LIMIT}`);
  process.exitCode = 1;
}

function runOnce(text, count) {
  const { value: query, issues } = parseQuery(text);
  if (issues.length > 0) throw new Error(issues.map((issue) => issue.message).join('\n'));
  const before = held();
  const started = performance.now();
  const run = startRun(query, syntheticStore(count), openFields, DEFAULT_RUN_OPTIONS);
  while (!run.step(50_000));
  const milliseconds = performance.now() - started;
  const bytes = held() - before;
  // Asked after the measurement, so that the run and its state are alive while it is taken.
  if (run.result().hits.length !== 0) throw new Error('no hit was expected');
  return { bytes, milliseconds };
}

function held() {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function syntheticStore(count) {
  const valueOf = (event, name) => {
    switch (name) {
      case '@timestamp':
        return 1_700_000_000_000 + event;
      case 'event.category':
        return event < count / 2 ? 'a' : 'b';
      case 'user.id':
        return `S-1-5-21-${event % keys}`;
      case 'host.id':
        return `node-${event % 1000}`;
      case 'process.pid':
        return event % keys;
      default:
        return undefined;
    }
  };
  return {
    count,
    values(event, name) {
      const value = valueOf(event, name);
      return value === undefined ? [] : [value];
    },
    origin: (event) => ({ sample: 0, line: event + 1 }),
    id: () => undefined,
    object: (event) => ({ '@timestamp': 1_700_000_000_000 + event }),
    paths: () => FIELDS,
  };
}

async function load() {
  const out = mkdtempSync(path.join(os.tmpdir(), 'rulewright-bench-'));
  try {
    const outfile = path.join(out, 'engine.cjs');
    const contents = `
      export { parseQuery } from './server/src/eql/parse';
      export { startRun } from './server/src/engine/startRun';
      export { DEFAULT_RUN_OPTIONS } from './server/src/engine/run';`;
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      logLevel: 'warning',
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
