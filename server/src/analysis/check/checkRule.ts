// Everything that is said of a rule beside its query: a table of checks, each in a file of its own.
import type { Issue } from '../../base/issue';
import { runChecks } from '../../base/runChecks';
import type { Checks } from '../../base/runChecks';
import { checkFilterFields } from './filterField';
import { checkMissingKeys } from './missingKey';
import type { RuleContext } from './ruleContext';

const CHECKS: Checks<RuleContext> = {
  filterField: checkFilterFields,
  missingKey: checkMissingKeys,
};

/** Issues in file offsets, with fixes that are edits of the file. A plain `.eql` file has nothing to check. */
export function checkRule(context: RuleContext): readonly Issue[] {
  return context.format === 'eql' ? [] : runChecks(CHECKS, context, context.rule.heading);
}
