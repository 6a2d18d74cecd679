// What a run's hits would be in production, as far as its sample tells.
import { timestampOf } from '../engine/condition';
import type { EvaluationContext } from '../engine/condition';
import type { Hit } from '../engine/run';
import type { EventStore } from '../engine/store';
import { estimateAlerts } from '../tuning/alerts';
import type { AlertEstimate, AlertSource } from '../tuning/alerts';
import type { RunOrder } from './orders';

/** Undefined for a query that belongs to no rule. */
export function alertsOf(
  { schedule, options }: RunOrder,
  hits: readonly Hit[],
  context: EvaluationContext,
): AlertEstimate | undefined {
  if (schedule === undefined) return undefined;
  const time = timestampOf(context);
  const period = periodOf(context.store, options.timestampField, time);
  const values = (event: number, path: string): readonly string[] => context.reader(path).values(event).map(String);
  return estimateAlerts({ hits, schedule, time, values, ...(period === undefined ? {} : { period }) });
}

type Period = NonNullable<AlertSource['period']>;

interface KnownPeriod {
  readonly count: number;
  readonly timestampField: string;
  readonly period: Period | undefined;
}

/** The events stay while a rule is run again after an edit. */
const periods = new WeakMap<EventStore, KnownPeriod>();

function periodOf(
  store: EventStore,
  timestampField: string,
  time: (event: number) => number | undefined,
): Period | undefined {
  const known = periods.get(store);
  if (known?.count === store.count && known.timestampField === timestampField) return known.period;
  let [from, to] = [Infinity, -Infinity];
  for (let event = 0; event < store.count; event++) {
    const at = time(event);
    if (at === undefined) continue;
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  const period = from > to ? undefined : { from, to };
  periods.set(store, { count: store.count, timestampField, period });
  return period;
}
