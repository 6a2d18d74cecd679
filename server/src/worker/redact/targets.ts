// Where the redacted copy of each sample goes. Nothing that is there already is touched.
import { UnreadableError } from '../../host/host';
import type { Host } from '../../host/host';
import { labelPathOf, labelPathsOf } from '../labelFiles';
import { ProjectFiles } from '../projectFiles';
import { labelPathsOfProject } from '../projectSamples';

export interface Target {
  readonly from: string;
  readonly to: string;
  /** Of the file in its folder. */
  readonly name: string;
  readonly packed: boolean;
  readonly labels: readonly LabelTarget[];
  /** The project names label files that are not carried along. */
  readonly hasForeignLabels: boolean;
  /** A sentence. */
  readonly note?: string;
}

export interface LabelTarget {
  readonly from: string;
  readonly name: string;
  /** Names events by their hash. */
  readonly hashed: boolean;
}

/** Throws UnreadableError where a sample is not there, or a place is taken. */
export function planTargets(samples: readonly string[], out: string, host: Host): readonly Target[] {
  const projects = new ProjectFiles(host);
  const targets = samples.map((sample) => planTarget(sample, out, projects, host));
  const places = new Map<string, string>();
  for (const { from, to, labels } of targets) {
    const own = labels.filter(({ name }) => name !== 'labels.yaml').map(({ name }) => host.join(out, name));
    for (const place of [to, ...own]) {
      const other = places.get(place);
      if (other !== undefined)
        throw new UnreadableError(
          `${other} and ${from} would both become ${place}; redact them into different folders.`,
        );
      places.set(place, from);
    }
  }
  const all = targets.flatMap(({ to, labels }) => [to, ...labels.map(({ name }) => host.join(out, name))]);
  const taken = all.find((place) => host.stamp(place) !== undefined || host.isFolder(place));
  if (taken !== undefined)
    throw new UnreadableError(`${taken} is there already, and nothing is overwritten; choose another folder.`);
  if (host.stamp(out) !== undefined) throw new UnreadableError(`${out} is a file, not a folder.`);
  return targets;
}

const LINES = /\.(?:ndjson|jsonl|json|log)$/i;

function planTarget(from: string, out: string, projects: ProjectFiles, host: Host): Target {
  if (from === '-') throw new UnreadableError('Standard input cannot be redacted: a sample is read more than once.');
  if (host.isFolder(from)) throw new UnreadableError(`${from} is a folder; name its sample files.`);
  if (host.stamp(from) === undefined) throw new UnreadableError(`${from} does not exist.`);
  const base = from.replace(/^.*[\\/]/, '');
  const packed = /\.(?:gz|zst)$/i.test(base);
  const plain = base.replace(/\.(?:gz|zst)$/i, '');
  // What is no list of lines becomes one, under a name that says so.
  const named = LINES.test(plain) ? plain : `${plain}.ndjson`;
  const name = `${named}${packed ? '.gz' : ''}`;
  const beside = labelPathsOf(from, host).filter((path) => host.stamp(path) !== undefined);
  const labels = beside.map((path): LabelTarget => {
    const isOwn = path === labelPathOf(from);
    return {
      from: path,
      name: isOwn ? labelPathOf(name) : path.replace(/^.*[\\/]/, ''),
      hashed: /\bhash\b/.test(host.readText(path)),
    };
  });
  const foreign = labelPathsOfProject(from, projects, host).filter(
    (path) => !beside.includes(path) && host.stamp(path) !== undefined,
  );
  return {
    from,
    to: host.join(out, name),
    name,
    packed,
    labels,
    hasForeignLabels: foreign.length > 0,
    ...(foreign.length === 0
      ? {}
      : { note: `The project names ${foreign.join(', ')} for ${from}; such label files are not carried along.` }),
  };
}
