// Hovers, inlay hints and links in the protocol's words.
import { InlayHintKind, MarkupKind } from 'vscode-languageserver';
import type {
  DocumentLink,
  DocumentLinkParams,
  Hover,
  HoverParams,
  InlayHint,
  InlayHintParams,
} from 'vscode-languageserver';
import { techniques } from '../../features/attack';
import { hoverAt } from '../../features/hover';
import { inlayHints } from '../../features/inlayHints';
import { toOffset, toPosition, toRange, toSpan } from '../places';
import type { Session } from '../session';
import { armHints } from './armActions';

export function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return null;
  const offset = toOffset(document.lines, position);
  const found = hoverAt(document.analysis, offset, session.knowledge(document.uri, offset));
  if (found === undefined) return null;
  return { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: toRange(document.lines, found) };
}

export async function inlayHint(session: Session, { textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return [];
  const { hintArms, hintIgnoredCase, hintLiteralWildcards } = session.settings;
  const { from, to } = toSpan(document.lines, range);
  const words: InlayHint[] = inlayHints(document.analysis, {
    ignoredCase: hintIgnoredCase,
    literalWildcards: hintLiteralWildcards,
  })
    .filter(({ offset }) => from <= offset && offset <= to)
    .map(({ offset, label, tooltip }) => ({
      position: toPosition(document.lines, offset),
      label,
      kind: InlayHintKind.Type,
      tooltip: { kind: MarkupKind.Markdown, value: tooltip },
      paddingLeft: true,
    }));
  return hintArms ? [...words, ...(await armHints(document, { from, to }, session))] : words;
}

export function documentLinks(session: Session, { textDocument }: DocumentLinkParams): DocumentLink[] {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return [];
  return techniques(document.analysis).map((use) => ({
    range: toRange(document.lines, use),
    target: use.url,
    tooltip: use.id,
  }));
}
