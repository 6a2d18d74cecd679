// The panel's one state of a run: totals and sentences, never events. It stays small whatever the sample holds.
import type { Query } from '../eql/ast';
import type { AlertEstimate } from '../tuning/alerts';
import type {
  NearMiss,
  PanelAlerts,
  PanelExceptions,
  PanelProblem,
  PanelState,
  RuleReference,
  RunTotals,
} from '../protocol';
import type { ExceptionEffect } from '../tuning/exceptionEffect';
import type { FinishedRun, RunNote, RunOrder } from './orders';
import { columnsOf } from './runColumns';
import { verdictOfHit } from './verdictNotes';

/** A run as it was asked for. */
export interface RunRequested {
  readonly runId: number;
  readonly rule: RuleReference;
  readonly order: RunOrder;
  readonly query: Query;
}

const NO_TOTALS: RunTotals = {
  hits: 0,
  truePositives: 0,
  falsePositives: 0,
  authorised: 0,
  unlabelled: 0,
  misses: 0,
};

/** A run that has not ended, or ended without an answer: `message` says why it failed. */
export function openState(
  { runId, rule, order, query }: RunRequested,
  phase: Exclude<PanelState['phase'], 'done'>,
  { progress = 0, message }: { readonly progress?: number; readonly message?: string } = {},
): PanelState {
  return {
    runId,
    rule: { uri: rule.uri, rule: rule.rule, name: clip(order.rule.name, LONGEST_NAME) },
    phase,
    progress: Math.round(progress * 1000) / 1000,
    ...(message === undefined ? {} : { message: clip(message, LONGEST_MESSAGE) }),
    samples: sampleNames(order),
    events: 0,
    totals: NO_TOTALS,
    columns: columnsOf(query),
    problems: [],
    nearMisses: [],
    isSequence: query.kind !== 'eventQuery',
    hasTimeline: query.kind === 'sequenceQuery',
  };
}

export function doneState(asked: RunRequested, run: FinishedRun, nearMisses: readonly NearMiss[]): PanelState {
  const state: PanelState = {
    ...openState(asked, 'running', { progress: 1 }),
    phase: 'done',
    events: run.samples.reduce((sum, sample) => sum + sample.events, 0),
    milliseconds: run.milliseconds,
    totals: run.judgement.totals,
    ...unreviewedOf(run),
    ...(run.alerts === undefined ? {} : { alerts: toPanelAlerts(run.alerts) }),
    ...(run.exceptions === undefined ? {} : { exceptions: exceptionsOf(run.exceptions) }),
  };
  return fill(state, problemsOf(run.notes), nearMisses);
}

function unreviewedOf(run: FinishedRun): Pick<PanelState, 'unreviewed'> {
  const unreviewed = run.judgement.hits.filter((hit) => verdictOfHit(hit, run) !== undefined).length;
  return unreviewed === 0 ? {} : { unreviewed };
}

function exceptionsOf({ before, items, removes }: ExceptionEffect): PanelExceptions {
  return { before: before.hits, items: items.length, loses: removes.truePositives };
}

function toPanelAlerts({ missedHits, days: _days, perDay, ...counts }: AlertEstimate): PanelAlerts {
  return {
    ...counts,
    missedInProduction: missedHits.length,
    ...(perDay === undefined ? {} : { perDay: Math.round(perDay * 100) / 100 }),
  };
}

const LONGEST_NAME = 100;
const LONGEST_MESSAGE = 300;
const LONGEST_CLAUSE = 120;
const MOST_SAMPLES = 2;
/** Bytes of JSON; see `protocol`. */
const LARGEST = 2000;

function sampleNames({ samples }: RunOrder): readonly string[] {
  const names = samples.slice(0, MOST_SAMPLES).map(({ path }) => path);
  return samples.length > MOST_SAMPLES ? [...names, `${samples.length - MOST_SAMPLES} more`] : names;
}

const GRAVITY: Readonly<Record<RunNote['severity'], number>> = { error: 0, warning: 1, info: 2 };

function problemsOf(notes: readonly RunNote[]): readonly PanelProblem[] {
  return [...notes]
    .sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity])
    .map(({ severity, message, sample, line }) => ({
      severity,
      message: clip(message, LONGEST_MESSAGE),
      ...(sample === undefined ? {} : { sample }),
      ...(line === undefined ? {} : { line }),
    }));
}

/** Problems and near misses in turn, as long as there is room. */
function fill(state: PanelState, problems: readonly PanelProblem[], nearMisses: readonly NearMiss[]): PanelState {
  let filled = state;
  const take = (next: PanelState): void => {
    if (sizeOf(next) <= LARGEST) filled = next;
  };
  for (let index = 0; index < Math.max(problems.length, nearMisses.length) && index < MOST_LINES; index++) {
    const problem = problems[index];
    const nearMiss = nearMisses[index];
    if (problem !== undefined) take({ ...filled, problems: [...filled.problems, problem] });
    if (nearMiss !== undefined) take({ ...filled, nearMisses: [...filled.nearMisses, shorten(nearMiss)] });
  }
  return filled;
}

const MOST_LINES = 8;

function shorten({ clause, count, firstEvent }: NearMiss): NearMiss {
  const { event, sample, line } = firstEvent;
  return { clause: clip(clause, LONGEST_CLAUSE), count, firstEvent: { event, sample, line } };
}

function sizeOf(state: PanelState): number {
  return new TextEncoder().encode(JSON.stringify(state)).length;
}

function clip(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
