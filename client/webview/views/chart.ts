// The chart's picture: axes, scales and the pointer are uPlot's; the piles are drawn here, so that colours that shine through do not mix.
import uPlot from 'uplot';
import type { HitTimelineAnswer, RowSpan } from '../../../server/src/protocol';
import { countColumns, tickInWords } from '../model/analysisWords';
import { formatCount } from '../model/format';

const height = 68;
const timeAxisHeight = 18;
/** A day is the longest word of the axis. */
const timeAxisSpace = 76;
const narrowest = 120;
/** What stays empty beside the last bin. */
const right = 14;

export interface ChartEvents {
  /** Bins from the first to the last one that were swept over, or one that was clicked. */
  readonly onSpan: (first: number, last: number) => void;
  /** The bin under the pointer. */
  readonly onPoint: (bin: number | undefined) => void;
}

export function drawChart(answer: HitTimelineAnswer, place: HTMLElement, events: ChartEvents): uPlot {
  const { span = { from: 0, to: 0 }, bins } = answer;
  const width = (span.to - span.from) / Math.max(1, bins.length);
  const totals = bins.map((bin) => countColumns.reduce((sum, { count }) => sum + count(bin), 0));
  const highest = Math.max(1, ...totals);
  const color = (name: string): string => getComputedStyle(place).getPropertyValue(name).trim();
  const options: uPlot.Options = {
    width: Math.max(narrowest, place.clientWidth),
    height,
    ms: 1,
    padding: [8, right, 0, 0],
    legend: { show: false },
    tzDate: (time) => uPlot.tzDate(new Date(time), 'Etc/UTC'),
    scales: { x: { time: true, range: [span.from, span.to] }, y: { range: [0, highest] } },
    series: [{}, { paths: () => null, points: { show: false } }],
    axes: axesOf(highest, color, getComputedStyle(place).fontFamily),
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false, dist: 4 } },
    hooks: {
      ...hooksOf({ from: span.from, width, bins: bins.length }, events),
      draw: [(plot) => drawPiles(plot, answer, color)],
    },
  };
  return new uPlot(options, [bins.map((_, bin) => span.from + bin * width), totals], place);
}

/** Shows which part of the time is chosen; tells nobody. */
export function selectSpan(plot: uPlot, span: RowSpan | undefined): void {
  const { clientWidth, clientHeight } = plot.over;
  const left = span === undefined ? 0 : Math.max(0, plot.valToPos(span.from, 'x'));
  const right = span === undefined ? 0 : Math.min(clientWidth, plot.valToPos(span.to, 'x'));
  plot.root.classList.toggle('has-span', right > left);
  plot.setSelect({ left, top: 0, width: Math.max(0, right - left), height: clientHeight }, false);
}

interface Grid {
  readonly from: number;
  readonly width: number;
  readonly bins: number;
}

function hooksOf({ from, width, bins }: Grid, { onSpan, onPoint }: ChartEvents): uPlot.Hooks.Arrays {
  const binAt = (plot: uPlot, left: number): number =>
    Math.max(0, Math.min(bins - 1, Math.floor((plot.posToVal(left, 'x') - from) / width)));
  const isIn = ({ cursor: { left = -1 } }: uPlot): boolean => left >= 0;
  const underPointer = (plot: uPlot): number => binAt(plot, plot.cursor.left ?? 0);
  return {
    ready: [
      (plot) =>
        plot.over.addEventListener('click', () => {
          if (isIn(plot)) onSpan(underPointer(plot), underPointer(plot));
        }),
    ],
    setCursor: [(plot) => onPoint(isIn(plot) ? underPointer(plot) : undefined)],
    setSelect: [
      (plot) => {
        const { left, width: swept } = plot.select;
        if (swept > 0) onSpan(binAt(plot, left), binAt(plot, left + swept - 1));
      },
    ],
  };
}

/** Of a letter of the axis, in pixels; a little more than most need. */
const letter = 6.5;

/** A mark at the edge has no room for its words. */
function tickThatFits({ width, scales }: uPlot, time: number, step: number, left: number): string {
  const { min = time, max = time } = scales['x'] ?? {};
  const words = tickInWords(time, step);
  const half = (words.length * letter) / 2;
  const at = left + ((time - min) / Math.max(1, max - min)) * (width - left - right);
  return at - half < 0 || at + half > width ? '' : words;
}

function axesOf(highest: number, color: (name: string) => string, fontFamily: string): uPlot.Axis[] {
  const left = 16 + 7 * formatCount(highest).length;
  const font = `11px ${fontFamily}`;
  const stroke = (): string => color('--chart-words');
  const grid = { show: false };
  return [
    {
      space: timeAxisSpace,
      values: (plot, splits, _axis, _space, step) => splits.map((time) => tickThatFits(plot, time, step, left)),
      size: timeAxisHeight,
      gap: 2,
      font,
      stroke,
      grid,
      ticks: { size: 3, width: 1, stroke: () => color('--chart-line') },
    },
    {
      size: left,
      gap: 4,
      font,
      stroke,
      grid,
      ticks: { show: false },
      splits: () => [0, highest],
      values: (_plot, splits) => splits.map(formatCount),
    },
  ];
}

/** False positives lie at the bottom: they are what one looks for here. A line of the ground parts one outcome from the next. */
function drawPiles(plot: uPlot, { span, bins }: HitTimelineAnswer, color: (name: string) => string): void {
  if (span === undefined) return;
  const { ctx } = plot;
  const width = (span.to - span.from) / bins.length;
  const gap = uPlot.pxRatio;
  const colors = countColumns.map(({ outcome }) => color(`--chart-${outcome}`));
  ctx.save();
  bins.forEach((bin, place) => {
    const left = plot.valToPos(span.from + place * width, 'x', true);
    const right = plot.valToPos(span.from + (place + 1) * width, 'x', true);
    let count = 0;
    countColumns.forEach((column, index) => {
      const own = column.count(bin);
      if (own === 0) return;
      const bottom = plot.valToPos(count, 'y', true);
      count += own;
      const top = plot.valToPos(count, 'y', true);
      ctx.fillStyle = colors[index] ?? '';
      const parted = count > own ? gap : 0;
      ctx.fillRect(left, top, Math.max(gap, right - left - gap), Math.max(gap, bottom - top - parted));
    });
  });
  ctx.restore();
}
