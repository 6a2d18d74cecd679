// How the real programs write things down: Go's JSON and query strings, and times with microseconds.

/** Compact JSON in which `&`, `<` and `>` are escaped, as the encoder of Go's standard library does for a log line. */
export function toGoJson(value) {
  return JSON.stringify(value).replace(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

/** A query string as an API client writes it: parameters in the order of their names, a space as `+`. */
export function toQuery(parameters) {
  return parameters.map(([name, value]) => `${name}=${escapeQuery(value)}`).join('&');
}

function escapeQuery(value) {
  return encodeURIComponent(value)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

const FIRST_DAY = Date.UTC(2025, 2, 11);

export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
/** The samples cover two days; all times are whole microseconds since the first midnight. */
export const SPAN = 48 * HOUR;

export function toMicroseconds(time) {
  return `${isoOf(time).slice(0, -1)}${String(time % 1000).padStart(3, '0')}Z`;
}

export function toMilliseconds(time) {
  return isoOf(time);
}

export function toEpochSeconds(time) {
  return Math.floor(FIRST_DAY / 1000 + time / SECOND);
}

function isoOf(time) {
  return new Date(FIRST_DAY + Math.floor(time / 1000)).toISOString();
}

/** `count` times spread evenly over both days, each a little off its place. */
export function spreadTimes(random, count) {
  const step = Math.floor((SPAN - 2 * HOUR) / count);
  return Array.from({ length: count }, (_, index) => HOUR + index * step + random.below(step));
}
