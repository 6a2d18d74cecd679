// Where the lines of the table stand while it scrolls. Pure arithmetic, in pixels. Engines stop growing an element somewhere between 16.7 and
// 33.5 million pixels; a table that would be taller scrolls a shorter body, each of whose pixels stands for several of its own.
import { headerHeight, lineHeight } from './tableColumns';

/** Below what every engine draws, and small enough that a graphics card can tell neighbouring pixels apart. */
export const tallestBody = 15_000_000;

export interface TableView {
  readonly lines: number;
  /** Height of what is in sight, the header that always stands on top included. */
  readonly viewport: number;
  /** How far the body is scrolled, as the page tells it. */
  readonly offset: number;
}

/** Of lines, `last` not included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export function bodyHeight(lines: number): number {
  return Math.min(tallestBody, wholeHeight(lines));
}

/** The lines of which anything is in sight. */
export function linesInSight(view: TableView): LineRange {
  const above = lineOffset(view);
  const last = Math.ceil((above + room(view)) / lineHeight);
  return { first: Math.floor(above / lineHeight), last: Math.min(view.lines, Math.max(0, last)) };
}

/** With `more` lines above and below. */
export function widen({ first, last }: LineRange, more: number, lines: number): LineRange {
  return { first: Math.max(0, first - more), last: Math.min(lines, last + more) };
}

/** Where a line stands in the body. Lines far out of sight may stand outside of it. */
export function topOf(line: number, view: TableView): number {
  return headerHeight + line * lineHeight - Math.round(lineOffset(view) - reached(view));
}

/** How far the body has to be scrolled so that a line is wholly in sight; as it is where the line is so already. */
export function offsetShowing(line: number, view: TableView): number {
  const [above, top] = [lineOffset(view), line * lineHeight];
  if (top < above) return Math.floor(top / scale(view));
  const lacking = top + lineHeight - room(view);
  return lacking > above ? Math.min(bodyTravel(view), Math.ceil(lacking / scale(view))) : view.offset;
}

function wholeHeight(lines: number): number {
  return headerHeight + lines * lineHeight;
}

/** For lines, below the header. */
function room({ viewport }: TableView): number {
  return Math.max(0, viewport - headerHeight);
}

/** How far the body can be scrolled. */
function bodyTravel({ lines, viewport }: TableView): number {
  return Math.max(0, bodyHeight(lines) - viewport);
}

/** After the number of lines changed, the page tells a moment later how far the body is scrolled now. */
function reached(view: TableView): number {
  return Math.min(bodyTravel(view), Math.max(0, view.offset));
}

/** How many pixels of the lines one of the body stands for: 1 unless the table is too tall. */
function scale(view: TableView): number {
  const travel = bodyTravel(view);
  return travel === 0 ? 1 : (wholeHeight(view.lines) - view.viewport) / travel;
}

/** How much of the lines is scrolled out above. */
function lineOffset(view: TableView): number {
  return reached(view) * scale(view);
}
