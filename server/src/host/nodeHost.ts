// The host on Node: the only place that touches the disk.
import { spawnSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ARCHIVE_START, isPacked, PackedError, unpackAtOnce, unpackerFor } from './compression';
import { UnreadableError } from './host';
import type { FileStamp, FolderEntry, Host, ProgramResult } from './host';

/** `schemaFolder` holds the generated field catalogs. */
export function createNodeHost(schemaFolder: string): Host {
  return {
    readText: (file) => explained(file, () => readFileSync(file, 'utf8')),
    writeText,
    stamp: fileStamp,
    isFolder: (folder) => statOf(folder)?.isDirectory() ?? false,
    list: listFolder,
    openSample,
    readSample,
    peekSample,
    readSchema: (name) => readSchema(path.join(schemaFolder, `${name}.json`)),
    runProgram,
    hash: (text) => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16),
    keyedHash: (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex'),
    random: () => randomBytes(16).toString('hex'),
    writeNew,
    move: moveFile,
    remove: (place) => rmSync(place, { recursive: true, force: true }),
    now: () => performance.now(),
    today: () => dayOf(new Date()),
    join: (...parts) => path.join(...parts),
    dirname: (file) => path.dirname(file),
    resolve: (file) => path.resolve(file),
  };
}

/** Written beside and renamed. A link stays one, and the file keeps its permissions; one that is marked read-only stays as it is. */
function writeText(file: string, text: string): void {
  const place = explained(file, () => realpathSync(file));
  const { mode } = explained(file, () => statSync(place));
  if ((mode & 0o222) === 0) throw new UnreadableError(`${file} is read-only and was left as it is.`);
  const beside = `${place}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text, { mode, flag: 'wx' });
    renameSync(beside, place);
  } catch (error) {
    rmSync(beside, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw new UnreadableError(`${file} could not be written (${code ?? String(error)}) and was left as it is.`);
  }
}

async function writeNew(file: string, parts: AsyncIterable<string>, packed: boolean): Promise<void> {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const target = createWriteStream(file, { flags: 'wx' });
    const source = Readable.from(parts, { objectMode: true });
    if (packed) await pipeline(source, createGzip(), target);
    else await pipeline(source, target);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** A second name first: unlike a renaming that fails where a file is already. Not every disk knows second names. */
function moveFile(from: string, to: string): void {
  try {
    if (statOf(to) !== undefined) throw Object.assign(new Error(), { code: 'EEXIST' });
    try {
      linkSync(from, to);
      unlinkSync(from);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
      renameSync(from, to);
    }
  } catch (error) {
    throw unwritable(to, error);
  }
}

const REFUSALS: Readonly<Record<string, string>> = {
  EEXIST: 'is there already and was left as it is',
  EACCES: 'may not be written: permission is denied',
  EPERM: 'may not be written: permission is denied',
  EROFS: 'may not be written: the disk is read-only',
  ENOSPC: 'could not be written: the disk is full',
  ENOTDIR: 'could not be written: a file is in the place of a folder above it',
};

/** What reading or a person’s own code threw on the way is told as it is. */
function unwritable(file: string, error: unknown): unknown {
  if (error instanceof UnreadableError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return new UnreadableError(`${file} ${REFUSALS[code] ?? `could not be written (${code})`}.`);
}

/** Blobs of git are rule files, which are small; its lists of files may be long. */
const MOST_OUTPUT = 256 * 1024 * 1024;

function runProgram(name: string, words: readonly string[], folder: string): ProgramResult | undefined {
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: MOST_OUTPUT, shell: false, windowsHide: true } as const;
  const { error, status, stdout } = spawnSync(name, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  if (error !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  return { status: status ?? 1, output: stdout ?? '' };
}

function fileStamp(file: string): FileStamp | undefined {
  const stat = statOf(file);
  return stat?.isFile() ? { bytes: stat.size, modified: stat.mtimeMs } : undefined;
}

/** Undefined also where a folder on the way may not be entered. */
function statOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

function listFolder(folder: string): FolderEntry[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: isFolder(folder, entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** A link to a folder is one. */
function isFolder(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statOf(path.join(folder, entry.name))?.isDirectory() ?? false;
}

function readSchema(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

async function* openSample(file: string, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  assertFile(file);
  const raw = createReadStream(file === '-' ? '/dev/stdin' : file, {
    highWaterMark: 1 << 18,
    ...(file === '-' ? { fd: 0 } : {}),
  });
  try {
    yield* decompressed(raw, onBytes);
  } catch (error) {
    throw unreadable(file, error);
  } finally {
    raw.destroy();
  }
}

async function* decompressed(
  raw: AsyncIterable<Buffer>,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const counted = countBytes(raw, onBytes);
  const first = await counted.next();
  if (first.done === true) return;
  const whole = chain(first.value, counted);
  const unpacker = unpackerFor(first.value);
  if (unpacker === undefined) yield* whole;
  else yield* unpacked(whole, unpacker);
}

async function* countBytes(raw: AsyncIterable<Buffer>, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of raw) {
    bytes += chunk.length;
    onBytes?.(bytes);
    yield chunk;
  }
}

async function* chain(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* unpacked(source: AsyncIterable<Buffer>, unzip: Transform): AsyncGenerator<Buffer> {
  const feeding = feed(source, unzip);
  try {
    for await (const chunk of unzip) yield chunk as Buffer;
    await feeding;
  } finally {
    unzip.destroy();
    await feeding.catch(() => undefined);
  }
}

async function feed(source: AsyncIterable<Buffer>, unzip: Transform): Promise<void> {
  try {
    for await (const chunk of source) {
      if (unzip.destroyed) return;
      if (!unzip.write(chunk)) await drained(unzip);
    }
    unzip.end();
  } catch (error) {
    unzip.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function drained(unzip: Transform): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      unzip.off('drain', done).off('close', done);
      resolve();
    };
    unzip.on('drain', done).on('close', done);
  });
}

async function peekSample(file: string, limit: number): Promise<Uint8Array> {
  assertFile(file);
  if (!isPacked(readStart(file, ARCHIVE_START))) return readStart(file, limit);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of openSample(file)) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= limit) break;
  }
  return Buffer.concat(parts).subarray(0, limit);
}

function readStart(file: string, limit: number): Uint8Array {
  return explained(file, () => {
    const descriptor = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(limit);
      return buffer.subarray(0, readSync(descriptor, buffer, 0, limit, 0));
    } finally {
      closeSync(descriptor);
    }
  });
}

function readSample(file: string, limit: number): Uint8Array {
  assertFile(file);
  return explained(file, () => {
    if (statSync(file).size > limit) throw tooLarge(file, limit);
    try {
      return unpackAtOnce(readFileSync(file), limit);
    } catch (error) {
      throw (error as { readonly code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(file, limit) : error;
    }
  });
}

function tooLarge(file: string, limit: number): UnreadableError {
  return new UnreadableError(`${file} has more than ${Math.round(limit / 1024 / 1024)} MB, and is not read at once.`);
}

function assertFile(file: string): void {
  if (file === '-') return;
  const stat = explained(file, () => statSync(file));
  if (stat.isDirectory()) throw new UnreadableError(`${file} is a folder, not a sample file.`);
}

function explained<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(file, error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be read: permission is denied',
  EPERM: 'may not be read: permission is denied',
  EISDIR: 'is a folder, not a file',
  Z_DATA_ERROR: 'is a damaged gzip archive',
  Z_BUF_ERROR: 'is a gzip archive that was cut off',
};

function unreadable(file: string, error: unknown): UnreadableError {
  if (error instanceof UnreadableError) return error;
  if (error instanceof PackedError) return new UnreadableError(`${nameOf(file)} ${error.message}.`);
  const code = (error as { code?: string }).code ?? '';
  const reason = REASONS[code] ?? (code.startsWith('ZSTD_') ? 'is a damaged Zstandard archive' : undefined);
  return new UnreadableError(`${nameOf(file)} ${reason ?? `could not be read (${code || String(error)})`}.`);
}

function nameOf(file: string): string {
  return file === '-' ? 'Standard input' : file;
}

/** By the clock on the wall, not by that of Greenwich. */
function dayOf(now: Date): string {
  const digits = (value: number, count: number): string => String(value).padStart(count, '0');
  return `${digits(now.getFullYear(), 4)}-${digits(now.getMonth() + 1, 2)}-${digits(now.getDate(), 2)}`;
}
