// The rule files of the workspace's folders, as they are on the disk.
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import { formatOf } from '../rule/read';
import { toPath } from './uris';

const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules', 'dist', 'out', 'target', 'venv']);
const DEEPEST = 8;
const MOST_FILES = 10_000;
/** A larger file is no rule. */
const LARGEST = 1024 * 1024;

export function listRuleFiles(folder: string, host: Host): readonly string[] {
  const found: string[] = [];
  const visit = (at: string, depth: number): void => {
    if (depth > DEEPEST) return;
    for (const { name, isFolder } of host.list(at)) {
      if (found.length >= MOST_FILES) return;
      if (name.startsWith('.') || PASSED_OVER.has(name)) continue;
      const path = host.join(at, name);
      if (isFolder) visit(path, depth + 1);
      else if (formatOf(name) !== undefined) found.push(path);
    }
  };
  visit(folder, 0);
  return found;
}

/** The text of a rule file as it is on the disk; undefined where there is none. Never throws. */
export function readSaved(uri: string, host: Host): string | undefined {
  const path = toPath(uri);
  const stamp = path === undefined ? undefined : host.stamp(path);
  if (path === undefined || stamp === undefined || stamp.bytes > LARGEST) return undefined;
  try {
    return host.readText(path);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return undefined;
  }
}
