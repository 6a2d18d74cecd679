// What the proposals for 1,000 selected hits of 20,000 events cost as an editor is answered: with their proofs, their ladders and the events
// that would pass them; what one of them costs that is moved on its ladder; and the audit of all arms. Fails above 1 s for the proposals.
// usage: node bench/tune.mjs [events]
import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';

const LIMIT = 1000;
const HITS = 1000;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const events = Number(process.argv[2] ?? 20_000);

const tuning = await load();
const rule = parse(readFileSync(path.join(root, 'samples/rules/kubernetes_user_exec_into_pod.toml'), 'utf8'));
const store = fill();
const paths = [...store.paths()];
const nobody = { entryOf: () => undefined, mustHit: [], problems: [] };
const whole = tuning.parseQuery(rule.rule.query).value;
// Without its exclusions, so that there are enough hits.
const open = tuning.parseQuery(`${rule.rule.query.slice(0, rule.rule.query.indexOf('and\nnot ('))}`).value;

let made = { proposals: [], refusals: [] };
let book;
const rows = Array.from({ length: HITS }, (_, row) => row);
const proposed = median(() => {
  const source = sourceOf(open);
  if (source.judgement.hits.length < HITS) throw new Error(`only ${source.judgement.hits.length} hits`);
  book = new tuning.ProposalBook(source);
  return timed(() => (made = book.propose({ runId: 1, rows })));
});
report(
  `${HITS} hits of ${store.count.toLocaleString('en')} events, ${made.proposals.length} proposals`,
  proposed,
  LIMIT,
);
const movable = made.proposals.find(({ fields }) => fields.some(({ rung }) => rung > 0));
const field = movable.fields.find(({ rung }) => rung > 0);
report(
  'one of them on another rung',
  median(() => timed(() => book.move({ runId: 1, proposal: movable.proposal, path: field.path, rung: 0 }))),
);
const audited = median(() => {
  const source = sourceOf(whole);
  return timed(() => tuning.auditArms(source));
});
report('what each arm does', audited);

function report(name, milliseconds, limit) {
  const bound = limit === undefined ? '' : `, limit ${limit} ms`;
  console.log(`${name.padEnd(50)} ${milliseconds.toFixed(1).padStart(8)} ms${bound}`);
  if (limit === undefined || milliseconds <= limit) return;
  console.error(`${name}: ${milliseconds.toFixed(1)} ms are more than ${limit}`);
  process.exitCode = 1;
}

/** With everything compiled anew, as for the first question after an edit. */
function sourceOf(query) {
  const fields = tuning.inferredResolver(paths, leavesOf);
  const options = tuning.DEFAULT_RUN_OPTIONS;
  const run = tuning.startRun(query, store, fields, options);
  while (!run.step(100_000));
  const judgement = tuning.judge(run.result().hits, nobody);
  const context = tuning.createContext(store, fields, options);
  return { query, labels: nobody, judgement, context, store, fields, order: {} };
}

function* leavesOf(name) {
  for (let event = 0; event < store.count; event++) yield* store.values(event, name);
}

function fill() {
  const lines = readFileSync(path.join(root, 'samples/events/kubernetes-audit.ndjson'), 'utf8').trim().split('\n');
  const filled = tuning.createEventStore();
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
    const outfile = path.join(out, 'tuning.cjs');
    const contents = `
      export { parseQuery } from './server/src/eql/parse';
      export { createContext } from './server/src/engine/condition';
      export { createEventStore } from './server/src/engine/eventStore';
      export { DEFAULT_RUN_OPTIONS } from './server/src/engine/run';
      export { startRun } from './server/src/engine/startRun';
      export { inferredResolver } from './server/src/schema/inferred';
      export { auditArms } from './server/src/tuning/armAudit';
      export { judge } from './server/src/tuning/outcome';
      export { ProposalBook } from './server/src/worker/proposalBook';
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
