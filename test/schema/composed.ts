// Composes schemas from the committed catalogs, each read once.
import path from 'node:path';
import { createNodeHost } from '../../server/src/host/nodeHost';
import type { FieldResolver } from '../../server/src/eql/types';
import { composeSchema } from '../../server/src/schema/compose';
import type { SchemaRequest } from '../../server/src/schema/compose';

declare const __ROOT__: string;

const host = createNodeHost(path.join(__ROOT__, 'server', 'schemas'));

export const readSchema = (name: string): unknown => host.readSchema(name);

const NOTHING: SchemaRequest = { index: [], integrations: [], datasets: [], hasDataView: false };

/** What a rule that says this much may use. */
export function composed(request: Partial<SchemaRequest>): FieldResolver {
  return composeSchema({ ...NOTHING, ...request }, readSchema);
}
