// Spans of time and moments as a rule writes them: `5m`, `now-9m`, `now-1d/d`.
import type { Issue } from '../../base/issue';
import { ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import type { TextField } from '../../rule/fields';
import { replaceText } from './ruleValues';

const SECOND = 1000;
export const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  H: HOUR,
  d: DAY,
  w: 7 * DAY,
  M: 30 * DAY,
  y: 365 * DAY,
  Y: 365 * DAY,
};

/** Milliseconds of `5m`; undefined where it is none. */
export function durationOf(text: string): number | undefined {
  const [, amount = '', unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return factor === undefined ? undefined : Number(amount) * factor;
}

const MOMENT = /^now(?:([+-])(\d+)([smhHdwMyY]))?$/;

/** Milliseconds after now, of `now-9m`; undefined for a day of the calendar, for what is rounded and for what cannot be read. */
export function momentOf(text: string): number | undefined {
  const found = MOMENT.exec(text);
  if (found === null) return undefined;
  const [, sign, amount = '0', unit = 's'] = found;
  return (sign === '-' ? -1 : 1) * Number(amount) * (UNITS[unit] ?? 0);
}

/** In the largest unit that needs no fraction. */
export function writeDuration(milliseconds: number): string {
  const fits = (['d', 'h', 'm'] as const).find((unit) => milliseconds > 0 && milliseconds % (UNITS[unit] ?? 1) === 0);
  if (fits === 'd' || fits === 'h' || fits === 'm') return `${milliseconds / (UNITS[fits] ?? 1)}${fits}`;
  return `${Math.ceil(milliseconds / SECOND)}s`;
}

/** As rules write it, in minutes where that is whole: `now-65m`. */
export function writeLookBack(milliseconds: number): string {
  return milliseconds % MINUTE === 0 ? `now-${milliseconds / MINUTE}m` : `now-${Math.ceil(milliseconds / SECOND)}s`;
}

const CALENDAR = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?(?:\|\|.*)?$/;
const DATE_MATH = /^now(?:[+-]\d+[smhHdwMyY])*(?:\/[smhHdwMyY])?$/;

export function checkTimeForms(context: RuleContext): readonly Issue[] {
  return [
    ...['from', 'to', 'history_window_start'].flatMap((key) => checkMoment(context, key)),
    ...checkInterval(context),
  ];
}

function checkMoment(context: RuleContext, key: string): readonly Issue[] {
  const value = textOf(context, key);
  if (value === undefined || DATE_MATH.test(value.text) || CALENDAR.test(value.text)) return [];
  const meant = meantDuration(value.text.replace(/^\s*now\b\s*/i, '').replace(/^\s*-\s*/, ''));
  const isNow = /^\s*now\s*$/i.test(value.text);
  const fixes = isNow ? replaceText(value, 'now') : meant === undefined ? [] : replaceText(value, `now-${meant}`);
  const message = `\`${value.text}\` is no moment that Elasticsearch can read; \`${key}\` is written like \`now-9m\`, in s, m, h, d or w.`;
  return [ruleIssue(value, 'date-math', 'warning', message, { fixes })];
}

function checkInterval(context: RuleContext): readonly Issue[] {
  const value = textOf(context, 'interval');
  if (value === undefined) return [];
  const duration = durationOf(value.text);
  if (duration !== undefined && duration > 0) return [];
  return [badInterval(value, duration === 0)];
}

function badInterval(value: TextField, isZero: boolean): Issue {
  const meant = isZero ? undefined : meantDuration(value.text);
  const message = isZero
    ? 'An `interval` of nothing is none; Kibana runs a rule every 5 minutes where nothing is said.'
    : `\`${value.text}\` is no \`interval\`; write a whole number and one of s, m, h or d, such as \`5m\`.`;
  return ruleIssue(value, 'interval', 'warning', message, {
    fixes: meant === undefined ? [] : replaceText(value, meant),
  });
}

/** `5 min`, `1 hour`, `2w`: what a person means by it. */
function meantDuration(text: string): string | undefined {
  const [, amount = '', word = ''] = /^\s*(\d+)\s*([a-z]+)\s*$/i.exec(text) ?? [];
  if (/^(?:w|weeks?)$/i.test(word)) return `${Number(amount) * 7}d`;
  const unit = (['s', 'm', 'h', 'd'] as const).find((each) => NAMES[each].test(word));
  return unit === undefined || Number(amount) === 0 ? undefined : `${Number(amount)}${unit}`;
}

const NAMES = {
  s: /^(?:s|secs?|seconds?)$/i,
  m: /^(?:m|mins?|minutes?)$/i,
  h: /^(?:h|hrs?|hours?)$/i,
  d: /^(?:d|days?)$/i,
} as const;
