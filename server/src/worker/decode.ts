// The bytes of a sample as text: UTF-8, or UTF-16 with its mark. Bytes that are no text are told before anything is read.
import { TextDecoder } from 'node:util';

export interface ByteDecoder {
  /** The text that these bytes complete; the byte order mark is taken away. */
  push(bytes: Uint8Array): string;
  end(): string;
  /** Known once there are bytes. */
  readonly encoding: Encoding;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export function createByteDecoder(): ByteDecoder {
  let decoder: TextDecoder | undefined;
  let encoding: Encoding = 'utf-8';
  return {
    push(bytes) {
      if (decoder === undefined) decoder = new TextDecoder((encoding = encodingOf(bytes)));
      return decoder.decode(bytes, { stream: true });
    },
    end: () => decoder?.decode() ?? '',
    get encoding() {
      return encoding;
    },
  };
}

/** By the byte order mark. */
function encodingOf([first, second]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** A zero byte among the first ones, and a beginning that is neither JSON nor marked as UTF-16. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (encodingOf(bytes) !== 'utf-8') return false;
  const start = bytes.subarray(0, 4096);
  const first = start.find((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return start.includes(0) && first !== OPEN_BRACE && first !== OPEN_BRACKET;
}

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
