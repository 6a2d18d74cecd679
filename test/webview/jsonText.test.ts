// The panel's reader of JSON: what is written stays as it is written, and nothing makes it throw.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJson } from '../../client/webview/model/jsonText';
import type { JsonValue } from '../../client/webview/model/jsonText';

describe('the JSON reader of the panel', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.deepEqual(toPlain(readJson(text)), asText(JSON.parse(text)));
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ u0a1n\n') }), (text) => {
        assert.ok(readJson(text).kind);
      }),
    );
  });

  it('keeps every digit of a number', () => {
    const value = readJson('[12345678901234567890, 1.10]');
    assert.deepEqual(value.kind === 'array' && value.items.map((item) => item.kind === 'plain' && item.text), [
      '12345678901234567890',
      '1.10',
    ]);
  });

  it('keeps both of two equal keys', () => {
    assert.deepEqual(members('{"a":1,"a":2}'), [
      ['a', '1'],
      ['a', '2'],
    ]);
  });

  it('gives the beginning of a text that is cut off', () => {
    assert.deepEqual(members('{"a":"whole","b":"cut of'), [
      ['a', 'whole'],
      ['b', 'cut of'],
    ]);
  });

  it('leaves what is nested too deep as text', () => {
    const deep = '['.repeat(100_000);
    assert.equal(readJson(deep).kind, 'array');
  });
});

function members(text: string): unknown {
  const value = readJson(text);
  assert.equal(value.kind, 'object');
  return value.kind === 'object' ? value.members.map(({ key, value: inside }) => [key, toPlain(inside)]) : undefined;
}

/** Leaves are compared as text: the reader does not turn them into values. */
function toPlain(value: JsonValue): unknown {
  switch (value.kind) {
    case 'object':
      return value.members.map(({ key, value: inside }) => [key, toPlain(inside)]);
    case 'array':
      return value.items.map(toPlain);
    case 'string':
    case 'plain':
      return value.kind === 'plain' ? plainText(value.text) : value.text;
  }
}

function plainText(text: string): string {
  return String(JSON.parse(text));
}

function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([key, inside]) => [key, asText(inside)]);
  return String(value);
}
