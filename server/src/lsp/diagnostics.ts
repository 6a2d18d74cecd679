// Issues as the protocol's diagnostics.
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import type { FileIssue } from '../analysis/analyze';
import type { Severity } from '../base/issue';
import type { RuleDocument, RuleDocuments } from './documents';
import { toRange } from './places';
import type { SchemaDocuments } from './schemaDocuments';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Where the page about a code is; undefined where there is none. */
export type PageOf = (code: string) => string | undefined;

export function diagnosticsOf(document: RuleDocument, pageOf: PageOf): Diagnostic[] {
  return toDiagnostics(document.analysis.issues, document, pageOf);
}

/** Of an open document; undefined where it is none of ours. */
export function openDiagnostics(
  uri: string,
  { documents, schemaDocuments, pageOf }: OpenDocuments,
): { readonly version: number; readonly items: Diagnostic[] } | undefined {
  const withSchema = schemaDocuments.get(uri);
  if (withSchema !== undefined) {
    const items = toDiagnostics(schemaDocuments.issuesOf(withSchema), withSchema, pageOf);
    return { version: withSchema.version, items };
  }
  const document = documents.get(uri);
  return document === undefined ? undefined : { version: document.version, items: diagnosticsOf(document, pageOf) };
}

interface OpenDocuments {
  readonly documents: RuleDocuments;
  readonly schemaDocuments: SchemaDocuments;
  readonly pageOf: PageOf;
}

/** Where issues stand. */
type Place = Pick<RuleDocument, 'uri' | 'lines'>;

export function toDiagnostics(
  issues: readonly Omit<FileIssue, 'origin'>[],
  place: Place,
  pageOf: PageOf,
): Diagnostic[] {
  return issues.map((issue) => toDiagnostic(issue, place, pageOf(issue.code)));
}

function toDiagnostic(issue: Omit<FileIssue, 'origin'>, { uri, lines }: Place, page: string | undefined): Diagnostic {
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
