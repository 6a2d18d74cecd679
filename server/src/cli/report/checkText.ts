// The report of `check` for people: the issues of each file, then the sum.
import type { Severity } from '../../base/issue';
import type { CheckedFile, LocatedIssue } from '../issues';
import type { Colour, Paint } from '../paint';
import { counted } from './words';

export const SEVERITY_COLOURS: Readonly<Record<Severity, Colour>> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  hint: 'dim',
};

/** Clean files have no lines of their own. */
export function printCheck(files: readonly CheckedFile[], paint: Paint): string {
  if (files.length === 0) return '';
  const blocks = files.filter(({ issues }) => issues.length > 0).map((file) => printFile(file, paint));
  return [...blocks, printSum(files)].join('\n');
}

function printFile({ path, issues }: CheckedFile, paint: Paint): string {
  return `${paint('bold', path)}\n${issueTable(issues, paint)}`;
}

/** A line for each issue: place, severity, sentence, code. */
export function issueTable(issues: readonly LocatedIssue[], paint: Paint): string {
  const places = issues.map(({ line, column }) => `${line}:${column}`);
  const width = Math.max(0, ...places.map((place) => place.length));
  return issues
    .map(({ severity, message, code }, index) => {
      const place = (places[index] ?? '').padStart(width);
      const word = paint(SEVERITY_COLOURS[severity], severity.padEnd('warning'.length));
      return `  ${place}  ${word}  ${message}  ${paint('dim', code)}\n`;
    })
    .join('');
}

const SEVERITIES: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'remark'],
  ['hint', 'hint'],
];

function printSum(files: readonly CheckedFile[]): string {
  const issues = files.flatMap((file) => file.issues);
  const counts = SEVERITIES.flatMap(([severity, word]) => {
    const count = issues.filter((issue) => issue.severity === severity).length;
    return count === 0 ? [] : [counted(count, word)];
  });
  return `${counted(files.length, 'file')} checked: ${counts.length === 0 ? 'no issues' : counts.join(', ')}\n`;
}
