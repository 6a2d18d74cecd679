// Paths as they are seen from a folder, with slashes on every system.
import type { Host } from '../host/host';

/** Whether a path lies in a folder, at whatever depth. */
export function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder) && (/[\\/]$/.test(folder) || /^[\\/]/.test(path.slice(folder.length)));
}

/** Of a path in a folder. */
export function pathFrom(folder: string, path: string, host: Host): string {
  const rest = path.slice(folder.length).replace(/^[\\/]+/, '');
  return host.join('a', 'b') === 'a\\b' ? rest.replaceAll('\\', '/') : rest;
}
