// Wildcards against the obvious recursive matcher. Source of the rules: docs/eql.md, section 4.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileWildcard, foldAscii } from '../../server/src/engine/wildcard';

/** By code points; exponential, and plainly right. */
function obvious(pattern: readonly string[], text: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return text.length === 0;
  if (head === '*') return obvious(rest, text) || (text.length > 0 && obvious(pattern, text.slice(1)));
  const [first, ...tail] = text;
  return first !== undefined && (head === '?' || head === first) && obvious(rest, tail);
}

const piece = (...pieces: string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));

describe('a wildcard pattern', () => {
  it('agrees with the obvious matcher', () => {
    fc.assert(
      fc.property(piece('a', 'b', '*', '?', '\u{1f600}'), piece('a', 'b', 'A', '\u{1f600}', '\n'), (pattern, text) => {
        assert.equal(compileWildcard(pattern)(text), obvious([...pattern], [...text]));
        assert.equal(
          compileWildcard(pattern, foldAscii)(text),
          obvious([...foldAscii(pattern)], [...foldAscii(text)]),
          'without case',
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('matches whatever it was made from', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.boolean()), { maxLength: 6 }), (parts) => {
        const plain = parts.map(([text]) => text.replaceAll(/[*?]/g, 'x')).join('');
        const pattern = parts.map(([text, open]) => (open ? '*' : text.replaceAll(/[*?]/g, 'x'))).join('');
        assert.ok(compileWildcard(pattern)(plain));
      }),
    );
  });

  it('folds A to Z and nothing else', () => {
    assert.equal(foldAscii('AZaz[@\u00c4\u0130\u212a'), 'azaz[@\u00c4\u0130\u212a');
  });
});
