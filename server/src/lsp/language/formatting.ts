// Formatting in the protocol's words.
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import { formattingEdits, newLineEdits, rangeFormattingEdits } from '../../features/formatting';
import { toOffset, toSpan, toWireEdits } from '../places';
import type { Session } from '../session';

export function formatDocument(session: Session, { textDocument }: DocumentFormattingParams): TextEdit[] {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return [];
  return toWireEdits(document.lines, formattingEdits(document.analysis, { width: session.settings.formatWidth }));
}

export function formatRange(session: Session, { textDocument, range }: DocumentRangeFormattingParams): TextEdit[] {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return [];
  const edits = rangeFormattingEdits(document.analysis, toSpan(document.lines, range), {
    width: session.settings.formatWidth,
  });
  return toWireEdits(document.lines, edits);
}

export function formatOnType(session: Session, { textDocument, position }: DocumentOnTypeFormattingParams): TextEdit[] {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return [];
  return toWireEdits(document.lines, newLineEdits(document.analysis, toOffset(document.lines, position)));
}
