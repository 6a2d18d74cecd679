// Bytes to text: encodings, chunks that break anywhere, and files that are no text.
import assert from 'node:assert/strict';
import { createByteDecoder, looksBinary } from '../../server/src/worker/decode';

function textOf(bytes: Uint8Array, chunk = bytes.length): string {
  const decoder = createByteDecoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += decoder.push(bytes.subarray(at, at + chunk));
  return text + decoder.end();
}

describe('the text of a sample', () => {
  it('is decoded wherever the chunks end', () => {
    const bytes = Buffer.from('ä€🙂\n');
    for (const chunk of [1, 2, 3, 100]) assert.equal(textOf(bytes, chunk), 'ä€🙂\n');
  });

  it('loses the mark of UTF-8', () => assert.equal(textOf(Buffer.from('\ufeffa\n')), 'a\n'));

  it('is read from UTF-16, as PowerShell writes it', () => {
    const little = Buffer.from('\ufeff{"a":"ä"}\r\nb', 'utf16le');
    assert.equal(textOf(little), '{"a":"ä"}\r\nb');
    assert.equal(textOf(Buffer.from(little).swap16()), '{"a":"ä"}\r\nb');
  });

  it('has a replacement for bytes that are no UTF-8', () =>
    assert.equal(textOf(Buffer.from([0x61, 0xff, 0x62])), 'a\ufffdb'));
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
