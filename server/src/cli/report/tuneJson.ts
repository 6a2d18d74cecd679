// The report of `tune` for programs.
import type { JsonObject } from '../../engine/store';
import { printArm } from '../../tuning/arms';
import { placeOf } from '../../tuning/placeAdvice';
import type { Place } from '../../tuning/placeAdvice';
import type { Evasion } from '../../tuning/evade/findEvasion';
import { createReading } from '../../tuning/propose/kind';
import { titleOfProposal } from '../../tuning/propose/title';
import type { FinishedRun } from '../../worker/orders';
import type { ToldRefusal, TunedProposal, Tuning } from '../../worker/tuneRun';
import { nameEvent } from '../ruleRun';

export interface TuneReport {
  readonly rule: string;
  readonly arms: readonly ReportedArm[];
  /** The best first. */
  readonly proposals: readonly ReportedProposal[];
  readonly refusals: readonly ReportedRefusal[];
}

export interface ReportedArm {
  readonly eql: string;
  readonly removed: number;
  readonly removedAlone: number;
  readonly falsePositives: number;
  readonly truePositives: number;
  readonly authorised: number;
  readonly unlabelled: number;
  readonly dead: boolean;
  readonly nearest: { readonly change: string; readonly matches: number } | null;
  readonly evadedBy: ReportedEvasion | null;
}

export interface ReportedProposal {
  /** What was done, where and by whom; values stand in backquotes. */
  readonly title: string;
  readonly eql: string;
  readonly removes: number;
  readonly loses: number;
  readonly authorised: number;
  readonly unlabelled: number;
  readonly adds: number;
  /** The part of all events of the sample that it is about, of 1. */
  readonly breadth: number;
  readonly matches: number;
  readonly dangerous: boolean;
  readonly kind: string;
  readonly place: Place;
  readonly opens: ReportedEvasion | null;
  readonly fields: readonly { readonly field: string; readonly rung: string; readonly rungs: readonly string[] }[];
}

export interface ReportedRefusal {
  readonly reason: string;
  readonly message: string;
  readonly hits: number;
  readonly lines: readonly number[];
  readonly suppression?: {
    readonly groupBy: readonly string[];
    readonly before: number;
    readonly after: number;
    readonly perDay: boolean;
  };
}

/** An event that passes though it should not. */
export interface ReportedEvasion {
  readonly event: JsonObject;
  readonly why: string;
}

export function toTuneReport(rule: string, { arms, proposals, refusals }: Tuning, run: FinishedRun): TuneReport {
  return {
    rule,
    arms: arms.map((effect) => {
      const { arm, events: _events, nearest, evadedBy, ...counts } = effect;
      return {
        eql: printArm(arm),
        ...counts,
        nearest: nearest === undefined ? null : { change: nearest.change, matches: nearest.matches },
        evadedBy: toEvasion(evadedBy),
      };
    }),
    proposals: proposals.map((each) => toProposal(each, run)),
    refusals: refusals.map((each) => toRefusal(each, run)),
  };
}

function toEvasion(evasion: Evasion | undefined): ReportedEvasion | null {
  return evasion === undefined ? null : { event: evasion.event, why: evasion.why };
}

function toProposal(proposal: TunedProposal, run: FinishedRun): ReportedProposal {
  const { eql, arm, kind, fields, proof, opens } = proposal;
  const { removes, loses, authorised, unlabelled, adds, breadth, isDangerous } = proof;
  return {
    title: titleOfProposal(proposal, createReading(run.context)),
    eql,
    removes,
    loses,
    authorised,
    unlabelled,
    adds,
    breadth: breadth.fraction,
    matches: breadth.matches,
    dangerous: isDangerous,
    kind,
    place: placeOf(arm).place,
    opens: toEvasion(opens),
    fields: fields.map(({ path, rungs, rung }) => ({
      field: path,
      rung: rungs[rung]?.kind ?? 'off',
      rungs: rungs.map((each) => each.kind),
    })),
  };
}

function toRefusal({ reason, message, hits, suppression }: ToldRefusal, run: FinishedRun): ReportedRefusal {
  const events = hits.flatMap((hit) => run.judgement.hits[hit]?.hit.events.slice(0, 1) ?? []);
  return {
    reason,
    message,
    hits: hits.length,
    lines: events.flatMap((event) => (event === null ? [] : [nameEvent(event, run).line])),
    ...(suppression === undefined
      ? {}
      : {
          suppression: {
            groupBy: suppression.suppression.groupBy,
            before: suppression.before,
            after: suppression.after,
            perDay: suppression.isPerDay,
          },
        }),
  };
}
