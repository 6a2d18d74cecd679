// Plain .eql files, and which files are read at all.
import assert from 'node:assert/strict';
import { formatOf, looksLikeRule, readRuleFile } from '../../server/src/rule/read';

describe('an .eql file', () => {
  const cases: readonly [file: string, heading: string][] = [
    ['process where true\n', 'process where true'],
    ['// why\n\n/* and\nhow */ sequence  \n [a where true]', 'sequence'],
    ['\ufeff\r\nany where 1 == 1\r\n', 'any where 1 == 1'],
    ['// nothing else', ''],
    ['', ''],
  ];
  for (const [file, heading] of cases)
    it(`is one query, headed by ${JSON.stringify(heading)}`, () => {
      const { rules, issues } = readRuleFile(file, 'eql');
      const query = rules[0]?.query;
      assert.equal(query?.text, file.replace('\ufeff', ''));
      assert.equal(query?.language, 'eql');
      assert.equal(file.slice(query?.map.toFile(0)), query?.text);
      assert.equal(file.slice(rules[0]?.heading.from, rules[0]?.heading.to), heading);
      assert.deepEqual(issues, []);
    });
});

describe('a path', () => {
  it('tells the format', () => {
    const paths = ['a/b.toml', 'C:\\a\\b.YML', 'file:///a.yaml', 'x.eql', 'x.json', 'toml', 'a.toml/b'];
    assert.deepEqual(paths.map(formatOf), ['toml', 'yaml', 'yaml', 'eql', undefined, undefined, undefined]);
  });
});

describe('a file', () => {
  it('is one of ours when it holds a rule', () => {
    assert.ok(looksLikeRule(readRuleFile('', 'eql')));
    assert.ok(looksLikeRule(readRuleFile('[rule]\nquery = "a"', 'toml')));
    assert.ok(!looksLikeRule(readRuleFile('[package]', 'toml')));
  });
});
