// Index patterns: which names they share, and how a rule's list of them is read.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patternCovers, patternsOverlap, readIndexPatterns } from '../../server/src/schema/indexPattern';

describe('two index patterns', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['logs-*', 'logs-aws.cloudtrail-*', true],
    ['*', 'auditbeat-*', true],
    ['logs-endpoint.events.process*', 'logs-endpoint.events.process-*', true],
    ['logs-cloud_defend*', 'logs-cloud_defend.file-*', true],
    ['auditbeat-8.1.0', 'auditbeat-*', true],
    ['*-default', 'logs-aws.cloudtrail-*', true],
    ['logs-*-prod', 'logs-aws.*-*', true],
    ['logs-a-*', 'logs-b-*', false],
    ['auditbeat', 'auditbeat-*', false],
    ['my-*', 'logs-aws.cloudtrail-*', false],
    ['*a', '*b', false],
    ['*', '.alerts-security.*', false],
    ['.*', '.alerts-security.*', true],
    ['.alerts-*', '*', false],
    ['', '*', true],
    ['', 'a*', false],
  ];
  for (const [a, b, overlap] of cases) {
    it(`\`${a}\` and \`${b}\` ${overlap ? 'share a name' : 'share none'}`, () => {
      assert.equal(patternsOverlap(a, b), overlap);
      assert.equal(patternsOverlap(b, a), overlap);
    });
  }

  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
  const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
  const fits = (text: string, each: string): boolean => new RegExp(`^${each.replaceAll('*', '.*')}$`).test(text);

  it('overlap where a name fits both', () => {
    fc.assert(
      fc.property(pattern, pattern, name, (a, b, text) => {
        if (fits(text, a) && fits(text, b)) assert.ok(patternsOverlap(a, b));
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  it('overlap only where some name fits both', () => {
    const names = ['', ...allNames(6)];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 4 }), pattern, (a, b) => {
        if (patternsOverlap(a, b))
          assert.ok(
            names.some((text) => fits(text, a) && fits(text, b)),
            `${a} ${b}`,
          );
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('cover one another only where every name of one fits the other', () => {
    fc.assert(
      fc.property(pattern, pattern, name, (a, b, text) => {
        if (patternCovers(a, b) && fits(text, b)) assert.ok(fits(text, a), `${a} ${b} ${text}`);
      }),
      { seed: 1, numRuns: 5000 },
    );
  });
});

describe('a pattern covers', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['logs-aws*', 'logs-aws.cloudtrail-*', true],
    ['*', 'logs-*', true],
    ['logs-aws.cloudtrail-*', 'logs-aws.*', false],
    ['*cloud*', 'logs-aws.cloudtrail-*', true],
    ['logs-aws.cloudtrail-default', 'logs-aws.cloudtrail-default', true],
    ['ab*ba', 'aba', false],
  ];
  for (const [a, b, covers] of cases)
    it(`\`${a}\` ${covers ? '' : 'not '}\`${b}\``, () => assert.equal(patternCovers(a, b), covers));
});

describe('the index list of a rule', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[], readonly string[]])[] = [
    ['keeps its order', ['b-*', 'a-*'], ['b-*', 'a-*'], []],
    ['has exclusions', ['logs-*', '-logs-aws.*'], ['logs-*'], ['logs-aws.*']],
    ['may hold lists', ['a-*, b-*,', ''], ['a-*', 'b-*'], []],
    ['may name remote clusters', ['eu:logs-*', '*:logs-a-*', '-eu:x-*'], ['logs-*', 'logs-a-*'], ['x-*']],
    ['may hold date math', ['<logs-{now/d}>', '<eu:a-{now/d{yyyy.MM}}-x>'], ['logs-*', 'a-*-x'], []],
    [
      'may name backing indices',
      ['.ds-logs-okta.system-default-*', 'partial-.ds-a-*'],
      ['logs-okta.system-default-*', 'a-*'],
      [],
    ],
  ];
  for (const [title, index, wanted, excluded] of cases)
    it(title, () => assert.deepEqual(readIndexPatterns(index), { wanted, excluded }));
});

function allNames(longest: number): string[] {
  const shorter = longest === 0 ? [] : allNames(longest - 1);
  const last = shorter.filter((text) => text.length === longest - 1);
  return longest === 1 ? ['a', 'b'] : [...shorter, ...last.flatMap((text) => [`${text}a`, `${text}b`])];
}
