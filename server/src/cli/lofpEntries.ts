// Entries that are written by hand, with what the rules of a catalogue make of them: ties, arms and proofs.
import { analyze } from '../analysis/analyze';
import { createLineIndex } from '../base/lineIndex';
import type { Host } from '../host/host';
import type { EntryFile, LofpEntry, RuleReference } from '../lofp/entries/entry';
import { readEntries } from '../lofp/entries/readEntries';
import type { WrittenArm, WrittenEntry, WrittenProof } from '../lofp/site/writtenEntry';
import type { CatalogueRule } from '../lofp/statements/catalogue';
import { checkTies } from '../lofp/tie/checkTies';
import { armsTiedTo, tiesOf } from '../lofp/tie/ties';
import { TIE_MARK } from '../lofp/tie/tieText';
import type { RuleFormat } from '../rule/document';
import { printArm } from '../tuning/arms';
import { catalogReaderOf } from '../worker/catalogReader';
import { createSampleReader, hasSample } from '../worker/lofpFiles';
import type { CommandIo } from './io';
import { CommandProjects } from './projects';
import { relativePath } from './relativePath';
import { baseName } from './ruleNames';

/** A file of rules that is part of the catalogue. */
export interface CatalogueFile {
  readonly path: string;
  readonly format: RuleFormat;
  readonly text: string;
  readonly rules: readonly CatalogueRule[];
}

export interface FoundEntries {
  readonly written: readonly WrittenEntry[];
  /** A sentence with its place for whatever is wrong with an entry. */
  readonly problems: readonly string[];
}

/** `shown` is how a person is told of a path. Days do not count: the site is the same on each. */
export function findEntries(
  entryFiles: readonly EntryFile[],
  files: readonly CatalogueFile[],
  out: string,
  shown: (path: string) => string,
  io: CommandIo,
): FoundEntries {
  const { host } = io;
  const { entries, issues } = readEntries(entryFiles, {
    readCatalog: catalogReaderOf(host),
    hasFile: (sample, entry) => hasSample(sample, entry, host),
  });
  const texts = new Map(entryFiles.map(({ path, text }) => [path, text]));
  const problems = issues
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ path, from, message }) => `${path}:${lineAt(texts.get(path) ?? '', from)}: ${message}`);
  if (entries.length === 0) return { written: [], problems };
  const book = new RuleBook(files);
  const uses = usesIn(files, entries, book, io);
  const linkTo = (path: string): string | undefined => relativePath(out, path, host);
  return { written: entries.map((entry) => toWritten(entry, { book, uses, linkTo, shown, host })), problems };
}

interface EntryWorld {
  readonly book: RuleBook;
  readonly uses: ReadonlyMap<LofpEntry, Use>;
  readonly linkTo: (path: string) => string | undefined;
  readonly shown: (path: string) => string;
  readonly host: Host;
}

function toWritten(entry: LofpEntry, { book, uses, linkTo, shown, host }: EntryWorld): WrittenEntry {
  const { arms, proofs } = uses.get(entry) ?? NO_USE;
  const named = entry.rules.flatMap((reference) => book.find(reference) ?? []);
  const path = linkTo(entry.path);
  return {
    entry,
    file: { text: shown(entry.path), ...(path === undefined ? {} : { path }) },
    rules: [...new Set([...named, ...arms.map(({ rule }) => rule)])],
    ruleOf: (reference) => book.find(reference),
    arms,
    proofs,
    sampleLink: (file) =>
      hasSample(file, entry, host) ? linkTo(host.join(host.dirname(entry.path), file)) : undefined,
  };
}

interface Use {
  readonly arms: WrittenArm[];
  readonly proofs: WrittenProof[];
}

const NO_USE: Use = { arms: [], proofs: [] };

/** Only files that an entry names, or that tie something, are analysed: the others have nothing to do with entries. */
function usesIn(
  files: readonly CatalogueFile[],
  entries: readonly LofpEntry[],
  book: RuleBook,
  io: CommandIo,
): ReadonlyMap<LofpEntry, Use> {
  const named = new Set(entries.flatMap(({ rules }) => rules.flatMap((reference) => book.find(reference)?.key ?? [])));
  const uses = new Map(entries.map((entry): [LofpEntry, Use] => [entry, { arms: [], proofs: [] }]));
  const projects = new CommandProjects(io);
  const read = createSampleReader(io.host);
  for (const { path, format, text, rules } of files) {
    if (!text.includes(TIE_MARK) && !rules.some(({ key }) => named.has(key))) continue;
    const analysis = analyze(text, format, projects.schemasOf(path, { readCatalog: catalogReaderOf(io.host) }));
    for (const [index, ties] of tiesOf(analysis, entries, baseName(path)).entries()) {
      const rule = rules.find((each) => each.source === 'elastic' && each.index === index);
      if (rule === undefined) continue;
      for (const [entry, { arms }] of uses)
        for (const { arm, span } of armsTiedTo(ties, entry))
          arms.push({ rule, eql: printArm(arm), line: lineAt(text, span.from) });
      for (const { entry, rows } of checkTies(ties, { entries, read }).proofs)
        uses.get(entry)?.proofs.push({ rule, rows });
    }
  }
  return uses;
}

function lineAt(text: string, offset: number): number {
  return createLineIndex(text).positionAt(offset).line + 1;
}

/** The rules by what entries call them. */
class RuleBook {
  private readonly byId = new Map<string, CatalogueRule>();
  private readonly byName = new Map<string, CatalogueRule>();

  constructor(files: readonly CatalogueFile[]) {
    for (const rule of files.flatMap(({ rules }) => rules)) {
      if (rule.id !== undefined && !this.byId.has(rule.id)) this.byId.set(rule.id, rule);
      const name = rule.name.trim().toLowerCase();
      if (!this.byName.has(name)) this.byName.set(name, rule);
    }
  }

  /** The id counts, where there is one that is known: names drift. */
  find({ id, name }: RuleReference): CatalogueRule | undefined {
    const byId = id === undefined ? undefined : this.byId.get(id);
    return byId ?? (name === undefined ? undefined : this.byName.get(name.trim().toLowerCase()));
  }
}
