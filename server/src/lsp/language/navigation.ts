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
import { createLineIndex } from '../../base/lineIndex';
import type { LineIndex } from '../../base/lineIndex';
import { fieldAt, highlights, refuseName, renameEdits } from '../../features/fieldUses';
import type { FoundSymbol } from '../../features/workspaceIndex';
import { toOffset, toRange, toWireEdits } from '../places';
import { readSaved } from '../ruleFiles';
import type { Session } from '../session';

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

export async function references(session: Session, { textDocument, position }: ReferenceParams): Promise<Location[]> {
  const document = session.documents.get(textDocument.uri);
  const field = document === undefined ? undefined : fieldAt(document.analysis, toOffset(document.lines, position));
  if (field === undefined) return [];
  const index = await session.index.whole();
  const byFile = new Map<string, { readonly from: number; readonly to: number }[]>();
  for (const { file, use } of index.usesOf(field.path)) byFile.set(file, [...(byFile.get(file) ?? []), use]);
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

export async function rename(
  session: Session,
  { textDocument, position, newName }: RenameParams,
): Promise<WorkspaceEdit | null> {
  const document = session.documents.get(textDocument.uri);
  const field = document === undefined ? undefined : fieldAt(document.analysis, toOffset(document.lines, position));
  if (field === undefined) return null;
  const name = newName.replaceAll('`', '');
  const refusal = refuseName(name);
  if (refusal !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, refusal);
  const index = await session.index.whole();
  const files = new Set(index.usesOf(field.path).map(({ file }) => file));
  const documentChanges = [...files].flatMap((file) => renameIn(session, file, field.path, name) ?? []);
  return { documentChanges };
}

function renameIn(session: Session, file: string, path: string, name: string): TextDocumentEdit | undefined {
  const open = session.documents.find(file);
  const document = open ?? session.documents.openOrSaved(file);
  if (document === undefined) return undefined;
  const edits = renameEdits(document.analysis, path, name);
  if (edits.length === 0) return undefined;
  return {
    textDocument: { uri: document.uri, version: open?.version ?? null },
    edits: toWireEdits(document.lines, edits),
  };
}

/** A file that is not open is only counted through. */
function linesOf({ documents, host }: Session, file: string): LineIndex | undefined {
  const open = documents.find(file);
  const text = open === undefined ? readSaved(file, host) : undefined;
  return open?.lines ?? (text === undefined ? undefined : createLineIndex(text));
}

const KINDS: Readonly<Record<FoundSymbol['kind'], SymbolKind>> = {
  rule: SymbolKind.Class,
  item: SymbolKind.Event,
  exclusion: SymbolKind.Boolean,
  arm: SymbolKind.Key,
  technique: SymbolKind.Constant,
};

const MOST_SYMBOLS = 200;

export async function workspaceSymbols(session: Session, { query }: WorkspaceSymbolParams): Promise<WorkspaceSymbol[]> {
  const index = await session.index.whole();
  const lines = new Map<string, LineIndex | undefined>();
  return index.symbols(query, MOST_SYMBOLS).flatMap(({ file, name, container, kind, from, to }) => {
    if (!lines.has(file)) lines.set(file, linesOf(session, file));
    const known = lines.get(file);
    if (known === undefined) return [];
    const location = { uri: file, range: toRange(known, { from, to }) };
    return [{ name, containerName: container, kind: KINDS[kind], location }];
  });
}
