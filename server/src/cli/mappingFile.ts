// Reads an Elasticsearch mapping from a file.
import type { FieldResolver } from '../eql/types';
import { mappingResolver } from '../schema/mapping';
import type { CommandIo } from './io';
import { writeLine } from './io';
import { Misuse } from './misuse';

/** What a mapping leaves out is told on standard error; a file that is no mapping at all is misuse. */
export function readMapping(path: string, io: CommandIo): FieldResolver {
  const { value, issues } = mappingResolver(readJson(path, io));
  const none = issues.find(({ code }) => code === 'no-mapping');
  if (none !== undefined) throw new Misuse(`${path}: ${none.message}`);
  for (const { message } of issues) writeLine(io.err, `${path}: ${message}`);
  return value;
}

function readJson(path: string, io: CommandIo): unknown {
  const text = io.host.readText(path).replace(/^\ufeff/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Misuse(`${path} is no JSON; an Elasticsearch mapping is expected there.`);
  }
}
