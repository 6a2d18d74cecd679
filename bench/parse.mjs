// What one keystroke costs before anything is sent: a rule file read, parsed and checked, and a query with a very long list.
// Every run has a text of its own, as analyses are remembered by text. Fails above 5 ms for the rule and 60 ms for the list.
// usage: node bench/parse.mjs [runs]
import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const LIMITS = { rule: 5, list: 60 };
const VALUES = 2600;
/** A person types some keys before anybody measures. */
const WARM_UP = 150;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const runs = Math.max(7, Number(process.argv[2] ?? 31));

const { analyze, createNodeHost, parseQuery } = await load();
const { readSchema: readCatalog } = createNodeHost(path.join(root, 'server/schemas'));
const rule = readFileSync(path.join(root, 'samples/rules/kubernetes_user_exec_into_pod.toml'), 'utf8');

report('the Kubernetes rule, read, parsed and checked', measure(ruleText, checkRule), LIMITS.rule);
report(
  `a query of ${listQuery(0).length.toLocaleString('en')} characters, parsed`,
  measure(listQuery, parseQuery),
  LIMITS.list,
);
report('the same as a rule, read, parsed and checked', measure(listRule, checkRule), LIMITS.list);

/** Inside the query, so that nothing of it is remembered. */
function ruleText(run) {
  return rule.replace("query = '''", `query = '''\n/* ${run} */`);
}

function listQuery(run) {
  const digits = (number, count) => String(number).padStart(count, '0');
  const values = Array.from({ length: VALUES }, (_, index) => `"tool-${digits(run, 2)}-${digits(index, 4)}.x"`);
  return `process where process.name in (${values.join(', ')})`;
}

function listRule(run) {
  return `[rule]\ntype = "eql"\nindex = ["logs-endpoint.events.process-*"]\nquery = '''\n${listQuery(run)}\n'''\n`;
}

function checkRule(text) {
  const { issues } = analyze(text, 'toml', { readCatalog });
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
}

/** The first run, with everything cold, is told apart; the median is of the runs after those that warm the compiler up. */
function measure(textOf, work) {
  const times = Array.from({ length: WARM_UP + runs }, (_, run) => {
    const text = textOf(run);
    const started = performance.now();
    work(text);
    return performance.now() - started;
  });
  const warm = times.slice(WARM_UP).sort((a, b) => a - b);
  return { first: times[0], median: warm[Math.floor(warm.length / 2)] };
}

function report(name, { first, median }, limit) {
  console.log(
    `${name.padEnd(50)} ${median.toFixed(2).padStart(7)} ms (first ${first.toFixed(0)} ms), limit ${limit} ms`,
  );
  if (median <= limit) return;
  console.error(`${name}: ${median.toFixed(1)} ms are more than ${limit}`);
  process.exitCode = 1;
}

async function load() {
  const out = mkdtempSync(path.join(os.tmpdir(), 'rulewright-bench-'));
  try {
    const outfile = path.join(out, 'parse.cjs');
    const contents = `
      export { analyze } from './server/src/analysis/analyze';
      export { parseQuery } from './server/src/eql/parse';
      export { createNodeHost } from './server/src/host/nodeHost';
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
