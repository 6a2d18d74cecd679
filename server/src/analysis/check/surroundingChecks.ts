// The checks of a rule's place among others: the attack it finds, its tags, its file, its index patterns, the fields that its keys name.
import type { Checks } from '../../base/runChecks';
import { checkAttackFramework, checkAttackIds, checkAttackNames, checkAttackReferences } from './attackNames';
import {
  checkAttackDuplicates,
  checkAttackKeys,
  checkAttackParents,
  checkAttackTactics,
  checkRetiredAttack,
} from './attackPlaces';
import { checkFileName } from './fileName';
import { checkIndexForm } from './indexForm';
import { checkKeyFields, checkOverrideFields } from './keyFields';
import { checkNewerSyntax } from './newerSyntax';
import type { RuleContext } from './ruleContext';
import {
  checkCoveredIndex,
  checkDatasetIndex,
  checkIntegrationIndex,
  checkOlderDatasetField,
  checkUnreadIndex,
} from './ruleIndex';
import { checkKindTags, checkMissingTags, checkSourceTags, checkTacticTags } from './ruleTags';
import { checkMissingSystem, checkSystemFolder, checkSystemTags } from './ruleSystem';
import { checkTagForm } from './tagForm';

export const SURROUNDING_CHECKS: Checks<RuleContext> = {
  // MITRE ATT&CK.
  attackFramework: checkAttackFramework,
  attackIds: checkAttackIds,
  attackNames: checkAttackNames,
  attackReferences: checkAttackReferences,
  attackParents: checkAttackParents,
  attackTactics: checkAttackTactics,
  retiredAttack: checkRetiredAttack,
  attackDuplicates: checkAttackDuplicates,
  attackKeys: checkAttackKeys,

  // Tags.
  tagForm: checkTagForm,
  tacticTags: checkTacticTags,
  sourceTags: checkSourceTags,
  kindTags: checkKindTags,
  missingTags: checkMissingTags,

  // The system that it is for, and its file.
  systemTags: checkSystemTags,
  systemFolder: checkSystemFolder,
  missingSystem: checkMissingSystem,
  fileName: checkFileName,

  // The data that it reads.
  indexForm: checkIndexForm,
  integrationIndex: checkIntegrationIndex,
  datasetIndex: checkDatasetIndex,
  coveredIndex: checkCoveredIndex,
  unreadIndex: checkUnreadIndex,
  olderDatasetField: checkOlderDatasetField,
  overrideFields: checkOverrideFields,
  keyFields: checkKeyFields,
  newerSyntax: checkNewerSyntax,
};
