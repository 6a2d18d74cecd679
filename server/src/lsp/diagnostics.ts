// Issues as the protocol's diagnostics.
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import type { FileIssue } from '../analysis/analyze';
import type { Severity } from '../base/issue';
import type { RuleDocument } from './documents';
import { toRange } from './places';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Where the page about a code is; undefined where there is none. */
export type PageOf = (code: string) => string | undefined;

export function diagnosticsOf(document: RuleDocument, pageOf: PageOf): Diagnostic[] {
  return document.analysis.issues.map((issue) => toDiagnostic(issue, document, pageOf(issue.code)));
}

function toDiagnostic(issue: FileIssue, { uri, lines }: RuleDocument, page: string | undefined): Diagnostic {
  const { code, severity, message, tags, related } = issue;
  return {
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    range: toRange(lines, issue),
    severity: SEVERITIES[severity],
    code,
    source: 'rulewright',
    message,
    ...(tags === undefined ? {} : { tags: tags.map(() => DiagnosticTag.Unnecessary) }),
    ...(related === undefined
      ? {}
      : {
          relatedInformation: related.map((each) => ({
            location: { uri, range: toRange(lines, each) },
            message: each.message,
          })),
        }),
  };
}
