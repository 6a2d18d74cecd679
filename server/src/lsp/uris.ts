// From the editor's uris to paths of the host and back. Documents that are no files have no path.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { memoizeByText } from '../base/memo';

export function toPath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** The path of the file from which the editor shows a rule as a text of its own: it stands in the uri's query, behind the rule's number. */
export function exportPathOf(uri: string): string | undefined {
  const query = /^rulewright-rule:[^?#]*\?([^#]*)/.exec(uri)?.[1];
  if (query === undefined) return undefined;
  try {
    return toPath(decodeURIComponent(query).replace(/^\d+&/, ''));
  } catch {
    return undefined;
  }
}

export function toUri(path: string): string {
  return pathToFileURL(path).href;
}

/** Equal for uris of one file, however their characters are escaped. Looking for an open document asks it of all of them. */
export const uriKey: (uri: string) => string = memoizeByText(5000, (uri) => toPath(uri) ?? uri);

export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[\\/])/.test(path);
}

/** Whether a path lies in a folder, at whatever depth. */
export function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder) && (/[\\/]$/.test(folder) || /^[\\/]/.test(path.slice(folder.length)));
}

/** A file's name without its ending: what a rule without a name is called. */
export function titleOf(uri: string): string {
  const name = (toPath(uri) ?? uri).split(/[\\/]/).at(-1) ?? uri;
  return name.replace(/\.[^.]+$/, '') || name;
}
