// The schemas that people name: what a run follows, and what rules are checked by.
import type { FieldResolver } from '../eql/types';
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import { parseYamlValue } from '../rule/yamlValue';
import { unionResolver } from '../schema/mapping';
import { readSchemaSource } from '../schema/sources/readSchemaSource';
import { SOURCE_TITLES } from '../schema/sources/source';
import type { FieldSource } from '../schema/sources/source';
import { isSame } from './labelFiles';
import type { RunNote } from './orders';

export interface SchemaFile {
  readonly source: FieldSource;
  /** What is left out of it. */
  readonly notes: readonly RunNote[];
}

/** Reads a schema again only when it has changed. */
export class SchemaFiles {
  private readonly known = new Map<string, { readonly stamp: FileStamp; readonly file: SchemaFile }>();

  /** Throws UnreadableError also for a file that is no schema. */
  read(path: string, host: Host): SchemaFile {
    const stamp = host.stamp(path);
    const known = this.known.get(path);
    if (known !== undefined && stamp !== undefined && isSame(known.stamp, stamp)) return known.file;
    const file = readFile(path, host);
    if (stamp !== undefined) this.known.set(path, { stamp, file });
    return file;
  }
}

export interface MappingFile {
  readonly fields: FieldResolver;
  readonly notes: readonly RunNote[];
}

/** The mappings that samples are read by. */
export class MappingFiles {
  readonly files = new SchemaFiles();

  /** Throws UnreadableError also for a list of fields: a run by guessed types would be a wrong answer. */
  read(path: string, host: Host): MappingFile {
    const { source, notes } = this.files.read(path, host);
    const fields = wholeSchemaOf(source);
    if (fields !== undefined) return { fields, notes };
    throw new UnreadableError(
      `${path} is ${SOURCE_TITLES[source.kind]}; a sample is read by a mapping, an index template or a \`_field_caps\` answer.`,
    );
  }
}

/** What a run can follow: a file that tells the types of all fields, not of some beside those of the catalogues. */
export function wholeSchemaOf({ kind, parts }: FieldSource): FieldResolver | undefined {
  const isList = kind === 'fields-yml' || kind === 'ecs-yaml' || kind === 'sample';
  return isList ? undefined : unionResolver(parts.map(({ fields }) => fields));
}

function readFile(path: string, host: Host): SchemaFile {
  const read = readSchemaSource(host.readText(path), parseYamlValue);
  if ('problem' in read) throw new UnreadableError(`${path}: ${read.problem}`);
  const notes = read.source.issues.map(({ code, message }): RunNote => ({
    code,
    severity: 'warning',
    message: `${path}: ${message}`,
  }));
  return { source: read.source, notes };
}
