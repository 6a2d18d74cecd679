// Starting other programs: a clean environment, a limit in time, and no child left behind when this program is stopped.
import { spawn } from 'node:child_process';

/** What npm, an outer VS Code or Electron leave in the environment of their children, and what would steer those here. */
const leaked = /^(npm_|VSCODE_|ELECTRON_|NODE_OPTIONS$|INIT_CWD$)/;
/** Settings of npm that say how a registry is reached: a machine may have them in its environment only. */
const kept = /^npm_config_(registry|userconfig|globalconfig|cache|cafile|strict_ssl|proxy|https_proxy|noproxy)$/;

const groups = new Set();
let watching = false;

/** The environment of this process without the leaks of its callers, plus `extra`. */
export function cleanEnvironment(extra = {}) {
  const own = Object.entries(process.env).filter(([name]) => kept.test(name) || !leaked.test(name));
  return { ...Object.fromEntries(own), ...extra };
}

/**
 * Runs a program to its end. Never rejects: a program that cannot be started has status 127, one out of time 124.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, limitSeconds?: number, terminal?: boolean }} [options]
 *   `quiet` collects the output instead of showing it; `terminal` leaves the program in front, so that it may ask a person.
 * @returns {Promise<{ status: number, seconds: number, output: string }>}
 */
export function runProgram(command, args, options = {}) {
  const { cwd, env = cleanEnvironment(), quiet = false, limitSeconds, terminal = false } = options;
  const begun = Date.now();
  return new Promise((resolve) => {
    const stdio = terminal ? 'inherit' : ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'];
    const child = spawn(command, args, { cwd, env, stdio, detached: !terminal });
    const forget = terminal ? () => undefined : stopWithThisProcess(child);
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    let late = false;
    const outOfTime = () => {
      late = true;
      endGroup(child, 'SIGKILL');
    };
    const timer = limitSeconds === undefined ? undefined : setTimeout(outOfTime, limitSeconds * 1000);
    const end = (status, note = '') => {
      clearTimeout(timer);
      forget();
      const output = Buffer.concat(chunks).toString('utf8') + note;
      resolve({ status, seconds: (Date.now() - begun) / 1000, output });
    };
    child.once('error', (error) => end(127, `${command}: ${error.message}\n`));
    child.once('close', (status) => (late ? end(124, `stopped after ${limitSeconds} s\n`) : end(status ?? 1)));
  });
}

/** Ends the process group that a detached child leads. */
export function endGroup(child, signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** Ends the child's group when this process is stopped by a signal. Call the answer once the child has ended. */
export function stopWithThisProcess(child) {
  groups.add(child);
  if (!watching) {
    watching = true;
    process.on('exit', () => groups.forEach((each) => endGroup(each, 'SIGKILL')));
    for (const [signal, status] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ]) {
      process.once(signal, () => {
        groups.forEach((each) => endGroup(each, 'SIGTERM'));
        // Whoever has more to clean up listens too, and ends the process when that is done.
        if (process.listenerCount(signal) === 0) process.exit(status);
      });
    }
  }
  return () => groups.delete(child);
}
