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

export function diagnosticsOf(document: RuleDocument): Diagnostic[] {
  return document.analysis.issues.map((issue) => toDiagnostic(issue, document));
}

function toDiagnostic(issue: FileIssue, { uri, lines }: RuleDocument): Diagnostic {
  const { code, severity, message, tags, related } = issue;
  return {
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
