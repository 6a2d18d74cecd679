// Where samples lie: in the nearest `samples/events` above a rule, or in the `events` beside its `rules`.
import type { Host } from '../host/host';

export interface SampleFolder {
  readonly folder: string;
  /** What the paths of samples are shown relative to. */
  readonly root: string;
}

/** Source: docs/command-line.md, run. */
export function findSampleFolder(from: string, host: Host): SampleFolder | undefined {
  let root = host.resolve(from);
  for (;;) {
    const folder = [host.join(root, 'samples', 'events'), ...eventsBesideRules(root, host)].find((each) =>
      host.isFolder(each),
    );
    if (folder !== undefined) return { folder, root };
    const above = host.dirname(root);
    if (above === root) return undefined;
    root = above;
  }
}

function eventsBesideRules(root: string, host: Host): readonly string[] {
  return host.isFolder(host.join(root, 'rules')) ? [host.join(root, 'events')] : [];
}

/** Also logs that were rotated: `audit.log.1`. */
const SAMPLE_NAME = /\.(?:ndjson|jsonl|json|csv|bulk|log(?:\.\d+)?)(?:\.(?:gz|zst))?$|\.(?:gz|zst)$/i;

export function isSampleName(name: string): boolean {
  return SAMPLE_NAME.test(name);
}

const DEEPEST = 4;
const MOST = 500;

/** Every file whose name is that of a sample, in the order of the names; folders within folders, but not endlessly. */
export function listSamples(folder: string, host: Host, depth = 0): readonly string[] {
  if (depth > DEEPEST) return [];
  const files: string[] = [];
  for (const { name, isFolder } of host.list(folder)) {
    const path = host.join(folder, name);
    if (isFolder) files.push(...listSamples(path, host, depth + 1));
    else if (isSampleName(name)) files.push(path);
  }
  return files.slice(0, MOST);
}
