// A row as the cells of an exported table: what it is worth, when it was, what the chosen columns hold, and where its events stand.
import { referenceTo, valueText } from '../eventReference';
import type { RowView } from '../rowView';
import type { Mask } from './mask';

export interface Records {
  readonly names: readonly string[];
  /** As many cells as names. */
  read(row: number): readonly string[];
}

export function createRecords(wanted: readonly string[], mask: Mask, view: RowView): Records {
  const { run, table } = view;
  const time = run.order.options.timestampField;
  const own = run.query.kind === 'eventQuery' ? [] : ['join_keys'];
  const columns = wanted.filter((column) => column !== time && column !== 'outcome');
  const placesOf = (row: number): readonly string[] =>
    table.events(row).map((event) => (event === null ? '' : placeOf(event, view)));
  return {
    names: ['outcome', time, ...own, ...columns, 'note', 'lofp', 'events'],
    read: (row) => [
      table.outcome(row),
      table.timestamp(row),
      ...own.map(() =>
        table
          .joinKeys(row)
          .map((key) => mask.text(key))
          .join(', '),
      ),
      ...columns.map((column) => cellOf(row, column, mask, view)),
      mask.text(table.entry(row)?.note ?? ''),
      table.entry(row)?.lofp ?? '',
      placesOf(row).join(' '),
    ],
  };
}

/** Of a sequence of its first event that has one. */
function cellOf(row: number, path: string, mask: Mask, { table, run }: RowView): string {
  for (const event of table.events(row)) {
    if (event === null || valueText(event, path, run) === '') continue;
    const values = run.store.values(event, path).filter((value) => value !== null);
    return mask.values(path, values.map(String)).join(', ');
  }
  return '';
}

/** `audit.ndjson:7`: no path of the machine leaves it. */
function placeOf(event: number, { run }: RowView): string {
  const { sample, line } = referenceTo(event, run);
  return `${fileName(sample)}:${line}`;
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
