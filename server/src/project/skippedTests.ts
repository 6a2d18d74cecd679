// Which of our codes say what a unit test of detection-rules says: whoever leaves the test out does not want to hear it here, either.
import { readGlob } from './glob';

interface Bypass {
  readonly codes: readonly string[];
  /** Whether `bypass_optional_elastic_validation` stands for it, too. */
  readonly isOptional: boolean;
}

/** By the key of `_config.yaml` that is `true`. */
export const BYPASSED_CODES: Readonly<Record<string, Bypass>> = {
  no_tactic_filename: { codes: ['file-name'], isOptional: false },
  bypass_note_validation_and_parse: {
    codes: ['code-fence', 'empty-link', 'heading-level', 'setup-section'],
    isOptional: true,
  },
  bypass_bbr_lookback_validation: { codes: ['building-block-timing'], isOptional: true },
  bypass_tags_validation: {
    codes: ['kind-tag', 'missing-tag', 'os-tag', 'source-tag', 'tactic-tag', 'tag-form'],
    isOptional: true,
  },
};

/** By the class and the name of a test in `tests.test_all_rules`. Tests without a counterpart here are left out. */
const CODES_OF_RULE_TESTS: Readonly<Record<string, readonly string[]>> = {
  'TestValidRules.test_max_signals_note': ['max-signals'],
  'TestValidRules.test_from_filed_value': ['date-math'],
  'TestThreatMappings.test_technique_deprecations': ['attack-retired'],
  'TestThreatMappings.test_tactic_to_technique_correlations': [
    'attack-id',
    'attack-name',
    'attack-parent',
    'attack-reference',
    'attack-tactic',
  ],
  'TestThreatMappings.test_duplicated_tactics': ['attack-duplicate'],
  'TestRuleTags.test_casing_and_spacing': ['tag-form'],
  'TestRuleTags.test_required_tags': ['missing-tag', 'source-tag'],
  'TestRuleTags.test_primary_tactic_as_tag': ['tactic-tag'],
  'TestRuleTags.test_os_tags': ['os-tag'],
  'TestRuleFiles.test_rule_file_name_tactic': ['file-name'],
  'TestRuleMetadata.test_updated_date_newer_than_creation': ['date-order'],
  'TestRuleTiming.test_eql_lookback': ['short-look-back'],
  'TestRuleTiming.test_eql_interval_to_maxspan': ['short-interval'],
  'TestLicense.test_elastic_license_only_v2': ['license'],
  'TestIncompatibleFields.test_rule_backports_for_restricted_fields': ['newer-key'],
  'TestRiskScoreMismatch.test_rule_risk_score_severity_mismatch': ['risk-score'],
  'TestInvestigationGuide.test_note_contains_triage_and_analysis': ['triage-section'],
  'TestNoteMarkdownPlugins.test_plugin_placeholders_match_entries': ['placeholder'],
};

/** By the full name of a test, as lists of tests have it. */
export const CODES_OF_TESTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(CODES_OF_RULE_TESTS).map(([test, codes]) => [`tests.test_all_rules.${test}`, codes]),
);

/** `only` undefined: nothing is said of which tests run. A name may be a pattern: `pattern:*tags*`. */
export function codesOfSkippedTests(bypass: readonly string[], only: readonly string[] | undefined): readonly string[] {
  const skipped = Object.entries(CODES_OF_TESTS).filter(([test]) =>
    only === undefined ? isNamed(test, bypass) : !isNamed(test, only),
  );
  return [...new Set(skipped.flatMap(([, codes]) => codes))];
}

function isNamed(test: string, names: readonly string[]): boolean {
  return names.some((name) => {
    if (!name.startsWith('pattern:')) return name === test;
    const read = readGlob(name.slice('pattern:'.length));
    return 'test' in read && read.test(test);
  });
}
