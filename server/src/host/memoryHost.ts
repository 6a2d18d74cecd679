// A host without a disk, for tests and other embedders: files are a map from path to text.
import { UnreadableError } from './host';
import type { Host } from './host';

export interface MemoryFiles {
  readonly [path: string]: string;
}

/** Paths are absolute with `/`. There are no programs, and what is written can be read where a file was before. The day is always the first of 2026. Hashes are not SHA-256 here: `hash` is given, or answers the text's length. */
export function createMemoryHost(files: MemoryFiles, schemas: Readonly<Record<string, unknown>> = {}): Host {
  const written = new Map<string, string>();
  const read = (path: string): string => {
    const text = written.get(path) ?? files[path];
    if (text === undefined) throw new UnreadableError(`${path} does not exist.`);
    return text;
  };
  let ticks = 0;
  return {
    readText: read,
    writeText: (path, text) => void written.set(path, text),
    stamp: (path) => (files[path] === undefined ? undefined : { bytes: files[path].length, modified: 0 }),
    isFolder: (path) => Object.keys(files).some((file) => file.startsWith(`${path}/`)),
    list: (folder) => listFolder(files, folder),
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface streams, memory has no need to wait
    async *openSample(path) {
      yield new TextEncoder().encode(read(path));
    },
    peekSample: (path, limit) => Promise.resolve(new TextEncoder().encode(read(path)).subarray(0, limit)),
    readSchema: (name) => schemas[name],
    runProgram: () => undefined,
    hash: (text) => text.length.toString(16).padStart(16, '0'),
    now: () => ticks++,
    today: () => '2026-01-01',
    join: (...parts) => parts.join('/').replace(/\/+/g, '/'),
    dirname: (path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '/',
    resolve: (path) => (path.startsWith('/') ? path : path === '.' ? '/' : `/${path}`),
  };
}

function listFolder(files: MemoryFiles, folder: string) {
  const names = new Map<string, boolean>();
  for (const path of Object.keys(files)) {
    if (!path.startsWith(`${folder}/`)) continue;
    const [name = '', ...rest] = path.slice(folder.length + 1).split('/');
    names.set(name, rest.length > 0);
  }
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, isFolder]) => ({ name, isFolder }));
}
