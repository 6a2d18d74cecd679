// What becomes of the README when the extension is packed.
import assert from 'node:assert/strict';
import { packedReadme } from '../../scripts/readme.mjs';

describe('the packed README', () => {
  const picture = Buffer.from('ab');
  const cases: readonly [name: string, text: string, expected: string][] = [
    ['holds its pictures', '![A rule](media/a.png)', '![A rule](data:image/png;base64,YWI=)'],
    ['says in words where a paper is', 'See [the map](docs/map.md#north) and [all](docs).', 'See the map and all.'],
    ['keeps addresses and its own chapters', '[a](https://x.test/a) [b](#b)', '[a](https://x.test/a) [b](#b)'],
    ['keeps what is no link', 'a [rule] (b) `x[0]`', 'a [rule] (b) `x[0]`'],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () =>
      assert.equal(
        packedReadme(text, () => picture),
        expected,
      ),
    );
  }

  it('refuses pictures that the editor would not show', () => {
    assert.throws(() => packedReadme('![x](a.svg)', () => picture), /a\.svg/);
  });
});
