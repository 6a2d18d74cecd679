// From hits to alerts: what a rule would have raised in the time of the sample, had it run by its schedule.
import type { Schedule, Suppression } from '../analysis/schedule';
import type { Hit } from '../engine/run';

/** Counts over the whole sample. */
export interface AlertEstimate {
  /** From the first to the last event of the sample, in days; undefined where no event has a time. */
  readonly days?: number;
  readonly alerts: number;
  /** Undefined where the sample is too short to say anything of a day. */
  readonly perDay?: number;
  /** Hits that suppression joins to an alert that is there already. */
  readonly suppressed: number;
  /** Alerts beyond `max_signals` of a run, which are never made. */
  readonly lost: number;
  /** Hits, by their places, that are longer than what one run reads: no run finds them. */
  readonly missedHits: readonly number[];
  /** Hits that a run finds or not, as its clock happens to stand. */
  readonly uncertain: number;
  /** Different requests among the events of the hits, whose stages are audited one by one; undefined where none has an id. */
  readonly sessions?: number;
}

export interface AlertSource {
  readonly hits: readonly Hit[];
  readonly schedule: Schedule;
  /** The times of the first and the last event of the sample, in milliseconds. */
  readonly period?: { readonly from: number; readonly to: number };
  /** Milliseconds; undefined for an event without a time. */
  time(event: number): number | undefined;
  /** The values of a field, as text. */
  values(event: number, path: string): readonly string[];
}

const DAY = 24 * 3600 * 1000;
/** Of an hour nobody can say what a day is like. */
const SHORTEST = DAY / 24;

/** Where the events of one request are told apart by their stage. */
const SESSION_PATH = 'kubernetes.audit.auditID';

export function estimateAlerts(source: AlertSource): AlertEstimate {
  const { schedule, period } = source;
  const timed = source.hits.map((hit, index) => timedHit(hit, index, source));
  const missed = timed.filter(({ from, to }) => to - from > schedule.window);
  const found = timed.filter(({ from, to }) => to - from <= schedule.window).sort((a, b) => a.to - b.to);
  const { alerts, suppressed, lost } = raise(found, schedule);
  const days = period === undefined ? undefined : (period.to - period.from) / DAY;
  const sessions = sessionsOf(source);
  return {
    ...(days === undefined ? {} : { days }),
    alerts,
    ...(days === undefined || days * DAY < SHORTEST ? {} : { perDay: alerts / days }),
    suppressed,
    lost,
    missedHits: missed.map(({ index }) => index),
    uncertain: found.filter(({ from, to }) => to - from > schedule.window - schedule.every).length,
    ...(sessions === undefined ? {} : { sessions }),
  };
}

interface TimedHit {
  readonly index: number;
  /** Of the first and the last event; both 0 for a hit without a time. */
  readonly from: number;
  readonly to: number;
  /** Undefined: it is never joined with another. */
  readonly group?: string;
}

function timedHit(hit: Hit, index: number, source: AlertSource): TimedHit {
  const times = hit.events.flatMap((event) => (event === null ? [] : (source.time(event) ?? [])));
  const group = source.schedule.suppression && groupOf(hit, source.schedule.suppression, source);
  const [from, to] = times.length === 0 ? [0, 0] : [Math.min(...times), Math.max(...times)];
  return { index, from, to, ...(group === undefined ? {} : { group }) };
}

/** The alert of a sequence has the values that all of its events share. */
function groupOf(hit: Hit, { groupBy, joinsMissing }: Suppression, source: AlertSource): string | undefined {
  const events = hit.events.filter((event) => event !== null);
  const values = groupBy.map((path) => {
    const [first = '', ...others] = events.map((event) => source.values(event, path).join('\u0000'));
    return others.every((each) => each === first) ? first : '';
  });
  return values.includes('') && !joinsMissing ? undefined : JSON.stringify(values);
}

/** `hits` in the order of time. A run finds what has happened since the one before. */
function raise(
  hits: readonly TimedHit[],
  { every, maxSignals, suppression }: Schedule,
): Pick<AlertEstimate, 'alerts' | 'suppressed' | 'lost'> {
  const open = new Map<string, number>();
  const ofRun = new Map<number, number>();
  let [alerts, suppressed, lost] = [0, 0, 0];
  for (const { to, group } of hits) {
    const run = Math.ceil(to / every);
    const end = group === undefined ? undefined : open.get(group);
    if (end !== undefined && (suppression?.duration === undefined ? run <= end : to <= end)) {
      suppressed++;
      continue;
    }
    const count = (ofRun.get(run) ?? 0) + 1;
    ofRun.set(run, count);
    if (count > maxSignals) {
      lost++;
      continue;
    }
    alerts++;
    if (group !== undefined) open.set(group, suppression?.duration === undefined ? run : to + suppression.duration);
  }
  return { alerts, suppressed, lost };
}

function sessionsOf(source: AlertSource): number | undefined {
  const ids = new Set<string>();
  for (const { events } of source.hits)
    for (const event of events) if (event !== null) for (const id of source.values(event, SESSION_PATH)) ids.add(id);
  return ids.size === 0 ? undefined : ids.size;
}
