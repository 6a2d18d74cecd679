// The entries of known false positives on a disk: which files they are, and the samples that prove them.
import { readSample } from '../library/readSample';
import type { EntryFile, LofpEntry } from '../lofp/entries/entry';
import type { EvidenceSample, SampleReader } from '../lofp/entries/evidenceEvents';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import { readGlob } from '../project/glob';
import { createByteDecoder, looksBinary } from './decode';
import { listFiles } from './projectCheck';
import { ProjectFiles } from './projectFiles';
import type { FoundProject } from './projectFiles';
import { pathFrom } from './relativePath';

/** Whether a YAML file is an entry: where a project names folders, one of theirs; else one of a folder called `lofp`. */
export function isEntryPath(path: string, projects: ProjectFiles, host: Host): boolean {
  if (!isYaml(path)) return false;
  const place = host.resolve(path);
  const project = projects.projectOf(place);
  return project === undefined ? isInLofp(slashed(place)) : isEntryOf(project, pathFrom(project.folder, place, host));
}

/** A rule that lies there is a rule, and no entry; an entry in which `rule` stands for `rules` is one with a mistake. */
export function isEntryText(text: string): boolean {
  return /^(?:statement|expressible|evidence)[ \t]*:/m.test(text) || !/^(?:rule|metadata|query)[ \t]*:/m.test(text);
}

/** Every entry of the project of a file, in the order of their paths; without a project none. */
export function entryFilesOf(path: string, projects: ProjectFiles, host: Host): readonly EntryFile[] {
  const project = projects.projectOf(host.resolve(path));
  if (project === undefined) return [];
  const { paths } = listFiles(project.folder, host);
  return paths
    .filter((each) => isYaml(each) && isEntryOf(project, each))
    .flatMap((each) => entryFileAt(host.join(project.folder, each), host));
}

/** Every entry below the folder in which a command runs. */
export function entryFilesHere(host: Host): readonly EntryFile[] {
  const projects = new ProjectFiles(host);
  return listFiles('.', host)
    .paths.filter((each) => isEntryPath(each, projects, host))
    .flatMap((each) => entryFileAt(each, host));
}

/** Every entry below a folder, or the one file that is named; a file of a folder that is no entry is passed over. */
export function entryFilesIn(path: string, host: Host): readonly EntryFile[] {
  if (!host.isFolder(path)) return entryFileAt(path, host, 'named');
  return listFiles(path, host)
    .paths.filter(isYaml)
    .flatMap((each) => entryFileAt(host.join(path, each), host));
}

/** Reads the samples that entries name, each once. */
export function createSampleReader(host: Host): SampleReader {
  const known = new Map<string, EvidenceSample | undefined>();
  return (path, entry) => {
    const place = samplePath(path, entry, host);
    if (!known.has(place)) known.set(place, readEvents(place, host));
    return known.get(place);
  };
}

export function hasSample(path: string, entry: LofpEntry, host: Host): boolean {
  return host.stamp(samplePath(path, entry, host)) !== undefined;
}

export function samplePath(path: string, entry: LofpEntry, host: Host): string {
  let place = host.join(host.dirname(entry.path), path);
  // Not every host takes `..` out of a path.
  for (let shorter = ''; shorter !== place;) {
    shorter = place;
    place = place.replace(/[\\/](?!\.\.?[\\/])[^\\/]+[\\/]\.\.(?=[\\/])/, '');
  }
  return place;
}

/** What a larger sample holds is no evidence that anybody reads. */
const LARGEST_SAMPLE = 64 * 1024 * 1024;

/** As a run reads it: packed or not, of any shape. Undefined where there is none. */
export function readEvents(place: string, host: Host): EvidenceSample | undefined {
  if (host.stamp(place) === undefined) return undefined;
  try {
    const bytes = host.readSample(place, LARGEST_SAMPLE);
    if (looksBinary(bytes)) return { fault: `${lastName(place)} is a binary file, not a sample.` };
    const decoder = createByteDecoder();
    const { events, origins } = readSample(decoder.push(bytes) + decoder.end());
    if (events.length === 0) return { fault: `${lastName(place)} holds no event.` };
    return events.map((object, at) => {
      const { line = at + 1, id, index, converted } = origins[at] ?? {};
      return { object, line, id, index, converted };
    });
  } catch (error) {
    // Where the folder lies is nobody's business: the entry names it from its own.
    if (error instanceof UnreadableError) return { fault: error.message.replace(place, lastName(place)) };
    throw error;
  }
}

function lastName(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path) && !/(?:\.labels|(?:^|[\\/])(?:rulewright|_config))\.ya?ml$/i.test(path);
}

function isInLofp(path: string): boolean {
  return /(?:^|\/)lofp\//.test(path);
}

function isEntryOf({ project }: FoundProject, path: string): boolean {
  const { lofp } = project;
  if (lofp === undefined) return isInLofp(path);
  return lofp.some(({ value }) => {
    const glob = readGlob(value);
    return 'test' in glob && glob.test(path);
  });
}

function entryFileAt(path: string, host: Host, isNamed?: 'named'): readonly EntryFile[] {
  try {
    const text = host.readText(path);
    return isNamed !== undefined || isEntryText(text) ? [{ path, text }] : [];
  } catch (error) {
    if (error instanceof UnreadableError && isNamed === undefined) return [];
    throw error;
  }
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
