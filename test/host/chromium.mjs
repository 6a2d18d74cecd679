// Finds a Chromium for the tests or installs Debian's; opens a page that can reach this machine only.
// usage: node test/host/chromium.mjs        CHROMIUM=<program> names one
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../../scripts/processes.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const packages = ['chromium', 'fonts-liberation'];
const advice = `Install it (as root: apt-get install ${packages.join(' ')}) or name a Chromium in the variable CHROMIUM.`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

/** The program of a Chromium; undefined when there is none. */
export function findChromium() {
  if (process.env.CHROMIUM) return isProgram(process.env.CHROMIUM) ? process.env.CHROMIUM : undefined;
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isProgram);
}

/** Installs Debian's Chromium when there is none, and gives the program. Rejects with a sentence for the person. */
export async function ensureChromium(report = console.log) {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.env.CHROMIUM) throw new Error(`CHROMIUM names no program: ${process.env.CHROMIUM}`);
  report(`No Chromium found: installing ${packages.join(' and ')} with apt-get …`);
  await apt(['update', '-qq']);
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  const installed = findChromium();
  if (installed === undefined) throw new Error(`apt-get installed no Chromium. ${advice}`);
  return installed;
}

/** A browser whose every request beyond this machine is refused and noted: with and without a network the run is the same. */
export async function openBrowser(program, viewport = { width: 1280, height: 800 }) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: program,
    headless: true,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const context = await browser.newContext({ viewport });
  /** @type {Set<string>} */
  const refused = new Set();
  await context.route(isElsewhere, (route) => {
    refused.add(new URL(route.request().url()).host);
    return route.abort();
  });
  return { browser, page: await context.newPage(), refused };
}

async function main() {
  try {
    console.log(await ensureChromium());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function apt(args) {
  const command = ['apt-get', '-o', 'DPkg::Lock::Timeout=120', ...args];
  const isRoot = process.getuid?.() === 0;
  // A person at a terminal may be asked for a password; an unattended run must not wait for one.
  const sudo = isRoot ? [] : process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
  const [program, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  const { status, output } = await runProgram(program, rest, { terminal: !isRoot && process.stdin.isTTY, quiet: true });
  if (status !== 0) throw new Error(`Chromium is needed and apt-get ${args[0]} failed. ${advice}\n${output}`.trimEnd());
}

function isElsewhere(address) {
  return /^(https?|wss?):$/.test(address.protocol) && !['127.0.0.1', 'localhost'].includes(address.hostname);
}

function isProgram(place) {
  try {
    accessSync(place, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
