// The suites of this folder made ready for an extension host, whichever VS Code it belongs to, and the counts that it left.
import { build } from 'esbuild';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from '../../scripts/files.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(path.dirname(here));

/** Bundles the suites whose file has the filter in its name, and gives the module that runs them. */
export async function bundleSuites(folder, filter) {
  const suites = globSync(here, '.test.ts').filter((file) => path.basename(file).includes(filter));
  if (suites.length === 0) throw new Error(`no suite in test/vscode has "${filter}" in its name`);
  await build({
    entryPoints: [path.join(here, 'entry.ts'), ...suites],
    outdir: folder,
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
  return path.join(folder, 'entry.js');
}

/** A copy of samples/ in the folder, so that a suite may write to what it has open. */
export function copySamples(folder) {
  const workspace = path.join(folder, 'samples');
  cpSync(path.join(root, 'samples'), workspace, { recursive: true });
  return workspace;
}

/** True when the suites came to their end and none failed. An editor says 0 also when its host was killed: only the file is believed. */
export function judge(resultFile, exitCode) {
  const result = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : undefined;
  if (result === undefined) console.error(`The suite did not come to its end (exit code ${exitCode}).`);
  else console.log(`in the extension host: ${result.passed} passed, ${result.failed} failed`);
  return result !== undefined && result.failed === 0 && result.passed > 0;
}
