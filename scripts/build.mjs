// Builds everything that runs: the library, the command line, the language server, its worker, the extension and the panel.
// usage: node scripts/build.mjs [--production] [--into <folder>]
//   --into: leaves what is built in another folder than the project's, at the same places
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLicences } from './licences.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const production = process.argv.includes('--production');
const into = process.argv.includes('--into') ? process.argv[process.argv.indexOf('--into') + 1] : root;
const at = (...parts) => path.join(root, ...parts);
const out = (...parts) => path.join(path.resolve(into), ...parts);

const base = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  // Their texts go into one file instead: see licences.mjs.
  legalComments: 'none',
  metafile: true,
  absWorkingDir: root,
  logLevel: 'warning',
};
const node = { ...base, platform: 'node', target: 'node20', format: 'cjs' };

const built = await Promise.all([
  build({
    ...node,
    entryPoints: {
      index: at('server/src/index.ts'),
      protocol: at('server/src/protocol/index.ts'),
      cli: at('server/src/cli/main.ts'),
      server: at('server/src/lsp/main.ts'),
      worker: at('server/src/worker/main.ts'),
    },
    outdir: out('server/dist'),
  }),
  build({
    ...node,
    entryPoints: { extension: at('client/src/extension.ts') },
    outdir: out('dist/client'),
    external: ['vscode'],
  }),
  build({
    ...base,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    entryPoints: {
      panel: at('client/webview/main.ts'),
      matrix: at('client/webview/matrix.ts'),
      lofp: at('client/webview/lofp.ts'),
    },
    outdir: out('dist/webview'),
    loader: { '.ttf': 'file' },
    tsconfig: at('client/webview/tsconfig.json'),
  }),
]).catch(() => {
  // esbuild has said what is wrong, and where.
  process.exit(1);
});
copyCodicons();
writeLicences(
  root,
  built.map(({ metafile }) => metafile),
  ['@vscode/codicons'],
  out('dist/THIRD-PARTY-LICENSES.txt'),
);

function copyCodicons() {
  const from = at('node_modules/@vscode/codicons/dist');
  mkdirSync(out('dist/webview'), { recursive: true });
  for (const name of ['codicon.css', 'codicon.ttf']) {
    if (existsSync(path.join(from, name))) copyFileSync(path.join(from, name), out('dist/webview', name));
  }
}
