// The pages about the codes of diagnostics: one a code, as files beside the server.
import type { Host } from '../host/host';
import type { PageOf } from './diagnostics';
import { toUri } from './uris';

/** Finds no page where the folder is not there: a server that was installed without them. */
export function createPageFinder(folder: string, host: Host): PageOf {
  const pages = new Map(
    host.list(folder).map(({ name }) => [name.replace(/\.md$/, ''), toUri(host.join(folder, name))]),
  );
  return (code) => pages.get(code);
}
