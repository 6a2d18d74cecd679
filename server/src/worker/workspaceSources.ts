// The schema files of a workspace, read into what the fields of a rule are composed of.
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import { contradictionsIn } from '../schema/workspace';
import type { WorkspaceSource } from '../schema/workspace';
import type { SchemaFiles } from './mappingFiles';

/** `for`: index patterns or ids of data views; empty: those that the file names itself, else every rule. */
export interface SchemaSourceFile {
  readonly path: string;
  readonly for: readonly string[];
}

export interface ReadSources {
  readonly sources: readonly WorkspaceSource[];
  /** Sentences on files that cannot be read; the others still count. */
  readonly faults: readonly string[];
  /** Sentences on what is left out of a file. */
  readonly notes: readonly string[];
  /** Sentences on fields of which two files give different types, with both. */
  readonly contradictions: readonly string[];
}

export function readWorkspaceSources(files: readonly SchemaSourceFile[], reader: SchemaFiles, host: Host): ReadSources {
  const faults: string[] = [];
  const notes: string[] = [];
  const sources = files.flatMap(({ path, for: given }): readonly WorkspaceSource[] => {
    try {
      const file = reader.read(path, host);
      notes.push(...file.notes.map(({ message }) => message));
      return [{ path, for: given, source: file.source }];
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  return { sources, faults, notes, contradictions: contradictionsIn(sources) };
}
