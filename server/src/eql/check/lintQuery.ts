// What is said of a query that Elasticsearch takes as it stands: values and arms that do nothing, conditions that cannot hold, traps.
import type { Issue } from '../../base/issue';
import { runChecks } from '../../base/runChecks';
import type { Checks } from '../../base/runChecks';
import type { Query } from '../ast';
import type { FieldResolver } from '../types';
import { checkAddedArguments } from './addedArgument';
import { checkAuditLevels } from './auditLevel';
import { checkClientFields } from './clientField';
import { checkConstantConditions } from './constantCondition';
import type { CheckOptions } from './context';
import { checkCoveredArms } from './coveredArm';
import { checkCoveredValues } from './coveredValue';
import { checkCrossingWildcards } from './crossingWildcard';
import { checkDeadArms } from './deadArm';
import { checkDriftingTypes } from './driftingType';
import { checkDuplicateValues } from './duplicateValue';
import { checkHiddenShells } from './hiddenShell';
import { checkIgnoredValues } from './ignoredValue';
import { checkImpossibleValues } from './impossibleValue';
import { checkLikeWithoutWildcard } from './likeWithoutWildcard';
import { createLintContext } from './lintContext';
import type { LintContext } from './lintContext';
import { checkLiteralWildcards } from './literalWildcard';
import { checkMixedLogic } from './mixedLogic';
import { checkNullValues } from './nullValue';
import { checkOnlyExclusions } from './onlyExclusions';
import { checkCategories } from './unknownCategory';
import { checkUrlQuestionMarks } from './urlQuestionMark';

const CHECKS: Checks<LintContext> = {
  literalWildcards: checkLiteralWildcards,
  duplicateValues: checkDuplicateValues,
  coveredValues: checkCoveredValues,
  likeWithoutWildcard: checkLikeWithoutWildcard,
  nullValues: checkNullValues,
  impossibleValues: checkImpossibleValues,
  ignoredValues: checkIgnoredValues,
  driftingTypes: checkDriftingTypes,
  categories: checkCategories,
  mixedLogic: checkMixedLogic,
  onlyExclusions: checkOnlyExclusions,
  constantConditions: checkConstantConditions,
  deadArms: checkDeadArms,
  coveredArms: checkCoveredArms,
  addedArguments: checkAddedArguments,
  clientFields: checkClientFields,
  auditLevels: checkAuditLevels,
  urlQuestionMarks: checkUrlQuestionMarks,
  crossingWildcards: checkCrossingWildcards,
  hiddenShells: checkHiddenShells,
};

/** Issues in query offsets, in the order of the text; never an error. */
export function lintQuery(query: Query, text: string, fields: FieldResolver, options: CheckOptions): readonly Issue[] {
  const context = createLintContext(query, text, fields, options);
  return runChecks(CHECKS, context, query);
}
