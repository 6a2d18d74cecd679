// The sample files of a workspace: those of its `samples/events`, and those of the sets that its project names. No file is opened for it.
import type { Host } from '../host/host';
import type { ProjectFiles } from './projectFiles';
import { filesOfSets } from './projectSamples';
import { isWithin, pathFrom } from './relativePath';
import { findSampleFolder, listSamples } from './sampleFolder';

export interface ListedSample {
  readonly path: string;
  /** As it is seen from the folder of the workspace. */
  readonly label: string;
  /** The name of the project's set; undefined for what only lies among the samples. */
  readonly set?: string;
  /** Of the file itself, packed or not. */
  readonly bytes: number;
}

export interface SampleListing {
  /** Where a sample belongs that is new to the workspace; undefined without a folder. It need not be there yet. */
  readonly folder?: string;
  readonly samples: readonly ListedSample[];
}

/** A file of several sets is there with each. In the order of the folders: sets first. Never throws. */
export function listWorkspaceSamples(folders: readonly string[], projects: ProjectFiles, host: Host): SampleListing {
  const samples = folders.flatMap((folder) => samplesOf(folder, projects, host));
  const [first] = folders;
  return first === undefined ? { samples } : { folder: sampleFolderOf(first, host), samples };
}

function samplesOf(folder: string, projects: ProjectFiles, host: Host): readonly ListedSample[] {
  const found = projects.projectOf(host.join(folder, 'rulewright.yaml'));
  const ofSets = found?.folder === host.resolve(folder) ? filesOfSets(found, host) : [];
  const named = new Set(ofSets.map(({ path }) => path));
  const lying = listSamples(sampleFolderOf(folder, host), host).filter((path) => !named.has(path));
  return [...ofSets, ...lying.map((path) => ({ path }))].flatMap((each): readonly ListedSample[] => {
    const bytes = host.stamp(each.path)?.bytes;
    const label = isWithin(each.path, folder) ? pathFrom(folder, each.path, host) : each.path;
    return bytes === undefined ? [] : [{ ...each, label, bytes }];
  });
}

/** Above the folder that is open nothing is looked for. */
function sampleFolderOf(folder: string, host: Host): string {
  const place = findSampleFolder(folder, host)?.folder;
  return place !== undefined && isWithin(place, folder) ? place : host.join(folder, 'samples', 'events');
}
