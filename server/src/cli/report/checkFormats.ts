// The formats of `check`, by their names. Each gives the whole of standard output.
import type { ReportedFile } from '../foundFile';
import { createPaint } from '../paint';
import { printCheck } from './checkText';
import { printGithub } from './github';
import { printJunit } from './junit';
import { printSarif } from './sarif';

export interface CheckReport {
  readonly files: readonly ReportedFile[];
  /** Sentences about what could not be read: they are also told on standard error. */
  readonly problems: readonly string[];
  readonly version: string;
  readonly colours: boolean;
  /** A path as seen from the current folder with `/`, where it lies in it. */
  readonly relative: (path: string) => string;
  readonly hash: (text: string) => string;
}

export const CHECK_FORMATS = {
  text: ({ files, colours }: CheckReport) => printCheck(files, createPaint(colours)),
  json: ({ files }: CheckReport) => `${JSON.stringify({ files: files.map(toJson) })}\n`,
  sarif: printSarif,
  junit: printJunit,
  github: printGithub,
} as const satisfies Readonly<Record<string, (report: CheckReport) => string>>;

export type CheckFormat = keyof typeof CHECK_FORMATS;

function toJson({ path, issues }: ReportedFile) {
  return {
    path,
    issues: issues.map(({ code, severity, message, from, to, line, column }) => ({
      code,
      severity,
      message,
      from,
      to,
      line,
      column,
    })),
  };
}
