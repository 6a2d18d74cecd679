// Runs the mocha suites of this folder in a VS Code for the desktop, which is downloaded once into .vscode-test.
// usage: node test/vscode/desktop.mjs [part of a file's name]
//   RULEWRIGHT_CODE=<program> takes a VS Code that is installed; RULEWRIGHT_CODE_VERSION=<version> downloads another than the stable one
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from '../../scripts/processes.mjs';
import { quietSettings } from '../host/server.mjs';
import { bundleSuites, copySamples, judge } from './suites.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const [filter = ''] = process.argv.slice(2);
const work = mkdtempSync(path.join(tmpdir(), 'rulewright-desktop-'));
const bundle = path.join(root, '.test', `desktop-${process.pid}`);
const resultFile = path.resolve(process.env.TEST_RESULT_FILE ?? path.join(work, 'result.json'));
try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  for (const folder of [work, bundle]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function run() {
  needDisplay();
  rmSync(resultFile, { force: true });
  const [entry, workspace] = [await bundleSuites(bundle, filter), copySamples(work)];
  const program = process.env.RULEWRIGHT_CODE ?? (await download());
  forgetOuterEditor();
  const exitCode = await runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: root,
    extensionTestsPath: entry,
    extensionTestsEnv: { TEST_RESULT_FILE: resultFile },
    launchArgs: [workspace, ...foldersOfItsOwn(), ...flags()],
  }).catch((error) => error.message);
  return judge(resultFile, exitCode);
}

function needDisplay() {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay) {
    throw new Error(
      'A VS Code for the desktop needs a display and there is none: start this with `xvfb-run -a npm run test:desktop`, ' +
        'or run the same suites without a display by `node test/vscode/run.mjs`.',
    );
  }
}

async function download() {
  try {
    return await downloadAndUnzipVSCode({
      version: process.env.RULEWRIGHT_CODE_VERSION ?? 'stable',
      cachePath: path.join(root, '.vscode-test'),
    });
  } catch (error) {
    throw new Error(
      `VS Code could not be downloaded (${error.message}): this needs the network once, ` +
        'or an installed VS Code that the variable RULEWRIGHT_CODE names.',
      { cause: error },
    );
  }
}

/** A terminal of VS Code tells its programs about itself, and the VS Code of the tests would take that for its own. */
function forgetOuterEditor() {
  const clean = cleanEnvironment();
  for (const name of Object.keys(process.env)) if (!(name in clean)) delete process.env[name];
}

/** Nothing of the person's own VS Code is read or written. */
function foldersOfItsOwn() {
  const data = path.join(work, 'data');
  mkdirSync(path.join(data, 'User'), { recursive: true });
  writeFileSync(path.join(data, 'User', 'settings.json'), JSON.stringify(quietSettings));
  return [`--user-data-dir=${data}`, `--extensions-dir=${path.join(work, 'extensions')}`];
}

function flags() {
  const quiet = ['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-updates'];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}
