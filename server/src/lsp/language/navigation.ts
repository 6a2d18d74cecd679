// From a field to all its uses in the workspace, and new names for them; rules by name. In the protocol's words.
import { DocumentHighlightKind, ErrorCodes, ResponseError, SymbolKind } from 'vscode-languageserver';
import type {
  DocumentHighlight,
  DocumentHighlightParams,
  DefinitionParams,
  Location,
  PrepareRenameParams,
  Range,
  ReferenceParams,
  RenameParams,
  TextDocumentEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { analyze } from '../../analysis/analyze';
import { createLineIndex } from '../../base/lineIndex';
import { fieldAt, highlights, refuseName, renameEdits } from '../../features/fieldUses';
import type { FoundSymbol } from '../../features/workspaceIndex';
import { formatOf } from '../../rule/read';
import { NO_SCHEMAS } from '../ruleFiles';
import type { RuleDocument } from '../documents';
import { toOffset, toRange, toWireEdits } from '../places';
import type { Session } from '../session';
import { toPath } from '../uris';

export function documentHighlights(
  session: Session,
  { textDocument, position }: DocumentHighlightParams,
): DocumentHighlight[] {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return [];
  return highlights(document.analysis, toOffset(document.lines, position)).map((use) => ({
    range: toRange(document.lines, use),
    kind: DocumentHighlightKind.Read,
  }));
}

/** A field is defined by no rule: the answer is where the rule first uses it. */
export function definition(session: Session, { textDocument, position }: DefinitionParams): Location[] {
  const document = session.documents.get(textDocument.uri);
  const [first] = document === undefined ? [] : highlights(document.analysis, toOffset(document.lines, position));
  return document === undefined || first === undefined
    ? []
    : [{ uri: document.uri, range: toRange(document.lines, first) }];
}

export function references(session: Session, { textDocument, position }: ReferenceParams): Location[] {
  const document = session.documents.get(textDocument.uri);
  const field = document === undefined ? undefined : fieldAt(document.analysis, toOffset(document.lines, position));
  if (field === undefined) return [];
  session.indexOpen();
  const byFile = new Map<string, { readonly from: number; readonly to: number }[]>();
  for (const { file, use } of session.index.usesOf(field.path)) byFile.set(file, [...(byFile.get(file) ?? []), use]);
  return [...byFile].flatMap(([file, uses]) => {
    const lines = linesOf(session, file);
    return lines === undefined ? [] : uses.map((use) => ({ uri: file, range: toRange(lines, use) }));
  });
}

export function prepareRename(
  session: Session,
  { textDocument, position }: PrepareRenameParams,
): { range: Range; placeholder: string } | null {
  const document = session.documents.get(textDocument.uri);
  const field = document === undefined ? undefined : fieldAt(document.analysis, toOffset(document.lines, position));
  if (document === undefined || field === undefined) return null;
  return { range: toRange(document.lines, field), placeholder: field.path };
}

export function rename(session: Session, { textDocument, position, newName }: RenameParams): WorkspaceEdit | null {
  const document = session.documents.get(textDocument.uri);
  const field = document === undefined ? undefined : fieldAt(document.analysis, toOffset(document.lines, position));
  if (field === undefined) return null;
  const name = newName.replaceAll('`', '');
  const refusal = refuseName(name);
  if (refusal !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, refusal);
  session.indexOpen();
  const files = new Set(session.index.usesOf(field.path).map(({ file }) => file));
  const documentChanges = [...files].flatMap((file) => renameIn(session, file, field.path, name) ?? []);
  return { documentChanges };
}

function renameIn(session: Session, file: string, path: string, name: string): TextDocumentEdit | undefined {
  const open = session.documents.find(file);
  const document = open ?? readClosed(session, file);
  if (document === undefined) return undefined;
  const edits = renameEdits(document.analysis, path, name);
  if (edits.length === 0) return undefined;
  return {
    textDocument: { uri: document.uri, version: open?.version ?? null },
    edits: toWireEdits(document.lines, edits),
  };
}

/** A file of the workspace that is not open, as it is on disk. */
function readClosed({ host }: Session, file: string): RuleDocument | undefined {
  const path = toPath(file);
  const format = formatOf(file);
  if (path === undefined || format === undefined || host.stamp(path) === undefined) return undefined;
  const text = host.readText(path);
  return { uri: file, version: 0, analysis: analyze(text, format, NO_SCHEMAS), lines: createLineIndex(text) };
}

function linesOf(session: Session, file: string) {
  return (session.documents.find(file) ?? readClosed(session, file))?.lines;
}

const KINDS: Readonly<Record<FoundSymbol['kind'], SymbolKind>> = {
  rule: SymbolKind.Class,
  item: SymbolKind.Event,
  exclusion: SymbolKind.Boolean,
  arm: SymbolKind.Key,
  technique: SymbolKind.Constant,
};

const MOST_SYMBOLS = 200;

export function workspaceSymbols(session: Session, { query }: WorkspaceSymbolParams): WorkspaceSymbol[] {
  session.indexOpen();
  const lines = new Map<string, ReturnType<typeof linesOf>>();
  return session.index.symbols(query, MOST_SYMBOLS).flatMap(({ file, name, container, kind, from, to }) => {
    if (!lines.has(file)) lines.set(file, linesOf(session, file));
    const known = lines.get(file);
    if (known === undefined) return [];
    const location = { uri: file, range: toRange(known, { from, to }) };
    return [{ name, containerName: container, kind: KINDS[kind], location }];
  });
}
