// Reads a project file: what it says as far as it can be understood, and a sentence for everything that cannot.
import type { Issue, WithIssues } from '../base/issue';
import { validateYaml } from '../schemaYaml/validate';
import { mapsOf, textOf, textsOf, valueOf } from '../schemaYaml/yamlRead';
import { readYamlTree } from '../schemaYaml/yamlTree';
import type { YamlMap, YamlValue } from '../schemaYaml/yamlTree';
import { readGlob } from './glob';
import { EMPTY_PROJECT } from './project';
import type {
  LabelCover,
  Override,
  PlacedText,
  Project,
  ProjectSchema,
  SampleSet,
  Severities,
  SeveritySetting,
} from './project';
import { PROJECT_SCHEMA } from './projectSchema';
import { isRuleId } from './ruleId';

/** Nobody writes so much by hand. */
export const LARGEST_PROJECT = 100 * 1024;

/** Total: whatever the text, there is a project. */
export function readProject(text: string): WithIssues<Project> {
  const { value, issues } = readYamlTree(text, LARGEST_PROJECT);
  if (value === undefined) return { value: EMPTY_PROJECT, issues };
  const project = toProject(value);
  const found = [...issues, ...validateYaml(value, PROJECT_SCHEMA, 'project'), ...placeIssues(project)];
  return { value: project, issues: found.sort((a, b) => a.from - b.from || a.to - b.to) };
}

function toProject(root: YamlValue): Project {
  const rules = valueOf(root, 'rules');
  const include = textsOf(valueOf(rules, 'include'));
  const lofp = textsOf(valueOf(root, 'lofp'));
  return {
    ...EMPTY_PROJECT,
    rules: { ...(include === undefined ? {} : { include }), exclude: textsOf(valueOf(rules, 'exclude')) ?? [] },
    severities: toSeverities(valueOf(root, 'severities')),
    overrides: mapsOf(valueOf(root, 'overrides')).map(toOverride),
    schemas: mapsOf(valueOf(root, 'schemas')).flatMap(toSchema),
    samples: mapsOf(valueOf(root, 'samples')).flatMap(toSampleSet),
    labels: mapsOf(valueOf(root, 'labels')).flatMap(toLabelCover),
    exceptions: textsOf(valueOf(root, 'exceptions')) ?? [],
    ...(lofp === undefined ? {} : { lofp }),
  };
}

const SETTINGS: ReadonlySet<unknown> = new Set<SeveritySetting>(['error', 'warning', 'info', 'hint', 'off']);

function isSetting(value: unknown): value is SeveritySetting {
  return SETTINGS.has(value);
}

function toSeverities(value: YamlValue | undefined): Severities {
  const severities = new Map<string, SeveritySetting>();
  for (const { key, value: each } of value?.kind === 'map' ? value.entries : [])
    if (each.kind === 'scalar' && isSetting(each.value) && !severities.has(key)) severities.set(key, each.value);
  return Object.fromEntries(severities);
}

function toOverride(map: YamlMap): Override {
  return { for: textsOf(valueOf(map, 'for')) ?? [], severities: toSeverities(valueOf(map, 'severities')) };
}

function toSchema(map: YamlMap): readonly ProjectSchema[] {
  const path = textOf(valueOf(map, 'path'));
  const patterns = textsOf(valueOf(map, 'for')) ?? [];
  return path === undefined ? [] : [{ path, for: patterns.map(({ value }) => value) }];
}

function toSampleSet(map: YamlMap): readonly SampleSet[] {
  const name = textOf(valueOf(map, 'name'));
  const dataset = textOf(valueOf(map, 'dataset'));
  const labels = textOf(valueOf(map, 'labels'));
  if (name === undefined) return [];
  return [
    {
      name: name.value,
      files: textsOf(valueOf(map, 'files')) ?? [],
      rules: textsOf(valueOf(map, 'rules')) ?? [],
      ...(dataset === undefined ? {} : { dataset: dataset.value }),
      ...(labels === undefined ? {} : { labels }),
    },
  ];
}

function toLabelCover(map: YamlMap): readonly LabelCover[] {
  const path = textOf(valueOf(map, 'path'));
  return path === undefined ? [] : [{ path, for: textsOf(valueOf(map, 'for')) ?? [] }];
}

function placeIssues(project: Project): readonly Issue[] {
  return [...globsOf(project), ...pathsOf(project)].flatMap(({ value, from, to }) => {
    const read = readGlob(value);
    return 'problem' in read ? [{ code: 'project', severity: 'error', message: read.problem, from, to }] : [];
  });
}

/** Every glob of a project. */
export function globsOf({ rules, overrides, samples, labels, exceptions, lofp = [] }: Project): readonly PlacedText[] {
  return [
    ...(rules.include ?? []),
    ...rules.exclude,
    ...overrides.flatMap((each) => each.for),
    ...samples.flatMap((each) => [...each.files, ...each.rules.filter(({ value }) => !isRuleId(value))]),
    ...labels.flatMap((each) => each.for),
    ...exceptions,
    ...lofp,
  ];
}

/** Every path of one file. */
export function pathsOf({ schemas, samples, labels, files }: Project): readonly PlacedText[] {
  return [
    ...schemas.map(({ path }) => path),
    ...samples.flatMap((each) => each.labels ?? []),
    ...labels.map(({ path }) => path),
    ...files,
  ];
}
