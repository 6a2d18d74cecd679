// Workflow commands of GitHub Actions: annotations on the lines of a pull request.
// Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of its toolkit (`@actions/core`).
import type { Severity } from '../../base/issue';
import type { ReportedFile, ReportedIssue } from '../foundFile';
import type { CheckReport } from './checkFormats';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

export function printGithub({ files, problems, relative }: CheckReport): string {
  const lines = files.flatMap((file) => file.issues.map((issue) => annotation(issue, file, relative)));
  const others = problems.map((problem) => `::error title=rulewright::${escapeData(problem)}`);
  return [...lines, ...others].map((line) => `${line}\n`).join('');
}

function annotation(issue: ReportedIssue, { path }: ReportedFile, relative: CheckReport['relative']): string {
  const { severity, code, message, line, column, endLine, endColumn } = issue;
  // Columns count only where all is on one line.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const properties = { file: relative(path), line, endLine, ...columns, title: `rulewright ${code}` };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
