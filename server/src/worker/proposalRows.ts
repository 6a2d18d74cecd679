// Proposals and refusals as they go over the wire.
import type { ProposalProof, ProposalRow, RefusalRow, SuppressionRow } from '../protocol';
import { placeOf } from '../tuning/placeAdvice';
import { createReading } from '../tuning/propose/kind';
import { titleOfProposal } from '../tuning/propose/title';
import type { JudgedHit } from '../tuning/outcome';
import type { ArmProof } from '../tuning/verify';
import { jsonText } from './jsonText';
import type { FinishedRun } from './orders';
import { whyNoException } from './proposalException';
import type { SuppressionOffer, ToldRefusal, TunedProposal } from './tuneRun';

export function toProposalRow(proposal: number, tuned: TunedProposal, run: FinishedRun): ProposalRow {
  const { kind, eql, arm, fields, proof, opens } = tuned;
  const { place, because } = placeOf(arm);
  const notAsException = whyNoException(tuned);
  const contradicted = countContradicted(proof.removed, run);
  return {
    proposal,
    kind,
    title: titleOfProposal(tuned, createReading(run.context)),
    eql,
    fields: fields.map(({ path, rungs, rung }) => ({ path, rungs, rung })),
    proof: toProof(proof, run),
    ...(opens === undefined ? {} : { opens: { how: opens.why, json: jsonText(opens.event, 2) } }),
    suits: { way: place, reason: because },
    ...(notAsException === undefined ? {} : { notAsException }),
    ...(contradicted === 0 ? {} : { contradicted }),
  };
}

function toProof(
  { removes, loses, authorised, unlabelled, adds, breadth, isDangerous }: ArmProof,
  { store }: FinishedRun,
): ProposalProof {
  return { removes, loses, authorised, unlabelled, adds, matches: breadth.matches, events: store.count, isDangerous };
}

/** How many of the hits bear labels that say different things. */
function countContradicted(hits: readonly JudgedHit[], { labels: { contradicted } }: FinishedRun): number {
  if (contradicted === undefined) return 0;
  return hits.filter(({ hit }) => hit.events.some((event) => event !== null && contradicted.has(event))).length;
}

/** That labels of some of the hits contradict each other, as a sentence; undefined where none do. */
export function contradictionOf(hits: readonly JudgedHit[], run: FinishedRun): string | undefined {
  const count = countContradicted(hits, run);
  if (count === 0) return undefined;
  const which = count === 1 ? 'One of these hits bears' : `${count} of these hits bear`;
  return `${which} labels that contradict each other, of which the later one counts: settle them first.`;
}

export function toRefusalRow({ hits, message, suppression }: ToldRefusal): RefusalRow {
  return {
    hits: hits.length,
    reason: message,
    ...(suppression === undefined ? {} : { suppression: toSuppressionRow(suppression) }),
  };
}

function toSuppressionRow({ suppression, before, after, isPerDay }: SuppressionOffer): SuppressionRow {
  const { value, unit } = durationParts(suppression.duration);
  return { groupBy: suppression.groupBy, duration: `${value}${unit}`, before, after, isPerDay };
}

const UNITS = [
  ['h', 3600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** As a rule writes it: by the largest unit of which it is a whole number. */
export function durationParts(milliseconds: number): { readonly value: number; readonly unit: 's' | 'm' | 'h' } {
  const [unit, length] = UNITS.find(([, each]) => milliseconds % each === 0) ?? ['s', 1000];
  return { unit, value: Math.round(milliseconds / length) };
}
