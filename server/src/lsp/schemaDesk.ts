// Which schema the queries of a file are checked by: the mapping of the settings, else the catalogues.
import type { SchemaSource } from '../analysis/analyze';
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import { MappingFiles } from '../worker/mappingFiles';

/** `fault`: the mapping cannot be read, and the catalogues are used instead: a sentence. */
interface Loaded {
  readonly stamp: FileStamp | undefined;
  readonly source: SchemaSource;
  readonly fault?: string;
}

/** The mapping that a run follows. */
export interface RunMapping {
  readonly path?: string;
  readonly fault?: string;
}

/** Where the mapping of the settings stands for a document; undefined where there is none. */
export type MappingPath = (uri: string) => string | undefined;

export class SchemaDesk {
  private readonly mappings = new MappingFiles();
  private readonly catalogs: SchemaSource;
  private readonly loaded = new Map<string, Loaded>();

  constructor(
    private readonly host: Host,
    private readonly mappingPath: MappingPath,
    /** Told once for each state of a mapping that cannot be read: a sentence. */
    private readonly onUnreadable: (sentence: string) => void,
  ) {
    this.catalogs = { readCatalog: remembered((name) => host.readSchema(name)) };
  }

  /** The same object until the mapping changes. Its file is looked at each time: not every editor tells of changes. */
  sourceOf(uri: string): SchemaSource {
    const path = this.mappingPath(uri);
    return path === undefined ? this.catalogs : this.load(path).source;
  }

  mappingOf(uri: string): RunMapping {
    const path = this.mappingPath(uri);
    if (path === undefined) return {};
    const { fault } = this.load(path);
    return fault === undefined ? { path } : { fault };
  }

  private load(path: string): Loaded {
    const known = this.loaded.get(path);
    const stamp = this.host.stamp(path);
    if (known !== undefined && isSame(known.stamp, stamp)) return known;
    const loaded = { stamp, ...this.read(path) };
    this.loaded.set(path, loaded);
    if (loaded.fault !== undefined) this.onUnreadable(loaded.fault);
    return loaded;
  }

  private read(path: string): Omit<Loaded, 'stamp'> {
    try {
      return { source: { ...this.catalogs, mapping: this.mappings.read(path, this.host).fields } };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      return {
        source: { ...this.catalogs },
        fault: `${error.message} The catalogues are used in place of this mapping.`,
      };
    }
  }
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
