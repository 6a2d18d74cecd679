// The lines of the table: one for each row, and below a row that is open one for each of its events. Pure arithmetic.

/** Index of an open row → the number of lines below it. */
export type OpenRows = ReadonlyMap<number, number>;

export interface TableLine {
  readonly row: number;
  /** Which of the row's own lines, from 0; undefined for the row itself. */
  readonly child: number | undefined;
}

export function countLines(rows: number, open: OpenRows): number {
  return [...open].reduce((sum, [row, children]) => (row < rows ? sum + children : sum), rows);
}

/** What stands on a line. `line` is from 0 and below `countLines`. */
export function lineAt(line: number, open: OpenRows): TableLine {
  let above = 0;
  for (const [row, children] of inOrder(open)) {
    const rowLine = row + above;
    if (line <= rowLine) break;
    if (line <= rowLine + children) return { row, child: line - rowLine - 1 };
    above += children;
  }
  return { row: line - above, child: undefined };
}

/** Where a row, or one of its own lines, stands. */
export function lineOf({ row, child }: TableLine, open: OpenRows): number {
  const above = inOrder(open).reduce((sum, [each, children]) => (each < row ? sum + children : sum), 0);
  return row + above + (child === undefined ? 0 : child + 1);
}

function inOrder(open: OpenRows): (readonly [number, number])[] {
  return [...open].sort(([one], [other]) => one - other);
}
