// The library as one bundle, for scripts that look at rules with it, and the rules of a folder as they are found there.
import { build } from 'esbuild';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from '../files.mjs';

export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const corpusFolder = path.join(root, '..', 'shared', 'corpus');

const CONTENTS = `
  export { analyze, fixesOf } from './server/src/analysis/analyze';
  export { CODES } from './server/src/base/codes';
  export { findDuplicates, identityOf } from './server/src/analysis/workspace/duplicates';
  export { tokenize } from './server/src/eql/parse';
  export * from './server/src/eql/walk';
  export { familyOf } from './server/src/eql/types';
  export { overBroadArms } from './server/src/tuning/evade/overBroadArms';
  export { createNodeHost } from './server/src/host/nodeHost';
  export { formatOf } from './server/src/rule/read';
`;

/** With `readCatalog`, which reads the schemas that are committed. */
export async function loadLibrary() {
  const out = mkdtempSync(path.join(os.tmpdir(), 'rulewright-library-'));
  try {
    const outfile = path.join(out, 'library.cjs');
    await build({
      stdin: { contents: CONTENTS, resolveDir: root, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    const library = createRequire(import.meta.url)(outfile);
    const host = library.createNodeHost(path.join(root, 'server/schemas'));
    return { ...library, readCatalog: (name) => host.readSchema(name) };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The TOML files of a folder: undefined where there is no such folder. */
export function readRules(folder) {
  if (!existsSync(folder)) return undefined;
  return globSync(folder, '.toml').map((file) => ({
    name: path.basename(file, '.toml'),
    path: path.relative(folder, file).split(path.sep).join('/'),
    text: readFileSync(file, 'utf8'),
  }));
}
