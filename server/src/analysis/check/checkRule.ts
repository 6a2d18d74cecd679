// Everything that is said of a rule beside its query: a table of checks, each in a file of its own.
import type { Issue } from '../../base/issue';
import { runChecks } from '../../base/runChecks';
import type { Checks } from '../../base/runChecks';
import { checkEnumerations } from './enumeration';
import { checkFilterFields } from './filterField';
import { checkForeignKeys, checkKeyNames, checkNewerKeys } from './keyNames';
import { checkKeyPairs } from './keyPairs';
import { checkLifeCycle } from './lifeCycle';
import { checkMaxSignals, checkNewTerms, checkRiskScore, checkSuppression, checkThreshold } from './limits';
import { checkMissingKeys } from './missingKey';
import { checkNote } from './note';
import { checkPlaceholders } from './placeholders';
import type { RuleContext } from './ruleContext';
import { checkDates } from './ruleDates';
import { checkLicense, checkReferences, checkRuleId, checkRuleName } from './ruleForms';
import { checkDescription, checkDuplicateEntries, checkFalsePositiveTexts } from './ruleTexts';
import { checkStackVersion } from './stackVersion';
import { SURROUNDING_CHECKS } from './surroundingChecks';
import { checkTimeForms } from './timeForms';
import { checkTiming } from './timing';
import { checkToldExclusions } from './toldExclusions';
import { checkTypes } from './wrongType';

const CHECKS: Checks<RuleContext> = {
  filterField: checkFilterFields,
  missingKey: checkMissingKeys,

  // What the keys hold.
  types: checkTypes,
  keyNames: checkKeyNames,
  foreignKeys: checkForeignKeys,
  newerKeys: checkNewerKeys,
  keyPairs: checkKeyPairs,
  enumerations: checkEnumerations,
  ruleId: checkRuleId,
  ruleName: checkRuleName,
  license: checkLicense,
  references: checkReferences,
  dates: checkDates,
  stackVersion: checkStackVersion,
  lifeCycle: checkLifeCycle,

  // When it runs, and how far it goes.
  timeForms: checkTimeForms,
  timing: checkTiming,
  maxSignals: checkMaxSignals,
  threshold: checkThreshold,
  newTerms: checkNewTerms,
  suppression: checkSuppression,
  riskScore: checkRiskScore,

  // What people read.
  description: checkDescription,
  falsePositives: checkFalsePositiveTexts,
  duplicateEntries: checkDuplicateEntries,
  note: checkNote,
  placeholders: checkPlaceholders,
  toldExclusions: checkToldExclusions,

  ...SURROUNDING_CHECKS,
};

/** Issues in file offsets, with fixes that are edits of the file. A plain `.eql` file has nothing to check. */
export function checkRule(context: RuleContext): readonly Issue[] {
  return context.format === 'eql' ? [] : runChecks(CHECKS, context, context.rule.heading);
}
