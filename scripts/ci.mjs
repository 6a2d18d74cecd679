// Installs, builds and runs everything; ends with `N passed, N failed` alone on the last line, and with status 1 when any failed.
// usage: node scripts/ci.mjs
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensureInstalled.mjs';
import { cleanEnvironment, runProgram } from './processes.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const results = mkdtempSync(path.join(tmpdir(), 'rulewright-results-'));
process.once('exit', () => rmSync(results, { recursive: true, force: true }));

/** Folders of test/ that are a suite of their own; what is in no list belongs to the units. A folder that is missing fails. */
const ownSuites = ['lsp', 'cli', 'conformance', 'tidy', 'host'];
/** These look into the editor that is being set up. */
const besideEditor = ['syntaxes'];
const inEditor = ['vscode', 'ui'];
const limitSeconds = 780;
const LONGEST_MESSAGE = 2000;

/** @typedef {{ name: string, passed: number, failed: number, seconds: number, what?: { title: string, message: string }[] }} Outcome */
/** @type {Outcome[]} */
const outcomes = [];

process.exitCode = await main();

async function main() {
  if (await ensureInstalled()) await runEverything();
  else outcomes.push({ name: 'install', passed: 0, failed: 1, seconds: 0 });
  return report();
}

/** The host is fetched from the network and written to disk while the processors are busy with the units. */
async function runEverything() {
  const host = prepareEditor();
  await runStep('build', 'node', ['scripts/build.mjs']);
  // One processor each: neither waits for the other.
  const checks = checkSources();
  await runSuite('unit', 'node', ['scripts/test.mjs', 'unit', ...unitPlaces()]);
  for (const check of await checks) show(check);
  for (const name of ownSuites) await runSuite(name, 'node', ['scripts/test.mjs', name, `test/${name}`]);
  show(await host);
  for (const name of besideEditor) await runSuite(name, 'node', ['scripts/test.mjs', name, `test/${name}`]);
  await runSuite('extension host', 'node', ['test/vscode/run.mjs']);
  await runSuite('workbench', 'node', ['test/ui/run.mjs']);
}

async function checkSources() {
  const checked = [];
  for (const [name, script] of [
    ['types', 'typecheck'],
    ['lint', 'lint'],
  ]) {
    const options = { cwd: root, quiet: true, limitSeconds };
    const { status, seconds, output } = await runProgram('npm', ['run', '--silent', script], options);
    checked.push({ name, failed: status === 0 ? 0 : 1, seconds, output });
  }
  return checked;
}

async function prepareEditor() {
  const steps = ['test/host/setup.mjs', 'test/host/chromium.mjs'];
  const runs = steps.map((script) => runProgram('node', [script], { cwd: root, quiet: true, limitSeconds: 600 }));
  const ended = await Promise.all(runs);
  const output = ended.map((each) => each.output).join('');
  return {
    name: 'editor set-up',
    failed: ended.some((each) => each.status !== 0) ? 1 : 0,
    seconds: Math.max(...ended.map((each) => each.seconds)),
    output,
  };
}

function show({ name, failed, seconds, output }) {
  console.log(`\n== ${name}\n${output.trimEnd()}`);
  keep({ name, passed: 0, failed, seconds });
}

/** A step is no test: it counts only when it fails. */
async function runStep(name, command, args) {
  console.log(`\n== ${name}`);
  const { status, seconds } = await runProgram(command, args, { cwd: root, limitSeconds });
  keep({ name, passed: 0, failed: status === 0 ? 0 : 1, seconds });
}

async function runSuite(name, command, args) {
  console.log(`\n== ${name}`);
  const resultFile = path.join(results, `${name}.json`);
  const env = cleanEnvironment({ TEST_RESULT_FILE: resultFile });
  const { status, seconds } = await runProgram(command, args, { cwd: root, env, limitSeconds });
  keep({ name, ...countsOf(resultFile, status), seconds });
}

/** A suite that crashed, was stopped or ran nothing has failed once, whatever it counted before. */
function countsOf(resultFile, status) {
  const {
    passed = 0,
    failed = 0,
    skipped = 0,
    what = [],
  } = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : {};
  const bad = failed + skipped;
  const isSound = status === 0 && passed > 0;
  return { passed, failed: bad === 0 && !isSound ? 1 : bad, what };
}

function keep(outcome) {
  outcomes.push(outcome);
  if (outcome.failed > 0) console.log(`-- ${outcome.name}: ${outcome.failed} failed`);
}

function unitPlaces() {
  const others = new Set([...ownSuites, ...besideEditor, ...inEditor]);
  return readdirSync(path.join(root, 'test'), { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? !others.has(entry.name) : entry.name.endsWith('.test.ts')))
    .map((entry) => path.join('test', entry.name));
}

function report() {
  const sum = (count) => outcomes.reduce((total, each) => total + each[count], 0);
  console.log('\n== summary');
  for (const { name, passed, failed, seconds } of outcomes) {
    console.log(`${name.padEnd(16)} ${`${seconds.toFixed(1)} s`.padStart(9)}  ${passed} passed, ${failed} failed`);
  }
  // Once more at the end, which is what people see of a long log.
  for (const { title, message } of outcomes.flatMap(({ what = [] }) => what)) {
    console.log(`-- ${title}\n${message.slice(0, LONGEST_MESSAGE)}`);
  }
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}
