// Entries of known false positives that are open in an editor: what is wrong with each, as one of the catalogue of its project.
import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Issue } from '../base/issue';
import type { Host } from '../host/host';
import type { EntryFile } from '../lofp/entries/entry';
import { ENTRY_SCHEMA } from '../lofp/entries/entrySchema';
import { readEntries } from '../lofp/entries/readEntries';
import type { CatalogReader } from '../schema/compose';
import { entryFilesOf, hasSample, isEntryPath, isEntryText } from '../worker/lofpFiles';
import type { ProjectFiles } from '../worker/projectFiles';
import type { ProjectDesk } from './projectDesk';
import { SchemaDocuments } from './schemaDocuments';
import type { SchemaKind } from './schemaDocuments';

/** While somebody types, the other entries are not read at every key. */
const FRESH = 2000;

/** Of every kind of YAML file that has a schema. */
export function openSchemaDocuments(
  open: TextDocuments<TextDocument>,
  host: Host,
  { kinds, files }: Pick<ProjectDesk, 'kinds' | 'files'>,
  about: AboutEntries,
): SchemaDocuments {
  return new SchemaDocuments(open, [...kinds, new LofpDesk(host, files, about).kind]);
}

interface AboutEntries {
  readonly readCatalog: () => CatalogReader;
  /** What rules say of an entry. */
  readonly issuesByRules: (path: string, text: string) => readonly Issue[];
}

class LofpDesk {
  private readonly listed = new Map<string, { readonly at: number; readonly files: readonly EntryFile[] }>();

  constructor(
    private readonly host: Host,
    private readonly projects: ProjectFiles,
    private readonly about: AboutEntries,
  ) {}

  readonly kind: SchemaKind = { schema: ENTRY_SCHEMA, issuesOf: (path, text) => this.issuesOf(path, text) };

  private issuesOf(path: string, text: string): readonly Issue[] | undefined {
    if (!isEntryPath(path, this.projects, this.host) || !isEntryText(text)) return undefined;
    const own = { path, text };
    const others = this.list(path);
    const files = others.some((each) => each.path === path)
      ? others.map((each) => (each.path === path ? own : each))
      : [...others, own];
    const { issues } = readEntries(files, {
      today: this.host.today(),
      readCatalog: this.about.readCatalog(),
      hasFile: (sample, entry) => hasSample(sample, entry, this.host),
    });
    return [...issues.filter((issue) => issue.path === path), ...this.about.issuesByRules(path, text)];
  }

  private list(path: string): readonly EntryFile[] {
    const folder = this.projects.projectOf(path)?.folder ?? this.host.dirname(path);
    const known = this.listed.get(folder);
    if (known !== undefined && this.host.now() - known.at < FRESH) return known.files;
    const files = entryFilesOf(path, this.projects, this.host);
    this.listed.set(folder, { at: this.host.now(), files });
    return files;
  }
}
