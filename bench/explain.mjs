// What an explanation and the near misses cost, on the Kubernetes rule and its sample, repeated to 20,000 events.
// Fails above 5 ms for one event and 500 ms for all near misses.
// usage: node bench/explain.mjs [events]
import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';

const LIMITS = { explain: 5, nearMisses: 500 };
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const events = Number(process.argv[2] ?? 20_000);

const engine = await load();
const rule = parse(readFileSync(path.join(root, 'samples/rules/kubernetes_user_exec_into_pod.toml'), 'utf8'));
const { value: query, issues } = engine.parseQuery(rule.rule.query);
if (issues.some((issue) => issue.severity === 'error'))
  throw new Error(issues.map(({ message }) => message).join('\n'));
const store = fill();
const paths = [...store.paths()];

const explained = median(() => {
  const context = newContext();
  return timed(() => engine.explainEvent(query.filter, Math.floor(store.count / 2), context));
});
let groups = [];
const missed = median(() => {
  const context = newContext();
  return timed(() => {
    const search = engine.findNearMisses(query.filter, context);
    while (!search.step(5000));
    groups = search.result();
  });
});

report('explain one event', explained, LIMITS.explain);
report(`near misses over ${store.count.toLocaleString('en')} events`, missed, LIMITS.nearMisses);
for (const { count, clause } of groups.slice(0, 5))
  console.log(`  ${String(count).padStart(6)} fail only on ${clause}`);

function report(name, milliseconds, limit) {
  console.log(`${name.padEnd(40)} ${milliseconds.toFixed(2).padStart(8)} ms, limit ${limit} ms`);
  if (milliseconds <= limit) return;
  console.error(`${name}: ${milliseconds.toFixed(1)} ms are more than ${limit}`);
  process.exitCode = 1;
}

/** With everything compiled anew, as for the first question after an edit. */
function newContext() {
  return engine.createContext(store, engine.inferredResolver(paths, leavesOf), engine.DEFAULT_RUN_OPTIONS);
}

function* leavesOf(name) {
  for (let event = 0; event < store.count; event++) yield* store.values(event, name);
}

function fill() {
  const lines = readFileSync(path.join(root, 'samples/events/kubernetes-audit.ndjson'), 'utf8').trim().split('\n');
  const filled = engine.createEventStore();
  for (let line = 0; line < events; line++) filled.addLine(lines[line % lines.length], { sample: 0, line: line + 1 });
  return filled;
}

function timed(work) {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function median(measure) {
  const times = Array.from({ length: 7 }, measure).sort((a, b) => a - b);
  return times[3];
}

async function load() {
  const out = mkdtempSync(path.join(os.tmpdir(), 'rulewright-bench-'));
  try {
    const outfile = path.join(out, 'engine.cjs');
    const contents = `
      export { parseQuery } from './server/src/eql/parse';
      export { createContext } from './server/src/engine/condition';
      export { createEventStore } from './server/src/engine/eventStore';
      export { explainEvent } from './server/src/engine/explain';
      export { findNearMisses } from './server/src/engine/nearMisses';
      export { DEFAULT_RUN_OPTIONS } from './server/src/engine/run';
      export { inferredResolver } from './server/src/schema/inferred';
    `;
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
