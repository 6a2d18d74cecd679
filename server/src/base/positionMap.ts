// From offsets in an embedded query to offsets in the file that holds it, and back.
import type { Issue } from './issue';
import type { Span } from './span';

/**
 * One stretch of a query and where it stands in the file. Segments follow each other without gaps in the query, ascending in both.
 * `exact`: both stretches have the same length and correspond unit by unit. Otherwise (an escape, a folded line break, removed
 * indentation) the stretch maps as a whole: its start to the file's start, its end to the file's end.
 */
export interface MapSegment {
  readonly queryFrom: number;
  readonly queryTo: number;
  readonly fileFrom: number;
  readonly fileTo: number;
  readonly exact: boolean;
}

export interface PositionMap {
  readonly segments: readonly MapSegment[];
  /** The offset in the file where the query's unit at `offset` starts; the query's end maps to the end of its last segment. */
  toFile(offset: number): number;
  /** The span in the file that shows the query's span; an empty span stays empty. */
  spanToFile(span: Span): Span;
  /** The query offset that a file offset shows, or undefined outside the query. */
  toQuery(fileOffset: number): number | undefined;
}

/** A query that stands in the file as it is, from `fileFrom` on. */
export function identityMap(length: number, fileFrom = 0): PositionMap {
  return createPositionMap([{ queryFrom: 0, queryTo: length, fileFrom, fileTo: fileFrom + length, exact: true }]);
}

/**
 * `bounds`: the stretch of the file that belongs to the query, where that is more than its segments (a block scalar's indentation and
 * trailing blank lines): offsets there map to the nearest unit of the query.
 */
export function createPositionMap(segments: readonly MapSegment[], bounds?: Span): PositionMap {
  const toFile = (offset: number): number => startInFile(segments, offset);
  return {
    segments,
    toFile,
    spanToFile: ({ from, to }) => {
      const start = toFile(from);
      return { from: start, to: Math.max(start, to > from ? endInFile(segments, to) : start) };
    },
    toQuery: (fileOffset) => offsetInQuery(segments, fileOffset, bounds),
  };
}

/** Lifts an issue of the query, with its related spans and fixes' positions left to whoever escapes text, into the file. */
export function issueToFile(issue: Issue, map: PositionMap): Issue {
  const related = issue.related?.map((each) => ({ ...each, ...map.spanToFile(each) }));
  return { ...issue, ...map.spanToFile(issue), ...(related ? { related } : {}) };
}

function startInFile(segments: readonly MapSegment[], offset: number): number {
  const segment = segments[lastStartingAtOrBefore(segments, 'queryFrom', offset)];
  if (segment === undefined) return 0;
  if (offset >= segment.queryTo) return segment.fileTo;
  return segment.exact ? segment.fileFrom + Math.max(0, offset - segment.queryFrom) : segment.fileFrom;
}

/** The end of the unit before `offset`: a span that ends where an escape begins must not swallow it. */
function endInFile(segments: readonly MapSegment[], offset: number): number {
  const segment = segments[lastStartingAtOrBefore(segments, 'queryFrom', offset - 1)];
  if (segment === undefined) return 0;
  if (offset >= segment.queryTo || !segment.exact) return segment.fileTo;
  return segment.fileFrom + (offset - segment.queryFrom);
}

function offsetInQuery(segments: readonly MapSegment[], fileOffset: number, bounds?: Span): number | undefined {
  const first = segments[0];
  const last = segments[segments.length - 1];
  if (first === undefined || last === undefined) return undefined;
  if (fileOffset < Math.min(first.fileFrom, bounds?.from ?? Infinity)) return undefined;
  if (fileOffset > Math.max(last.fileTo, bounds?.to ?? 0)) return undefined;
  if (fileOffset < first.fileFrom) return 0;
  const at = lastStartingAtOrBefore(segments, 'fileFrom', fileOffset);
  const segment = segments[at] ?? last;
  if (fileOffset >= segment.fileTo) return segments[at + 1]?.queryFrom ?? last.queryTo;
  return segment.queryFrom + (segment.exact ? fileOffset - segment.fileFrom : 0);
}

function lastStartingAtOrBefore(
  segments: readonly MapSegment[],
  side: 'queryFrom' | 'fileFrom',
  offset: number,
): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.[side] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
