// The generated catalogs of a host, as the schema layer asks for them.
import type { Host } from '../host/host';
import type { CatalogReader } from '../schema/compose';

const readers = new WeakMap<Host, CatalogReader>();

/** The same function for the same host: what is composed from catalogs is remembered by it. */
export function catalogReaderOf(host: Host): CatalogReader {
  let reader = readers.get(host);
  if (reader === undefined) readers.set(host, (reader = (name) => host.readSchema(name)));
  return reader;
}
