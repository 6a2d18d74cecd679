// Everything that is said of a query once its fields are known: a table of checks, each in a file of its own.
import type { Issue } from '../../base/issue';
import { runChecks } from '../../base/runChecks';
import type { Checks } from '../../base/runChecks';
import type { Query } from '../ast';
import type { FieldResolver } from '../types';
import { checkArguments } from './argumentType';
import { checkArithmetic } from './arithmeticType';
import { checkCidrBlocks } from './cidrBlock';
import { checkComparisonTypes } from './comparisonType';
import { checkConditionTypes } from './conditionType';
import { createContext } from './context';
import type { CheckContext, CheckOptions } from './context';
import { checkFieldComparisons } from './fieldComparison';
import { checkFieldPlacement, checkNewerFields } from './fieldPlacement';
import { checkJoinKeyTypes } from './joinKeyType';
import { checkMatchTypes } from './matchType';
import { checkMembershipTypes } from './membershipType';
import { checkRegexPatterns } from './regexPattern';
import { checkTextFields } from './textField';
import { checkUnknownFields } from './unknownField';
import { checkUnusableFields } from './unusableField';

export type { CheckOptions } from './context';

const CHECKS: Checks<CheckContext> = {
  unknownFields: checkUnknownFields,
  fieldPlacement: checkFieldPlacement,
  newerFields: checkNewerFields,
  unusableFields: checkUnusableFields,
  textFields: checkTextFields,
  conditionTypes: checkConditionTypes,
  matchTypes: checkMatchTypes,
  membershipTypes: checkMembershipTypes,
  arguments: checkArguments,
  arithmetic: checkArithmetic,
  comparisonTypes: checkComparisonTypes,
  fieldComparisons: checkFieldComparisons,
  joinKeyTypes: checkJoinKeyTypes,
  regexPatterns: checkRegexPatterns,
  cidrBlocks: checkCidrBlocks,
};

/** Issues in query offsets, in the order of the text. What `parseQuery` found already is not repeated. */
export function checkQuery(query: Query, fields: FieldResolver, options: CheckOptions): readonly Issue[] {
  const context = createContext(query, fields, options);
  return runChecks(CHECKS, context, query);
}
