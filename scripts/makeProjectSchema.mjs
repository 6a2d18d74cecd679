// Makes schemas/rulewright.schema.json from server/src/project/projectSchema.ts and the codes of server/src/base/codes.ts, and
// schemas/lofp-entry.schema.json from server/src/lofp/entries/entrySchema.ts: for editors that read JSON schemas. Run it when a code or a key comes or goes.
// usage: node scripts/makeProjectSchema.mjs [--check]
import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stale = [];
await keep(
  'schemas/rulewright.schema.json',
  JSON.stringify(await schemaOf('server/src/project/projectSchema.ts', 'PROJECT_SCHEMA')),
);
await keep(
  'schemas/lofp-entry.schema.json',
  JSON.stringify(await schemaOf('server/src/lofp/entries/entrySchema.ts', 'ENTRY_SCHEMA')),
);
if (stale.length > 0) {
  console.error(
    `${stale.join(' and ')} ${stale.length === 1 ? 'is' : 'are'} not up to date: run node scripts/makeProjectSchema.mjs`,
  );
  process.exitCode = 1;
}

async function keep(file, text) {
  const place = path.join(root, file);
  const wanted = await prettier.format(text, { ...(await prettier.resolveConfig(place)), filepath: place });
  if (readOr(place) === wanted) return;
  if (process.argv.includes('--check')) stale.push(file);
  else {
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, wanted);
  }
}

function readOr(place) {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return undefined;
  }
}

/** A schema as the server has it. */
async function schemaOf(file, name) {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, file)],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'warning',
  });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return module[name];
}
