// The bytes of a sample as lines of text: UTF-8, or UTF-16 with its mark; LF or CRLF; with or without a last newline.
import { TextDecoder } from 'node:util';

export interface LineSplitter {
  /** The lines that these bytes complete, without their terminators. */
  push(bytes: Uint8Array): readonly string[];
  /** The last line, where no newline ends it. */
  end(): string | undefined;
}

/** What exceeds this many UTF-16 units of one line is dropped, so the line is no JSON any more: no event is that long. */
const LONGEST_LINE = 1 << 27;

export function createLineSplitter(): LineSplitter {
  let decoder: TextDecoder | undefined;
  let begun: string[] = [];
  let length = 0;
  const append = (text: string): void => {
    if (text !== '' && length < LONGEST_LINE) begun.push(text);
    length += text.length;
  };
  const take = (): string => {
    const line = begun.length === 1 ? (begun[0] ?? '') : begun.join('');
    begun = [];
    length = 0;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  const split = (text: string): string[] => {
    const lines: string[] = [];
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      append(text.slice(from, to));
      lines.push(take());
      from = to + 1;
    }
    append(text.slice(from));
    return lines;
  };
  return {
    push(bytes) {
      decoder ??= new TextDecoder(encodingOf(bytes));
      return split(decoder.decode(bytes, { stream: true }));
    },
    end() {
      append(decoder?.decode() ?? '');
      return length === 0 ? undefined : take();
    },
  };
}

/** By the byte order mark, which the decoder takes away. */
function encodingOf([first, second]: Uint8Array): string {
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
