// Date literals and date fields: ISO dates, epoch milliseconds, Java date patterns, and date math on a fixed date.
// Source: docs/eql.md, section 7; Elasticsearch's DateFormatters and JavaDateMathParser. There is no clock here: `now` is refused.

export const DEFAULT_DATE_FORMAT = 'strict_date_optional_time||epoch_millis';

/** Milliseconds since the epoch; with a fraction where the text has finer digits. `roundUp` fills missing parts with their last instant. */
export function parseDate(text: string, format = DEFAULT_DATE_FORMAT, roundUp = false): number | undefined {
  for (const pattern of format.split('||')) {
    const value = parsePattern(text, pattern.trim(), roundUp);
    if (value !== undefined) return value;
  }
  return parseDateMath(text, format, roundUp);
}

/** `2020-01-01||+1d/M`; undefined for what is none, and for `now`. */
function parseDateMath(text: string, format: string, roundUp: boolean): number | undefined {
  const bars = text.indexOf('||');
  if (bars < 0) return undefined;
  const base = parseDate(text.slice(0, bars), format, false);
  return base === undefined ? undefined : applyMath(base, text.slice(bars + 2), roundUp);
}

const MATH = /([+-])(\d*)([yMwdhHms])|\/([yMwdhHms])/y;

function applyMath(base: number, math: string, roundUp: boolean): number | undefined {
  let value = base;
  MATH.lastIndex = 0;
  while (MATH.lastIndex < math.length) {
    const match = MATH.exec(math);
    if (match === null) return undefined;
    const [, sign, amount, unit, rounding] = match;
    if (rounding !== undefined) value = roundTo(value, rounding, roundUp);
    else value = addUnits(value, (sign === '-' ? -1 : 1) * (amount === '' ? 1 : Number(amount)), unit ?? 'd');
  }
  return value;
}

const FIXED: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  H: 3_600_000,
  m: 60_000,
  s: 1000,
};

function addUnits(value: number, amount: number, unit: string): number {
  const fixed = FIXED[unit];
  if (fixed !== undefined) return value + amount * fixed;
  const date = new Date(value);
  const months = unit === 'y' ? amount * 12 : amount;
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

function roundTo(value: number, unit: string, up: boolean): number {
  const date = new Date(value);
  const parts = [
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  const kept = { y: 1, M: 2, w: 3, d: 3, h: 4, H: 4, m: 5, s: 6 }[unit] ?? 6;
  const [year = 1970, month = 0, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(0, kept);
  let start = Date.UTC(year, month, day, hour, minute, second);
  if (unit === 'w') start -= ((new Date(start).getUTCDay() + 6) % 7) * 86_400_000;
  return up ? addUnits(start, 1, unit) - 1 : start;
}

const ISO =
  /^([+-]?\d{4,9})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?)?(Z|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)?)?)?)?$/;

function parsePattern(text: string, pattern: string, roundUp: boolean): number | undefined {
  switch (pattern) {
    case 'epoch_millis':
      return /^-?\d{1,17}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
    case 'epoch_second':
      return /^-?\d{1,14}(?:\.\d{1,9})?$/.test(text) ? Number(text) * 1000 : undefined;
    case 'strict_date_optional_time':
    case 'strict_date_optional_time_nanos':
    case 'date_optional_time':
    case 'iso8601':
    case 'strict_date_time':
    case 'strict_date_time_no_millis':
    case 'strict_date':
    case 'date':
    case 'date_time':
    case 'strict_date_hour_minute_second':
    case 'strict_date_hour_minute_second_millis':
      return parseIso(text, pattern.startsWith('strict') || pattern === 'iso8601', roundUp);
    case 'basic_date':
      return parseJava(text, 'yyyyMMdd', roundUp);
    case 'basic_date_time':
      return parseJava(text, "yyyyMMdd'T'HHmmss.SSSX", roundUp);
    default:
      return parseJava(text, pattern, roundUp);
  }
}

function parseIso(text: string, strict: boolean, roundUp: boolean): number | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year = '', month, day, hour, minute, second, fraction, zone] = match;
  const parts = [month, day, hour, minute, second];
  if (strict && (year.replace(/^[+-]/, '').length < 4 || parts.some((part) => part !== undefined && part.length !== 2)))
    return undefined;
  return assemble({ year: Number(year), month, day, hour, minute, second, fraction, zone }, roundUp);
}

interface DateParts {
  readonly year: number;
  readonly month?: string;
  readonly day?: string;
  readonly hour?: string;
  readonly minute?: string;
  readonly second?: string;
  readonly fraction?: string;
  readonly zone?: string;
}

/** Of a second, in milliseconds: as near to its end as a double of today's size keeps apart from the next second. */
const LAST_INSTANT = 999.999;

