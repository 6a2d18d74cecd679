// What the workspace knows of false positives: the entries that are written by hand, and what its rules say. Kept up by the index of the
// workspace, which reads files when nobody types; holds no text of a rule.
import type { Range } from 'vscode-languageserver';
import type { Analysis } from '../../analysis/analyze';
import { createLineIndex } from '../../base/lineIndex';
import type { Host } from '../../host/host';
import type { LofpEntry } from '../../lofp/entries/entry';
import { readEntries } from '../../lofp/entries/readEntries';
import type { ReadEntries } from '../../lofp/entries/readEntries';
import { elasticStatements } from '../../lofp/statements/elasticRules';
import { foldStatement } from '../../lofp/statements/fold';
import type { Technique } from '../../lofp/statements/statementRule';
import { TIE_MARK } from '../../lofp/tie/tieText';
import type { CatalogReader } from '../../schema/compose';
import { hasSample, isEntryPath, isEntryText } from '../../worker/lofpFiles';
import type { ProjectFiles } from '../../worker/projectFiles';
import type { RuleDocuments } from '../documents';
import { toRange } from '../places';
import { readSaved } from '../ruleFiles';
import { titleOf, toPath, toUri } from '../uris';

/** A rule as the catalogue sees it. */
export interface KnownRule {
  readonly uri: string;
  readonly index: number;
  readonly id?: string;
  /** Of a query without metadata that of its file. */
  readonly name: string;
  readonly range: Range;
  readonly techniques: readonly Technique[];
  readonly statements: readonly { readonly text: string; readonly folded: string; readonly range: Range }[];
}

export interface KnownFile {
  readonly uri: string;
  /** A comment ties something. */
  readonly hasTie: boolean;
  readonly rules: readonly KnownRule[];
}

export interface CatalogueParts {
  readonly host: Host;
  readonly projects: ProjectFiles;
  readonly readCatalog: () => CatalogReader;
  readonly documents: Pick<RuleDocuments, 'openText'>;
}

export type Taken = 'rule' | 'entry' | 'nothing';

export class LofpCatalogue {
  private readonly files = new Map<string, KnownFile>();
  private readonly texts = new Map<string, string>();
  private known: { readonly today: string; readonly read: ReadEntries } | undefined;

  constructor(private readonly parts: CatalogueParts) {}

  /** What the index found in a file; undefined where it is no rule, or is gone. */
  take(uri: string, analysis: Analysis | undefined): Taken {
    const wasRule = this.files.delete(uri);
    if (analysis !== undefined) this.files.set(uri, toKnownFile(uri, analysis));
    const isEntry = this.takeEntry(uri, analysis === undefined);
    return isEntry ? 'entry' : wasRule || analysis !== undefined ? 'rule' : 'nothing';
  }

  /** The text with which an entry of a path was read. */
  textOf(path: string): string | undefined {
    return this.texts.get(path);
  }

  get hasEntries(): boolean {
    return this.texts.size > 0;
  }

  get rules(): readonly KnownRule[] {
    return [...this.files.values()].flatMap(({ rules }) => rules);
  }

  get ruleFiles(): Iterable<KnownFile> {
    return this.files.values();
  }

  file(uri: string): KnownFile | undefined {
    return this.files.get(uri);
  }

  /** The same object until an entry, or the day, changes. */
  read(): ReadEntries {
    const { host, readCatalog } = this.parts;
    const today = host.today();
    if (this.known?.today === today) return this.known.read;
    const files = [...this.texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => ({ path, text }));
    const world = {
      today,
      readCatalog: readCatalog(),
      hasFile: (sample: string, entry: LofpEntry) => hasSample(sample, entry, host),
    };
    const read = files.length === 0 ? NOTHING : readEntries(files, world);
    this.known = { today, read };
    return read;
  }

  get entries(): readonly LofpEntry[] {
    return this.read().entries;
  }

  entry(id: string): LofpEntry | undefined {
    return this.entries.find((each) => each.id.value === id);
  }

  /** Also where an entry speaks of a rule by name. */
  rulesOf({ rules }: LofpEntry): readonly KnownRule[] {
    return this.rules.filter((rule) => rules.some((reference) => isReference(reference, rule)));
  }

  /** A sample came or went, which an entry may name. */
  forget(): void {
    this.known = undefined;
  }

  private takeEntry(uri: string, mayBe: boolean): boolean {
    const path = toPath(uri);
    if (path === undefined || !/\.ya?ml$/i.test(path)) return false;
    const before = this.texts.get(path);
    const text = mayBe ? this.entryText(uri, path) : undefined;
    if (text === before) return false;
    if (text === undefined) this.texts.delete(path);
    else this.texts.set(path, text);
    this.known = undefined;
    return true;
  }

  private entryText(uri: string, path: string): string | undefined {
    const { host, projects, documents } = this.parts;
    if (!isEntryPath(path, projects, host)) return undefined;
    const text = documents.openText(uri) ?? readSaved(uri, host);
    return text !== undefined && isEntryText(text) ? text : undefined;
  }
}

const NOTHING: ReadEntries = { entries: [], issues: [] };

export function isReference(
  { id, name }: { readonly id?: string; readonly name?: string },
  rule: Pick<KnownRule, 'id' | 'name'>,
): boolean {
  if (id !== undefined && rule.id !== undefined) return id === rule.id;
  return name !== undefined && name.trim().toLowerCase() === rule.name.trim().toLowerCase();
}

/** Copied: a part of a text would keep all of it. */
function toKnownFile(uri: string, { text, file }: Analysis): KnownFile {
  const lines = createLineIndex(text);
  const { rules } = elasticStatements(file);
  const known = file.rules.map((rule, place): KnownRule => {
    const { id, name, falsePositives } = rule.metadata;
    return {
      uri,
      index: rule.index,
      ...(id === undefined ? {} : { id: id.value }),
      name: name?.value.trim() || titleOf(uri),
      range: toRange(lines, rule.heading),
      techniques: rules[place]?.techniques ?? [],
      statements: falsePositives
        .filter(({ value }) => value.trim() !== '')
        .map(({ value, from, to }) => ({
          text: value,
          folded: foldStatement(value),
          range: toRange(lines, { from, to }),
        })),
    };
  });
  return JSON.parse(JSON.stringify({ uri, hasTie: text.includes(TIE_MARK), rules: known })) as KnownFile;
}

/** The uri of an entry's file. */
export function uriOfEntry({ path }: Pick<LofpEntry, 'path'>): string {
  return toUri(path);
}
