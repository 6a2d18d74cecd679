// Groups, spans and bins in words, for people and for screen readers. No DOM.
import * as l10n from '@vscode/l10n';
import type {
  GroupsAnswer,
  HitTimelineAnswer,
  OutcomeCounts,
  RowGroup,
  RowOutcome,
  RowSpan,
} from '../../../server/src/protocol';
import { sizeOf } from './analysis';
import { counted } from './counted';
import { clip, formatCount } from './format';
import { looks } from './outcomes';

const longestValue = 80;

export interface CountColumn {
  readonly outcome: RowOutcome;
  readonly label: string;
  readonly title: string;
  readonly count: (counts: OutcomeCounts) => number;
}

/** In the order in which the tabs show them; the chart piles them up in the other one. */
export const countColumns: readonly CountColumn[] = [
  columnOf('false-positive', l10n.t('False'), ({ falsePositives }) => falsePositives),
  columnOf('true-positive', l10n.t('True'), ({ truePositives }) => truePositives),
  columnOf('authorised', l10n.t('Authorised'), ({ authorised }) => authorised),
  columnOf('unlabelled', l10n.t('Unlabelled'), ({ unlabelled }) => unlabelled),
  columnOf('miss', l10n.t('Misses'), ({ misses }) => misses),
];

function columnOf(outcome: RowOutcome, label: string, count: CountColumn['count']): CountColumn {
  return { outcome, label, title: `${looks[outcome].label}: ${looks[outcome].explained}`, count };
}

/** A value as a person reads it; one of the outcomes by its name. */
export function valueInWords({ field, value }: RowGroup): string {
  if (value === null) return l10n.t('no value');
  if (field === 'outcome' && Object.hasOwn(looks, value)) return looks[value as RowOutcome].label;
  return value === '' ? l10n.t('empty text') : value;
}

/** "user.name: alice" */
export function groupInWords(group: RowGroup): string {
  return `${group.field}: ${clip(valueInWords(group), longestValue)}`;
}

export function groupedInWords({ field, groups, more }: GroupsAnswer): string {
  const count = groups.length + more;
  return count === 1 ? l10n.t('1 group by {0}.', field) : l10n.t('{0} groups by {1}.', formatCount(count), field);
}

/** What the counts do not tell by themselves. Empty where there is nothing. */
export function groupNotes({ field, groups, more, shared }: GroupsAnswer): readonly string[] {
  const isNowhere = groups.length === 1 && groups[0]?.value === null;
  return [
    ...(isNowhere ? [l10n.t('None of the rows has the field `{0}`.', field)] : []),
    ...(shared === 1 ? [l10n.t('1 row has several values, and counts in the group of each.')] : []),
    ...(shared > 1
      ? [l10n.t('{0} rows have several values, and each counts in the group of each value.', formatCount(shared))]
      : []),
    ...(more === 1 ? [l10n.t('1 more group is not shown.')] : []),
    ...(more > 1 ? [l10n.t('{0} more groups are not shown.', formatCount(more))] : []),
  ];
}

/** "3 hits: 2 false positives, 1 unlabelled"; what is none is not said. */
export function countsInWords(counts: OutcomeCounts): string {
  const { truePositives, falsePositives, authorised, unlabelled, misses } = counts;
  const hits = truePositives + falsePositives + authorised + unlabelled;
  const parts = [
    ...(falsePositives > 0 ? [counted.falsePositives(falsePositives)] : []),
    ...(truePositives > 0 ? [counted.truePositives(truePositives)] : []),
    ...(authorised > 0 ? [counted.authorised(authorised)] : []),
    ...(unlabelled > 0 ? [counted.unlabelled(unlabelled)] : []),
  ];
  const missed = misses > 0 ? [counted.misses(misses)] : [];
  if (hits === 0) return missed[0] ?? l10n.t('no hit');
  return [`${counted.hits(hits)}: ${parts.join(', ')}`, ...missed].join('; ');
}

/** In UTC, as the table shows times: "2025-03-11 01:00 – 01:10"; the day once where both are of one, seconds where they matter. */
export function spanInWords({ from, to }: RowSpan): string {
  const [start, end] = [momentInWords(from, to - from), momentInWords(to, to - from)];
  const [day, time] = start.split(' ');
  return day === end.split(' ')[0] && time !== undefined
    ? `${start} – ${end.slice((day ?? '').length + 1)}`
    : `${start} – ${end}`;
}

const minute = 60_000;

function momentInWords(time: number, length: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  const [day = '', clock = ''] = date.toISOString().split('T');
  const isFine = time % 1000 !== 0 || length < 1000;
  const digits = isFine ? 12 : time % minute !== 0 || length < minute ? 8 : 5;
  return `${day} ${clock.slice(0, digits)}`;
}

/** A mark of the time axis, in UTC: the day where one begins, else the time, as fine as the marks stand apart. */
export function tickInWords(time: number, step: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', clock = ''] = date.toISOString().split('T');
  if (clock.startsWith('00:00:00.000')) return day;
  return clock.slice(0, step < 1000 ? 12 : step < minute ? 8 : 5);
}

export function spanOfBins({ span, bins }: HitTimelineAnswer, first: number, last: number): RowSpan | undefined {
  if (span === undefined || bins.length === 0) return undefined;
  const width = (span.to - span.from) / bins.length;
  const [low, high] = [Math.min(first, last), Math.max(first, last)];
  return { from: span.from + Math.max(0, low) * width, to: span.from + Math.min(bins.length, high + 1) * width };
}

/** The chart for those who do not see it. */
export function chartInWords(answer: HitTimelineAnswer): string {
  const { span, bins, withoutTime } = answer;
  const lacking =
    withoutTime === 0
      ? []
      : [
          withoutTime === 1
            ? l10n.t('1 row has no timestamp and is not in the chart.')
            : l10n.t('{0} rows have no timestamp and are not in the chart.', formatCount(withoutTime)),
        ];
  if (span === undefined) return lacking.length === 0 ? l10n.t('There is no row to show over time.') : noTimes();
  const most = bins.reduce((best, bin, place) => (sizeOf(bin) > sizeOf(bins[best] ?? bin) ? place : best), 0);
  const peak = spanOfBins(answer, most, most);
  const highest = bins[most];
  return [
    l10n.t('Hits from {0}.', spanInWords(span)),
    ...(peak === undefined || highest === undefined
      ? []
      : [l10n.t('Most of them in {0}: {1}.', spanInWords(peak), countsInWords(highest))]),
    ...lacking,
  ].join(' ');
}

function noTimes(): string {
  return l10n.t('The events have no timestamp, so there is no chart over time.');
}

/** One bin, as a screen reader says it. */
export function binInWords(answer: HitTimelineAnswer, place: number): string {
  const span = spanOfBins(answer, place, place);
  const bin = answer.bins[place];
  return span === undefined || bin === undefined ? '' : `${spanInWords(span)}: ${countsInWords(bin)}`;
}
