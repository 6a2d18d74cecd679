// The licences of the packages that bundles hold, as one text to pack beside them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} root the project's folder
 * @param {readonly { inputs: Record<string, unknown> }[]} metafiles esbuild's accounts of what went into each bundle
 * @param {readonly string[]} copied names of packages of which files are copied as they are
 * @param {string} file where the text goes
 */
export function writeLicences(root, metafiles, copied, file) {
  const inputs = metafiles.flatMap((each) => Object.keys(each.inputs));
  const bundled = inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  const folders = [...new Set([...bundled, ...copied.map((name) => `node_modules/${name}`)])];
  const chapters = folders.map((folder) => chapterOf(path.resolve(root, folder))).sort();
  writeFileSync(file, chapters.join(`\n${'-'.repeat(80)}\n\n`));
}

function chapterOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((entry) => /^(?:licen[cs]e|notice|thirdpartynotices)/i.test(entry))
    .map((entry) => readFileSync(path.join(folder, entry), 'utf8').replaceAll('\r', '').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n') + '\n';
}
