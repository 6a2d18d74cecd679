// Which columns the table has, and how wide they are at least. Sizes in pixels.
import * as l10n from '@vscode/l10n';
import type { PanelState, ResultRow } from '../../../server/src/protocol';
import { formatDuration, formatTimestamp } from './format';

export const lineHeight = 22;
export const headerHeight = 24;
/** Of the editor's font at its usual size. */
const characterWidth = 7.3;
const padding = 18;
const narrowest = 96;
const widest = 260;
/** A name is cut at its beginning; of its last part so many characters are kept in sight. */
const longestName = 22;

export interface TableColumn {
  /** The name to sort by; undefined where the run cannot sort. */
  readonly sort: string | undefined;
  readonly label: string;
  /** Of the columns that a person may leave out. */
  readonly field?: string;
  readonly kind: 'outcome' | 'time' | 'text';
  readonly least: number;
  /** How much of the width that is left it takes. */
  readonly share: number;
  readonly text: (row: ResultRow) => string;
}

/**
 * `rows` are some of the rows that will be shown: long values get more room, and fields that are the same in all of them, as most that a
 * rule compares with one value, stand last.
 */
export function tableColumns(state: PanelState | undefined, rows: readonly ResultRow[]): readonly TableColumn[] {
  const fields = (state?.columns ?? [])
    .map((label, index) => ({ column: fieldColumn(label, index, rows), isSame: isSame(index, rows) }))
    .filter(({ column }) => column.label !== '@timestamp');
  const [telling, same] = [false, true].map((wanted) =>
    fields.filter((field) => field.isSame === wanted).map(({ column }) => column),
  );
  const first = state?.unreviewed === undefined ? outcome : { ...outcome, least: leastUnreviewed };
  return [first, time, ...(state?.isSequence === true ? [span, joinedBy] : []), ...(telling ?? []), ...(same ?? [])];
}

/** Without the fields that are not `shown`. */
export function chosenColumns(columns: readonly TableColumn[], shown: readonly string[]): readonly TableColumn[] {
  return columns.filter(({ field }) => field === undefined || shown.includes(field));
}

function isSame(index: number, rows: readonly ResultRow[]): boolean {
  const [first, ...others] = rows;
  return others.length > 0 && others.every(({ cells }) => cells[index] === first?.cells[index]);
}

/** Room for the outcome and the word that its verdict is unreviewed. */
const leastUnreviewed = 216;

const outcome: TableColumn = {
  sort: 'outcome',
  label: l10n.t('Outcome'),
  kind: 'outcome',
  least: 128,
  share: 0,
  text: ({ outcome: name }) => name,
};
const time: TableColumn = {
  sort: '@timestamp',
  label: l10n.t('Time'),
  kind: 'time',
  least: 194,
  share: 0,
  text: ({ timestamp }) => formatTimestamp(timestamp),
};
const span: TableColumn = {
  sort: undefined,
  label: l10n.t('Takes'),
  kind: 'time',
  least: 92,
  share: 0,
  text: ({ duration }) => (duration === undefined ? '' : formatDuration(duration)),
};
const joinedBy: TableColumn = {
  sort: undefined,
  label: l10n.t('Joined by'),
  kind: 'text',
  least: 130,
  share: 1,
  text: ({ joinKeys }) => joinKeys.join(', '),
};

function fieldColumn(label: string, index: number, rows: readonly ResultRow[]): TableColumn {
  const longest = rows.reduce((most, { cells }) => Math.max(most, cells[index]?.length ?? 0), 0);
  const name = Math.min(longestName, (label.split('.').at(-1) ?? '').length + 2);
  const least = Math.min(widest, Math.max(narrowest, Math.max(longest, name) * characterWidth + padding));
  const share = Math.min(Math.max(longest, 1), 100);
  const text = ({ cells }: ResultRow): string => cells[index] ?? '';
  return { sort: label, label, field: label, kind: 'text', least: Math.round(least), share, text };
}
