// Everything impure that the library needs, behind one interface: files, compressed streams, hashes and the clock.

/** A file or folder that could not be read: `message` is one clear sentence for the person. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** Identifies one state of a file: changes whenever its content may have changed. */
export interface FileStamp {
  readonly bytes: number;
  readonly modified: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** How a program ended, and what it said. */
export interface ProgramResult {
  readonly status: number;
  /** Standard output. */
  readonly output: string;
}

export interface Host {
  /** Throws UnreadableError. */
  readText(path: string): string;
  /** Replaces a file as a whole: whoever reads it meanwhile sees the old text or the new. Throws UnreadableError. */
  writeText(path: string, text: string): void;
  /** Undefined where nothing readable stands. */
  stamp(path: string): FileStamp | undefined;
  isFolder(path: string): boolean;
  /** Sorted by name; empty where the folder cannot be read. */
  list(folder: string): readonly FolderEntry[];
  /**
   * The bytes of a sample, unpacked where they are an archive (gzip, and zstd where Node has it; recognised by content). Throws UnreadableError, also midway. Progress
   * is in bytes of the file itself.
   */
  openSample(path: string, onBytes?: (bytes: number) => void): AsyncIterable<Uint8Array>;
  /** A whole sample at once, unpacked as by `openSample`. Throws UnreadableError, also where there are more than `limit` bytes. */
  readSample(path: string, limit: number): Uint8Array;
  /** The first decompressed bytes of a sample, at most `limit`. Throws UnreadableError. */
  peekSample(path: string, limit: number): Promise<Uint8Array>;
  /** A generated field catalog by its name (`server/schemas/<name>.json`), parsed; undefined where there is none. */
  readSchema(name: string): unknown;
  /** Runs a program of the system in a folder, without a shell, and waits for it. Undefined where there is no such program. */
  runProgram(name: string, words: readonly string[], folder: string): ProgramResult | undefined;
  /** First 16 hexadecimal digits of the SHA-256 of a text in UTF-8. */
  hash(text: string): string;
  /** 64 hexadecimal digits that only who has the key can make of a text: HMAC with SHA-256. */
  keyedHash(key: string, text: string): string;
  /** A new text of 32 hexadecimal digits that nobody can guess. */
  random(): string;
  /** Writes a new file, packed with gzip or as it is, and the folders above it. Throws UnreadableError, also where the file is there already. */
  writeNew(path: string, parts: AsyncIterable<string>, packed: boolean): Promise<void>;
  /** Gives a file its place; it never takes that of another. Throws UnreadableError. */
  move(from: string, to: string): void;
  /** Takes away a folder with all that is in it, or a file. What is not there is no fault. */
  remove(path: string): void;
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** The day where the person is, `YYYY-MM-DD`. */
  today(): string;
  join(...parts: readonly string[]): string;
  dirname(path: string): string;
  resolve(path: string): string;
}
