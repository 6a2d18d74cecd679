// Which schema the queries of a file are checked by: the mapping of the settings, else the catalogues.
import type { SchemaSource } from '../analysis/analyze';
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import { MappingFiles } from '../worker/mappingFiles';

/** `stamp` undefined: the mapping could not be read, and the catalogues are used. */
interface Loaded {
  readonly path: string;
  readonly stamp: FileStamp | undefined;
  readonly source: SchemaSource;
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

  /** The same object until the mapping changes. */
  sourceOf(uri: string): SchemaSource {
    const path = this.mappingPath(uri);
    return path === undefined ? this.catalogs : this.load(path);
  }

  /** Looks at the files again: after one changed, or the settings did. */
  refresh(): void {
    for (const [path, { stamp }] of this.loaded) {
      if (!isSame(stamp, this.host.stamp(path))) this.loaded.delete(path);
    }
  }

  private load(path: string): SchemaSource {
    const known = this.loaded.get(path);
    if (known !== undefined) return known.source;
    const stamp = this.host.stamp(path);
    const source = this.read(path);
    this.loaded.set(path, { path, stamp, source });
    return source;
  }

  private read(path: string): SchemaSource {
    try {
      return { ...this.catalogs, mapping: this.mappings.read(path, this.host).fields };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      this.onUnreadable(`${error.message} Fields are checked by the catalogues instead.`);
      return { ...this.catalogs };
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
