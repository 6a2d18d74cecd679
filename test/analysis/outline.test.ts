// What is read of a file that nobody looks at: the same rules and queries, and no finding.
import assert from 'node:assert/strict';
import { analyze, outline } from '../../server/src/analysis/analyze';
import type { Analysis } from '../../server/src/analysis/analyze';
import { entryOf } from '../../server/src/features/workspaceIndex';
import type { RuleFormat } from '../../server/src/rule/document';
import { SCHEMAS } from '../features/hosts';

const FILES: readonly (readonly [format: RuleFormat, text: string])[] = [
  ['eql', 'any where process.nam = "a" // why\n'],
  [
    'toml',
    '[rule]\nname = "n"\ntype = "eql"\nquery = \'any where process.nam == 1\'\nbroken\n[[rule.threat]]\nid = "T1059"\n',
  ],
  ['toml', '[[rule]]\ntype = "query"\nquery = "a : b"\n[[rule]]\ntype = "machine_learning"\n'],
  [
    'yaml',
    '- {type: eql, rule_id: a, query: any where user.nam == 1}\n- type: eql\n  rule_id: b\n  query: |\n    sequence [any',
  ],
  ['toml', 'name = "nobody\'s"\n'],
];

function queriesOf({ rules }: Analysis): readonly unknown[] {
  return rules.map(({ language, rule, eql }) => [language, rule.metadata, eql?.embedded.text, eql?.query]);
}

describe('an outline', () => {
  for (const [format, text] of FILES)
    it(`of ${JSON.stringify(text)} has what the workspace knows of it`, () => {
      const [whole, outlined] = [analyze(text, format, SCHEMAS), outline(text, format)];
      assert.deepEqual(queriesOf(outlined), queriesOf(whole));
      assert.deepEqual(entryOf(outlined, 'file'), entryOf(whole, 'file'));
      assert.deepEqual(outlined.issues, []);
    });
});
