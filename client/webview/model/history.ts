// The runs of the session as the panel shows them: which is looked at, with which it is compared, and that in words. No DOM.
import * as l10n from '@vscode/l10n';
import type { CompareAnswer, CompareRow, HistoryRun, HitChange, RunTotals } from '../../../server/src/protocol';
import { counted } from './counted';
import { formatClock, formatCount, sampleName } from './format';

export interface TimedRun extends HistoryRun {
  /** Milliseconds since the epoch. */
  readonly ended: number;
}

export interface ShownHistory {
  /** The newest first; undefined while they are asked for. */
  readonly runs?: readonly TimedRun[];
  /** The runs that a person chose; see `chosenRun` and `baseOf`. */
  readonly chosen?: number;
  readonly base?: number;
  readonly change: HitChange;
  /** How many rows are asked for. */
  readonly limit: number;
  readonly answer?: CompareAnswer;
  readonly failure?: string;
}

/** Rows that are asked for at first, and the most that are given. */
export const firstRows = 100;
export const mostComparedRows = 1000;

export const emptyHistory: ShownHistory = { change: 'gone', limit: firstRows };

/** The one that was chosen, else the newest of the panel's rule: what stands beside runs of git's version is no run of the panel. */
export function chosenRun({ runs = [], chosen }: ShownHistory): TimedRun | undefined {
  return runs.find(({ runId }) => runId === chosen) ?? runs.find(({ runId }) => runId >= 0);
}

/** With what it is compared: what was chosen, else the run before it of the same rule. */
export function baseOf(history: ShownHistory): TimedRun | undefined {
  const run = chosenRun(history);
  if (run === undefined) return undefined;
  const others = basesOf(history);
  const runs = history.runs ?? [];
  const older = runs.slice(runs.indexOf(run) + 1).find((each) => each.runId >= 0 && isSameRule(each, run));
  return others.find(({ runId }) => runId === history.base) ?? older;
}

/** All others, those of the same rule first. */
export function basesOf(history: ShownHistory): readonly TimedRun[] {
  const run = chosenRun(history);
  const others = (history.runs ?? []).filter((each) => each !== run);
  if (run === undefined) return others;
  return [...others.filter((each) => isSameRule(each, run)), ...others.filter((each) => !isSameRule(each, run))];
}

function isSameRule(one: HistoryRun, other: HistoryRun): boolean {
  return one.rule.uri === other.rule.uri && one.rule.rule === other.rule.rule;
}

export interface ChangeLook {
  readonly change: HitChange;
  readonly label: string;
  readonly icon: string;
  readonly title: string;
}

/** Never colour alone: each has its own word and icon. */
export const changeLooks: readonly ChangeLook[] = [
  { change: 'gone', label: l10n.t('Gone'), icon: 'diff-removed', title: l10n.t('Hits of the run before only') },
  { change: 'new', label: l10n.t('New'), icon: 'diff-added', title: l10n.t('Hits of the later run only') },
  {
    change: 'changed',
    label: l10n.t('Other outcome'),
    icon: 'diff-modified',
    title: l10n.t('Hits of both runs that have another label now'),
  },
  { change: 'kept', label: l10n.t('Stayed'), icon: 'check', title: l10n.t('Hits of both runs') },
];

/** "31 hits gone: 31 false positives. 0 true positives lost. No hit came." */
export function comparedInWords({ totals }: Pick<CompareAnswer, 'totals'>): string {
  const { gone, new: come, changed } = totals;
  const parts = [
    gone.hits === 0
      ? l10n.t('No hit is gone.')
      : l10n.t('{0} gone: {1}.', counted.hits(gone.hits), outcomesInWords(gone)),
    l10n.t('{0} lost.', counted.truePositives(gone.truePositives)),
    come.hits === 0 ? l10n.t('No hit came.') : l10n.t('{0} came: {1}.', counted.hits(come.hits), outcomesInWords(come)),
    ...(changed.hits === 0 ? [] : [l10n.t('{0} with another outcome.', counted.hits(changed.hits))]),
  ];
  return parts.join(' ');
}

/** "2 true positives, 29 false positives": those that there are, the gravest first. */
export function outcomesInWords(totals: Omit<RunTotals, 'misses'>): string {
  const { truePositives, falsePositives, authorised, unlabelled } = totals;
  return [
    ...(truePositives === 0 ? [] : [counted.truePositives(truePositives)]),
    ...(falsePositives === 0 ? [] : [counted.falsePositives(falsePositives)]),
    ...(authorised === 0 ? [] : [counted.authorised(authorised)]),
    ...(unlabelled === 0 ? [] : [counted.unlabelled(unlabelled)]),
  ].join(', ');
}

/** "22:31:05", of git's version "HEAD". */
export function nameOfRun({ runId, ended }: TimedRun): string {
  return runId < 0 ? l10n.t('git HEAD') : formatClock(ended);
}

/** In the list of what to compare with: "22:31:05, 191 hits". */
export function describeBase(run: TimedRun, chosen: TimedRun | undefined): string {
  const hits = l10n.t('{0}, {1}', nameOfRun(run), counted.hits(run.totals.hits));
  return chosen === undefined || isSameRule(run, chosen) ? hits : `${hits} (${run.rule.name})`;
}

/** What is worth knowing of a run beside its counts. */
export function remarksOfRun({ runId, isSaved, exceptions }: TimedRun): readonly string[] {
  return [
    ...(isSaved || runId < 0 ? [] : [l10n.t('not saved')]),
    ...(exceptions === undefined ? [] : [l10n.t('with exceptions, {0} before', formatCount(exceptions.before))]),
  ];
}

export function samplesOfRun({ samples }: TimedRun): string {
  return samples.map(sampleName).join(', ');
}

/** Cells in which the rows differ: what they share tells none of them from the others. */
export function tellingCells(rows: readonly CompareRow[]): (row: CompareRow) => string {
  const width = Math.max(0, ...rows.map(({ cells }) => cells?.length ?? 0));
  const telling = Array.from({ length: width }, (_, at) => at).filter(
    (at) => new Set(rows.map(({ cells }) => cells?.[at])).size > 1,
  );
  return ({ cells = [] }) => {
    const own = telling.length === 0 ? cells : telling.map((at) => cells[at] ?? '');
    return own.filter((cell) => cell !== '').join(' · ');
  };
}
