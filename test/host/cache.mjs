// A folder that is made once and then kept: complete or absent, whoever is killed in between and however many make it at once.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

const stampName = '.complete';
const abandonedAfterMs = 60 * 60 * 1000;

/** Whether the folder was made to its end. */
export function isComplete(folder) {
  return existsSync(path.join(folder, stampName));
}

/**
 * Makes the folder unless it is complete: `fill` works in a temporary sibling, which is renamed when it succeeded.
 * Of two that make it at the same time, the first to finish wins and the other throws its own away.
 * @param {string} folder
 * @param {(temporary: string) => Promise<void>} fill rejects when it could not; nothing is left behind then
 * @returns {Promise<boolean>} true when it was made now, false when it was there
 */
export async function makeOnce(folder, fill) {
  if (isComplete(folder)) return false;
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  removeAbandoned(parent);
  const temporary = mkdtempSync(`${folder}.making-${hostname()}-${process.pid}-`);
  try {
    await fill(temporary);
    writeFileSync(path.join(temporary, stampName), '');
    moveIntoPlace(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
  return true;
}

function moveIntoPlace(temporary, folder) {
  try {
    renameSync(temporary, folder);
  } catch (error) {
    if (isComplete(folder)) return;
    // Something incomplete stands there that this program never leaves: a person's, or an older version's.
    if (!existsSync(folder)) throw error;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    renameSync(temporary, folder);
  }
}

/** What a killed installation left is removed by a later one, but not what may be at work. */
function removeAbandoned(parent) {
  for (const name of readdirSync(parent).filter((each) => each.includes('.making-'))) {
    const place = path.join(parent, name);
    try {
      if (isAbandoned(place)) rmSync(place, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // A child that outlived the killed process still writes there: a later call removes it.
    }
  }
}

/** Process ids mean something on their own machine only; what another machine left is judged by its age. */
function isAbandoned(place) {
  const [, machine, id] = /\.making-(.*)-(\d+)-\w+$/.exec(place) ?? [];
  if (machine === hostname()) return !isRunning(Number(id));
  const changed = statSync(place, { throwIfNoEntry: false })?.mtimeMs;
  return changed !== undefined && Date.now() - changed > abandonedAfterMs;
}

function isRunning(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
