// `rulewright lofp check`: what is wrong with entries of known false positives, and whether their evidence still holds for the rules.
import { analyze } from '../analysis/analyze';
import type { Analysis, SchemaSource } from '../analysis/analyze';
import { applyPolicy } from '../analysis/policy';
import type { Issue } from '../base/issue';
import { createLineIndex } from '../base/lineIndex';
import type { EntryFile } from '../lofp/entries/entry';
import { readEntries } from '../lofp/entries/readEntries';
import type { ReadEntries } from '../lofp/entries/readEntries';
import { checkTies } from '../lofp/tie/checkTies';
import type { EntryProof } from '../lofp/tie/checkTies';
import { tiesOf } from '../lofp/tie/ties';
import { looksLikeRule } from '../rule/read';
import { catalogReaderOf } from '../worker/catalogReader';
import { createSampleReader, entryFilesHere, entryFilesIn, hasSample } from '../worker/lofpFiles';
import type { CommandIo, ExitCode } from './io';
import { EXIT, writeJson, writeLine } from './io';
import { hasError, locateIssue } from './issues';
import type { CheckedFile } from './issues';
import { Misuse } from './misuse';
import { createPaint } from './paint';
import { CommandProjects } from './projects';
import { printCheck } from './report/checkText';
import { counted } from './report/words';
import { findRulePaths, readTextOrProblem } from './ruleFiles';
import type { RulePath } from './ruleFiles';

export interface LofpCheckOrder {
  /** Folders of entries, or entries; none: those of the folder in which the command runs. */
  readonly paths: readonly string[];
  /** Rule files and folders of rules; none: those of the folder in which the entries' folder lies. */
  readonly rules: readonly string[];
  readonly isJson: boolean;
}

/** What `--format json` prints. */
export interface LofpCheckReport {
  /** Entries with all that is wrong with them, clean ones too; of rules those with an issue. */
  readonly files: readonly CheckedFile[];
  readonly evidence: readonly EvidenceReport[];
}

export interface EvidenceReport {
  readonly entry: string;
  readonly rule: string;
  readonly path: string;
  readonly event: string;
  readonly expected: 'alerts' | 'excluded';
  readonly holds: boolean;
  readonly message: string;
}

export function checkLofp({ paths, rules, isJson }: LofpCheckOrder, io: CommandIo): ExitCode {
  const { host } = io;
  const missing = paths.find((path) => !host.isFolder(path) && host.stamp(path) === undefined);
  if (missing !== undefined) throw new Misuse(`${missing} does not exist.`);
  const files = paths.length === 0 ? entryFilesHere(host) : paths.flatMap((path) => entryFilesIn(path, host));
  if (files.length === 0) throw new Misuse(noEntry(paths));
  const { files: found, problems } = findRulePaths(rules.length > 0 ? rules : rulesAround(paths, io), host);
  if (problems.length > 0) throw new Misuse(problems.join('\n'));
  const projects = new CommandProjects(io);
  const task: Task = { io, projects, read: readAll(files, io), readSample: createSampleReader(host) };
  const checked = projects.rulesOf(found).flatMap((file) => checkRules(file, task));
  const report = reportOf(files, checked, task);
  if (isJson) writeJson(io, report);
  else print(report, io);
  return report.files.some(({ issues }) => hasError(issues)) ? EXIT.findings : EXIT.fine;
}

function noEntry(paths: readonly string[]): string {
  return paths.length === 0
    ? 'There is no entry here: those are YAML files in a folder called `lofp`, or in one that `rulewright.yaml` names.'
    : `${paths.join(', ')} holds no entry: those are YAML files with an \`id\` and a \`statement\`.`;
}

interface Task {
  readonly io: CommandIo;
  readonly projects: CommandProjects;
  readonly read: ReadEntries;
  readonly readSample: ReturnType<typeof createSampleReader>;
}

