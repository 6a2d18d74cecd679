// The order of versions. Source: Elasticsearch's version field type; docs/eql.md, section 7.
import assert from 'node:assert/strict';
import { compareVersions } from '../../server/src/engine/version';
import { checkAll } from './oneEvent';
import type { Properties } from './oneEvent';

/** Ascending. */
const ORDERED = [
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.2.4',
  '1.5.0',
  '1.11.3',
  '2.0.0',
  '10.0.0',
  '1.x',
  'next',
];

describe('versions', () => {
  it('have one order, invalid ones after all others', () => {
    for (const [i, a] of ORDERED.entries())
      for (const [j, b] of ORDERED.entries())
        assert.equal(Math.sign(compareVersions(a, b)), Math.sign(i - j), `${a} and ${b}`);
  });

  it('compare by it, and as text in functions', () => {
    const mapping: Properties = { v: { type: 'version' } };
    checkAll(
      [
        ['v > "1.5.0"', { v: '1.11.3' }, true],
        ['v < "1.5.0"', { v: '1.2.4' }, true],
        ['v >= "1.0.0"', { v: '1.0.0-rc.1' }, false],
        ['v == "1.0.0"', { v: '1.0.0' }, true],
        ['startsWith(v, "1.1")', { v: '1.11.3' }, true],
        ['concat(v, "!") == "1.0.0!"', { v: '1.0.0' }, true],
        ['v : "1.*"', { v: '1.11.3' }, true],
      ],
      mapping,
    );
  });
});
