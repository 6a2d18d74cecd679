// Runs the mocha suites of this folder inside the extension host of a real VS Code, on a copy of samples/.
// usage: node test/vscode/run.mjs [part of a file's name]
//   RULEWRIGHT_EXTENSION=<folder> tests another extension; TEST_RESULT_FILE=<file> is where the counts are left
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { ensureChromium, openBrowser } from '../host/chromium.mjs';
import { remotePath, startServer, workbenchAddress } from '../host/server.mjs';
import { ensureHost } from '../host/setup.mjs';
import { bundleSuites, copySamples, judge } from './suites.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
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
  const entry = await bundleSuites(bundle, filter);
  const workspace = copySamples(work);
  const [host, chromium] = [await ensureHost(), await ensureChromium()];
  server = await startServer(host, { env: { TEST_RESULT_FILE: resultFile } });
  const opened = await openBrowser(chromium);
  browser = opened.browser;
  const exitCode = await untilTheSuiteEnds(opened.page, entry, workspace);
  if (opened.refused.size > 0) console.log(`hosts that were asked for and refused: ${[...opened.refused].join(', ')}`);
  const passed = judge(resultFile, exitCode);
  if (!passed) console.error(server.logTail());
  return passed;
}

/** The workbench's exit code; undefined when the page crashed or the time was up. */
async function untilTheSuiteEnds(page, entry, workspace) {
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
      ['extensionTestsPath', remotePath(server.port, entry)],
      ['enableProposedApi', ''],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]),
  );
  return ended;
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
