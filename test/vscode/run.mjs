// Runs the mocha suites of this folder inside the extension host of a real VS Code, on a copy of samples/.
// usage: node test/vscode/run.mjs [part of a file's name]
//   RULEWRIGHT_EXTENSION=<folder> tests another extension; TEST_RESULT_FILE=<file> is where the counts are left
import { build } from 'esbuild';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { globSync } from '../../scripts/files.mjs';
import { ensureChromium, openBrowser } from '../host/chromium.mjs';
import { remotePath, startServer, workbenchAddress } from '../host/server.mjs';
import { ensureHost } from '../host/setup.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(path.dirname(here));
const extension = path.resolve(process.env.RULEWRIGHT_EXTENSION ?? root);
const limitSeconds = Number(process.env.RULEWRIGHT_TEST_LIMIT ?? 240);
/** What VS Code's own parts say that no test is about. */
const noise =
  /open-vsx|^\s+at .*workbench\.js|Service Worker|connection token|Creating a socket|reconnection-grace|AgentHost|AccountPolicyGate|builtin extensions cache|Ignoring fetching additional/;

const [filter = ''] = process.argv.slice(2);
const work = mkdtempSync(path.join(tmpdir(), 'rulewright-suite-'));
const bundle = path.join(root, '.test', `vscode-${process.pid}`);
const resultFile = path.resolve(process.env.TEST_RESULT_FILE ?? path.join(work, 'result.json'));
let server;
let browser;
try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser?.close();
  await server?.stop();
  for (const folder of [work, bundle]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function run() {
  rmSync(resultFile, { force: true });
  await bundleSuites();
  const workspace = path.join(work, 'samples');
  cpSync(path.join(root, 'samples'), workspace, { recursive: true });
  const [host, chromium] = [await ensureHost(), await ensureChromium()];
  server = await startServer(host, { env: { TEST_RESULT_FILE: resultFile } });
  const opened = await openBrowser(chromium);
  browser = opened.browser;
  const ended = await untilTheSuiteEnds(opened.page, workspace);
  return judge(ended, opened.refused);
}

async function bundleSuites() {
  const suites = globSync(here, '.test.ts').filter((file) => path.basename(file).includes(filter));
  if (suites.length === 0) throw new Error(`no suite in test/vscode has "${filter}" in its name`);
  await build({
    entryPoints: [path.join(here, 'entry.ts'), ...suites],
    outdir: bundle,
    outbase: here,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'warning',
    external: ['vscode', 'mocha'],
    define: { __ROOT__: JSON.stringify(root) },
  });
}

/** The workbench's exit code; undefined when the page crashed or the time was up. */
async function untilTheSuiteEnds(page, workspace) {
  const ended = new Promise((resolve) => {
    const giveUp = (reason) => {
      console.error(reason);
      resolve(undefined);
    };
    setTimeout(giveUp, limitSeconds * 1000, `no result after ${limitSeconds} s`).unref();
    page.on('crash', () => giveUp('the page crashed'));
    page.on('pageerror', (error) => console.error(`[page] ${error.message}`));
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => show(args));
  await page.goto(
    workbenchAddress(server.port, workspace, [
      ['extensionDevelopmentPath', remotePath(server.port, extension)],
      ['extensionTestsPath', remotePath(server.port, path.join(bundle, 'entry.js'))],
      ['enableProposedApi', ''],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]),
  );
  return ended;
}

/** The workbench says 0 also when the host was killed or a test ended the process: only the file is believed. */
function judge(exitCode, refused) {
  const result = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : undefined;
  if (result === undefined) console.error(`The suite did not come to its end (exit code ${exitCode}).`);
  else console.log(`in the extension host: ${result.passed} passed, ${result.failed} failed`);
  if (refused.size > 0) console.log(`hosts that were asked for and refused: ${[...refused].join(', ')}`);
  const passed = result !== undefined && result.failed === 0 && result.passed > 0;
  if (!passed) console.error(server.logTail());
  return passed;
}

/** Console calls of the extension host arrive with their style directives. */
function show(args) {
  const styled = String(args[0]).startsWith('%c');
  const plain = styled
    ? [
        args[0].replaceAll('%c', ''),
        ...args.slice(1).filter((each) => !/^(color|background|font|white-space)/.test(String(each))),
      ]
    : args;
  const text = format(...plain);
  if (process.env.VERBOSE || !noise.test(text)) console.log(text);
}
