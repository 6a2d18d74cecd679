// Where the mapping that the settings name stands.
import type { Host } from '../host/host';
import { isAbsolute, isInside, toPath } from './uris';

/** Undefined where there is none. A relative one is meant from the folder of the workspace that holds the document, else from the first. */
export function mappingPathOf(
  uri: string,
  mapping: string,
  folders: readonly string[],
  host: Pick<Host, 'join'>,
): string | undefined {
  if (mapping === '') return undefined;
  if (isAbsolute(mapping)) return mapping;
  const path = toPath(uri) ?? '';
  const folder = folders.find((each) => isInside(path, each)) ?? folders[0];
  return folder === undefined ? undefined : host.join(folder, mapping);
}
