// The label files beside samples: where they stand, what they say, and what is wrong with them.
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import { readLabels } from '../tuning/labels';
import type { LabelEntry, LabelFile } from '../tuning/labels';
import type { RunNote } from './orders';

/** `x.labels.yaml` beside `x.ndjson`, also beside `x.ndjson.gz`. */
export function labelPathOf(sample: string): string {
  const plain = sample.replace(/\.gz$/i, '');
  return `${plain.replace(/\.[^./\\]+$/, '')}.labels.yaml`;
}

/** The labels of one sample; without a label file none. */
export interface SampleLabels {
  /** Undefined where there is no label file. */
  readonly path?: string;
  readonly entries: readonly LabelEntry[];
  readonly notes: readonly RunNote[];
  /** Does an entry name its event by the hash of the line? */
  readonly hashed: boolean;
}

const NONE: SampleLabels = { entries: [], notes: [], hashed: false };

/** Reads label files again only when they have changed. */
export class LabelFiles {
  private readonly known = new Map<string, { readonly stamp: FileStamp; readonly labels: SampleLabels }>();

  read(sample: string, host: Host): SampleLabels {
    if (sample === '-') return NONE;
    const path = labelPathOf(sample);
    const stamp = host.stamp(path);
    if (stamp === undefined) return NONE;
    const known = this.known.get(path);
    if (known !== undefined && isSame(known.stamp, stamp)) return known.labels;
    const labels = readFile(path, host);
    this.known.set(path, { stamp, labels });
    return labels;
  }
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

function toSampleLabels(path: string, { entries, problems }: LabelFile): SampleLabels {
  const notes = problems.map(({ message, line }): RunNote => ({
    code: 'labels',
    severity: 'error',
    message,
    sample: path,
    line,
  }));
  return { path, entries, notes, hashed: entries.some((entry) => entry.hash !== undefined) };
}
