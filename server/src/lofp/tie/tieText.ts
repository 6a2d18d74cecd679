// What one comment says of the entries behind an arm or a statement: `lofp: ENTRY`, several with commas, or `lofp: none because REASON`.
import type { Issue } from '../../base/issue';
import type { Span } from '../../base/span';

/** Where a tie begins in a comment. */
export const TIE_MARK = 'lofp:';

/** Offsets are those of the file. */
export interface TieText extends Span {
  readonly ids: readonly TiedId[];
  /** Why there is no entry: then there are no ids. */
  readonly because?: string;
}

export interface TiedId extends Span {
  readonly id: string;
}

const COMMENT = /^(?:\/\/|\/\*)\s*lofp:/;
const NONE = /^none\b/;
const BECAUSE = /^none\s+because\s+(\S[^]*)$/;
const IDS = /^[A-Za-z0-9_-]+(?:\s*,\s*[A-Za-z0-9_-]+)*$/;

export function isTieComment(image: string): boolean {
  return COMMENT.test(image);
}

/** `text` begins with the mark, which stands at `from` in the file. */
export function readTie(text: string, from: number): TieText | Issue {
  const rest = text.slice(TIE_MARK.length).replace(/\s*(?:\*\/[^]*)?$/, '');
  const start = from + TIE_MARK.length + (rest.length - rest.trimStart().length);
  const body = rest.trim();
  const span = { from, to: start + body.length };
  if (NONE.test(body) && !IDS.test(body)) {
    const because = BECAUSE.exec(body)?.[1];
    return because === undefined ? unreadable(span) : { ...span, ids: [], because };
  }
  if (!IDS.test(body) || body === 'none') return unreadable(span);
  const ids = [...body.matchAll(/[A-Za-z0-9_-]+/g)].map(({ 0: id, index }) => ({
    id,
    from: start + index,
    to: start + index + id.length,
  }));
  return { ...span, ids };
}

function unreadable({ from, to }: Span): Issue {
  const message =
    'This tie cannot be read. Write `lofp: ENTRY` with the id of an entry, several with commas between them, or `lofp: none because REASON`.';
  return { code: 'lofp-tie', severity: 'warning', message, from, to };
}
