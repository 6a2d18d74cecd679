// The rule files of the workspace's folders: read in the background, a few at a time, for what rules know of each other.
import { analyze } from '../analysis/analyze';
import type { SchemaSource } from '../analysis/analyze';
import { entryOf } from '../features/workspaceIndex';
import type { WorkspaceIndex } from '../features/workspaceIndex';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import { formatOf, looksLikeRule } from '../rule/read';
import { toPath, toUri } from './uris';

/** The index needs no fields to be known. */
export const NO_SCHEMAS: SchemaSource = { readCatalog: () => undefined };

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

/** Reads one file into the index, or out of it when it is gone or no rule. Never throws. */
export function indexFile(path: string, host: Host, index: WorkspaceIndex): void {
  const uri = toUri(path);
  const format = formatOf(path);
  const stamp = host.stamp(path);
  if (format === undefined || stamp === undefined || stamp.bytes > LARGEST) return index.delete(uri);
  try {
    const analysis = analyze(host.readText(path), format, NO_SCHEMAS);
    if (looksLikeRule(analysis.file)) index.set(uri, entryOf(analysis));
    else index.delete(uri);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    index.delete(uri);
  }
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

const FILES_A_TURN = 5;

/** Between two turns everything else that waits is served. Settled when all are read, or `isStopped` says so. */
export async function indexFolders(
  folders: readonly string[],
  host: Host,
  index: WorkspaceIndex,
  isStopped: () => boolean,
): Promise<void> {
  const files = folders.flatMap((folder) => listRuleFiles(folder, host));
  for (let at = 0; at < files.length && !isStopped(); at += FILES_A_TURN) {
    for (const file of files.slice(at, at + FILES_A_TURN)) indexFile(file, host, index);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
