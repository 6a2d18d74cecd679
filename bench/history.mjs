// What the history of runs holds for 20 runs with 100,000 hits each, in the worst case of one sample and of sequences of three events; and how
// long it takes to compare two of them. Fails above 20 MB and 500 ms.
// usage: node --expose-gc bench/history.mjs
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const RUNS = 20;
const HITS = 100_000;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { RunHistory } = await load();

for (const width of [1, 3]) {
  const name = width === 1 ? 'event' : `sequences of ${width} events`;
  const before = held();
  const history = new RunHistory({ stamp: () => ({ bytes: 1, modified: 1 }) });
  for (let run = 1; run <= RUNS; run++) history.record(run, runOf(run, width));
  report(`${RUNS} runs of ${HITS.toLocaleString('en')} hits, ${name}`, (held() - before) / 1e6, 20, 'MB');
  const times = Array.from({ length: 7 }, (_, turn) => {
    const began = performance.now();
    const params = { before: RUNS - (turn % 2), after: RUNS - 1 + (turn % 2), change: 'gone', from: 0, count: 100 };
    if (history.compare(params, undefined) === null) throw new Error('a run was forgotten');
    return performance.now() - began;
  });
  report('two of them compared', times.sort((a, b) => a - b)[3], 500, 'ms');
}

/** The hits of each run but its first ones, so that two runs differ. */
function runOf(run, width) {
  const hits = Array.from({ length: HITS }, (_, at) => ({
    outcome: 'false-positive',
    hit: { events: Array.from({ length: width }, (_, item) => (at + run) * width + item) },
  }));
  return {
    order: { samples: [{ path: '/samples/events/a.ndjson' }], query: `any where a == ${run}` },
    judgement: { hits },
    store: { origin: (event) => ({ sample: 0, line: event + 1 }) },
  };
}

function held() {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function report(name, figure, limit, unit) {
  console.log(`${name.padEnd(56)} ${figure.toFixed(1).padStart(8)} ${unit}, limit ${limit} ${unit}`);
  if (figure > limit) process.exitCode = 1;
}

async function load() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rulewright-bench-'));
  const outfile = path.join(folder, 'history.cjs');
  try {
    await build({
      entryPoints: [path.join(root, 'server/src/worker/runHistory.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile,
      logLevel: 'warning',
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
