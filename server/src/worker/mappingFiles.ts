// The Elasticsearch mappings that samples are read by.
import type { FieldResolver } from '../eql/types';
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import { mappingResolver } from '../schema/mapping';
import { isSame } from './labelFiles';
import type { RunNote } from './orders';

export interface MappingFile {
  readonly fields: FieldResolver;
  /** What is left out of it. */
  readonly notes: readonly RunNote[];
}

/** Reads a mapping again only when it has changed. */
export class MappingFiles {
  private readonly known = new Map<string, { readonly stamp: FileStamp; readonly mapping: MappingFile }>();

  /** Throws UnreadableError also for a file that is no mapping: a run by guessed types would be a wrong answer. */
  read(path: string, host: Host): MappingFile {
    const stamp = host.stamp(path);
    const known = this.known.get(path);
    if (known !== undefined && stamp !== undefined && isSame(known.stamp, stamp)) return known.mapping;
    const mapping = readFile(path, host);
    if (stamp !== undefined) this.known.set(path, { stamp, mapping });
    return mapping;
  }
}

function readFile(path: string, host: Host): MappingFile {
  const { value: fields, issues } = mappingResolver(parseFile(path, host));
  const none = issues.find(({ code }) => code === 'no-mapping');
  if (none !== undefined) throw new UnreadableError(`${path}: ${none.message}`);
  const notes = issues.map(({ code, message }): RunNote => ({
    code,
    severity: 'warning',
    message: `${path}: ${message}`,
  }));
  return { fields, notes };
}

function parseFile(path: string, host: Host): unknown {
  const text = host.readText(path).replace(/^\ufeff/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UnreadableError(`${path} is no JSON; an Elasticsearch mapping is expected there.`);
  }
}
