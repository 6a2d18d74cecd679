// What a project says of one of its files: whether it is a rule of the project, and how grave an issue is in it.
import type { Severity } from '../base/issue';
import { matchesAny } from './glob';
import type { PlacedText, Project, SeveritySetting, Severities } from './project';

/** How grave an issue of a code is, where its own severity is known; the same object wherever the same is said. */
export interface SeverityPolicy {
  severityOf(code: string, severity: Severity): SeveritySetting;
}

/** A project as it is seen from a file in it: `path` begins at the project's folder, with slashes. */
export interface ProjectView {
  readonly project: Project;
  readonly path: string;
}

/** Of several projects that speak of a file the first one counts. Undefined where none says anything of severities. */
export function policyOf(views: readonly ProjectView[]): SeverityPolicy | undefined {
  const tables = views.flatMap(severitiesFor);
  return tables.length === 0 ? undefined : policyOfTables(tables);
}

/** Undefined where the project does not say which files are rules. */
export function isRuleOf({ project: { rules }, path }: ProjectView): boolean | undefined {
  if (matchesAny(valuesOf(rules.exclude), path)) return false;
  return rules.include === undefined ? undefined : matchesAny(valuesOf(rules.include), path);
}

/** A file that is no rule of a project has no issues. */
export const SILENT: SeverityPolicy = { severityOf: () => 'off' };

/** The tables of a project that are for a file, the one that counts first. */
function severitiesFor({ project, path }: ProjectView): readonly Severities[] {
  const overrides = project.overrides.filter((each) => matchesAny(valuesOf(each.for), path));
  const tables = [...overrides.reverse().map(({ severities }) => severities), project.severities];
  return tables.filter((each) => Object.keys(each).length > 0);
}

function valuesOf(globs: readonly PlacedText[]): readonly string[] {
  return globs.map(({ value }) => value);
}

interface Known {
  policy?: SeverityPolicy;
  readonly next: WeakMap<Severities, Known>;
}

const known: Known = { next: new WeakMap() };

/** A reading of a project has its own tables: the policies go when it goes. */
function policyOfTables(tables: readonly Severities[]): SeverityPolicy {
  let at = known;
  for (const table of tables) {
    let next = at.next.get(table);
    if (next === undefined) at.next.set(table, (next = { next: new WeakMap() }));
    at = next;
  }
  return (at.policy ??= createPolicy(tables));
}

function createPolicy(tables: readonly Severities[]): SeverityPolicy {
  const merged = new Map([...tables].reverse().flatMap((table) => Object.entries(table)));
  return { severityOf: (code, severity) => merged.get(code) ?? severity };
}
