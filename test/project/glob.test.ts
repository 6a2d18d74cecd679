// Globs: what they mean, what is said of those that cannot be read, and that none of them takes long.
import assert from 'node:assert/strict';
import { readGlob } from '../../server/src/project/glob';

function matches(glob: string, path: string): boolean {
  const read = readGlob(glob);
  assert.ok('test' in read, `${glob} was refused`);
  return read.test(path);
}

describe('a glob', () => {
  const cases: readonly (readonly [glob: string, means: readonly string[], not: readonly string[]])[] = [
    [
      'rules/*.toml',
      ['rules/a.toml', 'rules/.toml'],
      ['rules/b/a.toml', 'a.toml', 'rules/a.yaml', 'other/rules/a.toml'],
    ],
    ['**/*.toml', ['a.toml', 'rules/a.toml', 'rules/b/c/a.toml'], ['a.tom', 'rules/a.toml.bak']],
    ['rules/**/test_*', ['rules/test_a', 'rules/b/c/test_a.toml'], ['test_a', 'rules/a_test_']],
    ['rules/**', ['rules/a', 'rules/b/c'], ['rule/a', 'rulesets/a']],
    ['rules', ['rules', 'rules/a.toml', 'rules/b/c.toml'], ['rules2/a.toml', 'a/rules']],
    ['./rules/', ['rules/a.toml', 'rules/b/c.toml'], ['rules2/a.toml']],
    ['.', ['a', 'b/c'], []],
    ['*/old', ['a/old/b.toml', 'a/old'], ['old/b.toml', 'a/b/old']],
    ['a?c', ['abc', 'a😀c'], ['ac', 'abbc', 'a/c']],
    ['a[b-dx].eql', ['ab.eql', 'ad.eql', 'ax.eql'], ['ae.eql', 'a-.eql']],
    ['a[!b].eql', ['ac.eql'], ['ab.eql', 'a.eql']],
    [
      '{linux,windows}/*.{toml,y{a,}ml}',
      ['linux/a.toml', 'windows/a.yml', 'linux/a.yaml'],
      ['macos/a.toml', 'linux/a.eql'],
    ],
    ['{a}/b', ['{a}/b'], ['a/b']],
    ['a+(b).toml', ['a+(b).toml'], ['ab.toml', 'abb.toml']],
    ['*a*b*', ['ab', 'xaxxbx', 'aab'], ['ba', 'a', 'b']],
    ['**/a/**/b', ['a/b', 'x/a/y/z/b', 'a/a/b'], ['a', 'b/a']],
  ];
  for (const [glob, means, not] of cases)
    it(`\`${glob}\` means what it should`, () => {
      assert.deepEqual(
        means.filter((path) => !matches(glob, path)),
        [],
        'not matched',
      );
      assert.deepEqual(
        not.filter((path) => matches(glob, path)),
        [],
        'matched',
      );
    });

  it('says what is wrong with it', () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['', /empty/],
      ['  ', /empty/],
      ['a'.repeat(301), /at most 300/],
      ['rules\\a.toml', /`\/`/],
      ['/etc/*', /root of a disk/],
      ['C:/rules/*', /root of a disk/],
      ['../rules/*', /leaves the folder/],
      ['rules/../../a', /leaves the folder/],
      ['!rules/a.toml', /`exclude`/],
      ['{a,b', /`\{`/],
      ['a[b', /`\[`/],
      ['{a,b}'.repeat(7), /at most 100 alternatives/],
    ];
    for (const [glob, sentence] of wrong) {
      const read = readGlob(glob);
      assert.ok('problem' in read, glob);
      assert.match(read.problem, sentence);
    }
  });

  it('of a hostile kind is answered, too', () => {
    const path = `${'a/'.repeat(500)}${'a'.repeat(2000)}`;
    for (const glob of [
      '*a'.repeat(140) + 'b',
      '**/a/'.repeat(50) + '**/*a*a*a*a*b',
      '**/'.repeat(90),
      '[a-a]*'.repeat(40) + 'b',
    ])
      assert.equal(matches(glob, path), glob === '**/'.repeat(90), glob.slice(0, 20));
  });
});
