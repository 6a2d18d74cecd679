// A matrix of rules and samples as text, Markdown, CSV and JSON. Source: docs/command-line.md, matrix.
import type { MatrixResult } from '../../protocol';
import type { Totals } from '../../tuning/outcome';
import type { CommandIo } from '../io';
import { createPaint } from '../paint';
import { alignTable } from './table';
import { grouped } from './words';

export interface MatrixCell {
  readonly sample: string;
  readonly result: MatrixResult;
}

/** `cells`: only of the samples that fit the rule. */
export interface MatrixRow {
  readonly name: string;
  readonly path?: string;
  readonly cells: readonly MatrixCell[];
  readonly notRun?: string;
}

type Printer = (rows: readonly MatrixRow[], io: Pick<CommandIo, 'colours'>) => string;

const PRINTERS: Readonly<Record<string, Printer>> = {
  text: toText,
  json: toJson,
  markdown: toMarkdown,
  csv: toCsv,
};

export const MATRIX_FORMATS: readonly string[] = Object.keys(PRINTERS);

export function printMatrix(rows: readonly MatrixRow[], format: string, io: Pick<CommandIo, 'colours'>): string {
  return (PRINTERS[format] ?? toText)(rows, io);
}

const COUNTS: readonly { readonly total: keyof Totals; readonly short: string }[] = [
  { total: 'truePositives', short: 'TP' },
  { total: 'falsePositives', short: 'FP' },
  { total: 'authorised', short: 'authorised' },
  { total: 'unlabelled', short: 'unlabelled' },
  { total: 'misses', short: 'missed' },
];

/** Every rule against every sample; a pair that does not fit is `-`. */
function gridOf(rows: readonly MatrixRow[]): readonly (readonly string[])[] {
  const samples = [...new Set(rows.flatMap(({ cells }) => cells.map(({ sample }) => sample)))];
  const lines = rows.map(({ name, cells }) => [
    name,
    ...samples.map((sample) => {
      const cell = cells.find((each) => each.sample === sample);
      return cell === undefined ? '-' : cellText(cell.result);
    }),
  ]);
  return [['rule', ...samples], ...lines];
}

function cellText(result: MatrixResult): string {
  if (result.kind !== 'ran') return result.kind;
  const { totals } = result;
  const counts = COUNTS.flatMap(({ total, short }) =>
    totals[total] === 0 ? [] : `${grouped(totals[total])} ${short}`,
  );
  return counts.length === 0 ? 'no hits' : counts.join(', ');
}

function toText(rows: readonly MatrixRow[], { colours }: Pick<CommandIo, 'colours'>): string {
  const grid = gridOf(rows);
  const [first = '', ...lines] = alignTable(
    grid,
    (grid[0] ?? []).map(() => 'left' as const),
  );
  return `${[createPaint(colours)('bold', first), ...lines].join('\n')}\n`;
}

function toMarkdown(rows: readonly MatrixRow[]): string {
  const [header = [], ...lines] = gridOf(rows);
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  return `${[line(header), `| ${header.map(() => '---').join(' | ')} |`, ...lines.map(line)].join('\n')}\n`;
}

function markdownCell(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, '\\$&').replace(/\s+/g, ' ');
}

/** One line a pair, so that a spreadsheet can add and pivot. */
function toCsv(rows: readonly MatrixRow[]): string {
  const header = ['rule', 'path', 'sample', 'result', 'events', 'hits', ...COUNTS.map(({ total }) => total)];
  const lines = rows.flatMap(({ name, path = '', cells }) =>
    cells.map(({ sample, result }) => [name, path, sample, result.kind, ...numbersOf(result)]),
  );
  return [header, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

function numbersOf(result: MatrixResult): readonly string[] {
  if (result.kind !== 'ran') return ['', '', ...COUNTS.map(() => '')];
  const { events, totals } = result;
  return [events, totals.hits, ...COUNTS.map(({ total }) => totals[total])].map(String);
}

/** A spreadsheet must not take a name for a formula. */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function toJson(rows: readonly MatrixRow[]): string {
  const matrix = rows.flatMap(({ name, path, cells }) =>
    cells.map(({ sample, result }) => ({
      rule: name,
      ...(path === undefined ? {} : { path }),
      sample,
      ...jsonOf(result),
    })),
  );
  const notRun = rows.flatMap(({ name, path, notRun: reason }) =>
    reason === undefined ? [] : { rule: name, ...(path === undefined ? {} : { path }), reason },
  );
  return `${JSON.stringify({ matrix, notRun })}\n`;
}

function jsonOf(result: MatrixResult) {
  const { kind, errors } = result;
  const said = errors.length === 0 ? {} : { errors };
  return kind === 'ran'
    ? { result: kind, events: result.events, totals: result.totals, ...said }
    : { result: kind, ...said };
}
