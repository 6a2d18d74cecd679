// Bundles mocha suites written in TypeScript and runs them in Node.
// usage: node scripts/test.mjs [label] [folder-or-file …] [-- mocha arguments]
//   node scripts/test.mjs unit test/eql         runs test/eql/**/*.test.ts
//   node scripts/test.mjs all                   runs every suite that needs no editor
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync, mkdirSync, rmSync, statSync } from './files.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const inEditor = ['vscode', 'ui', 'host'];
const [label = 'all', ...rest] = process.argv.slice(2);
const split = rest.indexOf('--');
const places = (split < 0 ? rest : rest.slice(0, split)).map((place) => path.resolve(place));
const mochaArguments = split < 0 ? [] : rest.slice(split + 1);

const missing = places.filter((place) => !existsSync(place));
if (missing.length > 0) {
  console.error(`there is no ${missing.map((place) => path.relative(root, place)).join(', no ')}`);
  process.exit(1);
}
const files = (places.length > 0 ? places : suiteFolders()).flatMap(testsIn);
if (files.length === 0) {
  console.error('no test file found');
  process.exit(1);
}
const out = path.join(root, '.test', `${label}-${process.pid}`);
mkdirSync(out, { recursive: true });
try {
  await build({
    entryPoints: files,
    outdir: out,
    outbase: path.join(root, 'test'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'warning',
    external: ['esbuild', 'typescript', 'fast-check'],
    define: { __ROOT__: JSON.stringify(root) },
  });
  process.exitCode = runMocha();
} finally {
  rmSync(out, { recursive: true, force: true });
}

function runMocha() {
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const bundles = globSync(out, '.test.cjs');
  const reporter = process.env.TEST_RESULT_FILE ? ['--reporter', path.join(root, 'scripts', 'mochaReporter.cjs')] : [];
  const run = spawnSync(
    process.execPath,
    [
      '--enable-source-maps',
      mocha,
      '--require',
      path.join(root, 'scripts', 'seed.cjs'),
      '--timeout',
      '180000',
      '--forbid-only',
      '--forbid-pending',
      ...reporter,
      ...mochaArguments,
      ...bundles,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  return run.status ?? 1;
}

function suiteFolders() {
  return globSync(path.join(root, 'test'), '.test.ts').filter(
    (file) => !inEditor.includes(path.relative(path.join(root, 'test'), file).split(path.sep)[0]),
  );
}

function testsIn(place) {
  return statSync(place).isDirectory() ? globSync(place, '.test.ts') : [place];
}
