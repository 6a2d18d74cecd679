// Archives of one file, recognised by their first bytes: which can be unpacked here, and what is said of the others.
import zlib from 'node:zlib';
import type { Transform } from 'node:stream';

/** How the host says why a file could not be unpacked. */
export class PackedError extends Error {
  override readonly name = 'PackedError';
}

interface Packing {
  readonly start: readonly number[];
  /** Undefined where this version of Node cannot. */
  readonly unpack: (() => Transform) | undefined;
  /** Throws with the code `ERR_BUFFER_TOO_LARGE` where there are more than `maxOutputLength` bytes. */
  readonly unpackAtOnce?: ((bytes: Uint8Array, options: zlib.ZlibOptions) => Uint8Array) | undefined;
  /** Follows the name of the file. */
  readonly refusal: string;
}

/** From Node 22.15 on. */
const { createZstdDecompress: createZstd, zstdDecompressSync: unpackZstd } = zlib as {
  readonly createZstdDecompress?: (options: zlib.ZlibOptions) => Transform;
  readonly zstdDecompressSync?: (bytes: Uint8Array, options: zlib.ZlibOptions) => Uint8Array;
};
const CHUNK: zlib.ZlibOptions = { chunkSize: 1 << 18 };

const PACKINGS: readonly Packing[] = [
  { start: [0x1f, 0x8b], unpack: () => zlib.createGunzip(CHUNK), unpackAtOnce: zlib.gunzipSync, refusal: '' },
  {
    start: [0x28, 0xb5, 0x2f, 0xfd],
    unpack: createZstd === undefined ? undefined : () => createZstd(CHUNK),
    unpackAtOnce: unpackZstd,
    refusal:
      `is compressed with Zstandard, which Node.js unpacks from version 22.15 on, and this is ${process.versions.node}; ` +
      'unpack it with `zstd -d`, or compress it with gzip',
  },
  { start: [0x50, 0x4b, 0x03, 0x04], unpack: undefined, refusal: refusalOf('a zip archive') },
  { start: [0xfd, 0x37, 0x7a, 0x58, 0x5a], unpack: undefined, refusal: refusalOf('an xz archive') },
  { start: [0x42, 0x5a, 0x68], unpack: undefined, refusal: refusalOf('a bzip2 archive') },
  { start: [0x04, 0x22, 0x4d, 0x18], unpack: undefined, refusal: refusalOf('an lz4 archive') },
  { start: [0x37, 0x7a, 0xbc, 0xaf], unpack: undefined, refusal: refusalOf('a 7z archive') },
];

function refusalOf(what: string): string {
  return `is ${what}, which cannot be read here; unpack it, or compress the sample with gzip`;
}

/** The most bytes that tell an archive. */
export const ARCHIVE_START = 8;

export function isPacked(start: Uint8Array): boolean {
  return packingOf(start) !== undefined;
}

/** What unpacks a file that begins like this; undefined for one that is no archive. Throws PackedError for one that cannot be unpacked. */
export function unpackerFor(start: Uint8Array): Transform | undefined {
  const packing = packingOf(start);
  if (packing === undefined) return undefined;
  if (packing.unpack === undefined) throw new PackedError(packing.refusal);
  return packing.unpack();
}

/** The bytes as they are where they are no archive. Throws PackedError for one that cannot be unpacked. */
export function unpackAtOnce(bytes: Uint8Array, limit: number): Uint8Array {
  const packing = packingOf(bytes);
  if (packing === undefined) return bytes;
  if (packing.unpackAtOnce === undefined) throw new PackedError(packing.refusal);
  return packing.unpackAtOnce(bytes, { ...CHUNK, maxOutputLength: limit });
}

function packingOf(start: Uint8Array): Packing | undefined {
  return PACKINGS.find((packing) => packing.start.every((byte, at) => start[at] === byte));
}
