// A file as git's HEAD has it.
import type { Host } from '../host/host';
import { toPath } from './uris';

/** Undefined where git knows the file not; null where there is no git around it. */
export function textAtHead(uri: string, host: Host): string | undefined | null {
  const path = toPath(uri);
  if (path === undefined) return null;
  const folder = host.dirname(path);
  const git = (...words: readonly string[]) => host.runProgram('git', words, folder);
  const blob = git('cat-file', 'blob', `HEAD:./${path.split(/[\\/]/).at(-1) ?? ''}`);
  if (blob?.status === 0) return blob.output;
  return git('rev-parse', '--verify', '--quiet', 'HEAD')?.status === 0 ? undefined : null;
}
