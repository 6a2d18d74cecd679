// Rows of a finished run as text for use elsewhere, a piece at a time: CSV, NDJSON or a table in Markdown.
import { UnreadableError } from '../../host/host';
import type { ExportRowsAnswer, ExportRowsParams } from '../../protocol';
import type { RowView } from '../rowView';
import { createMask } from './mask';
import type { Mask } from './mask';
import { createRecords } from './records';
import { markdownHead, markdownRow, restInMarkdown } from './markdown';
import { csvHead, csvLine } from '../../samples/writeCsv';
import { ndjsonLines } from './ndjson';

/** UTF-16 units after which a piece ends. */
const LONGEST_PIECE = 2_000_000;
/** A comment on a pull request holds 65,536 characters, and nobody reads more of a table. */
const MOST_IN_MARKDOWN = 200;

export function exportRows(params: ExportRowsParams, view: RowView): ExportRowsAnswer {
  const { runId, format, sort, columns, withSecrets, from, ...filter } = params;
  const rows = view.arrange({ ...filter, sort });
  const mask = createMask(withSecrets === true);
  const writer = writerOf(format, columns ?? view.table.columns, mask, view);
  const first = Math.max(0, Math.floor(from));
  const end = Math.min(rows.length, writer.most);
  const parts: string[] = first === 0 ? [writer.head] : [];
  let length = 0;
  let at = first;
  for (; at < end && length < LONGEST_PIECE; at++) {
    const text = writer.row(rows[at] ?? 0);
    parts.push(text);
    length += text.length;
  }
  const isLast = at >= end;
  if (isLast) parts.push(writer.tail(rows.length - Math.max(end, 0)));
  return {
    runId,
    text: parts.join(''),
    total: rows.length,
    ...(isLast ? {} : { next: at }),
    masked: mask.count,
  };
}

interface Writer {
  readonly most: number;
  readonly head: string;
  row(row: number): string;
  /** After the last row; `rest` more were there. */
  tail(rest: number): string;
}

function writerOf(format: ExportRowsParams['format'], columns: readonly string[], mask: Mask, view: RowView): Writer {
  const records = createRecords(columns, mask, view);
  switch (format) {
    case 'csv':
      return {
        most: Infinity,
        head: csvHead(records.names),
        row: (row) => csvLine(records.read(row)),
        tail: () => '',
      };
    case 'ndjson':
      return { most: Infinity, head: '', row: (row) => ndjsonLines(row, mask, view), tail: () => '' };
    case 'markdown':
      return {
        most: MOST_IN_MARKDOWN,
        head: markdownHead(records.names),
        row: (row) => markdownRow(records.read(row)),
        tail: restInMarkdown,
      };
    default:
      throw new UnreadableError('`format` must be `csv`, `ndjson` or `markdown`.');
  }
}
