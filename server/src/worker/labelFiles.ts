// The label files beside samples: where they stand, what they say, and what is wrong with them.
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import { readLabels } from '../tuning/labels';
import type { LabelEntry, LabelFile } from '../tuning/labels';
import type { RunNote } from './orders';
import { ProjectFiles } from './projectFiles';
import { labelPathsOfProject } from './projectSamples';

/** `x.labels.yaml` beside `x.ndjson`, also beside `x.ndjson.gz` and `x.ndjson.zst`. */
export function labelPathOf(sample: string): string {
  const plain = sample.replace(/\.(?:gz|zst)$/i, '');
  return `${plain.replace(/\.[^./\\]+$/, '')}.labels.yaml`;
}

/** Covers all samples of its folder; what the file of one sample says wins. */
const FOLDER_LABELS = 'labels.yaml';

/** Every place where labels of a sample may stand, the ones that win last. */
export function labelPathsOf(sample: string, host: Pick<Host, 'dirname' | 'join'>): readonly string[] {
  return [host.join(host.dirname(sample), FOLDER_LABELS), labelPathOf(sample)];
}

/** The labels of one sample; without a label file none. */
export interface SampleLabels {
  /** Undefined where there is no label file. */
  readonly path?: string;
  readonly entries: readonly LabelEntry[];
  readonly notes: readonly RunNote[];
  /** Does an entry name its event by the hash of the line? */
  readonly hashed: boolean;
  /** Does an entry name its events by a condition? */
  readonly hasConditions: boolean;
}

const NONE: SampleLabels = { entries: [], notes: [], hashed: false, hasConditions: false };

/** `isShared`: it speaks for several samples. */
interface LabelPlace {
  readonly path: string;
  readonly isShared: boolean;
}

/** For how many milliseconds a project file is not looked at again. */
const FRESH = 1000;

/** Reads label files again only when they have changed. */
export class LabelFiles {
  private readonly known = new Map<string, { readonly stamp: FileStamp; readonly labels: SampleLabels }>();
  private readonly joined = new Map<
    string,
    { readonly parts: readonly SampleLabels[]; readonly labels: SampleLabels }
  >();

  private projects: { readonly host: Host; readonly files: ProjectFiles } | undefined;

  /** The same object until a file changes. */
  read(sample: string, host: Host): SampleLabels {
    if (sample === '-') return NONE;
    const parts = this.placesOf(sample, host).flatMap((place) => this.readOne(place, host) ?? []);
    const [only] = parts;
    if (parts.length < 2) return only ?? NONE;
    const known = this.joined.get(sample);
    if (known !== undefined && parts.every((part, index) => part === known.parts[index])) return known.labels;
    const labels = join(parts);
    this.joined.set(sample, { parts, labels });
    return labels;
  }

  /** What the project names for many samples is the weakest. */
  private placesOf(sample: string, host: Host): readonly LabelPlace[] {
    if (this.projects?.host !== host) this.projects = { host, files: new ProjectFiles(host, { freshFor: FRESH }) };
    const beside = labelPathsOf(sample, host);
    const named = labelPathsOfProject(sample, this.projects.files, host).filter((path) => !beside.includes(path));
    return [
      ...named.map((path) => ({ path, isShared: true })),
      ...beside.map((path) => ({ path, isShared: isFolderFile(path) })),
    ];
  }

  private readOne({ path, isShared }: LabelPlace, host: Host): SampleLabels | undefined {
    const stamp = host.stamp(path);
    if (stamp === undefined) return undefined;
    const key = JSON.stringify([path, isShared]);
    const known = this.known.get(key);
    if (known !== undefined && isSame(known.stamp, stamp)) return known.labels;
    const read = readFile(path, host);
    const labels = isShared ? { ...read, entries: read.entries.map(shared) } : read;
    this.known.set(key, { stamp, labels });
    return labels;
  }
}

function isFolderFile(path: string): boolean {
  return /(?:^|[\\/])labels\.yaml$/.test(path);
}

function shared(entry: LabelEntry): LabelEntry {
  return { ...entry, isShared: true };
}

function join(parts: readonly SampleLabels[]): SampleLabels {
  return {
    path: parts.at(-1)?.path,
    entries: parts.flatMap(({ entries }) => entries),
    notes: parts.flatMap(({ notes }) => notes),
    hashed: parts.some(({ hashed }) => hashed),
    hasConditions: parts.some(({ hasConditions }) => hasConditions),
  };
}

export function isSame(a: FileStamp, b: FileStamp): boolean {
  return a.bytes === b.bytes && a.modified === b.modified;
}

/** A label file that is there and cannot be read is a fault of the run's input, and the run goes on without it. */
function readFile(path: string, host: Host): SampleLabels {
  try {
    return toSampleLabels(path, readLabels(host.readText(path).replace(/^\ufeff/, '')));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const note: RunNote = { code: 'labels', severity: 'error', message: error.message, sample: path };
    return { ...NONE, path, notes: [note] };
  }
}

function toSampleLabels(path: string, { entries: read, places, problems }: LabelFile): SampleLabels {
  const entries = read.map((entry, index) => ({ ...entry, source: { path, line: places[index]?.line ?? 1 } }));
  const notes = problems.map(({ message, line }): RunNote => ({
    code: 'labels',
    severity: 'error',
    message,
    sample: path,
    line,
  }));
  return {
    path,
    entries,
    notes,
    hashed: entries.some((entry) => entry.hash !== undefined),
    hasConditions: entries.some((entry) => entry.where !== undefined),
  };
}
