// Offsets to lines and columns and back. Only lsp and cli ask for lines.

/**
 * Lines and columns count from 0; columns are UTF-16 units. A line ends after "\n", "\r\n" or a lone "\r"; the last place on it stands before
 * them, so a place within "\r\n" is that one, too.
 */
export interface LineIndex {
  readonly lineCount: number;
  positionAt(offset: number): LinePosition;
  offsetAt(position: LinePosition): number;
}

export interface LinePosition {
  readonly line: number;
  readonly column: number;
}

export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const bounded = Math.max(0, Math.min(offset, text.length));
      const line = lastStartAtOrBefore(starts, bounded);
      const start = starts[line] ?? 0;
      return { line, column: Math.min(bounded, lineEnd(text, start, starts[line + 1])) - start };
    },
    offsetAt({ line, column }) {
      if (line < 0) return 0;
      const start = starts[line];
      if (start === undefined) return text.length;
      return Math.min(start + Math.max(0, column), lineEnd(text, start, starts[line + 1]));
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

function lineEnd(text: string, start: number, next: number | undefined): number {
  if (next === undefined) return text.length;
  const isPair = text.charCodeAt(next - 1) === 10 && next - 1 > start && text.charCodeAt(next - 2) === 13;
  return next - (isPair ? 2 : 1);
}

function lastStartAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
