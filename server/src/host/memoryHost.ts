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
    stamp(path) {
      const text = files[path] ?? written.get(path);
      return text === undefined ? undefined : { bytes: text.length, modified: 0 };
    },
    isFolder: (path) => Object.keys(files).some((file) => file.startsWith(`${path}/`)),
    list: (folder) => listFolder(files, folder),
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface streams, memory has no need to wait
    async *openSample(path) {
      yield new TextEncoder().encode(read(path));
    },
    readSample: (path) => new TextEncoder().encode(read(path)),
    peekSample: (path, limit) => Promise.resolve(new TextEncoder().encode(read(path)).subarray(0, limit)),
    readSchema: (name) => schemas[name],
    runProgram: () => undefined,
    hash: (text) => text.length.toString(16).padStart(16, '0'),
    keyedHash: (key, text) => weakHash(`${key} ${text}`),
    random: () => weakHash(String(ticks++)).slice(0, 32),
    async writeNew(path, parts) {
      let text = '';
      for await (const part of parts) text += part;
      written.set(path, text);
    },
    move(from, to) {
      if (files[to] !== undefined || written.has(to)) throw new UnreadableError(`${to} is there already.`);
      written.set(to, read(from));
      written.delete(from);
    },
    remove(path) {
      for (const file of [...written.keys()]) if (file === path || file.startsWith(`${path}/`)) written.delete(file);
    },
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

/** 64 hexadecimal digits that depend on all of a text. FNV-1a, eight times. */
function weakHash(text: string): string {
  return Array.from({ length: 8 }, (_, round) => {
    let hash = 0x811c9dc5 ^ round;
    for (const character of `${round}${text}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
    return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, '0');
  }).join('');
}