/** Missing month and day are 1; a missing time is its start, or its last instant when rounding up. */
function assemble(parts: DateParts, roundUp: boolean): number | undefined {
  const number = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : Number(text);
  const month = number(parts.month, 1);
  const day = number(parts.day, 1);
  const hour = number(parts.hour, roundUp ? 23 : 0);
  const minute = number(parts.minute, roundUp ? 59 : 0);
  const second = number(parts.second, roundUp ? 59 : 0);
  const millis = parts.fraction === undefined ? (roundUp ? LAST_INSTANT : 0) : Number(`0.${parts.fraction}`) * 1000;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(parts.year, month) || hour > 23 || minute > 59 || second > 59)
    return undefined;
  const date = new Date(0);
  date.setUTCFullYear(parts.year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  const offset = offsetOf(parts.zone);
  return offset === undefined ? undefined : date.getTime() + Math.round(millis * 1e6) / 1e6 - offset;
}

function daysIn(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

/** Milliseconds east of Greenwich. */
function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})?/.exec(zone);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}

interface JavaPattern {
  readonly expression: RegExp;
  readonly letters: readonly string[];
}

const patterns = new Map<string, JavaPattern | undefined>();
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Java's DateTimeFormatter patterns with y u M d H h m s S a X x Z z E letters, quotes and optional sections. */
function parseJava(text: string, pattern: string, roundUp: boolean): number | undefined {
  if (!patterns.has(pattern)) patterns.set(pattern, compileJava(pattern));
  const compiled = patterns.get(pattern);
  const match = compiled?.expression.exec(text);
  if (compiled === undefined || match === null || match === undefined) return undefined;
  const found: Record<string, string | undefined> = {};
  compiled.letters.forEach((letter, index) => {
    found[letter] = match[index + 1] ?? found[letter];
  });
  return assemble(partsOf(found), roundUp);
}

function partsOf(found: Readonly<Record<string, string | undefined>>): DateParts {
  const month = found['M'];
  const named = month === undefined ? -1 : MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  const year = found['y'] ?? '1970';
  return {
    year: year.length === 2 ? 2000 + Number(year) : Number(year),
    month: named >= 0 ? String(named + 1) : month,
    day: found['d'],
    hour: hourOf(found),
    minute: found['m'],
    second: found['s'],
    fraction: found['S'],
    zone: found['X'],
  };
}

function hourOf(found: Readonly<Record<string, string | undefined>>): string | undefined {
  const half = found['h'];
  if (half === undefined) return found['H'];
  const base = Number(half) % 12;
  return String(found['a']?.toLowerCase() === 'pm' ? base + 12 : base);
}

const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[[\]]|[\s\S]/g;

function compileJava(pattern: string): JavaPattern | undefined {
  if (pattern.length > 200) return undefined;
  const letters: string[] = [];
  let source = '';
  for (const [token, quoted, letter] of pattern.matchAll(TOKEN)) {
    if (quoted !== undefined) source += escapeText(quoted === '' ? "'" : quoted.replaceAll("''", "'"));
    else if (token === '[') source += '(?:';
    else if (token === ']') source += ')?';
    else if (letter !== undefined) {
      const part = letterSource(letter, token.length);
      if (part === undefined) return undefined;
      source += part.source;
      letters.push(part.letter);
    } else source += escapeText(token);
  }
  try {
    return { expression: new RegExp(`^${source}$`, 'i'), letters };
  } catch {
    return undefined;
  }
}

function escapeText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

interface LetterSource {
  readonly source: string;
  /** The letter under which the part is kept: several letters mean one part. */
  readonly letter: string;
}

const digits = (count: number): string => (count === 1 ? '(\\d{1,2})' : `(\\d{${count}})`);
const NAME = '([A-Za-z]{3,9})';
const year = (count: number): LetterSource => ({ source: count === 2 ? '(\\d{2})' : '(\\d{4})', letter: 'y' });
const month = (count: number): LetterSource => ({ source: count >= 3 ? NAME : digits(count), letter: 'M' });
const fraction = (count: number): LetterSource => ({ source: `(\\d{1,${count}})`, letter: 'S' });
const zone = (): LetterSource => ({ source: '(Z|[+-]\\d{2}(?::?\\d{2})?)', letter: 'X' });

const LETTERS: Readonly<Record<string, (count: number) => LetterSource>> = {
  y: year,
  u: year,
  M: month,
  L: month,
  ...Object.fromEntries([...'dHhms'].map((letter) => [letter, (count: number) => ({ source: digits(count), letter })])),
  S: fraction,
  n: fraction,
  a: () => ({ source: '(am|pm)', letter: 'a' }),
  E: () => ({ source: NAME, letter: 'E' }),
  ...Object.fromEntries([...'XxZzVO'].map((letter) => [letter, zone])),
};

function letterSource(letter: string, count: number): LetterSource | undefined {
  return LETTERS[letter]?.(count);
}

/** ISO with milliseconds, as Elasticsearch prints a join key. */
export function printDate(milliseconds: number): string {
  const date = new Date(Math.floor(milliseconds));
  return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString();
}
