// The samples that the project file above a rule names for it, and the label files that it names for a sample.
import type { Host } from '../host/host';
import { matchesAny, readGlob } from '../project/glob';
import type { ProjectView } from '../project/policy';
import type { SampleSet } from '../project/project';
import { labelsFor, setsForAll, setsNaming } from '../project/samples';
import type { SchemaRequest } from '../schema/compose';
import type { FoundSample } from './findSamples';
import { listFiles } from './projectCheck';
import type { ListedFiles } from './projectCheck';
import type { FoundProject, ProjectFiles } from './projectFiles';
import { pathFrom } from './relativePath';
import { judgeSample } from './sampleFit';

/** A rule as sets name it. */
export interface NamedRule {
  readonly path: string;
  readonly id: string | undefined;
  readonly request: SchemaRequest;
}

type List = (folder: string) => ListedFiles;

/** Those of sets that name the rule first, then those of sets for every rule that reads their dataset. Never throws. */
export function samplesOfProject(
  rule: NamedRule,
  projects: ProjectFiles,
  host: Host,
  list: List = (folder) => listFiles(folder, host),
): readonly FoundSample[] {
  const found = projects.projectOf(rule.path);
  if (found === undefined || found.project.samples.length === 0) return [];
  const view = viewOf(found, rule.path, host);
  const samples = [
    ...setsNaming(view, rule.id).flatMap((set) => filesOf(set, found, list, host).map((file) => named(file, set))),
    ...setsForAll(view).flatMap((set) =>
      filesOf(set, found, list, host).map((file) => judged(file, set, rule.request)),
    ),
  ];
  return samples.filter(({ path }, index) => samples.findIndex((each) => each.path === path) === index);
}

/** The label files that a project names for a sample, as paths of the host; a later one wins. Never throws. */
export function labelPathsOfProject(sample: string, projects: ProjectFiles, host: Host): readonly string[] {
  const found = projects.projectOf(sample);
  if (found === undefined) return [];
  const paths = labelsFor(viewOf(found, sample, host)).filter((path) => 'test' in readGlob(path));
  return paths.map((path) => host.join(found.folder, path));
}

/** The files of each set, with the set's name. Never throws. */
export function filesOfSets(
  found: FoundProject,
  host: Host,
  list: List = (folder) => listFiles(folder, host),
): readonly { readonly path: string; readonly set: string }[] {
  return found.project.samples.flatMap((set) =>
    filesOf(set, found, list, host).map(({ path }) => ({ path, set: set.name })),
  );
}

function viewOf({ folder, project }: FoundProject, path: string, host: Host): ProjectView {
  return { project, path: pathFrom(folder, host.resolve(path), host) };
}

interface SetFile {
  readonly path: string;
  readonly label: string;
}

/** Labels of a sample lie beside it and are none. */
const NO_SAMPLE = /\.(?:ya?ml|toml|eql|md)$/i;

function filesOf({ files }: SampleSet, { folder }: FoundProject, list: List, host: Host): readonly SetFile[] {
  const globs = files.map(({ value }) => value);
  const paths = list(folder).paths.filter((path) => !NO_SAMPLE.test(path) && matchesAny(globs, path));
  return paths.map((label) => ({ path: host.join(folder, label), label }));
}

function named(file: SetFile, { name, dataset }: SampleSet): FoundSample {
  return {
    ...file,
    fit: 'named',
    reason: `is in the sample set ${name}`,
    datasets: dataset === undefined ? [] : [dataset],
  };
}

function judged(file: SetFile, { name, dataset }: SampleSet, request: SchemaRequest): FoundSample {
  const datasets = dataset === undefined ? [] : [dataset];
  const { fit, reason } = judgeSample(datasets, request, false);
  return { ...file, fit, reason: dataset === undefined ? `is in the sample set ${name}` : reason, datasets };
}
