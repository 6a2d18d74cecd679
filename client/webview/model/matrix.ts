// The matrix as people see it: its rows and columns, the words and the tone of a cell, and where keys lead. Pure.
import * as l10n from '@vscode/l10n';
import type { MatrixAnswer, MatrixResult, MatrixRule, RowOutcome, RunTotals } from '../../../server/src/protocol';
import { counted } from './counted';
import { formatCount } from './format';

/** A rule with a cell for each column; undefined where the sample does not fit it. */
export interface MatrixRow {
  /** In the answer. */
  readonly index: number;
  readonly rule: MatrixRule;
  readonly cells: readonly (MatrixRule['cells'][number] | undefined)[];
}

/** Rules that have a cell, of those whose name or file holds the text. */
export function rowsOf({ rules, samples }: MatrixAnswer, text: string): readonly MatrixRow[] {
  const wanted = text.trim().toLowerCase();
  return rules.flatMap((rule, index) => {
    if (rule.cells.length === 0 || !holds(rule, wanted)) return [];
    const byColumn = new Map(rule.cells.map((cell) => [cell.sample, cell]));
    return [{ index, rule, cells: samples.map((_sample, column) => byColumn.get(column)) }];
  });
}

/** Rules that no sample fits, or that are not run. */
export function lackingOf({ rules }: MatrixAnswer, text: string): readonly Omit<MatrixRow, 'cells'>[] {
  const wanted = text.trim().toLowerCase();
  return rules.flatMap((rule, index) => (rule.cells.length === 0 && holds(rule, wanted) ? [{ index, rule }] : []));
}

function holds({ name, file }: MatrixRule, wanted: string): boolean {
  return name.toLowerCase().includes(wanted) || file.toLowerCase().includes(wanted);
}

export interface MatrixCount {
  readonly outcome: RowOutcome;
  readonly count: number;
  readonly short: string;
}

interface Kind {
  readonly outcome: RowOutcome;
  readonly total: Exclude<keyof RunTotals, 'hits'>;
  readonly short: (count: string) => string;
}

/** In the order of the command line. */
const kinds: readonly Kind[] = [
  { outcome: 'true-positive', total: 'truePositives', short: (count) => l10n.t('{0} TP', count) },
  { outcome: 'false-positive', total: 'falsePositives', short: (count) => l10n.t('{0} FP', count) },
  { outcome: 'authorised', total: 'authorised', short: (count) => l10n.t('{0} authorised', count) },
  { outcome: 'unlabelled', total: 'unlabelled', short: (count) => l10n.t('{0} unlabelled', count) },
  { outcome: 'miss', total: 'misses', short: (count) => l10n.t('{0} missed', count) },
];

/** Of what there is at least one. */
export function countsOf(totals: RunTotals): readonly MatrixCount[] {
  return kinds.flatMap(({ outcome, total, short }) =>
    totals[total] === 0 ? [] : [{ outcome, count: totals[total], short: short(formatCount(totals[total])) }],
  );
}

export type Tone = RowOutcome | 'none' | 'problem' | 'waiting';

/** The gravest thing in it, for its colour: a miss before a false positive before what is not decided. */
const gravest: readonly RowOutcome[] = ['miss', 'false-positive', 'unlabelled', 'authorised', 'true-positive'];

export function toneOf(result: MatrixResult | undefined): Tone {
  if (result === undefined) return 'waiting';
  if (result.kind !== 'ran') return 'problem';
  const outcomes = countsOf(result.totals).map(({ outcome }) => outcome);
  return gravest.find((outcome) => outcomes.includes(outcome)) ?? 'none';
}

/** What stands in a cell, without its icons. */
export function cellText(result: MatrixResult | undefined): string {
  switch (result?.kind) {
    case undefined:
      return l10n.t('not run');
    case 'refused':
      return l10n.t('refused');
    case 'unreadable':
      return l10n.t('unreadable');
    case 'ran':
      return totalsText(result.totals);
  }
}

export function totalsText(totals: RunTotals): string {
  const counts = countsOf(totals);
  return counts.length === 0 ? l10n.t('no hits') : counts.map(({ short }) => short).join(', ');
}

/** For who cannot see the icons, and for who wants to know more. */
export function cellInWords(result: MatrixResult | undefined): string {
  if (result === undefined) return l10n.t('not run: it was cancelled before');
  if (result.kind !== 'ran') return [cellText(result), ...result.errors].join('. ');
  const told = kinds.filter(({ total }) => result.totals[total] > 0);
  const counts = told.map(({ total }) => counted[total](result.totals[total]));
  const hits = l10n.t('{0} in {1}', counted.hits(result.totals.hits), counted.events(result.events));
  const first = counts.length === 0 ? hits : `${hits}: ${counts.join(', ')}`;
  return [first, ...result.errors].join('. ');
}

const noTotals: RunTotals = { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 0 };

export function sumOf(results: readonly (MatrixResult | undefined)[]): RunTotals {
  return results.reduce((sum, result) => (result?.kind === 'ran' ? add(sum, result.totals) : sum), noTotals);
}

function add(a: RunTotals, b: RunTotals): RunTotals {
  return {
    hits: a.hits + b.hits,
    truePositives: a.truePositives + b.truePositives,
    falsePositives: a.falsePositives + b.falsePositives,
    authorised: a.authorised + b.authorised,
    unlabelled: a.unlabelled + b.unlabelled,
    misses: a.misses + b.misses,
  };
}

/** What each cell said, by rule and sample: what is another text afterwards has changed. */
export function textsOf({ rules, samples }: MatrixAnswer): ReadonlyMap<string, string> {
  return new Map(
    rules.flatMap(({ rule, cells }) =>
      cells.flatMap(({ sample, result }): (readonly [string, string])[] =>
        result === undefined ? [] : [[cellKey(rule, samples[sample]?.uri), cellText(result)]],
      ),
    ),
  );
}

export function cellKey({ uri, rule }: MatrixRule['rule'], sample: string | undefined): string {
  return JSON.stringify([uri, rule, sample]);
}

/** "6 rules on 2 samples; 2 cells were run, 4 were known." */
export function summaryOf(answer: MatrixAnswer): string {
  const cells = answer.rules.reduce((sum, rule) => sum + rule.cells.filter(({ result }) => result).length, 0);
  const rules = counted.rules(answer.rules.filter((rule) => rule.cells.length > 0).length);
  const on = l10n.t('{0} on {1}', rules, counted.samples(answer.samples.length));
  const known = Math.max(0, cells - answer.ran);
  const ran = l10n.t('run: {0}, unchanged: {1}', formatCount(answer.ran), formatCount(known));
  return answer.isCancelled ? `${on} · ${ran} · ${l10n.t('cancelled')}` : `${on} · ${ran}`;
}

export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** Undefined for keys that lead nowhere. `size`: how many rows and columns there are; `page`: rows in sight. */
export function gridMove(
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  { row, column }: GridPlace,
  size: { readonly rows: number; readonly columns: number; readonly page: number },
): GridPlace | undefined {
  const goals: Readonly<Record<string, GridPlace | undefined>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: row - size.page, column },
    PageDown: { row: row + size.page, column },
    Home: { row: ctrlKey ? 0 : row, column: 0 },
    End: { row: ctrlKey ? size.rows - 1 : row, column: size.columns - 1 },
  };
  const goal = goals[key];
  if (goal === undefined) return undefined;
  const within = (at: number, count: number): number => Math.max(0, Math.min(count - 1, at));
  return { row: within(goal.row, size.rows), column: within(goal.column, size.columns) };
}
