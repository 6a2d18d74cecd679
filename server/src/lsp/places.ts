// Offsets to the positions of the protocol and back: the only place where lines and columns are made.
import type { Position, Range, TextEdit as WireEdit } from 'vscode-languageserver';
import type { TextEdit } from '../base/edit';
import type { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';

export function toPosition(lines: LineIndex, offset: number): Position {
  const { line, column } = lines.positionAt(offset);
  return { line, character: column };
}

export function toRange(lines: LineIndex, { from, to }: Span): Range {
  return { start: toPosition(lines, from), end: toPosition(lines, to) };
}

export function toOffset(lines: LineIndex, { line, character }: Position): number {
  return lines.offsetAt({ line, column: character });
}

export function toSpan(lines: LineIndex, { start, end }: Range): Span {
  return { from: toOffset(lines, start), to: toOffset(lines, end) };
}

export function toWireEdits(lines: LineIndex, edits: readonly TextEdit[]): WireEdit[] {
  return edits.map((edit) => ({ range: toRange(lines, edit), newText: edit.text }));
}
