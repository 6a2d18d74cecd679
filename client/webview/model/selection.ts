// Which rows of the table are selected, by their places in it. Pure steps.

export interface Selection {
  /** Where a range begins. */
  readonly anchor: number;
  readonly rows: ReadonlySet<number>;
}

/** As a click is meant: alone, one more or less, or all from the anchor on. */
export type SelectHow = 'one' | 'toggle' | 'range';

/** What a click or a key with these modifiers means. */
export function selectHow(event: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): SelectHow {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'one';
}

export function select(selection: Selection | undefined, row: number, how: SelectHow): Selection {
  switch (how) {
    case 'one':
      return { anchor: row, rows: new Set([row]) };
    case 'toggle': {
      const rows = new Set(selection?.rows);
      if (!rows.delete(row)) rows.add(row);
      return { anchor: row, rows };
    }
    case 'range': {
      const anchor = selection?.anchor ?? row;
      return { anchor, rows: rangeOf(Math.min(anchor, row), Math.max(anchor, row)) };
    }
  }
}

export function selectAll(total: number): Selection {
  return { anchor: 0, rows: rangeOf(0, total - 1) };
}

function rangeOf(first: number, last: number): ReadonlySet<number> {
  return new Set(Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index));
}
