// SARIF 2.1.0, the format of code scanning services: one run, with the rules that it names and the places in the files.
// Source: docs.oasis-open.org, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
import type { ArtifactLocation, Fix, Location, Log, Region, ReportingDescriptor, Result, Run } from 'sarif';
import { CODES } from '../../base/codes';
import type { Severity } from '../../base/issue';
import type { Place, ReportedFile, ReportedIssue } from '../foundFile';
import type { CheckReport } from './checkFormats';

export function printSarif(report: CheckReport): string {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(report)],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function runOf(report: CheckReport): Run {
  const { files, problems, version } = report;
  const codes = [...new Set(files.flatMap(({ issues }) => issues.map(({ code }) => code)))].sort();
  return {
    tool: { driver: { name: 'Rulewright', version, semanticVersion: version, rules: codes.map(descriptorOf) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The folder in which rulewright was started.' } } },
    invocations: [
      {
        executionSuccessful: problems.length === 0,
        toolExecutionNotifications: problems.map((text) => ({ level: 'error' as const, message: { text } })),
      },
    ],
    results: files.flatMap((file) => resultsOf(file, codes, report)),
  };
}

const ROOT = '%SRCROOT%';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

function descriptorOf(code: string): ReportingDescriptor {
  const facts = CODES[code];
  const text = facts?.title ?? code;
  return {
    id: code,
    shortDescription: { text },
    help: { text: `${text} The page ${code} in docs/diagnostics says why, and what to write instead.` },
    defaultConfiguration: { level: LEVELS[facts?.severity ?? 'warning'] },
  };
}

function resultsOf({ path, issues }: ReportedFile, codes: readonly string[], report: CheckReport): Result[] {
  const seen = new Map<string, number>();
  return issues.map((issue) => {
    const { code, severity, message, excerpt, related, fixes } = issue;
    const same = `${code}\n${excerpt}`;
    const count = (seen.get(same) ?? 0) + 1;
    seen.set(same, count);
    return {
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level: LEVELS[severity],
      message: { text: message },
      locations: [locationOf(path, issue, report)],
      partialFingerprints: { 'codeExcerptAndCount/v1': report.hash(`${same}\n${count}`) },
      ...(related.length === 0
        ? {}
        : {
            relatedLocations: related.map((each, id) => ({
              id,
              message: { text: each.message },
              ...locationOf(each.path, each, report),
            })),
          }),
      ...(fixes.length === 0 ? {} : { fixes: fixesOf(path, fixes, report) }),
    };
  });
}

function fixesOf(path: string, fixes: ReportedIssue['fixes'], report: CheckReport): Fix[] {
  return fixes.map(({ title, edits }) => ({
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifactOf(path, report),
        replacements: edits.map((edit) => ({
          deletedRegion: regionOf(edit),
          ...(edit.text === '' ? {} : { insertedContent: { text: edit.text } }),
        })),
      },
    ],
  }));
}

function locationOf(path: string, place: Place, report: CheckReport): Location {
  return { physicalLocation: { artifactLocation: artifactOf(path, report), region: regionOf(place) } };
}

function regionOf({ line, column, endLine, endColumn, from, to }: Place): Region {
  return {
    startLine: line,
    startColumn: column,
    endLine,
    endColumn,
    charOffset: from,
    charLength: to - from,
  };
}

/** What lies outside of the current folder has an absolute address. */
function artifactOf(path: string, { relative }: CheckReport): ArtifactLocation {
  const seen = relative(path);
  const isAbsolute = /^(?:\/|[A-Za-z]:\/)/.test(seen);
  const address = seen.split('/').map(encoded).join('/');
  if (!isAbsolute) return { uri: address, uriBaseId: ROOT };
  return { uri: `file://${address.startsWith('/') ? '' : '/'}${address}` };
}

/** A lone half of a character, which a file name on Windows may hold, has no address. */
function encoded(segment: string): string {
  return /^[A-Za-z]:$/.test(segment) ? segment : encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
}
