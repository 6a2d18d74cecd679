// Patterns against each other: every answer is compared with what the engine's wildcards do to all short texts.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileWildcard, foldAscii } from '../../../server/src/engine/wildcard';
import { createCoverIndex } from '../../../server/src/eql/reason/coverIndex';
import { patternCovers } from '../../../server/src/eql/reason/patternCover';
import { patternsMeet } from '../../../server/src/eql/reason/patternMeet';
import { wildcardPattern } from '../../../server/src/eql/reason/textPattern';
import type { TextPattern } from '../../../server/src/eql/reason/textPattern';
import { createWork } from '../../../server/src/eql/reason/work';

const PLENTY = 1_000_000;

/** All texts of up to five characters of an alphabet with a letter in both cases, another one, and one that no pattern names. */
const TEXTS = shortTexts(['a', 'A', 'b', '-'], 5);

interface Written {
  readonly text: string;
  readonly ignoresCase: boolean;
}

const written: fc.Arbitrary<Written> = fc.record({
  text: fc.string({ unit: fc.constantFrom('a', 'a', 'A', 'b', '*', '*', '?'), maxLength: 4 }),
  ignoresCase: fc.boolean(),
});

describe('a pattern covers another one', () => {
  it('just where the engine matches all that the other matches', () => {
    let claims = 0;
    fc.assert(
      fc.property(written, written, (wide, narrow) => {
        const claimed = patternCovers(patternOf(wide), patternOf(narrow), createWork(PLENTY));
        const [inWide, inNarrow] = [testOf(wide), testOf(narrow)];
        const isSo = TEXTS.every((text) => !inNarrow(text) || inWide(text));
        if (claimed) claims++;
        assert.ok(isSo || !claimed, `${wide.text} does not cover ${narrow.text}`);
        // With one case and the other apart it may stay silent: `a` or `A` each alone is no pattern.
        if (wide.ignoresCase || !narrow.ignoresCase) assert.equal(claimed, isSo, `${wide.text} covers ${narrow.text}`);
      }),
      { numRuns: 2000 },
    );
    assert.ok(claims > 100, `${claims} claims`);
  });

  for (const [wide, narrow, covers] of [
    ['*.exe', 'foo.exe', true],
    ['C:\\Windows\\*', 'C:\\Windows\\System32\\*.exe', true],
    ['?:\\Windows\\*', 'C:\\Windows\\*', true],
    ['C:\\Windows\\*', '?:\\Windows\\*', false],
    ['*a*b*', '*ab*', true],
    ['*ab*', '*a*b*', false],
    ['*??', '?*?', true],
    ['a?*', 'a*b', true],
    ['/exec?command=*', '/exec?command=df&*', true],
    ['*', '', true],
    ['?*', '*', false],
  ] as const)
    it(`${wide} ${covers ? 'covers' : 'does not cover'} ${narrow}`, () => {
      const [left, right] = [
        patternOf({ text: wide, ignoresCase: true }),
        patternOf({ text: narrow, ignoresCase: true }),
      ];
      assert.equal(patternCovers(left, right, createWork(PLENTY)), covers);
    });

  it('does not say so where that would take long', () => {
    const [wide, narrow] = ['?*a'.repeat(200), '*aa'.repeat(400)].map((text) => patternOf({ text, ignoresCase: true }));
    const work = createWork(50_000);
    assert.ok(wide !== undefined && narrow !== undefined);
    assert.equal(patternCovers(wide, narrow, work), false);
    assert.ok(work.left <= 0);
  });
});

describe('two patterns meet', () => {
  it('just where the engine matches some text by both', () => {
    let claims = 0;
    fc.assert(
      fc.property(written, written, (one, other) => {
        const meets = patternsMeet(patternOf(one), patternOf(other), createWork(PLENTY));
        const [inOne, inOther] = [testOf(one), testOf(other)];
        const found = TEXTS.some((text) => inOne(text) && inOther(text));
        if (!meets) claims++;
        assert.ok(meets || !found, `${one.text} meets ${other.text}`);
        // Two patterns of four places may need a text of more than five.
        if (meets && one.text.length + other.text.length <= 5) assert.ok(found, `${one.text} apart from ${other.text}`);
      }),
      { numRuns: 2000 },
    );
    assert.ok(claims > 100, `${claims} claims`);
  });
});

describe('an index of patterns', () => {
  it('finds a cover just where trying all patterns would', () => {
    const list = fc.array(written, { minLength: 13, maxLength: 30 });
    let claims = 0;
    fc.assert(
      fc.property(list, written, (each, asked) => {
        const patterns = each.map(patternOf);
        const pattern = patternOf(asked);
        const found = createCoverIndex(patterns).find(pattern, createWork(PLENTY));
        const tried = patterns.some((wide) => patternCovers(wide, pattern, createWork(PLENTY)));
        if (found !== undefined) claims++;
        assert.equal(found !== undefined, tried);
      }),
      { numRuns: 500 },
    );
    assert.ok(claims > 50, `${claims} claims`);
  });

  it('does not find what it is told to leave out', () => {
    const patterns = ['*.exe', 'a.exe'].map((text) => patternOf({ text, ignoresCase: true }));
    const [wide, narrow] = patterns;
    assert.ok(wide !== undefined && narrow !== undefined);
    const index = createCoverIndex(patterns);
    assert.equal(index.find(narrow, createWork(PLENTY), narrow), wide);
    assert.equal(index.find(wide, createWork(PLENTY), wide), undefined);
  });

  it('answers for thousands of values in little more than their length', () => {
    const texts = Array.from({ length: 3000 }, (_, index) => `C:\\Program Files\\Vendor ${index}\\*\\tool.exe`);
    const patterns = texts.map((text) => patternOf({ text, ignoresCase: true }));
    const index = createCoverIndex(patterns);
    const work = createWork(2_000_000);
    assert.ok(patterns.every((pattern) => index.find(pattern, work, pattern) === undefined));
    assert.ok(work.left > 1_000_000, String(work.left));
  });
});

function patternOf({ text, ignoresCase }: Written): TextPattern {
  const pattern = wildcardPattern(text, ignoresCase);
  assert.ok(pattern !== undefined);
  return pattern;
}

function testOf({ text, ignoresCase }: Written): (text: string) => boolean {
  return compileWildcard(text, ignoresCase ? foldAscii : undefined);
}

function shortTexts(alphabet: readonly string[], length: number): readonly string[] {
  const texts = [''];
  for (let from = 0, to = 1, size = 0; size < length; size++) {
    for (let at = from; at < to; at++) texts.push(...alphabet.map((letter) => (texts[at] ?? '') + letter));
    [from, to] = [to, texts.length];
  }
  return texts;
}
