// Checks rule files one by one, then all of them together.
import { analyze } from '../analysis/analyze';
import type { Analysis, SchemaSource } from '../analysis/analyze';
import { findDuplicates, identityOf } from '../analysis/workspace/duplicates';
import type { RuleIdentity } from '../analysis/workspace/duplicates';
import { findLeftoverExceptions } from '../analysis/workspace/leftoverExceptions';
import type { ExceptionRules } from '../analysis/workspace/leftoverExceptions';
import { applyPolicy } from '../analysis/policy';
import type { Issue } from '../base/issue';
import { createLineIndex } from '../base/lineIndex';
import { readExceptions } from '../exceptions/read';
import { findRules, looksLikeRule } from '../rule/read';
import { overBroadArms } from '../tuning/evade/overBroadArms';
import { ruleBefore } from '../tuning/evade/ruleBefore';
import { fixFile } from './fixFile';
import { foundFile, once, reportFile } from './foundFile';
import type { FoundFile, ReportedFile } from './foundFile';
import type { GitChanges } from './gitChanges';
import type { CommandIo } from './io';
import type { CommandProjects } from './projects';
import { readTextOrProblem } from './ruleFiles';
import type { RuleTies } from './ruleTies';
import type { RulePath } from './ruleFiles';

/** What all files of one call are checked with. */
export interface CheckTask {
  readonly io: CommandIo;
  readonly schemas: SchemaSource;
  /** Where only rules that changed are wanted. */
  readonly changes?: GitChanges;
  readonly fix: boolean;
  /** The format shows the cures of issues. */
  readonly showsFixes: boolean;
  readonly ties: RuleTies;
}

/** Nothing of it is there for a file without a rule. */
export interface Checked {
  readonly problem?: string;
  readonly found?: FoundFile;
  /** Of all rules, also of those that are not reported. */
  readonly identities?: readonly RuleIdentity[];
  /** The rules for which its exceptions are. */
  readonly exceptions?: ExceptionRules;
  /** Found in a folder: with the rules that lie there too. */
  readonly isNamed?: boolean;
  readonly fixed?: number;
}

export function checkFile({ path, format, isNamed }: RulePath, task: CheckTask): Checked {
  const { io, schemas, changes } = task;
  const read = readTextOrProblem(path, io.host);
  if ('problem' in read) return read;
  if (changes !== undefined && !changes.isChanged(path)) {
    const { rules } = findRules(read.text, format);
    return { identities: rules.map((rule) => identityOf(path, rule)), isNamed };
  }
  const before = once(() => changes?.textBefore(path));
  const checkArms: SchemaSource['checkArms'] = (eql, rule) =>
    overBroadArms(eql, () => (changes === undefined ? 'unknown' : ruleBefore(rule, before(), format)));
  const analyzeText = (text: string): Analysis =>
    analyze(text, format, { ...schemas, checkArms }, { path: path.replaceAll('\\', '/') });
  const first = analyzeText(read.text);
  if (!looksLikeRule(first.file)) return isNamed ? { problem: `${path} holds no rule.` } : {};
  const { rules } = first.file;
  // A file of exceptions has no rule that could have changed: it is reported as a whole.
  const changed = rules.length === 0 ? undefined : changes?.changedRules({ path, format, text: read.text, rules });
  const isWanted = (rule: number): boolean => changed?.has(rule) ?? true;
  const { analysis, fixed, problem } = task.fix
    ? fixFile(path, first, analyzeText, isWanted, io.host)
    : { analysis: first, fixed: 0, problem: undefined };
  const plain = foundFile(path, analysis, task.showsFixes, changed);
  const found = { ...plain, issues: [...plain.issues, ...task.ties.issuesOf(path, analysis, schemas.policy)] };
  const identities = analysis.file.rules.map((rule) => identityOf(path, rule));
  const exceptions = exceptionsOf(path, analysis);
  return { ...(changed?.size === 0 ? {} : { found }), identities, exceptions, isNamed, fixed, problem };
}

function exceptionsOf(path: string, { text, file }: Analysis): ExceptionRules | undefined {
  const read = file.hasExceptions === true && file.format === 'toml' ? readExceptions(text, 'toml') : undefined;
  return read === undefined ? undefined : { file: path, rules: read.value.rules };
}

/** Adds what only shows when all files are seen together, and where everything stands. */
export function reportAll(checked: readonly Checked[], projects: CommandProjects): readonly ReportedFile[] {
  const faulty = projects.faulty().map((each): FoundFile => ({ ...each, rules: [] }));
  const files = [...faulty, ...checked.flatMap(({ found }) => found ?? [])];
  const beside = new Map<string, Issue[]>(files.map(({ path, issues }) => [path, [...issues]]));
  const identities = checked.flatMap((each) => each.identities ?? []);
  const inFolders = checked.flatMap((each) => (each.isNamed === false ? (each.identities ?? []) : []));
  const exceptions = checked.flatMap((each) => each.exceptions ?? []);
  const together = [...findDuplicates(identities), ...findLeftoverExceptions(exceptions, inFolders)];
  for (const { file, issue } of together) beside.get(file)?.push(...applyPolicy([issue], projects.policyOf(file)));
  const lines = new Map(files.map(({ path, text }) => [path, once(() => createLineIndex(text))]));
  return files.map((file) => {
    const issues = (beside.get(file.path) ?? []).sort((a, b) => a.from - b.from || a.to - b.to);
    return reportFile({ ...file, issues }, (path) => lines.get(path)?.());
  });
}
