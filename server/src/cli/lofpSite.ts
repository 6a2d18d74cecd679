// Reads the rules of a catalogue from the disk and writes its site there; what cannot be read is told, and the rest goes on.
import { createLineIndex } from '../base/lineIndex';
import type { Host } from '../host/host';
import { buildCatalogue } from '../lofp/statements/catalogue';
import type { CatalogueRule } from '../lofp/statements/catalogue';
import { readStatements } from '../lofp/statements/read';
import { renderSite } from '../lofp/site/site';
import { attackCatalogOf } from '../schema/attackCatalog';
import { catalogReaderOf } from '../worker/catalogReader';
import { Misuse } from './misuse';
import { relativePath } from './relativePath';
import { findRulePaths, readTextOrProblem } from './ruleFiles';
import type { RulePath } from './ruleFiles';
import { writeSite } from './writeSite';

export interface SiteOrder {
  readonly paths: readonly string[];
  readonly out: string;
}

/** `rules` and the like are counts; `problems` are sentences. */
export interface SiteReport {
  readonly rules: number;
  readonly rulesWithStatement: number;
  readonly entries: number;
  readonly boilerplate: number;
  readonly proposals: number;
  /** The page to open. */
  readonly index: string;
  readonly problems: readonly string[];
}

export async function buildSite({ paths, out }: SiteOrder, host: Host): Promise<SiteReport> {
  const found = findRulePaths(paths, host);
  // Named files that are not there are misuse, as for the other commands: a catalogue that lacks them would look whole.
  if (found.problems.length > 0) throw new Misuse(found.problems.join('\n'));
  const problems: string[] = [];
  const rules = found.files.flatMap((file) => rulesOf(file, paths, out, host, problems));
  const { names } = attackCatalogOf(catalogReaderOf(host));
  const catalogue = buildCatalogue(rules, (text) => host.hash(text), names);
  await writeSite(renderSite(catalogue), out, host);
  return {
    rules: catalogue.rules,
    rulesWithStatement: catalogue.rulesWithStatement,
    entries: catalogue.entries.length,
    boilerplate: catalogue.boilerplate.length,
    proposals: catalogue.proposals.length,
    index: host.join(out, 'index.html'),
    problems,
  };
}

function rulesOf(
  { path, format, isNamed }: RulePath,
  given: readonly string[],
  out: string,
  host: Host,
  problems: string[],
): readonly CatalogueRule[] {
  const read = readTextOrProblem(path, host);
  if ('problem' in read) {
    problems.push(read.problem);
    return [];
  }
  const { rules, problems: own } = readStatements(read.text, format);
  if (own.length > 0) {
    const lines = createLineIndex(read.text);
    for (const { message, offset } of own) problems.push(`${path}:${lines.positionAt(offset).line + 1}: ${message}`);
  }
  if (isNamed && rules.length === 0 && own.length === 0) problems.push(`${path} holds no rule.`);
  const link = relativePath(out, path, host);
  const shown = shownPath(path, given, host);
  return rules.map((rule) => ({
    ...rule,
    key: `${link ?? path}#${rule.index}`,
    path: shown,
    ...(link === undefined ? {} : { link }),
  }));
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

function lastName(path: string): string {
  return path.replace(/[\\/]+$/, '').replace(/^.*[\\/]/, '');
}
