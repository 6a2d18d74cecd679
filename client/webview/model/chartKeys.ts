// How the keyboard goes through the bins of the chart. Pure.

/** From the bin where a span begins to the one where the keyboard is; the same one for a bin alone. */
export interface BinRange {
  readonly anchor: number;
  readonly at: number;
}

/** Undefined for a key that moves nowhere. The first key goes to the first bin, or to the last. */
export function placeAfter(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  range: BinRange | undefined,
  bins: number,
): BinRange | undefined {
  const last = bins - 1;
  const at = range?.at;
  const goals: Readonly<Record<string, number | undefined>> = {
    ArrowRight: at === undefined ? 0 : at + 1,
    ArrowUp: at === undefined ? 0 : at + 1,
    ArrowLeft: at === undefined ? last : at - 1,
    ArrowDown: at === undefined ? last : at - 1,
    PageUp: (at ?? 0) + 10,
    PageDown: (at ?? last) - 10,
    Home: 0,
    End: last,
  };
  const goal = goals[key];
  if (goal === undefined || bins === 0) return undefined;
  const place = Math.max(0, Math.min(last, goal));
  return { anchor: shiftKey ? (range?.anchor ?? place) : place, at: place };
}
