// The `_config.yaml` of detection-rules: what it says of rules, and which checks its switches and its test list turn off.
import assert from 'node:assert/strict';
import { CODES } from '../../server/src/base/codes';
import { readDetectionRulesConfig } from '../../server/src/project/detectionRulesConfig';
import type { Project } from '../../server/src/project/project';
import { BYPASSED_CODES, CODES_OF_TESTS } from '../../server/src/project/skippedTests';

function projectOf(text: string, tests?: string): Project {
  const read = readDetectionRulesConfig(text, (path) => (path === 'etc/tests.yaml' ? tests : undefined));
  assert.ok(read !== undefined);
  return read.value;
}

const FILE_NAME_TEST = 'tests.test_all_rules.TestRuleFiles.test_rule_file_name_tactic';
const TESTED = 'rule_dirs: [rules]\ntesting: { config: etc/tests.yaml }\n';

describe('a `_config.yaml`', () => {
  it('is that of another program where it names no `rule_dirs`', () => {
    for (const text of ['', 'title: My pages\nexclude: [a]\n', '{"rule": 1', '# rule_dirs: [rules]'])
      assert.equal(
        readDetectionRulesConfig(text, () => undefined),
        undefined,
        text,
      );
  });

  it('says where the rules and the exceptions lie, but for folders above it', () => {
    const { rules, exceptions, files } = projectOf(`
bbr_rules_dirs:
  - building_blocks
rule_dirs:
  - rules/
  - ../../rules
files:
  packages: etc/packages.yaml
  version_lock: ../version.lock.json
directories:
  exception_dir: exceptions
`);
    const texts = (placed: readonly { readonly value: string }[] | undefined) => placed?.map(({ value }) => value);
    assert.deepEqual(texts(rules.include), ['rules/', 'building_blocks']);
    assert.deepEqual(texts(exceptions), ['exceptions']);
    assert.deepEqual(texts(files), ['etc/packages.yaml']);
  });

  it('says nothing of rules where all its folders lie above it', () => {
    assert.equal(projectOf('rule_dirs: [../../rules]').rules.include, undefined);
  });

  it('switches the check of file names off', () => {
    assert.equal(projectOf('rule_dirs: [rules]\nno_tactic_filename: True\n').severities['file-name'], 'off');
    assert.equal(projectOf('rule_dirs: [rules]\nno_tactic_filename: False\n').severities['file-name'], undefined);
  });

  it('switches everything optional off at once', () => {
    const optional = Object.values(BYPASSED_CODES).flatMap(({ codes, isOptional }) => (isOptional ? codes : []));
    const { severities } = projectOf('rule_dirs: [rules]\nbypass_optional_elastic_validation: true\n');
    assert.deepEqual(Object.keys(severities).sort(), [...new Set(optional)].sort());
  });

  const lists: readonly (readonly [what: string, tests: string, isOff: boolean])[] = [
    ['a test that is bypassed', `unit_tests:\n  bypass: [${FILE_NAME_TEST}]\n  test_only:\n`, true],
    ['another test that is bypassed', 'unit_tests:\n  bypass: [tests.test_all_rules.TestOther.test_it]\n', false],
    ['a pattern that is bypassed', "unit_tests:\n  bypass: ['pattern:*file_name*']\n", true],
    ['another test alone', 'unit_tests:\n  test_only: [tests.test_all_rules.TestOther.test_it]\n', true],
    ['this test alone', `unit_tests:\n  test_only: [${FILE_NAME_TEST}]\n`, false],
    ['no test at all', 'unit_tests:\n  test_only: []\n', true],
    ['nothing', 'unit_tests:\n  bypass:\n  test_only:\n', false],
    ['a broken list', 'unit_tests: [', false],
  ];
  for (const [what, tests, isOff] of lists)
    it(`whose tests name ${what} ${isOff ? 'switches' : 'does not switch'} its check off`, () =>
      assert.equal(projectOf(TESTED, tests).severities['file-name'], isOff ? 'off' : undefined));

  it('without the file of its tests switches nothing off', () => assert.deepEqual(projectOf(TESTED).severities, {}));

  it('that is wrong is warned of, never refused', () => {
    const read = readDetectionRulesConfig('rule_dirs: rules\nno_tactic_filename: 1\n', () => undefined);
    assert.deepEqual(
      read?.issues.map(({ severity, message }) => [severity, message]),
      [
        ['warning', '`rule_dirs` must be a list or empty, not a text.'],
        ['warning', '`no_tactic_filename` must be `true` or `false`, not a whole number.'],
      ],
    );
  });
});

describe('the codes that a configuration can switch off', () => {
  it('are all codes of ours', () => {
    const named = [
      ...Object.values(BYPASSED_CODES).flatMap(({ codes }) => codes),
      ...Object.values(CODES_OF_TESTS).flat(),
    ];
    assert.deepEqual(
      named.filter((code) => !Object.hasOwn(CODES, code)),
      [],
    );
  });
});
