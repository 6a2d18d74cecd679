// One house style for EQL: only white space and line breaks change, every word and every comment stays.
import { parseQuery, tokenize } from '../parse';
import { HARD, printDoc } from './doc';
import { layoutQuery } from './layout';
import { gatherWords } from './words';

export interface FormatOptions {
  /** Columns that a line should not exceed. */
  readonly width: number;
}

export const DEFAULT_WIDTH = 120;

/**
 * The query laid out, with the white space around it as it was; undefined for a query that cannot be read whole, which is left alone.
 * The same text again for a query that is formatted already.
 */
export function formatQuery(text: string, { width }: FormatOptions): string | undefined {
  const { issues, comments } = parseQuery(text);
  if (issues.some((issue) => issue.code === 'syntax' || issue.code === 'too-deep')) return undefined;
  const tokens = tokenize(text);
  const { words, rest, restIsApart } = gatherWords(text, tokens, comments);
  if (words.length === 0) return undefined;
  const body = printDoc(layoutQuery({ words, width }), width);
  const end =
    rest.length === 0
      ? ''
      : `\n${restIsApart ? '\n' : ''}${printDoc(
          rest.flatMap((each) => [each, HARD]),
          width,
        )}`;
  const before = text.slice(0, text.length - text.trimStart().length);
  const after = text.slice(text.trimEnd().length);
  return `${before}${body}${end}${after}`;
}
