// The schema files of a workspace, read into what the fields of a rule are composed of.
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import { contradictionsIn } from '../schema/workspace';
import type { WorkspaceFile, WorkspaceSource } from '../schema/workspace';
import type { SchemaFiles } from './mappingFiles';
import type { RunNote } from './orders';

export interface ReadSources {
  readonly sources: readonly WorkspaceSource[];
  /** Sentences on files that cannot be read; the others still count. */
  readonly faults: readonly string[];
  /** Sentences on what is left out of a file. */
  readonly notes: readonly string[];
  /** Sentences on fields of which two files give different types, with both. */
  readonly contradictions: readonly string[];
}

export function readWorkspaceSources(files: readonly WorkspaceFile[], reader: SchemaFiles, host: Host): ReadSources {
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

export interface BroughtSchemas {
  readonly sources: readonly WorkspaceSource[];
  readonly notes: readonly RunNote[];
}

/** For a run: a file that cannot be read leaves its part to the catalogues, and that is told. */
export function readBrought(files: readonly WorkspaceFile[], reader: SchemaFiles, host: Host): BroughtSchemas {
  const { sources, faults, notes } = readWorkspaceSources(files, reader, host);
  const told = [...faults.map((fault) => `${fault} The catalogues are used in place of this schema.`), ...notes];
  return { sources, notes: told.map((message): RunNote => ({ code: 'mapping', severity: 'warning', message })) };
}
