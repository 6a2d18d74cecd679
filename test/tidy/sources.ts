// The project's own files, and what they import: what the rules of the house are checked on.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

declare const __ROOT__: string;

/** Made by machines, or not ours. */
const foreign = new Set(['.git', '.test', '.vscode-test', 'coverage', 'dist', 'node_modules', 'screenshots']);

/** Every file of the project as a path from its root, with slashes. */
export const projectFiles: readonly string[] = filesBelow('').sort();

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(__ROOT__, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return foreign.has(entry.name) ? [] : filesBelow(place);
    return entry.name.endsWith('.vsix') ? [] : [place];
  });
}

export function filesIn(folder: string, endings: RegExp = /\.ts$/): readonly string[] {
  return projectFiles.filter((file) => file.startsWith(`${folder}/`) && endings.test(file));
}

export function read(file: string): string {
  return readFileSync(path.join(__ROOT__, file), 'utf8');
}

export function readBytes(file: string): Buffer {
  return readFileSync(path.join(__ROOT__, file));
}

export function sizeOf(file: string): number {
  return statSync(path.join(__ROOT__, file)).size;
}

/** What a module imports, exports from, or loads by `import()` and `require()`: paths from the root, or names of packages. */
export function importsOf(file: string): readonly string[] {
  return ts
    .preProcessFile(read(file), true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? path.posix.join(path.posix.dirname(file), fileName) : fileName,
    );
}

/** `node:fs` is the package `node`, `lit/decorators.js` is `lit`, `@a/b/c` is `@a/b`. */
export function packageOf(name: string): string {
  if (name.startsWith('node:')) return 'node';
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The names in the code: no comments, no texts. */
export function wordsOf(file: string): readonly string[] {
  const words: string[] = [];
  visit(parse(file), (node) => {
    if (ts.isIdentifier(node)) words.push(node.text);
  });
  return words;
}

const parsed = new Map<string, ts.SourceFile>();

export function parse(file: string): ts.SourceFile {
  const source = parsed.get(file) ?? ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true);
  parsed.set(file, source);
  return source;
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** Fails with all that was found, each on a line of its own. */
export function expectNone(found: readonly string[], complaint: string): void {
  const each = [...new Set(found)].sort();
  assert.ok(each.length === 0, `${complaint}:\n  ${each.join('\n  ')}`);
}
