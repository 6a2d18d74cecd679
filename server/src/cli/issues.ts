// Issues as the command line prints them: with lines and columns, which nothing below it knows.
import type { Issue, Severity } from '../base/issue';
import type { LineIndex } from '../base/lineIndex';

/** Source: docs/command-line.md, check. Offsets from 0; `line` and `column` from 1, columns in UTF-16 units. */
export interface LocatedIssue {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

/** What `check` answers for a file. */
export interface CheckedFile {
  readonly path: string;
  readonly issues: readonly LocatedIssue[];
}

export function locateIssue(
  { code, severity, message, from, to }: Omit<Issue, 'fixes'>,
  lines: LineIndex,
): LocatedIssue {
  const { line, column } = lines.positionAt(from);
  return { code, severity, message, from, to, line: line + 1, column: column + 1 };
}

export function hasError(issues: readonly { readonly severity: Severity }[]): boolean {
  return issues.some(({ severity }) => severity === 'error');
}
