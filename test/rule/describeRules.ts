// The few words in which the tests of rule files say what they expect.
import assert from 'node:assert/strict';
import type { RuleFile, RuleFormat } from '../../server/src/rule/document';
import { readRuleFile } from '../../server/src/rule/read';

/** Each rule as `language: query`, or `-` where it has none. */
export function describeRules({ rules }: RuleFile): string[] {
  return rules.map(({ query }) => (query ? `${query.language}: ${query.text}` : '-'));
}

/** The file's issues are those between « and », in their order, and each message fits. */
export function checkIssues(format: RuleFormat, marked: string, rules: readonly string[], message: RegExp): void {
  const file = marked.replace(/[«»]/g, '');
  const read = readRuleFile(file, format);
  assert.equal(markIssues(file, read), marked);
  assert.deepEqual(describeRules(read), rules);
  for (const issue of read.issues) assert.match(issue.message, message);
}

function markIssues(file: string, { issues }: RuleFile): string {
  return [...issues]
    .reverse()
    .reduce((text, { from, to }) => `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`, file);
}
