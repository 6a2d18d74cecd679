// From the text of a file to the rules in it and what they say of false positives, whichever tool the rules are for.
import type { RuleFormat } from '../../rule/document';
import { readRuleFile } from '../../rule/read';
import { elasticStatements } from './elasticRules';
import type { FileStatements } from './statementRule';
import { foreignStatements } from './yamlRules';

/** Total. Rules without a statement are among them; a file of something else gives neither rules nor problems. */
export function readStatements(text: string, format: RuleFormat): FileStatements {
  const foreign = format === 'yaml' ? foreignStatements(text) : undefined;
  return foreign ?? elasticStatements(readRuleFile(text, format));
}
