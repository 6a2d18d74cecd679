// Offsets to lines and columns, and back.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLineIndex } from '../../server/src/base/lineIndex';

describe('a line index', () => {
  it('ends lines at every kind of line break', () => {
    const index = createLineIndex('a\nbc\r\nd\re');
    assert.equal(index.lineCount, 4);
    assert.deepEqual(index.positionAt(3), { line: 1, column: 1 });
    assert.deepEqual(index.positionAt(6), { line: 2, column: 0 });
    assert.deepEqual(index.positionAt(8), { line: 3, column: 0 });
  });

  it('has one line where there is no text', () => {
    const index = createLineIndex('');
    assert.equal(index.lineCount, 1);
    assert.deepEqual(index.positionAt(0), { line: 0, column: 0 });
    assert.equal(index.offsetAt({ line: 0, column: 0 }), 0);
  });

  it('brings places outside of the text to its nearest end', () => {
    const index = createLineIndex('ab\ncd');
    assert.deepEqual(index.positionAt(-1), { line: 0, column: 0 });
    assert.deepEqual(index.positionAt(99), { line: 1, column: 2 });
    assert.equal(index.offsetAt({ line: -1, column: 5 }), 0);
    assert.equal(index.offsetAt({ line: 7, column: 0 }), 5);
    assert.equal(index.offsetAt({ line: 1, column: 99 }), 5);
    assert.equal(index.offsetAt({ line: 1, column: -3 }), 3);
  });

  it('has the last place of a line before its line break', () => {
    const index = createLineIndex('ab\ncd\r\n\rx');
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => index.offsetAt({ line, column: 99 })),
      [2, 5, 7, 9],
    );
    assert.deepEqual(index.positionAt(6), { line: 1, column: 2 }, 'within a line break');
  });

  it('counts columns in UTF-16 units', () => {
    assert.deepEqual(createLineIndex('🦀x').positionAt(2), { line: 0, column: 2 });
  });

  it('finds every offset again', () => {
    const texts = fc
      .array(fc.constantFrom('a', '\n', '\r', '\r\n', '🦀'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    const property = fc.property(texts, (text) => {
      const index = createLineIndex(text);
      for (let at = 0; at <= text.length; at++) {
        const isWithinBreak = text.slice(at - 1, at + 1) === '\r\n';
        assert.equal(index.offsetAt(index.positionAt(at)), isWithinBreak ? at - 1 : at);
      }
      assert.equal(index.lineCount, text.split(/\r\n|\r|\n/).length);
    });
    fc.assert(property, { seed: 7 });
  });
});
