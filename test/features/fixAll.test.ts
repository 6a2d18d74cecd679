// Fixes that need no question, in every host format.
import assert from 'node:assert/strict';
import { analyze } from '../../server/src/analysis/analyze';
import { applyEdits } from '../../server/src/base/edit';
import { fixAllEdits, safeFixes } from '../../server/src/features/fixAll';
import { readRuleFile } from '../../server/src/rule/read';
import { eachHost, SCHEMAS } from './hosts';

describe('fixing all', () => {
  const cases: readonly [before: string, after: string][] = [
    ['any where user.name = "a" && not user.id = "b"', 'any where user.name == "a" and not user.id == "b"'],
    ['any where user.name in ("a", "b", "a", "a")', 'any where user.name in ("a", "b")'],
    ['any where user.nam == "a"', 'any where user.nam == "a"'],
    ['any where user.name == "a"', 'any where user.name == "a"'],
  ];
  for (const [before, after] of cases)
    it(before, () =>
      eachHost(before, ({ analysis }) => {
        const fixed = readRuleFile(applyEdits(analysis.text, fixAllEdits(analysis)), analysis.file.format);
        assert.equal(fixed.rules[0]?.query?.text.trimEnd(), after);
      }),
    );
});

describe('fixing all beside the queries', () => {
  const file = (keys: string, query = 'any where true', metadata = ''): string =>
    `[metadata]\nmaturity = "production"\n${metadata}\n[rule]\nname = "a"\n${keys}\ntype = "eql"\nquery = '${query}'\n`;
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    ['an entry that stands twice, or three times', file('tags = ["a", "b", "a", "b", "b"]'), file('tags = ["a", "b"]')],
    [
      'keys and query at once',
      file('references = ["https://a.io", "https://a.io"]', 'any where a = 1'),
      file('references = ["https://a.io"]', 'any where a == 1'),
    ],
    ['the form of a date', file('', '', 'creation_date = "2025-01-31"'), file('', '', 'creation_date = "2025/01/31"')],
    [
      'the name of a framework',
      file('threat = [{framework = "Mitre Att&ck"}]'),
      file('threat = [{framework = "MITRE ATT&CK"}]'),
    ],
    [
      'no name of another framework',
      file('threat = [{framework = "MITRE ATLAS"}]'),
      file('threat = [{framework = "MITRE ATLAS"}]'),
    ],
    ['no word that may be meant otherwise', file('severity = "hight"'), file('severity = "hight"')],
    [
      'nothing that the author has answered',
      file('# rulewright: accepted duplicate-entry because a test\ntags = ["a", "a"]'),
      file('# rulewright: accepted duplicate-entry because a test\ntags = ["a", "a"]'),
    ],
  ];
  for (const [what, before, after] of cases)
    it(what, () => {
      const analysis = analyze(before, 'toml', SCHEMAS);
      assert.equal(applyEdits(before, fixAllEdits(analysis)), after);
    });

  it('leaves rules alone that are not wanted', () => {
    const rule = '[[rule]]\nname = "a"\ntags = ["a", "a"]\ntype = "eql"\nquery = "any where true"\n';
    const { edits, cured } = safeFixes(analyze(rule + rule, 'toml', SCHEMAS), (index) => index === 1);
    assert.equal(cured, 1);
    assert.equal(applyEdits(rule + rule, edits), rule + rule.replace('"a", "a"', '"a"'));
  });
});
