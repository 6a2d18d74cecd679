// What shows a document's structure, in the protocol's words: folding, selection, outline, colours.
import { FoldingRangeKind, SymbolKind } from 'vscode-languageserver';
import type {
  DocumentSymbol,
  DocumentSymbolParams,
  FoldingRange,
  FoldingRangeParams,
  SelectionRange,
  SelectionRangeParams,
  SemanticTokensBuilder,
} from 'vscode-languageserver';
import type { LineIndex } from '../../base/lineIndex';
import { foldingSpans } from '../../features/folding';
import { selectionSpans } from '../../features/selection';
import { semanticTokens, TOKEN_TYPES } from '../../features/semanticTokens';
import type { SemanticToken } from '../../features/semanticTokens';
import { symbolsOf } from '../../features/symbols';
import type { RuleSymbol } from '../../features/symbols';
import type { RuleDocument } from '../documents';
import { toOffset, toRange } from '../places';
import type { Session } from '../session';
import { titleOf } from '../uris';

/** Spans of several lines; the line that closes a bracket stays in sight. */
export function foldingRanges(session: Session, { textDocument }: FoldingRangeParams): FoldingRange[] {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return [];
  return foldingSpans(document.analysis).flatMap(({ kind, from, to }) => {
    const startLine = document.lines.positionAt(from).line;
    const endLine = document.lines.positionAt(Math.max(from, to - 1)).line;
    if (endLine <= startLine) return [];
    return [{ startLine, endLine, kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region }];
  });
}

export function selectionRanges(session: Session, { textDocument, positions }: SelectionRangeParams): SelectionRange[] {
  const document = session.documents.get(textDocument.uri);
  return positions.map((position) => {
    const spans = document === undefined ? [] : selectionSpans(document.analysis, toOffset(document.lines, position));
    const lines = document?.lines;
    const ranges = lines === undefined ? [] : spans.map((span) => toRange(lines, span));
    const nested = [...ranges]
      .reverse()
      .reduce<SelectionRange | undefined>((parent, range) => ({ range, parent }), undefined);
    return nested ?? { range: { start: position, end: position } };
  });
}

const SYMBOLS: Readonly<Record<RuleSymbol['kind'], SymbolKind>> = {
  rule: SymbolKind.Class,
  item: SymbolKind.Event,
  exclusion: SymbolKind.Boolean,
  arm: SymbolKind.Key,
};

export function documentSymbols(session: Session, { textDocument }: DocumentSymbolParams): DocumentSymbol[] {
  const document = session.documents.get(textDocument.uri);
  return document === undefined
    ? []
    : symbolsOf(document.analysis, titleOf(document.uri)).map((symbol) => toSymbol(symbol, document.lines));
}

function toSymbol({ kind, name, detail, children, selection, ...span }: RuleSymbol, lines: LineIndex): DocumentSymbol {
  return {
    name,
    detail,
    kind: SYMBOLS[kind],
    range: toRange(lines, span),
    selectionRange: toRange(lines, selection),
    children: children.map((child) => toSymbol(child, lines)),
  };
}

export const SEMANTIC_LEGEND = { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] };

/** Pushes the tokens of a document, or of a stretch of it, in order; one of several lines is one a line. */
export function pushTokens(
  builder: SemanticTokensBuilder,
  { analysis, lines }: RuleDocument,
  within: { readonly from: number; readonly to: number } = { from: 0, to: analysis.text.length },
): void {
  for (const token of semanticTokens(analysis)) {
    if (token.to <= within.from || within.to <= token.from) continue;
    for (const { line, column, length } of linesOf(token, analysis.text, lines))
      builder.push(line, column, length, TOKEN_TYPES.indexOf(token.type), 0);
  }
}

interface LinePart {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

function linesOf({ from, to }: SemanticToken, text: string, lines: LineIndex): readonly LinePart[] {
  const start = lines.positionAt(from);
  const end = lines.positionAt(to);
  if (start.line === end.line) return [{ ...start, length: to - from }];
  return text
    .slice(from, to)
    .split(/\r\n|\r|\n/)
    .flatMap((part, index) => {
      const trimmed = index === 0 ? part : part.trimStart();
      const column = index === 0 ? start.column : part.length - trimmed.length;
      return trimmed === '' ? [] : [{ line: start.line + index, column, length: trimmed.length }];
    });
}
