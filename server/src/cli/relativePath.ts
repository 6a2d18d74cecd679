// The way from a folder to a file, with slashes on every system: what a link on a page needs.
import type { Host } from '../host/host';

/** Undefined where no way leads there, as between two drives. */
export function relativePath(folder: string, path: string, host: Host): string | undefined {
  const from = namesOf(host.resolve(folder));
  const to = namesOf(host.resolve(path));
  if (from[0] !== to[0]) return undefined;
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** The root first: nothing, or a drive. */
function namesOf(path: string): readonly string[] {
  const separators = /^[A-Za-z]:|^\\\\/.test(path) ? /[\\/]+/ : /\/+/;
  return path.replace(/(?<=.)[\\/]+$/, '').split(separators);
}
