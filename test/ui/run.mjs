// Runs the stories of this folder: each drives a fresh workbench in a browser as a person would.
// usage: node test/ui/run.mjs [part of a file's name]
//   RULEWRIGHT_EXTENSION=<folder> shows another extension; TEST_RESULT_FILE=<file> is where the counts are left
import { build } from 'esbuild';
import Mocha from 'mocha';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from '../../scripts/files.mjs';
import { ensureChromium } from '../host/chromium.mjs';
import { ensureHost } from '../host/setup.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(path.dirname(here));
const [filter = ''] = process.argv.slice(2);
const bundle = path.join(root, '.test', `ui-${process.pid}`);

process.setSourceMapsEnabled(true);
try {
  const [host, chromium] = [await ensureHost(), await ensureChromium()];
  const failed = await runStories(await bundleStories(), { host, chromium });
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(bundle, { recursive: true, force: true, maxRetries: 5 });
}

async function bundleStories() {
  const stories = globSync(here, '.story.ts').filter((file) => path.basename(file).includes(filter));
  if (stories.length === 0) throw new Error(`no story in test/ui has "${filter}" in its name`);
  await build({
    entryPoints: stories,
    outdir: bundle,
    outbase: here,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'inline',
    logLevel: 'warning',
    packages: 'external',
    plugins: [{ name: 'host modules', setup: leaveHostModules }],
  });
  return globSync(bundle, '.story.mjs');
}

/** The host's modules know where they stand, so they are imported from their place and not bundled. */
function leaveHostModules(made) {
  made.onResolve({ filter: /\/host\/\w+\.mjs$/ }, ({ path: place, resolveDir }) => ({
    path: path.resolve(resolveDir, place),
    external: true,
  }));
}

async function runStories(files, { host, chromium }) {
  const screenshots = path.join(here, 'screenshots');
  mkdirSync(screenshots, { recursive: true });
  Object.assign(process.env, {
    RULEWRIGHT_ROOT: root,
    RULEWRIGHT_HOST: host,
    RULEWRIGHT_CHROMIUM: chromium,
    RULEWRIGHT_SCREENSHOTS: screenshots,
  });
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, slow: 30_000, forbidOnly: true, forbidPending: true });
  files.forEach((file) => mocha.addFile(file));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes, failures, pending } = runner.stats;
      const counts = { passed: passes, failed: failures, skipped: pending };
      if (process.env.TEST_RESULT_FILE) writeFileSync(process.env.TEST_RESULT_FILE, JSON.stringify(counts));
      resolve(failures);
    });
  });
}
