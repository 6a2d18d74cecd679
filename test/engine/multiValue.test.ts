// Several values in one field. Source: docs/eql.md, section 6; section 15 for negation over several values.
import { checkAll } from './oneEvent';
import type { Properties } from './oneEvent';

const MAPPING: Properties = { tag: { type: 'keyword' }, port: { type: 'long' }, other: { type: 'keyword' } };

describe('a field with several values', () => {
  it('satisfies a leaf by any of them, and two leaves by two', () => {
    checkAll(
      [
        ['tag == "a"', { tag: ['a', 'b'] }, true],
        ['tag == "b"', { tag: ['a', 'b'] }, true],
        ['tag == "a" and tag == "b"', { tag: ['a', 'b'] }, true],
        ['port > 5 and port < 3', { port: [1, 9] }, true],
        ['tag : "A*"', { tag: ['x', 'abc'] }, true],
        ['tag in ("b", "c")', { tag: ['a', 'b'] }, true],
      ],
      MAPPING,
    );
  });

  it('satisfies a negation only if no value satisfies the leaf', () => {
    checkAll(
      [
        ['tag != "a"', { tag: ['a', 'b'] }, false],
        ['not tag == "a"', { tag: ['a', 'b'] }, false],
        ['tag != "c"', { tag: ['a', 'b'] }, true],
        ['tag not in ("b")', { tag: ['a', 'b'] }, false],
        ['length(tag) != 1', { tag: ['a', 'bcd'] }, false],
        ['not length(tag) > 2', { tag: ['a', 'bcd'] }, false],
        ['not length(tag) > 3', { tag: ['a', 'bcd'] }, true],
      ],
      MAPPING,
    );
  });

  it('is tried in every combination by a computed leaf', () => {
    checkAll(
      [
        ['length(tag) == 3', { tag: ['a', 'bcd'] }, true],
        ['port + 1 == 10', { port: [1, 9] }, true],
        ['concat(tag, other) == "by"', { tag: ['a', 'b'], other: ['x', 'y'] }, true],
        ['concat(tag, other) == "ab"', { tag: ['a', 'b'], other: ['x', 'y'] }, false],
        ['tag == other', { tag: ['a', 'b'], other: ['b', 'c'] }, true],
        ['tag == other', { tag: ['a'], other: ['b', 'c'] }, false],
        // One field twice in one script has one value at a time.
        ['concat(tag, tag) == "ab"', { tag: ['a', 'b'] }, false],
        ['concat(tag, tag) == "bb"', { tag: ['a', 'b'] }, true],
      ],
      MAPPING,
    );
  });

  it('may stand in an array of objects, in arrays of arrays, and with nulls between', () => {
    checkAll(
      [
        ['user.name == "b"', { user: [{ name: 'a' }, { name: 'b' }] }, true],
        ['user.name == "c"', { user: [{ name: ['a', 'b'] }, { name: 'c' }] }, true],
        ['user.name == "b"', { user: [[{ name: 'b' }]] }, true],
        ['tag == "b"', { tag: [['a'], [null, 'b']] }, true],
        ['tag == null', { tag: [null, 'b'] }, false],
      ],
      undefined,
    );
  });
});
