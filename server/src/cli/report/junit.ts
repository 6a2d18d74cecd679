// JUnit's XML as GitLab, Jenkins and others read it: a suite for each file, a case for each rule, a failure where it has an error or a warning.
import type { ReportedFile, ReportedIssue } from '../foundFile';
import type { CheckReport } from './checkFormats';

export function printJunit({ files, problems, relative }: CheckReport): string {
  const suites = files.map((file) => suiteOf(file, relative(file.path)));
  const all = problems.length === 0 ? suites : [...suites, suiteOfProblems(problems)];
  const sums = { tests: sum(all, 'tests'), failures: sum(all, 'failures'), errors: sum(all, 'errors') };
  const inside = all.map(({ xml }) => xml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'rulewright check', ...sums }, inside)}`;
}

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function sum(suites: readonly Suite[], key: 'tests' | 'failures' | 'errors'): number {
  return suites.reduce((total, suite) => total + suite[key], 0);
}

function suiteOf(file: ReportedFile, path: string): Suite {
  const named = file.rules.map(({ name, line, index }) => ({ name: name ?? `rule ${index + 1}`, line: line(), index }));
  // What concerns no rule is said of the file.
  const cases = named.length > 0 ? named : [{ name: path, line: 1, index: undefined }];
  const made = cases.map((each) => {
    const issues = file.issues.filter(({ rule }) => rule === each.index);
    const attributes = { name: each.name, classname: path, file: path, line: each.line };
    return { xml: element('testcase', attributes, resultOf(issues, path)), fails: issues.some(isFailure) };
  });
  const counts = { tests: made.length, failures: made.filter(({ fails }) => fails).length, errors: 0 };
  return { xml: element('testsuite', { name: path, ...counts }, made.map(({ xml }) => xml).join('')), ...counts };
}

function suiteOfProblems(problems: readonly string[]): Suite {
  const cases = problems.map((problem) =>
    element(
      'testcase',
      { name: problem, classname: 'rulewright' },
      element('error', { message: problem, type: 'unreadable' }, ''),
    ),
  );
  const counts = { tests: cases.length, failures: 0, errors: cases.length };
  return { xml: element('testsuite', { name: 'rulewright', ...counts }, cases.join('')), ...counts };
}

function isFailure({ severity }: ReportedIssue): boolean {
  return severity === 'error' || severity === 'warning';
}

/** Readers show one failure of a case, so that one names all. */
function resultOf(issues: readonly ReportedIssue[], path: string): string {
  const failures = issues.filter(isFailure);
  const remarks = issues.filter((issue) => !isFailure(issue));
  const [first] = failures;
  const failure =
    first === undefined
      ? ''
      : element('failure', { message: headline(first, failures.length), type: first.code }, listed(failures, path));
  return failure + (remarks.length === 0 ? '' : element('system-out', {}, listed(remarks, path)));
}

function headline({ message }: ReportedIssue, count: number): string {
  return count === 1 ? message : `${message} (and ${count - 1} more)`;
}

function listed(issues: readonly ReportedIssue[], path: string): string {
  const lines = issues.map(
    ({ line, column, severity, code, message }) => `${path}:${line}:${column}: ${severity}: ${message} [${code}]`,
  );
  return escapeXml(lines.join('\n'));
}

/** `inside` is XML already; nested elements have lines of their own. */
function element(name: string, attributes: Readonly<Record<string, string | number>>, inside: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const open = `<${name}${written.join('')}`;
  if (inside === '') return `${open}/>\n`;
  return inside.endsWith('\n') ? `${open}>\n${inside}</${name}>\n` : `${open}>${inside}</${name}>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** XML 1.0 cannot hold most control characters, lone halves of characters and two more, whichever way they are written. */
const forbidden = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]|\\p{Surrogate}', 'gu');

function escapeXml(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[<>&"]/g, (unit) => ENTITIES[unit] ?? unit);
}
