// What the extension host calls to run the suites that were bundled beside this file; it leaves the counts in a file.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** Rejects when a test failed. The file is written only when the run came to its end, so it can be believed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000, forbidOnly: true, forbidPending: true });
  for (const name of readdirSync(__dirname)
    .filter((each) => each.endsWith('.test.js'))
    .sort()) {
    mocha.addFile(path.join(__dirname, name));
  }
  const { passes, failures, pending } = await statsOf(mocha);
  const resultFile = process.env.TEST_RESULT_FILE;
  if (resultFile === undefined) throw new Error('TEST_RESULT_FILE is not set');
  writeFileSync(resultFile, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  if (failures > 0) throw new Error(`${failures} failed`);
}

function statsOf(mocha: Mocha): Promise<Mocha.Stats> {
  return new Promise((resolve, reject) => {
    const runner = mocha.run(() => {
      if (runner.stats === undefined) reject(new Error('mocha kept no counts'));
      else resolve(runner.stats);
    });
  });
}
