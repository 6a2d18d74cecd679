// The report of `run` for programs. Source: docs/command-line.md, run.
import type { Hit } from '../../engine/run';
import type { AlertEstimate } from '../../tuning/alerts';
import type { ExceptionEffect, ItemEffect } from '../../tuning/exceptionEffect';
import type { Outcome, Totals } from '../../tuning/outcome';
import type { FinishedRun } from '../../worker/orders';
import type { EventName, RuleRun, RunIssue } from '../ruleRun';
import { nameEvent } from '../ruleRun';

export interface RunReport {
  readonly rule: string;
  /** Non-blank lines read. */
  readonly events: number;
  readonly hits: readonly ReportedHit[];
  readonly totals: Totals;
  readonly misses: readonly EventName[];
  /** Of a rule: what its hits would be in production. */
  readonly alerts?: ReportedAlerts;
  /** Of a run with exceptions: the hits and totals beside it are those that they leave. */
  readonly exceptions?: ReportedExceptions;
  readonly issues: readonly RunIssue[];
}

export interface ReportedHit {
  readonly outcome: Outcome;
  /** Null is a missing-event slot. */
  readonly events: readonly (EventName | null)[];
  readonly joinKeys: readonly string[];
}

/** `missedInProduction` and `uncertain` count hits. */
export interface ReportedAlerts extends Omit<AlertEstimate, 'missedHits'> {
  readonly missedInProduction: number;
}

export interface ReportedExceptions extends Omit<ExceptionEffect, 'items'> {
  readonly items: readonly ReportedItem[];
}

export interface ReportedItem extends Omit<ItemEffect, 'firstLost'> {
  /** The events of the first true positive that the item takes away. */
  readonly firstLost?: ReportedHit['events'];
}

const NO_HITS: Totals = { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 0 };

export function toRunReport({ name, finished, issues }: RuleRun): RunReport {
  if (finished === undefined) return { rule: name, events: 0, hits: [], totals: NO_HITS, misses: [], issues };
  const { hits, totals, misses } = finished.judgement;
  return {
    rule: name,
    events: finished.samples.reduce((sum, sample) => sum + sample.events, 0),
    hits: hits.map(({ hit, outcome }) => ({
      outcome,
      events: nameEvents(hit, finished),
      joinKeys: hit.joinKeys,
    })),
    totals,
    misses: misses.map((event) => nameEvent(event, finished)),
    ...(finished.alerts === undefined ? {} : { alerts: toReportedAlerts(finished.alerts) }),
    ...(finished.exceptions === undefined ? {} : { exceptions: toReportedExceptions(finished.exceptions, finished) }),
    issues,
  };
}

function nameEvents({ events }: Hit, run: FinishedRun): ReportedHit['events'] {
  return events.map((event) => (event === null ? null : nameEvent(event, run)));
}

function toReportedExceptions({ items, ...sums }: ExceptionEffect, run: FinishedRun): ReportedExceptions {
  return {
    ...sums,
    items: items.map(({ firstLost, ...item }) => ({
      ...item,
      ...(firstLost === undefined ? {} : { firstLost: nameEvents(firstLost, run) }),
    })),
  };
}

function toReportedAlerts({ missedHits, ...estimate }: AlertEstimate): ReportedAlerts {
  return { ...estimate, missedInProduction: missedHits.length };
}
