// Columns of text that stand below each other.

/** Lines without trailing spaces. Cells hold no colours: paint a line as a whole. */
export function alignTable(rows: readonly (readonly string[])[], align: readonly ('left' | 'right')[]): string[] {
  const widths = align.map((_, column) => Math.max(0, ...rows.map((row) => [...(row[column] ?? '')].length)));
  return rows.map((row) =>
    align
      .map((side, column) => pad(row[column] ?? '', widths[column] ?? 0, side))
      .join('  ')
      .trimEnd(),
  );
}

function pad(text: string, width: number, side: 'left' | 'right'): string {
  const filler = ' '.repeat(Math.max(0, width - [...text].length));
  return side === 'left' ? text + filler : filler + text;
}
