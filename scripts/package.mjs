// Packs the extension as a .vsix. It is built in a folder of its own, so that the build one works with stays as it is.
// usage: node scripts/package.mjs [file.vsix]
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, runProgram } from './processes.mjs';
import { packedReadme } from './readme.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const largestBytes = 3_000_000;
/** What the manifest says for those who work on the extension, and for npm. */
const ofTheProject = ['private', 'scripts', 'workspaces', 'devDependencies'];
/** What a build makes; everything else that is packed stands in the project. */
const built = /^(?:server\/)?dist\//;

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const packed = path.resolve(process.argv[2] ?? path.join(root, `${manifest.name}-${manifest.version}.vsix`));
const stage = mkdtempSync(path.join(tmpdir(), 'rulewright-package-'));
try {
  await fill(stage);
  await createVSIX({
    cwd: stage,
    packagePath: packed,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  process.exitCode = judge(statSync(packed).size);
} catch (error) {
  console.error(`The extension was not packed: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(stage, { recursive: true, force: true, maxRetries: 5 });
}

async function fill(folder) {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  for (const file of ['.vscodeignore', ...files.filter((each) => !built.test(each))])
    cpSync(path.join(root, file), path.join(folder, file));
  const kept = Object.entries(manifest).filter(([name]) => !ofTheProject.includes(name));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(Object.fromEntries(kept), undefined, 2));
  const readme = packedReadme(readFileSync(path.join(root, 'README.md'), 'utf8'));
  writeFileSync(path.join(folder, 'README.md'), readme);
  const build = ['scripts/build.mjs', '--production', '--into', folder];
  const { status } = await runProgram(process.execPath, build, { cwd: root, env: cleanEnvironment() });
  if (status !== 0) throw new Error('the build failed.');
}

function judge(bytes) {
  const size = `${(bytes / 1e6).toFixed(2)} MB`;
  if (bytes <= largestBytes) return 0;
  console.error(
    `The package has ${size}; it may have ${largestBytes / 1e6} MB. See .vscodeignore for what goes into it.`,
  );
  return 1;
}
