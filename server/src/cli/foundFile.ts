// What `check` found in one file, before and after it has lines and columns: the ground of all its formats.
import { fixesOf } from '../analysis/analyze';
import type { Analysis } from '../analysis/analyze';
import type { TextEdit } from '../base/edit';
import type { Issue } from '../base/issue';
import { createLineIndex } from '../base/lineIndex';
import type { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';
import { locateIssue } from './issues';
import type { LocatedIssue } from './issues';

/** Issues in offsets, as the analysis left them. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
  readonly rules: readonly FoundRule[];
  readonly issues: readonly Issue[];
  /** The indexes of the rules that are reported; all where absent. */
  readonly wanted?: ReadonlySet<number>;
}

/** What reports need of a rule: its analysis is let go file by file, as a workspace has thousands. */
export interface FoundRule {
  readonly index: number;
  readonly from: number;
  /** Its name, else its id. */
  readonly name?: string;
}

/** The cures of issues take a second reading of the file: only for formats that show them. */
export function foundFile(
  path: string,
  analysis: Analysis,
  withFixes: boolean,
  wanted?: ReadonlySet<number>,
): FoundFile {
  const { text, file, issues } = analysis;
  const found = issues.map((issue): Issue => {
    const { origin: _origin, ...plain } = issue;
    return withFixes ? { ...plain, fixes: fixesOf(analysis, issue) } : plain;
  });
  const rules = file.rules.map(({ index, from, metadata: { name, id } }) => ({
    index,
    from,
    name: (name ?? id)?.value,
  }));
  return { path, text, rules, issues: found, wanted };
}

/** Lines and columns from 1, half-open like the offsets. */
export interface Place extends Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedFile {
  readonly path: string;
  readonly rules: readonly ReportedRule[];
  readonly issues: readonly ReportedIssue[];
}

export interface ReportedRule {
  readonly index: number;
  /** Its name, else its id. */
  readonly name?: string;
  /** Counting lines takes a while, and few formats name them. */
  readonly line: () => number;
}

export interface ReportedIssue extends LocatedIssue, Place {
  /** The text on which it stands. */
  readonly excerpt: string;
  /** Which rule of the file it concerns; undefined in a file without one. */
  readonly rule?: number;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly { readonly title: string; readonly edits: readonly (Place & TextEdit)[] }[];
}

export interface RelatedPlace extends Place {
  readonly path: string;
  readonly message: string;
}

/** `linesOf` gives the lines of another file that was checked. */
export function reportFile(file: FoundFile, linesOf: (path: string) => LineIndex | undefined): ReportedFile {
  const { path, text, rules, wanted } = file;
  const isWanted = (rule: number | undefined): boolean =>
    rule === undefined || wanted === undefined || wanted.has(rule);
  const lines = once(() => createLineIndex(text));
  const issues = file.issues.map((issue) => ({ issue, rule: ruleAt(rules, issue.from) }));
  return {
    path,
    rules: rules.filter(({ index }) => isWanted(index)).map((rule) => reportRule(rule, lines)),
    issues: issues
      .filter(({ rule }) => isWanted(rule))
      .map(({ issue, rule }) => ({ ...reportIssue(issue, file, lines(), linesOf), rule })),
  };
}

function reportRule({ index, name, from }: FoundRule, lines: () => LineIndex): ReportedRule {
  return { index, name, line: () => lines().positionAt(from).line + 1 };
}

function reportIssue(
  issue: Issue,
  { path, text }: FoundFile,
  lines: LineIndex,
  linesOf: (path: string) => LineIndex | undefined,
): ReportedIssue {
  const related = (issue.related ?? []).flatMap((each): readonly RelatedPlace[] => {
    const its = each.file === undefined ? lines : linesOf(each.file);
    return its === undefined ? [] : [{ path: each.file ?? path, message: each.message, ...placeOf(each, its) }];
  });
  const fixes = (issue.fixes ?? []).map(({ title, edits }) => ({
    title,
    edits: edits.map((edit) => ({ text: edit.text, ...placeOf(edit, lines) })),
  }));
  const place = placeOf(issue, lines);
  return { ...locateIssue(issue, lines), ...place, excerpt: text.slice(issue.from, issue.to), related, fixes };
}

/** The rule that begins before an offset; what stands before the first rule belongs to it. */
export function ruleAt(rules: readonly FoundRule[], offset: number): number | undefined {
  const behind = rules.findIndex(({ from }) => from > offset);
  return rules.length === 0 ? undefined : Math.max(0, (behind < 0 ? rules.length : behind) - 1);
}

function placeOf({ from, to }: Span, lines: LineIndex): Place {
  const start = lines.positionAt(from);
  const end = lines.positionAt(to);
  return { from, to, line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
