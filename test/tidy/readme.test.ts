// What becomes of the README when the extension is packed.
import assert from 'node:assert/strict';
import { packedReadme } from '../../scripts/readme.mjs';
import { read } from './sources';

describe('the packed README', () => {
  const cases: readonly [name: string, text: string, expected: string][] = [
    ['leaves out pictures that lie beside it', 'a\n\n![A rule](docs/a.png)\n\nb\n', 'a\n\nb\n'],
    ['says in words where a paper is', 'See [the map](docs/map.md#north) and [all](docs).', 'See the map and all.'],
    ['keeps addresses and its own chapters', '[a](https://x.test/a) [b](#b)', '[a](https://x.test/a) [b](#b)'],
    ['keeps what is no link', 'a [rule] (b) `x[0]`', 'a [rule] (b) `x[0]`'],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.equal(packedReadme(text), expected));

  it('leads nowhere from what it is today', () => {
    assert.doesNotMatch(packedReadme(read('README.md')), /\]\((?!https:|#)/);
  });
});
