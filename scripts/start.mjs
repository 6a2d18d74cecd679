// Shows Rulewright to a newcomer: installs, builds, runs the sample rules in the terminal, opens the editor on samples/.
// usage: node scripts/start.mjs [--check]
//   --check, or RULEWRIGHT_START_EXIT=1: see that the served editor answers, then stop
//   RULEWRIGHT_START_EDITOR=served: leave a VS Code of this machine alone
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensureInstalled.mjs';
import { runProgram } from './processes.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const samples = path.join(root, 'samples');
const checkOnly = process.argv.includes('--check') || process.env.RULEWRIGHT_START_EXIT === '1';

process.exitCode = (await start()) ? 0 : 1;

async function start() {
  if (!(await ensureInstalled())) return false;
  const built = await runProgram(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { cwd: root });
  if (built.status !== 0) {
    console.error('The build failed; see above.');
    return false;
  }
  await runSampleRules();
  if (!checkOnly && (await openInstalledEditor())) return true;
  return serveEditor();
}

/** What a rule finds is no failure of this command: a run that misses an event ends with status 1. */
async function runSampleRules() {
  const rules = readdirSync(path.join(samples, 'rules'))
    .filter((name) => /\.(toml|ya?ml|eql)$/.test(name))
    .sort();
  for (const name of rules) {
    const rule = path.join('samples', 'rules', name);
    console.log(`\n$ node server/bin/rulewright.js run ${rule}`);
    await runProgram(process.execPath, [path.join('server', 'bin', 'rulewright.js'), 'run', rule], { cwd: root });
  }
}

/** True when a VS Code of this machine took the folder. */
async function openInstalledEditor() {
  // In a terminal of VS Code Remote, `code` belongs to the window and takes no extension under development.
  if (process.env.RULEWRIGHT_START_EDITOR === 'served' || process.env.VSCODE_IPC_HOOK_CLI) return false;
  const { status } = await runProgram('code', [`--extensionDevelopmentPath=${root}`, samples], { quiet: true });
  if (status === 0) console.log('\nVS Code opens on samples/: open a rule in rules/ and click "Run" above it.');
  return status === 0;
}

async function serveEditor() {
  const { ensureHost } = await import('../test/host/setup.mjs');
  const { startServer, workbenchAddress } = await import('../test/host/server.mjs');
  const stopAsked = new Promise((resolve) =>
    ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((each) => process.on(each, resolve)),
  );
  let server;
  try {
    server = await startServer(await ensureHost(), { prepare: installExtension });
    const address = workbenchAddress(server.port, samples);
    await seeThatItAnswers(address);
    console.log(`\nVS Code with Rulewright is at\n\n  ${address}\n`);
    if (checkOnly) return true;
    console.log('Open a rule in rules/ and click "Run" above it. Ctrl-C stops the editor.');
    const ended = await Promise.race([server.ended, stopAsked.then(() => undefined)]);
    if (ended !== undefined) console.error(`The editor ended with status ${ended}.\n${server.logTail()}`);
    return ended === undefined;
  } catch (error) {
    console.error(error.message);
    return false;
  } finally {
    await server?.stop();
  }
}

/** A link is enough for the server to find the extension, and a rebuild is seen after a reload of the window. */
function installExtension(extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  mkdirSync(extensions, { recursive: true });
  const place = path.join(extensions, `${publisher}.${name}-${version}`);
  if (!existsSync(place)) symlinkSync(root, place, 'dir');
}

async function seeThatItAnswers(address) {
  const answer = await fetch(address);
  const page = await answer.text();
  if (!answer.ok || !page.includes('workbench')) {
    throw new Error(`The editor answers ${answer.status} and no workbench at ${address}.`);
  }
}
