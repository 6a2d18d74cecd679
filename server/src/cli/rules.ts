// The rules that a command is to run or explain: from files, or one query from the command line.
import { analyze, ruleAt } from '../analysis/analyze';
import type { FileIssue, RuleAnalysis, SchemaSource } from '../analysis/analyze';
import type { CheckPolicy } from '../analysis/policy';
import { createLineIndex } from '../base/lineIndex';
import type { LineIndex } from '../base/lineIndex';
import type { RuleFormat } from '../rule/document';
import { UnreadableError } from '../host/host';
import { looksLikeRule } from '../rule/read';
import type { GivenArguments, OptionDefinition } from './command';
import { catalogReaderOf } from '../worker/catalogReader';
import type { CommandIo } from './io';
import { Misuse } from './misuse';
import { CommandProjects } from './projects';
import { findRulePaths, RULE_FILES } from './ruleFiles';

export interface GivenRule {
  /** For people: the rule's name, else its id, else that of its file. */
  readonly name: string;
  /** The file as given; undefined for a query of the command line. */
  readonly path?: string;
  readonly analysis: RuleAnalysis;
  /** All that is said of the rule but of its query, in file offsets. */
  readonly issues: readonly FileIssue[];
  readonly lines: LineIndex;
  /** How grave its project takes what is said of it. */
  readonly policy?: CheckPolicy;
}

export const QUERY_OPTION: OptionDefinition = {
  name: 'query',
  value: 'TEXT',
  summary: 'an EQL query in place of rule files',
};

/** Everything that is asked for, or a Misuse: nothing is run when a file is missing. `folders`: their rules may be asked for, too. */
export function readGivenRules(
  { positionals, text }: GivenArguments,
  command: string,
  io: CommandIo,
  folders: 'folders' | 'files' = 'files',
): readonly GivenRule[] {
  const { host } = io;
  const query = text('query');
  if (query === undefined && positionals.length === 0)
    throw new Misuse(`\`rulewright ${command}\` needs a rule file, or a query with \`--query\`.`);
  if (query !== undefined && positionals.length > 0)
    throw new Misuse(`\`rulewright ${command}\` takes either rule files or \`--query\`, not both.`);
  const schemas: SchemaSource = { readCatalog: catalogReaderOf(host), today: host.today() };
  if (query !== undefined) return rulesOf(query, 'eql', undefined, schemas);
  const folder = folders === 'folders' ? undefined : positionals.find((path) => host.isFolder(path));
  if (folder !== undefined)
    throw new Misuse(`${folder} is a folder; \`rulewright ${command}\` takes files that end with ${RULE_FILES}.`);
  const { files, problems } = findRulePaths(positionals, host);
  if (problems.length > 0) throw new Misuse(problems.join('\n'));
  const projects = new CommandProjects(io);
  return projects.rulesOf(files).flatMap(({ path, format, isNamed }) => {
    const rules = () => rulesOf(host.readText(path), format, path, projects.schemasOf(path, schemas));
    return isNamed ? rules() : ifRules(rules);
  });
}

/** A file of a folder that is no rule file is passed over. */
function ifRules(read: () => readonly GivenRule[]): readonly GivenRule[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof Misuse || error instanceof UnreadableError) return [];
    throw error;
  }
}

function rulesOf(
  text: string,
  format: RuleFormat,
  path: string | undefined,
  schemas: SchemaSource,
): readonly GivenRule[] {
  const analysis = analyze(text, format, schemas);
  if (!looksLikeRule(analysis.file) || analysis.rules.length === 0) throw new Misuse(`${path} holds no rule.`);
  const lines = createLineIndex(text);
  return analysis.rules.map((each) => ({
    name: nameOf(each, path, analysis.rules.length),
    ...(path === undefined ? {} : { path }),
    analysis: each,
    issues: analysis.issues.filter((issue) => concernsReading(issue) && ruleAt(analysis, issue.from) === each),
    lines,
    policy: schemas.policy,
  }));
}

/** Of what is no matter of the query, a run tells what kept the rule from being read; metadata are for `check`. */
function concernsReading({ code, origin }: FileIssue): boolean {
  return origin === undefined && READING.has(code);
}

const READING: ReadonlySet<string> = new Set([
  'toml-syntax',
  'yaml-syntax',
  'json-syntax',
  'large-file',
  'missing-query',
  'unsupported-language',
]);

function nameOf({ rule }: RuleAnalysis, path: string | undefined, count: number): string {
  const { name, id } = rule.metadata;
  const file = path?.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') ?? 'query';
  return name?.value.trim() || id?.value.trim() || (count > 1 ? `${file} ${rule.index + 1}` : file);
}
