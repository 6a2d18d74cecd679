// Which schemas the queries of a file are checked by: those that its settings and its project name, and the catalogues.
import type { SchemaSource } from '../analysis/analyze';
import type { FileStamp, Host } from '../host/host';
import type { WorkspaceFile, WorkspaceSource } from '../schema/workspace';
import { SchemaFiles, wholeSchemaOf } from '../worker/mappingFiles';
import { readWorkspaceSources } from '../worker/workspaceSources';

/** `faults`: sentences on files that cannot be read; what can be is used. */
interface Loaded {
  readonly stamps: readonly (FileStamp | undefined)[];
  readonly source: SchemaSource;
  readonly sources: readonly WorkspaceSource[];
  readonly faults: readonly string[];
}

/** The mapping that a run follows. */
export interface RunMapping {
  readonly path?: string;
  readonly fault?: string;
}

/** Where the mapping of the settings stands for a document; undefined where there is none. */
export type MappingPath = (uri: string) => string | undefined;

/** The schema files that the project of a document names. */
export type ProjectSchemas = (uri: string) => readonly WorkspaceFile[];

export class SchemaDesk {
  private readonly files = new SchemaFiles();
  /** What is known without any file of the workspace. */
  readonly catalogs: SchemaSource;
  private readonly loaded = new Map<string, Loaded>();

  constructor(
    private readonly host: Host,
    private readonly mappingPath: MappingPath,
    /** Told once for each state of the files: a sentence on one that cannot be read, or on two that contradict each other. */
    private readonly onFault: (sentence: string) => void,
    private readonly projectSchemas: ProjectSchemas = () => [],
  ) {
    this.catalogs = { readCatalog: remembered((name) => host.readSchema(name)) };
  }

  /** The same object until one of the files changes. They are looked at each time: not every editor tells of changes. */
  sourceOf(uri: string): SchemaSource {
    const path = this.mappingPath(uri);
    const named = this.projectSchemas(uri);
    const files = path === undefined ? named : [{ path, for: [] }, ...named];
    return files.length === 0 ? this.catalogs : this.load(files).source;
  }

  /** A list of fields is no mapping: a run takes the catalogues then. */
  mappingOf(uri: string): RunMapping {
    const path = this.mappingPath(uri);
    if (path === undefined) return {};
    const { sources, faults } = this.load([{ path, for: [] }]);
    const [fault] = faults;
    if (fault !== undefined) return { fault };
    return sources.some(({ source }) => wholeSchemaOf(source) !== undefined) ? { path } : {};
  }

  private load(files: readonly WorkspaceFile[]): Loaded {
    const key = JSON.stringify(files);
    const known = this.loaded.get(key);
    const stamps = files.map(({ path }) => this.host.stamp(path));
    if (known !== undefined && stamps.every((stamp, at) => isSame(stamp, known.stamps[at]))) return known;
    const { sources, faults, contradictions } = readWorkspaceSources(files, this.files, this.host);
    const told = faults.map((fault) => `${fault} The catalogues are used in place of this schema.`);
    const loaded = { stamps, source: { ...this.catalogs, sources }, sources, faults: told };
    this.loaded.set(key, loaded);
    for (const sentence of [...told, ...shortened(contradictions)]) this.onFault(sentence);
    return loaded;
  }
}

/** A message for each of hundreds of fields would be none. */
const MOST_TOLD = 3;

function shortened(sentences: readonly string[]): readonly string[] {
  const others = sentences.length - MOST_TOLD;
  return others > 0
    ? [...sentences.slice(0, MOST_TOLD), `${others} other fields have two types in the schemas of the workspace.`]
    : sentences;
}

function isSame(a: FileStamp | undefined, b: FileStamp | undefined): boolean {
  return a?.bytes === b?.bytes && a?.modified === b?.modified;
}

/** Catalogues do not change while the server runs. */
function remembered(read: (name: string) => unknown): (name: string) => unknown {
  const known = new Map<string, unknown>();
  return (name) => {
    if (!known.has(name)) known.set(name, read(name));
    return known.get(name);
  };
}
