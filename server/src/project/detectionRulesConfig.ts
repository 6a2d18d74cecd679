// Understands the `_config.yaml` of a folder that is kept with the tools of detection-rules: where its rules lie, and what is not to be checked.
import type { Issue, WithIssues } from '../base/issue';
import { validateYaml } from '../schemaYaml/validate';
import { isTrue, textOf, textsOf, valueOf } from '../schemaYaml/yamlRead';
import { readYamlTree } from '../schemaYaml/yamlTree';
import type { YamlValue } from '../schemaYaml/yamlTree';
import { CONFIG_SCHEMA } from './configSchema';
import { readGlob } from './glob';
import { EMPTY_PROJECT } from './project';
import type { PlacedText, Project, Severities } from './project';
import { LARGEST_PROJECT } from './readProject';
import { BYPASSED_CODES, codesOfSkippedTests } from './skippedTests';

/** The text of a file beside the configuration; undefined where there is none. */
export type ReadBeside = (path: string) => string | undefined;

/**
 * Undefined where the file is another program's: only one that names `rule_dirs` is understood. What it says of folders above its own is left out.
 */
export function readDetectionRulesConfig(text: string, readBeside: ReadBeside): WithIssues<Project> | undefined {
  if (!/^rule_dirs[ \t]*:/m.test(text)) return undefined;
  const { value, issues } = readYamlTree(text, LARGEST_PROJECT);
  if (value === undefined) return { value: EMPTY_PROJECT, issues };
  const found = validateYaml(value, CONFIG_SCHEMA, 'project').map(asWarning);
  return { value: toProject(value, readBeside), issues: [...issues, ...found].sort((a, b) => a.from - b.from) };
}

/** The file is not ours: whoever reads it may see it otherwise. */
function asWarning(issue: Issue): Issue {
  return { ...issue, severity: 'warning' };
}

function toProject(root: YamlValue, readBeside: ReadBeside): Project {
  const folders = [...placesAt(root, 'rule_dirs'), ...placesAt(root, 'bbr_rules_dirs')];
  const exceptions = [valueOf(root, 'directories'), root].flatMap(
    (each) => textOf(valueOf(each, 'exception_dir')) ?? [],
  );
  const include = folders.filter(isInFolder);
  return {
    ...EMPTY_PROJECT,
    rules: { ...(include.length === 0 ? {} : { include }), exclude: [] },
    severities: severitiesOf(root, readBeside),
    exceptions: exceptions.filter(isInFolder),
    files: filesOf(root),
  };
}

function placesAt(root: YamlValue, key: string): readonly PlacedText[] {
  return textsOf(valueOf(root, key)) ?? [];
}

function filesOf(root: YamlValue): readonly PlacedText[] {
  const files = valueOf(root, 'files');
  const named = files?.kind === 'map' ? files.entries.flatMap(({ value }) => textOf(value) ?? []) : [];
  return [...named, ...(testConfigOf(root) ?? [])].filter(isInFolder);
}

function testConfigOf(root: YamlValue): readonly PlacedText[] | undefined {
  const config = textOf(valueOf(valueOf(root, 'testing'), 'config'));
  return config === undefined ? undefined : [config];
}

function isInFolder({ value }: PlacedText): boolean {
  return 'test' in readGlob(value);
}

function severitiesOf(root: YamlValue, readBeside: ReadBeside): Severities {
  const isAll = isTrue(valueOf(root, 'bypass_optional_elastic_validation'));
  const switched = Object.entries(BYPASSED_CODES).flatMap(([key, { codes, isOptional }]) =>
    isTrue(valueOf(root, key)) || (isAll && isOptional) ? codes : [],
  );
  const [config] = (testConfigOf(root) ?? []).filter(isInFolder);
  const tests = config === undefined ? undefined : readBeside(config.value);
  const skipped = tests === undefined ? [] : skippedIn(tests);
  return Object.fromEntries([...switched, ...skipped].map((code) => [code, 'off'] as const));
}

function skippedIn(text: string): readonly string[] {
  const { value } = readYamlTree(text, LARGEST_PROJECT);
  const tests = valueOf(value, 'unit_tests');
  if (tests === undefined) return [];
  const bypass = textsOf(valueOf(tests, 'bypass')) ?? [];
  const only = textsOf(valueOf(tests, 'test_only'));
  return codesOfSkippedTests(
    bypass.map((each) => each.value),
    only?.map((each) => each.value),
  );
}
