// Quick fixes, refactorings and fix-all. Their edits are made when one is resolved.
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, Diagnostic, WorkspaceEdit } from 'vscode-languageserver';
import { fixesOf } from '../../analysis/analyze';
import type { FileIssue } from '../../analysis/analyze';
import type { TextEdit } from '../../base/edit';
import type { Span } from '../../base/span';
import { acceptEdit } from '../../features/acceptIssue';
import { fixAllEdits } from '../../features/fixAll';
import { isAnswerable } from '../../analysis/answers';
import { refactoringsAt, resolveRefactoring } from '../../features/refactor/refactorings';
import type { RuleDocument } from '../documents';
import { toOffset, toRange, toSpan, toWireEdits } from '../places';
import type { Session } from '../session';
import { addEvasion, evasionActions } from './evasionActions';
import type { EvasionPlace } from './evasionActions';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.rulewright`;

/** What is needed to make the edits of an action later. A version that is gone by then makes none. */
type ActionData = { readonly uri: string; readonly version: number } & (
  | { readonly kind: 'fix'; readonly issue: number; readonly fix: number }
  | { readonly kind: 'accept'; readonly issue: number }
  | { readonly kind: 'refactoring'; readonly offset: number; readonly id: string; readonly index: number }
  | { readonly kind: 'fixAll' }
  | ({ readonly kind: 'evasion' } & EvasionPlace)
);

export function codeActions(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return [];
  const isWanted = (kind: string): boolean =>
    context.only === undefined ||
    context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`));
  return [
    ...(isWanted(CodeActionKind.QuickFix)
      ? [
          ...quickFixes(document, toSpan(document.lines, range), context.diagnostics),
          ...evasions(document, toSpan(document.lines, range)),
        ]
      : []),
    ...refactorings(document, toOffset(document.lines, range.start)).filter(({ kind }) => isWanted(kind ?? '')),
    ...(isWanted(FIX_ALL) ? fixAll(document, context.only !== undefined) : []),
  ];
}

function quickFixes(document: RuleDocument, span: Span, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const { analysis, uri, version } = document;
  return analysis.issues.flatMap((issue, index) => {
    const fixes = issue.fileFixes ?? issue.origin?.issue.fixes ?? [];
    if (issue.to < span.from || span.to < issue.from) return [];
    const fixed = matching(issue, document, diagnostics);
    const about = { kind: CodeActionKind.QuickFix, ...(fixed === undefined ? {} : { diagnostics: [fixed] }) };
    const actions: CodeAction[] = fixes.map(({ title }, fix) => ({
      title,
      ...about,
      isPreferred: fixes.length === 1,
      data: { kind: 'fix', uri, version, issue: index, fix } satisfies ActionData,
    }));
    if (!isAnswerable(issue.code)) return actions;
    const data = { kind: 'accept', uri, version, issue: index } satisfies ActionData;
    return [...actions, { title: `Accept \`${issue.code}\` here, with a reason`, ...about, data }];
  });
}

function matching(
  issue: FileIssue,
  { lines }: RuleDocument,
  diagnostics: readonly Diagnostic[],
): Diagnostic | undefined {
  const { start } = toRange(lines, issue);
  return diagnostics.find(
    ({ code, range }) =>
      code === issue.code && range.start.line === start.line && range.start.character === start.character,
  );
}

function refactorings({ analysis, uri, version }: RuleDocument, offset: number): CodeAction[] {
  return refactoringsAt(analysis, offset).map(({ id, index, kind, title }) => ({
    title,
    kind,
    data: { kind: 'refactoring', uri, version, offset, id, index } satisfies ActionData,
  }));
}

/** On saving it has to bring its edits along: nobody resolves it then. */
function fixAll({ analysis, uri, version, lines }: RuleDocument, withEdits: boolean): CodeAction[] {
  const edits = fixAllEdits(analysis);
  if (edits.length === 0) return [];
  return [
    {
      title: 'Fix all plain mistakes',
      kind: FIX_ALL,
      ...(withEdits ? { edit: { changes: { [uri]: toWireEdits(lines, edits) } } } : {}),
      data: { kind: 'fixAll', uri, version } satisfies ActionData,
    },
  ];
}

function evasions(document: RuleDocument, span: Span): CodeAction[] {
  const { uri, version } = document;
  return evasionActions(document, span).map(({ action, place }) =>
    place === undefined
      ? action
      : { ...action, data: { kind: 'evasion', uri, version, ...place } satisfies ActionData },
  );
}

export async function resolveCodeAction(session: Session, action: CodeAction): Promise<CodeAction> {
  const data = action.data as ActionData | undefined;
  const document = data === undefined ? undefined : session.documents.get(data.uri);
  if (data === undefined || document === undefined || document.version !== data.version) return action;
  if (data.kind === 'evasion') {
    const edit = await addEvasion(document, data, session);
    return edit === undefined ? action : { ...action, edit };
  }
  return { ...action, edit: toWorkspaceEdit(document, editsOf(data, document)) };
}

function editsOf(data: Exclude<ActionData, { kind: 'evasion' }>, { analysis }: RuleDocument): readonly TextEdit[] {
  switch (data.kind) {
    case 'fix': {
      const issue = analysis.issues[data.issue];
      return issue === undefined ? [] : (fixesOf(analysis, issue)[data.fix]?.edits ?? []);
    }
    case 'accept': {
      const issue = analysis.issues[data.issue];
      const edit = issue === undefined ? undefined : acceptEdit(analysis, issue);
      return edit === undefined ? [] : [edit];
    }
    case 'refactoring':
      return resolveRefactoring(analysis, data.offset, data)?.edits ?? [];
    case 'fixAll':
      return fixAllEdits(analysis);
  }
}

function toWorkspaceEdit({ uri, version, lines }: RuleDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  return { documentChanges: [{ textDocument: { uri, version }, edits: toWireEdits(lines, edits) }] };
}
