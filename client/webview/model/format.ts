// Numbers, times and names as people read them. Pure; the only place that decides how a value is written.

/** 1234567 → "1,234,567". */
export function formatCount(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Milliseconds → "0 ms", "850 ms", "2.4 s", "3 min 5 s", "2 h 10 min", "3 d 4 h". Negative ones get a sign. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 0) return `−${formatDuration(-milliseconds)}`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ] as const;
  const first = units.findIndex(([, size]) => seconds >= size);
  return twoUnits(seconds, units.slice(first, first + 2));
}

/** "2025-03-11T01:00:20.165377Z" → "2025-03-11 01:00:20.165Z". What is no such text stays as it is. */
export function formatTimestamp(timestamp: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(Z|[+-]\d\d:?\d\d)?$/.exec(timestamp);
  if (parts === null) return timestamp;
  const [, day, time, fraction, zone] = parts;
  return `${day} ${time}${fraction ?? ''}${zone ?? ''}`;
}

/** When something happened in the session, by the clock on the wall: "22:41:05". */
export function formatClock(time: number): string {
  const date = new Date(time);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** Milliseconds from one timestamp to another; undefined where one of them is none. */
export function timeBetween(from: string | undefined, to: string | undefined): number | undefined {
  const [start, end] = [Date.parse(from ?? ''), Date.parse(to ?? '')];
  return Number.isNaN(start) || Number.isNaN(end) ? undefined : end - start;
}

/** The last part of a uri or path, decoded where it can be. */
export function sampleName(sample: string): string {
  const last =
    sample
      .replace(/[?#].*$/, '')
      .split(/[\\/]/)
      .filter(Boolean)
      .at(-1) ?? sample;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** 0.424 → "42%". Outside of 0 to 1 it is cut to these. */
export function formatProgress(progress: number): string {
  return `${Math.floor(Math.min(1, Math.max(0, progress)) * 100)}%`;
}

/** What a person reads, at most `longest` characters of it. */
export function clip(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** The parts of a sentence inside and outside of backticks; a backtick without its partner is an ordinary character. */
export function codeParts(sentence: string): readonly { readonly text: string; readonly isCode: boolean }[] {
  const parts = sentence.split('`');
  const isPaired = parts.length % 2 === 1;
  if (!isPaired) return [{ text: sentence, isCode: false }];
  return parts.map((text, index) => ({ text, isCode: index % 2 === 1 })).filter(({ text }) => text !== '');
}

function twoUnits(seconds: number, units: readonly (readonly [string, number])[]): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.join(' ');
}
