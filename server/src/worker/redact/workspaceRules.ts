// The rules by which a redaction is proved: those that a person names, else all of the workspace that a sample lies in.
import { analyze } from '../../analysis/analyze';
import { UnreadableError } from '../../host/host';
import type { Host } from '../../host/host';
import type { AskingRule } from '../../redact/ruleTexts';
import { exportFormatOf, formatOf } from '../../rule/read';
import { catalogReaderOf } from '../catalogReader';
import type { RunOrder } from '../orders';
import { listFiles } from '../projectCheck';
import { ProjectFiles } from '../projectFiles';
import { orderOfRule } from '../ruleOrder';

export interface ProvingRule extends AskingRule {
  readonly order: RunOrder;
}

/** `notRun`: how many rules are in another language or have errors. Throws UnreadableError for a path that a person named. */
export function readProvingRules(
  named: readonly string[],
  samples: readonly string[],
  host: Host,
): { readonly rules: readonly ProvingRule[]; readonly notRun: number } {
  const projects = new ProjectFiles(host);
  const paths =
    named.length > 0 ? named.flatMap((path) => pathsAt(path, host)) : workspacePaths(samples, projects, host);
  const rules: ProvingRule[] = [];
  let notRun = 0;
  for (const path of new Set(paths.map((each) => host.resolve(each)))) {
    const format = formatOf(path) ?? exportFormatOf(path);
    if (format === undefined) continue;
    const { rules: read } = analyze(host.readText(path), format, { readCatalog: catalogReaderOf(host) });
    for (const { rule, eql } of read) {
      if (eql === undefined || eql.parsed.issues.some(({ severity }) => severity === 'error')) notRun++;
      else {
        const order = orderOfRule(rule, eql, [], path.replace(/^.*[\\/]/, ''));
        rules.push({ name: order.rule.name, query: eql.query, filters: order.options.filters ?? [], order });
      }
    }
  }
  return { rules, notRun };
}

function pathsAt(path: string, host: Host): readonly string[] {
  if (host.isFolder(path)) return rulesIn(path, host);
  if (host.stamp(path) === undefined) throw new UnreadableError(`${path} does not exist.`);
  if (formatOf(path) === undefined && exportFormatOf(path) === undefined)
    throw new UnreadableError(`${path} is no rule file.`);
  return [path];
}

function rulesIn(folder: string, host: Host): readonly string[] {
  return listFiles(folder, host)
    .paths.filter((path) => formatOf(path) !== undefined)
    .map((path) => host.join(folder, path));
}

function workspacePaths(samples: readonly string[], projects: ProjectFiles, host: Host): readonly string[] {
  const roots = new Set(samples.map((sample) => rootOf(host.resolve(sample), projects, host)));
  return [...roots].flatMap((root) => rulesIn(root, host)).filter((path) => projects.isRule(path));
}

/** The folder of the project file above a sample, else that of its repository, else the one that `samples/events` lies in, else its own. */
function rootOf(sample: string, projects: ProjectFiles, host: Host): string {
  const project = projects.projectOf(sample)?.folder;
  if (project !== undefined) return project;
  const own = host.dirname(sample);
  for (let folder = own; ; folder = host.dirname(folder)) {
    if (host.isFolder(host.join(folder, '.git')) || host.isFolder(host.join(folder, 'samples', 'events')))
      return folder;
    if (host.dirname(folder) === folder) return own;
  }
}
