// Reads the rules and entries of a catalogue from the disk and writes its site there; what cannot be read is told, and the rest goes on.
import { createLineIndex } from '../base/lineIndex';
import type { Host } from '../host/host';
import type { EntryFile } from '../lofp/entries/entry';
import { buildCatalogue } from '../lofp/statements/catalogue';
import { readStatements } from '../lofp/statements/read';
import { renderSite } from '../lofp/site/site';
import { attackCatalogOf } from '../schema/attackCatalog';
import { catalogReaderOf } from '../worker/catalogReader';
import { entryFilesIn, isEntryPath, isEntryText } from '../worker/lofpFiles';
import { ProjectFiles } from '../worker/projectFiles';
import type { CommandIo } from './io';
import { findEntries } from './lofpEntries';
import type { CatalogueFile } from './lofpEntries';
import { Misuse } from './misuse';
import { relativePath } from './relativePath';
import { findRulePaths, readTextOrProblem } from './ruleFiles';
import type { RulePath } from './ruleFiles';
import { baseName, lastName } from './ruleNames';
import { writeSite } from './writeSite';

export interface SiteOrder {
  readonly paths: readonly string[];
  /** Folders of entries, or entries, besides those that lie in `paths`. */
  readonly entries: readonly string[];
  readonly out: string;
}

/** `rules` and the like are counts; `problems` and `findings` are sentences. */
export interface SiteReport {
  readonly rules: number;
  readonly rulesWithStatement: number;
  readonly entries: number;
  /** Entries that are written by hand. */
  readonly written: number;
  readonly boilerplate: number;
  readonly proposals: number;
  /** The page to open. */
  readonly index: string;
  /** Of what could not be read. */
  readonly problems: readonly string[];
  /** Of entries that are faulty. */
  readonly findings: readonly string[];
}

export async function buildSite({ paths, entries, out }: SiteOrder, io: CommandIo): Promise<SiteReport> {
  const { host } = io;
  const missing = entries.find((path) => !host.isFolder(path) && host.stamp(path) === undefined);
  const found = findRulePaths(paths, host);
  // Named files that are not there are misuse, as for the other commands: a catalogue that lacks them would look whole.
  const absent = [...found.problems, ...(missing === undefined ? [] : [`${missing} does not exist.`])];
  if (absent.length > 0) throw new Misuse(absent.join('\n'));
  const read = readFiles(found.files, { given: paths, out, host });
  const known = new Map(
    [...read.entryFiles, ...entries.flatMap((path) => entryFilesIn(path, host))].map((file) => [
      host.resolve(file.path),
      file,
    ]),
  );
  const shown = (path: string): string => shownPath(path, [...paths, ...entries], host);
  const { written, problems: findings } = findEntries([...known.values()], read.files, out, shown, io);
  const { names } = attackCatalogOf(catalogReaderOf(host));
  const catalogue = buildCatalogue(
    read.files.flatMap(({ rules }) => rules),
    (text) => host.hash(text),
    names,
  );
  if (catalogue.rules + written.length + read.problems.length + findings.length === 0)
    throw new Misuse(
      `${[...paths, ...entries].join(', ')} ${paths.length + entries.length === 1 ? 'holds' : 'hold'} no rule and no entry: nothing was written.`,
    );
  await writeSite(renderSite(catalogue, written, names), out, host);
  return {
    rules: catalogue.rules,
    rulesWithStatement: catalogue.rulesWithStatement,
    entries: catalogue.entries.length,
    written: written.length,
    boilerplate: catalogue.boilerplate.length,
    proposals: catalogue.proposals.length,
    index: host.join(out, 'index.html'),
    problems: read.problems,
    findings,
  };
}

interface ReadFiles {
  readonly files: readonly CatalogueFile[];
  readonly entryFiles: readonly EntryFile[];
  readonly problems: readonly string[];
}

interface Place {
  /** The paths of the command. */
  readonly given: readonly string[];
  readonly out: string;
  readonly host: Host;
}

function readFiles(found: readonly RulePath[], place: Place): ReadFiles {
  const { host } = place;
  const projects = new ProjectFiles(host);
  const files: CatalogueFile[] = [];
  const entryFiles: EntryFile[] = [];
  const problems: string[] = [];
  for (const file of found) {
    const read = readTextOrProblem(file.path, host);
    if ('problem' in read) problems.push(read.problem);
    else if (file.format === 'yaml' && isEntryPath(file.path, projects, host) && isEntryText(read.text))
      entryFiles.push({ path: file.path, text: read.text });
    else files.push(readRules(file, read.text, place, problems));
  }
  return { files, entryFiles, problems };
}

function readRules(
  { path, format, isNamed }: RulePath,
  text: string,
  { given, out, host }: Place,
  problems: string[],
): CatalogueFile {
  const { rules, problems: own } = readStatements(text, format);
  if (own.length > 0) {
    const lines = createLineIndex(text);
    for (const { message, offset } of own) problems.push(`${path}:${lines.positionAt(offset).line + 1}: ${message}`);
  }
  if (isNamed && rules.length === 0 && own.length === 0) problems.push(`${path} holds no rule.`);
  const link = relativePath(out, path, host);
  const shown = shownPath(path, given, host);
  return {
    path,
    format,
    text,
    rules: rules.map((rule) => ({
      ...rule,
      name: rule.name === '' ? baseName(path) : rule.name,
      key: `${link ?? path}#${rule.index}`,
      path: shown,
      ...(link === undefined ? {} : { link }),
    })),
  };
}

/** From the folder that was given on, with its name: where that folder lies is nobody's business. */
function shownPath(path: string, given: readonly string[], host: Host): string {
  const folder = given.find(
    (each) => host.isFolder(each) && relativePath(each, path, host)?.startsWith('../') === false,
  );
  const below = folder === undefined ? undefined : relativePath(folder, path, host);
  const name = lastName(host.resolve(folder ?? path));
  return below === undefined ? name : `${name}/${below}`;
}
