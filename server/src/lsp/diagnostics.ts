// Issues as the protocol's diagnostics.
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic, DiagnosticRelatedInformation, Range } from 'vscode-languageserver';
import type { FileIssue } from '../analysis/analyze';
import type { Issue, RelatedSpan, Severity } from '../base/issue';
import type { Span } from '../base/span';
import type { RuleDocument, RuleDocuments } from './documents';
import { toRange } from './places';
import type { SchemaDocuments } from './schemaDocuments';
import type { TogetherDesk } from './togetherDesk';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Where the page about a code is; undefined where there is none. */
export type PageOf = (code: string) => string | undefined;

/** What is said of a document because of other files, and where these have what it speaks of. */
export interface Together extends Pick<TogetherDesk, 'rangeIn'> {
  issuesOf(document: RuleDocument): readonly Issue[];
}

export function diagnosticsOf(document: RuleDocument, pageOf: PageOf, together?: Together): Diagnostic[] {
  const issues = [...document.analysis.issues, ...(together?.issuesOf(document) ?? [])];
  const { uri, lines } = document;
  return toDiagnostics(issues, { uri, lines, rangeIn: (file, span) => together?.rangeIn(file, span) }, pageOf);
}

/** Of an open document; undefined where it is none of ours. */
export function openDiagnostics(
  uri: string,
  { documents, schemaDocuments, together, pageOf }: OpenDocuments,
): { readonly version: number; readonly items: Diagnostic[] } | undefined {
  const withSchema = schemaDocuments.get(uri);
  if (withSchema !== undefined) {
    const items = toDiagnostics(schemaDocuments.issuesOf(withSchema), withSchema, pageOf);
    return { version: withSchema.version, items };
  }
  const document = documents.get(uri);
  if (document === undefined) return undefined;
  return { version: document.version, items: diagnosticsOf(document, pageOf, together) };
}

interface OpenDocuments {
  readonly documents: RuleDocuments;
  readonly schemaDocuments: SchemaDocuments;
  readonly together: Together;
  readonly pageOf: PageOf;
}

/** Where issues stand. */
interface Place extends Pick<RuleDocument, 'uri' | 'lines'> {
  /** In another file. */
  readonly rangeIn?: (file: string, span: Span) => Range | undefined;
}

export function toDiagnostics(
  issues: readonly Omit<FileIssue, 'origin'>[],
  place: Place,
  pageOf: PageOf,
): Diagnostic[] {
  return issues.map((issue) => toDiagnostic(issue, place, pageOf(issue.code)));
}

function toDiagnostic(issue: Omit<FileIssue, 'origin'>, place: Place, page: string | undefined): Diagnostic {
  const { code, severity, message, tags, related } = issue;
  return {
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    range: toRange(place.lines, issue),
    severity: SEVERITIES[severity],
    code,
    source: 'rulewright',
    message,
    ...(tags === undefined ? {} : { tags: tags.map(() => DiagnosticTag.Unnecessary) }),
    ...(related === undefined ? {} : { relatedInformation: related.flatMap((each) => toRelated(each, place)) }),
  };
}

/** Nothing for a place in a file that is gone by now. */
function toRelated(related: RelatedSpan, { uri, lines, rangeIn }: Place): DiagnosticRelatedInformation[] {
  const { file, message } = related;
  const range = file === undefined ? toRange(lines, related) : rangeIn?.(file, related);
  return range === undefined ? [] : [{ location: { uri: file ?? uri, range }, message }];
}
