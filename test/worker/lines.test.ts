// Bytes to lines: encodings, line ends, and chunks that break anywhere.
import assert from 'node:assert/strict';
import { createLineSplitter, looksBinary } from '../../server/src/worker/lines';

function linesOf(bytes: Uint8Array, chunk = bytes.length): string[] {
  const splitter = createLineSplitter();
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk) lines.push(...splitter.push(bytes.subarray(at, at + chunk)));
  const last = splitter.end();
  return last === undefined ? lines : [...lines, last];
}

const TEXTS: readonly { readonly name: string; readonly text: string; readonly lines: readonly string[] }[] = [
  { name: 'an empty file', text: '', lines: [] },
  { name: 'one line without a newline', text: 'a', lines: ['a'] },
  { name: 'a newline at the end', text: 'a\nb\n', lines: ['a', 'b'] },
  { name: 'a missing last newline', text: 'a\nb', lines: ['a', 'b'] },
  { name: 'CRLF', text: 'a\r\nb\r\n', lines: ['a', 'b'] },
  { name: 'blank lines', text: 'a\n\n\nb\n', lines: ['a', '', '', 'b'] },
  { name: 'letters of two, three and four bytes', text: 'ä\n€\n🙂\n', lines: ['ä', '€', '🙂'] },
  { name: 'a carriage return within a line', text: 'a\rb\n', lines: ['a\rb'] },
  { name: 'separators that are no line ends', text: 'a\u2028b\u0085c\n', lines: ['a\u2028b\u0085c'] },
];

describe('lines of a sample', () => {
  for (const { name, text, lines } of TEXTS) {
    it(`are split in ${name}, wherever the chunks end`, () => {
      const bytes = Buffer.from(text);
      for (const chunk of [1, 2, 3, 100]) assert.deepEqual(linesOf(bytes, chunk), lines);
    });
  }

  it('lose the mark of UTF-8', () => assert.deepEqual(linesOf(Buffer.from('\ufeffa\n')), ['a']));

  it('are read from UTF-16, as PowerShell writes it', () => {
    const little = Buffer.from('\ufeff{"a":"ä"}\r\nb', 'utf16le');
    assert.deepEqual(linesOf(little), ['{"a":"ä"}', 'b']);
    assert.deepEqual(linesOf(Buffer.from(little).swap16()), ['{"a":"ä"}', 'b']);
  });

  it('have a replacement for bytes that are no UTF-8', () =>
    assert.deepEqual(linesOf(Buffer.from([0x61, 0xff, 0x62, 0x0a])), ['a\ufffdb']));
});

describe('a binary file', () => {
  const FILES: readonly { readonly name: string; readonly bytes: Buffer; readonly isBinary: boolean }[] = [
    { name: 'an executable', bytes: Buffer.from('\x7fELF\x02\x01\x01\x00\x00'), isBinary: true },
    { name: 'a picture', bytes: Buffer.from('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR', 'latin1'), isBinary: true },
    { name: 'NDJSON', bytes: Buffer.from('{"a":1}\n'), isBinary: false },
    {
      name: 'NDJSON with a hole of zeros, as a crash leaves it',
      bytes: Buffer.from('{"a":1}\n\0\0\0'),
      isBinary: false,
    },
    { name: 'text that is no JSON', bytes: Buffer.from('hello\n'), isBinary: false },
    { name: 'UTF-16', bytes: Buffer.from('\ufeffhello\n', 'utf16le'), isBinary: false },
    { name: 'nothing', bytes: Buffer.from(''), isBinary: false },
  ];
  for (const { name, bytes, isBinary } of FILES)
    it(`${isBinary ? 'is' : 'is not'} ${name}`, () => assert.equal(looksBinary(bytes), isBinary));
});
