// A finished run as the workbench of tuning sees it: its arms, what is proposed for hits, and what to do about those that get nothing.
import type { Suppression } from '../analysis/schedule';
import type { ArmEffect } from '../tuning/armAudit';
import { auditArms } from '../tuning/armAudit';
import type { Arm } from '../tuning/arms';
import { findEvasion } from '../tuning/evade/findEvasion';
import type { Evasion } from '../tuning/evade/findEvasion';
import { REASONS } from '../tuning/propose/kind';
import { propose } from '../tuning/propose/propose';
import type { ProvenProposal, Refusal, Selected } from '../tuning/propose/propose';
import { filtersOf } from '../eql/walk';
import { alertsOf } from './alertsOf';
import type { FinishedRun } from './orders';

export interface Tuning {
  readonly arms: readonly TunedArm[];
  /** The best first. */
  readonly proposals: readonly TunedProposal[];
  readonly refusals: readonly ToldRefusal[];
}

export type TunedArm = ArmEffect & {
  /** An event that it lets by though it should not. */
  readonly evadedBy?: Evasion;
};

export type TunedProposal = ProvenProposal & {
  /** An event that it would let by. */
  readonly opens?: Evasion;
  /** The entry of a known false positive from which it was made. */
  readonly lofp?: string;
};

/** Hits for which nothing is proposed, and why. */
export interface ToldRefusal extends Refusal {
  readonly message: string;
  /** For what a person does at a terminal: fewer alerts, and none of them lost. */
  readonly suppression?: SuppressionOffer;
}

export interface SuppressionOffer {
  readonly suppression: Suppression & { readonly duration: number };
  /** Alerts of the sample as the rule is, and with the suppression; a day where the sample is long enough. */
  readonly before: number;
  readonly after: number;
  readonly isPerDay: boolean;
}

/** `selected` undefined: all false positives. */
export function tuneRun(run: FinishedRun, selected?: readonly Selected[]): Tuning {
  return {
    arms: auditArms(run).map((effect, place) => withEvasion(effect, place, run)),
    ...proposeFor(run, selected),
  };
}

/** The same without the arms; `most`: how many proposals. */
export function proposeFor(
  run: FinishedRun,
  selected?: readonly Selected[],
  most = Infinity,
): Pick<Tuning, 'proposals' | 'refusals'> {
  const { proposals, refusals } = propose(run, selected);
  return {
    proposals: proposals.slice(0, most).map((each) => withOpening(each, run)),
    refusals: refusals.map((each) => tellRefusal(each, run)),
  };
}

/** Nobody looks at the bypasses of more arms, and each takes a moment. */
const ARMS_EVADED = 60;

function withEvasion(effect: ArmEffect, place: number, run: FinishedRun): TunedArm {
  const evadedBy = place < ARMS_EVADED ? evasionOf(effect.arm, effect.events, run) : undefined;
  return evadedBy === undefined ? effect : { ...effect, evadedBy };
}

export function withOpening(proposal: TunedProposal, run: FinishedRun): TunedProposal {
  const filter = filtersOf(run.query)[proposal.filter];
  if (filter === undefined) return proposal;
  const { arm } = proposal;
  const opens = evasionOf({ filter, node: arm, condition: arm, around: [], span: arm }, proposal.events, run);
  return opens === undefined ? proposal : { ...proposal, opens };
}

const EXAMPLES = 3;

function evasionOf(arm: Arm, events: readonly number[], { store, fields, context }: FinishedRun): Evasion | undefined {
  const examples = events.slice(0, EXAMPLES).map((event) => store.object(event));
  return findEvasion({ arm, fields, options: context.options, examples });
}

function tellRefusal(refusal: Refusal, run: FinishedRun): ToldRefusal {
  const message = REASONS[refusal.reason];
  const suppression = refusal.reason === 'terminal' ? offerSuppression(refusal.hits, run) : undefined;
  return { ...refusal, message, ...(suppression === undefined ? {} : { suppression }) };
}

/** Who and where, of each kind of event; Kibana takes three fields. */
const GROUPS: readonly (readonly string[])[] = [
  ['user.name', 'kubernetes.audit.objectRef.namespace', 'kubernetes.audit.objectRef.name'],
  ['orchestrator.namespace', 'orchestrator.resource.name', 'container.image.name'],
  ['user.id', 'host.name'],
  ['user.name', 'host.name'],
];

const DAY = 24 * 3600 * 1000;
/** Fewer alerts a day say nothing. */
const FEWEST = 1;

/** Undefined where the events lack what they could be grouped by, or where the rule does not say how it runs. */
function offerSuppression(hits: readonly number[], run: FinishedRun): SuppressionOffer | undefined {
  const { order, judgement, context } = run;
  const events = hits.flatMap((hit) => judgement.hits[hit]?.hit.events ?? []).filter((event) => event !== null);
  const has = (path: string): boolean =>
    context.fields.find(path) !== undefined && events.every((event) => context.reader(path).values(event).length > 0);
  const groupBy = GROUPS.find((paths) => paths.every(has));
  if (groupBy === undefined || order.schedule === undefined) return undefined;
  const suppression = { groupBy, duration: DAY, joinsMissing: false };
  const all = judgement.hits.map(({ hit }) => hit);
  const before = alertsOf(order, all, context);
  const after = alertsOf({ ...order, schedule: { ...order.schedule, suppression } }, all, context);
  if (before === undefined || after === undefined) return undefined;
  const isPerDay = (before.perDay ?? 0) >= FEWEST && after.perDay !== undefined;
  return {
    suppression,
    before: isPerDay ? (before.perDay ?? 0) : before.alerts,
    after: isPerDay ? (after.perDay ?? 0) : after.alerts,
    isPerDay,
  };
}
