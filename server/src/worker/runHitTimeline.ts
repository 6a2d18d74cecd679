// The rows of a finished run over time: counted in bins of one width, which begin at round times.
import type { HitTimelineAnswer, HitTimelineParams, RowSpan } from '../protocol';
import { count, emptyTally } from './outcomeCounts';
import type { RowView } from './rowView';

const MOST_BINS = 500;

export function readHitTimeline({ runId, bins, ...filter }: HitTimelineParams, view: RowView): HitTimelineAnswer {
  const { table } = view;
  const rows = view.arrange(filter);
  const times = Array.from(rows, (row) => table.time(row));
  const known = spanOf(times);
  const withoutTime = times.filter((time) => time === undefined).length;
  if (known === undefined) return { runId, bins: [], withoutTime };
  const width = widthOf(known, Math.max(1, Math.min(bins, MOST_BINS)));
  const from = Math.floor(known.from / width) * width;
  const tallies = Array.from({ length: Math.floor((known.to - from) / width) + 1 }, emptyTally);
  rows.forEach((row, place) => {
    const time = times[place];
    const tally = time === undefined ? undefined : tallies[Math.floor((time - from) / width)];
    if (tally !== undefined) count(tally, table.outcome(row));
  });
  return { runId, span: { from, to: from + tallies.length * width }, bins: tallies, withoutTime };
}

/** From the first to the last time, which is included here. */
function spanOf(times: readonly (number | undefined)[]): RowSpan | undefined {
  let from = Infinity;
  let to = -Infinity;
  for (const time of times) {
    if (time === undefined) continue;
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  return from > to ? undefined : { from, to };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds that people count in. */
const WIDTHS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((each) => each * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * MINUTE),
  ...[1, 2, 3, 6, 12].map((each) => each * HOUR),
  ...[1, 2, 7, 14, 28].map((each) => each * DAY),
];

/** The least round width with which so many bins hold the span; a single time gets a second. */
function widthOf({ from, to }: RowSpan, bins: number): number {
  if (from === to) return SECOND;
  const fits = (width: number): boolean => Math.floor(to / width) - Math.floor(from / width) < bins;
  return WIDTHS.find(fits) ?? longWidth(fits);
}

/** Years and more: 28 days, doubled as often as it takes. */
function longWidth(fits: (width: number) => boolean): number {
  let width = 28 * DAY;
  while (!fits(width) && width < Number.MAX_SAFE_INTEGER) width *= 2;
  return width;
}
