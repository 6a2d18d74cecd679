// Installs the packages of the lockfile when they are missing or others than it names; a second call costs nothing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './processes.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await ensureInstalled()) ? 0 : 1;

/** True when the packages are there. Says in a sentence what went wrong otherwise. */
export async function ensureInstalled() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(`Rulewright needs Node 20 or newer; this is Node ${process.versions.node}.`);
    return false;
  }
  if (isInstalled()) return true;
  console.log('Installing packages (npm ci) …');
  const { status, seconds } = await runProgram('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
  });
  if (status === 0) console.log(`Packages installed in ${seconds.toFixed(0)} s.`);
  else console.error(`npm ci failed (status ${status}): is the npm registry reachable?`);
  return status === 0;
}

/** npm writes its own record into node_modules last: it is absent after a killed installation and old after a pull. */
function isInstalled() {
  const wanted = lockedPackages(path.join(root, 'package-lock.json'));
  const present = lockedPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([place, locked]) => {
    if (!place.startsWith('node_modules/') && !place.includes('/node_modules/')) return true;
    const found = present[place];
    // An optional package of another platform is rightly absent.
    if (found === undefined) return locked.optional === true || locked.devOptional === true;
    return found.version === locked.version && found.integrity === locked.integrity;
  });
}

function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
