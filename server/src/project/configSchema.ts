// The part of a detection-rules `_config.yaml` that is read here. Other keys are left alone: the file belongs to other tools.
import type { JsonSchema } from '../schemaYaml/jsonSchema';

const folders = (description: string): JsonSchema => ({
  description,
  type: ['array', 'null'],
  items: { type: 'string', minLength: 1, 'x-values': 'folder' },
});
const file = (description: string): JsonSchema => ({ description, type: ['string', 'null'], 'x-values': 'file' });
const bypass = (description: string): JsonSchema => ({ description, type: 'boolean' });

export const CONFIG_SCHEMA: JsonSchema = {
  title: 'detection-rules configuration',
  type: 'object',
  properties: {
    rule_dirs: folders('Folders of rules: what lies elsewhere is no rule of this folder.'),
    bbr_rules_dirs: folders('Folders of building-block rules.'),
    directories: {
      description: 'Folders of what goes with the rules.',
      type: ['object', 'null'],
      properties: {
        action_dir: file('Folder of actions.'),
        action_connector_dir: file('Folder of action connectors.'),
        exception_dir: file('Folder of exception lists.'),
      },
    },
    files: {
      description: 'Files of the tools around the rules.',
      type: ['object', 'null'],
      properties: {
        deprecated_rules: file('Rules that are deprecated.'),
        packages: file('How the rules are packed.'),
        stack_schema_map: file('Which schemas belong to which version of the stack.'),
        version_lock: file('Versions of the rules.'),
      },
    },
    testing: {
      description: 'How the unit tests of detection-rules run.',
      type: ['object', 'null'],
      properties: {
        config: file(
          'File that names the tests to run or to leave out; the checks that they stand for are switched off here, too.',
        ),
      },
    },
    bypass_version_lock: bypass('Versions stand in the rules or are left to Kibana.'),
    normalize_kql_keywords: bypass('Keywords of KQL are written in small letters.'),
    auto_gen_schema_file: file('Where fields that no schema knows are kept.'),
    no_tactic_filename: bypass('Names of rule files need not begin with their tactic; switches `file-name` off.'),
    bypass_optional_elastic_validation: bypass('Switches off all that the other `bypass_` keys do.'),
    bypass_note_validation_and_parse: bypass('Leaves investigation guides alone.'),
    bypass_bbr_lookback_validation: bypass('Leaves the times of building-block rules alone.'),
    bypass_tags_validation: bypass('Leaves tags alone.'),
    bypass_timeline_template_validation: bypass('Leaves timeline templates alone.'),
  },
};
