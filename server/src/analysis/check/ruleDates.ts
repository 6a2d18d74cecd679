// The days that a rule's metadata names: their form, whether there is such a day, and their order.
import type { Issue } from '../../base/issue';
import type { TextField } from '../../rule/fields';
import { ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isKept, replaceText } from './ruleValues';

const DATE_KEYS = ['creation_date', 'updated_date', 'deprecation_date'] as const;
const DAY = 86_400_000;

interface RuleDate {
  readonly key: string;
  readonly value: TextField;
  /** Milliseconds at the day's start; undefined where there is no such day. */
  readonly time: number | undefined;
}

export function checkDates(context: RuleContext): readonly Issue[] {
  const dates = DATE_KEYS.flatMap((key) => {
    const value = textOf(context, key);
    return value === undefined ? [] : [{ key, value, time: timeOf(value.text) }];
  });
  return [
    ...dates.flatMap((date) => checkForm(date, isKept(context))),
    ...checkOrder(dates, context.today),
    ...dates.flatMap((date) => checkFuture(date, context.today)),
  ];
}

/** Of `2026/11/25`, in any separator. */
function timeOf(text: string): number | undefined {
  const [, year = '', month = '', day = ''] = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s*$/.exec(text) ?? [];
  if (year === '') return undefined;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return new Date(time).getUTCDate() === Number(day) && Number(month) >= 1 && Number(month) <= 12 ? time : undefined;
}

function withSlashes(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '/');
}

/** Elsewhere than in a repository of rules other forms are as good, but not days that no calendar has. */
function checkForm({ key, value, time }: RuleDate, isStrict: boolean): readonly Issue[] {
  const isDay = time !== undefined;
  if (isDay && (!isStrict || withSlashes(time) === value.text)) return [];
  if (!isDay && !isStrict && !/^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s*$/.test(value.text)) return [];
  const message = isDay
    ? `\`${key}\` is written \`YYYY/MM/DD\`: \`${withSlashes(time)}\`.`
    : `\`${value.text}\` is no day of the calendar; \`${key}\` is written \`YYYY/MM/DD\`.`;
  const fixes = isDay ? replaceText(value, withSlashes(time)) : [];
  return [ruleIssue(value, 'date', 'warning', message, { fixes })];
}

function checkOrder(dates: readonly RuleDate[], today: string | undefined): readonly Issue[] {
  const created = dates.find(({ key }) => key === 'creation_date');
  const { time: start, value: first } = created ?? {};
  if (start === undefined || first === undefined) return [];
  return dates
    .filter(({ time }) => time !== undefined && time < start)
    .map(({ key, value }) => {
      const now = today === undefined ? undefined : timeOf(today);
      const fixes =
        key === 'updated_date' && now !== undefined && now >= start ? replaceText(value, withSlashes(now)) : [];
      const message = `\`${key}\` is a day before the \`creation_date\` ${first.text}.`;
      const related = [{ from: first.from, to: first.to, message: 'Created.' }];
      return ruleIssue(value, 'date-order', 'warning', message, { fixes, related });
    });
}

/** A day ahead is today somewhere else. */
function checkFuture({ key, value, time }: RuleDate, today: string | undefined): readonly Issue[] {
  const now = today === undefined ? undefined : timeOf(today);
  if (time === undefined || now === undefined || time <= now + DAY) return [];
  const fixes = replaceText(value, withSlashes(now));
  return [ruleIssue(value, 'future-date', 'warning', `\`${key}\` is a day that has not come yet.`, { fixes })];
}