/** A catalogue mostly lies beside its rules. */
function rulesAround(paths: readonly string[], { host }: CommandIo): readonly string[] {
  if (paths.length === 0) return ['.'];
  const isNameless = (path: string): boolean => /(?:^|[\\/])\.{1,2}[\\/]*$/.test(path);
  return [
    ...new Set(
      paths.map((path) => host.dirname(isNameless(path) ? host.resolve(path) : path.replace(/(?<=.)[\\/]+$/, ''))),
    ),
  ];
}

function readAll(files: readonly EntryFile[], { host }: CommandIo): ReadEntries {
  return readEntries(files, {
    today: host.today(),
    readCatalog: catalogReaderOf(host),
    hasFile: (sample, entry) => hasSample(sample, entry, host),
  });
}

interface CheckedRules {
  readonly path: string;
  readonly text: string;
  readonly issues: readonly Issue[];
  readonly ofEntries: ReadEntries['issues'];
  readonly proofs: readonly { readonly rule: string; readonly proofs: readonly EntryProof[] }[];
}

function checkRules({ path, format }: RulePath, task: Task): readonly CheckedRules[] {
  const { io, projects, read, readSample } = task;
  const text = readTextOrProblem(path, io.host);
  if ('problem' in text) return [];
  const schemas: SchemaSource = projects.schemasOf(path, { readCatalog: catalogReaderOf(io.host) });
  const analysis = analyze(text.text, format, schemas);
  if (!looksLikeRule(analysis.file)) return [];
  const world = { entries: read.entries, read: readSample, today: io.host.today() };
  const reports = tiesOf(analysis, read.entries, baseName(path)).map((ties) => ({
    ties,
    report: checkTies(ties, world),
  }));
  const issues = applyPolicy(
    reports.flatMap(({ report }) => report.issues),
    projects.policyOf(path),
  );
  return [
    {
      path,
      text: analysis.text,
      issues,
      ofEntries: reports.flatMap(({ report }) => report.ofEntries),
      proofs: reports.map(({ ties, report }) => ({ rule: nameOf(ties.rule, path), proofs: report.proofs })),
    },
  ];
}

function nameOf({ rule }: Analysis['rules'][number], path: string): string {
  return rule.metadata.name?.value ?? rule.metadata.id?.value ?? baseName(path);
}

function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}

function reportOf(
  files: readonly EntryFile[],
  rules: readonly CheckedRules[],
  { read, projects }: Task,
): LofpCheckReport {
  const ofEntries = [...read.issues, ...rules.flatMap((each) => each.ofEntries)];
  const entries = files.map(({ path, text }) => {
    const own = ofEntries.filter((issue) => issue.path === path);
    return located(path, text, applyPolicy(own, projects.policyOf(path)));
  });
  const ofRules = rules
    .filter(({ issues }) => issues.length > 0)
    .map(({ path, text, issues }) => located(path, text, issues));
  return { files: [...entries, ...ofRules], evidence: rules.flatMap(evidenceOf) };
}

function evidenceOf({ path, proofs }: CheckedRules): readonly EvidenceReport[] {
  return proofs.flatMap(({ rule, proofs: own }) =>
    own.flatMap(({ entry, rows }) =>
      rows.map(({ side, event, breach, message }) => ({
        entry: entry.id.value,
        rule,
        path,
        event,
        expected: side,
        holds: breach === undefined,
        message,
      })),
    ),
  );
}

function located(path: string, text: string, issues: readonly Issue[]): CheckedFile {
  const lines = createLineIndex(text);
  const ordered = [...issues].sort((a, b) => a.from - b.from || a.to - b.to);
  return { path, issues: ordered.map((issue) => locateIssue(issue, lines)) };
}

function print({ files, evidence }: LofpCheckReport, io: CommandIo): void {
  io.out(printCheck(files, createPaint(io.colours)));
  const broken = evidence.filter(({ holds }) => !holds).length;
  const entries = new Set(evidence.map(({ entry }) => entry)).size;
  const says = broken === 0 ? 'all hold' : `${broken} no longer ${broken === 1 ? 'holds' : 'hold'}`;
  writeLine(io.out, `${counted(evidence.length, 'proof')} of ${counted(entries, 'entry', 'entries')}: ${says}`);
}
