// Makes scripts/schemas/ecsHistory.json: the fields that came to the Elastic Common Schema between its published versions.
// Asks npm for them, so only who renews the catalogs runs it. usage: node scripts/makeEcsHistory.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** Each minor version of which npm has a package, the oldest first; the last is the one that the catalog is made from. */
const PACKAGES = ['8.11.5', '9.0.0', '9.3.0'];

const versions = [...PACKAGES.map(published), versionIn('@elastic/ecs')];
const steps = versions.slice(1).map(({ version, names }, at) => {
  const before = versions[at];
  return { after: before.version, version, fields: [...names].filter((name) => !before.names.has(name)).sort() };
});
const file = path.join(root, 'scripts', 'schemas', 'ecsHistory.json');
writeFileSync(file, `${JSON.stringify({ source: '@elastic/ecs, Apache-2.0', steps }, null, 1)}\n`);
for (const { after, version, fields } of steps) console.log(`${version}: ${fields.length} fields that ${after} lacks`);

function published(version) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rulewright-ecs-'));
  try {
    execFileSync('npm', ['pack', '--silent', `@elastic/ecs@${version}`], { cwd: folder });
    execFileSync('tar', ['-xzf', `elastic-ecs-${version}.tgz`], { cwd: folder });
    return versionIn(path.join(folder, 'package'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function versionIn(place) {
  const { EcsFlat, EcsVersion } = require(place);
  const names = Object.values(EcsFlat).flatMap(({ flat_name: name, multi_fields: twins = [] }) => [
    name,
    ...twins.map((twin) => twin.flat_name),
  ]);
  return { version: EcsVersion.split('.').slice(0, 2).join('.'), names: new Set(names) };
}
