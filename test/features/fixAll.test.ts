// Fixes that need no question, in every host format.
import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/base/edit';
import { fixAllEdits } from '../../server/src/features/fixAll';
import { readRuleFile } from '../../server/src/rule/read';
import { eachHost } from './hosts';

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
