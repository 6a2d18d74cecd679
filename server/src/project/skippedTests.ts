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
};

/** By the full name of a test. Tests without a counterpart here are left out. */
export const CODES_OF_TESTS: Readonly<Record<string, readonly string[]>> = {
  'tests.test_all_rules.TestRuleFiles.test_rule_file_name_tactic': ['file-name'],
};

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
