// From hits that are known to be harmless to exclusions, each proven on the sample. What must not be excluded is refused with its reason.
import type { EvaluationContext } from '../../engine/condition';
import type { Query } from '../../eql/ast';
import { expandRuns, fieldsOf, filtersOf } from '../../eql/walk';
import type { LabelBook } from '../labelBook';
import type { JudgedHit, Judgement } from '../outcome';
import { createProver } from '../verify';
import type { ArmProof, Prover } from '../verify';
import { containerProcesses } from './container';
import { bindGeneric } from './generic';
import type { Others } from './generic';
import { createReading } from './kind';
import type { EventReading, Kind, RefusalReason } from './kind';
import { kubernetesRequests } from './kubernetes';
import { makeProposal, moveRung } from './ladder';
import type { Proposal } from './ladder';
import { plainProcesses } from './process';

export interface ProposeSource {
  readonly query: Query;
  readonly context: EvaluationContext;
  readonly labels: LabelBook;
  /** Of the query as it is, over the same events. */
  readonly judgement: Judgement;
}

/** A hit by its place in the judgement; of one of several events, the event that is meant. */
export interface Selected {
  readonly hit: number;
  readonly event?: number;
}

export interface ProvenProposal extends Proposal {
  readonly proof: ArmProof;
}

/** Hits for which nothing is proposed. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly hits: readonly number[];
}

export interface Proposals {
  /** The best first. One that loses a true or an authorised positive stands behind all others. */
  readonly proposals: readonly ProvenProposal[];
  readonly refusals: readonly Refusal[];
}

/** `selected` undefined: all false positives. */
export function propose(source: ProposeSource, selected?: readonly Selected[]): Proposals {
  const { judgement, query } = source;
  const read = createReading(source.context);
  const wanted = selected ?? falsePositivesOf(judgement);
  const places = wanted.flatMap(({ hit, event }) => placesOf(judgement.hits[hit], hit, event, query));
  const { groups, refusals } = groupPlaces(places, read);
  const prover = createProver(source);
  const known = new Set(wanted.map(({ hit }) => hit));
  const proposals: ProvenProposal[] = [];
  for (const group of groups) {
    const made = bindGroup(group, known, source, read);
    if (made === undefined) addRefusal(refusals, 'nothing-in-common', group.places);
    else proposals.push(narrowed(made, prover));
  }
  const useful = withoutRepeats(proposals).filter(({ proof }) => proof.removed.length > 0);
  return {
    proposals: useful.sort(byWorth),
    refusals: [...refusals].map(([reason, hits]) => ({ reason, hits: [...hits] })),
  };
}

/** The same proposal by another rung of one of its fields, proven anew. */
export function moveAndProve(
  source: ProposeSource,
  proposal: Proposal,
  path: string,
  rung: number,
): ProvenProposal | undefined {
  const moved = moveRung(proposal, path, rung);
  return moved && { ...moved, proof: createProver(source).prove(moved.filter, moved.arm) };
}

function falsePositivesOf({ hits }: Judgement): readonly Selected[] {
  return hits.flatMap(({ outcome }, hit) => (outcome === 'false-positive' ? [{ hit }] : []));
}

/** An event of a selected hit, and the event filter that took it. */
interface Place {
  readonly hit: number;
  readonly event: number;
  readonly filter: number;
}

function placesOf(
  judged: JudgedHit | undefined,
  hit: number,
  wanted: number | undefined,
  query: Query,
): readonly Place[] {
  if (judged === undefined) return [];
  const filters = filtersOf(query);
  const items = query.kind === 'eventQuery' ? [query.filter] : expandRuns(query.items).map(({ filter }) => filter);
  return judged.hit.events.flatMap((event, place) => {
    const filter = items[place];
    if (event === null || filter === undefined || (wanted !== undefined && event !== wanted)) return [];
    return [{ hit, event, filter: filters.indexOf(filter) }];
  });
}

interface Group {
  readonly kind: Kind | undefined;
  readonly filter: number;
  readonly places: Place[];
}

const KINDS: readonly Kind[] = [kubernetesRequests, containerProcesses, plainProcesses];

type Refusals = Map<RefusalReason, Set<number>>;

function groupPlaces(
  places: readonly Place[],
  read: EventReading,
): { readonly groups: readonly Group[]; readonly refusals: Refusals } {
  const groups = new Map<string, Group>();
  const refusals: Refusals = new Map();
  for (const place of places) {
    const kind = KINDS.find((each) => each.isOf(place.event, read));
    const own = kind?.keyOf(place.event, read) ?? { key: read.text(place.event, 'event.dataset') ?? '' };
    if ('refused' in own) {
      addRefusal(refusals, own.refused, [place]);
      continue;
    }
    const key = `${place.filter}\n${kind?.name ?? ''}\n${own.key}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { kind, filter: place.filter, places: [place] });
    else group.places.push(place);
  }
  return { groups: [...groups.values()], refusals };
}

function addRefusal(refusals: Refusals, reason: RefusalReason, places: readonly Place[]): void {
  const hits = refusals.get(reason) ?? new Set<number>();
  for (const { hit } of places) hits.add(hit);
  refusals.set(reason, hits);
}

function bindGroup(
  { kind, filter, places }: Group,
  known: ReadonlySet<number>,
  source: ProposeSource,
  read: EventReading,
): Proposal | undefined {
  const events = [...new Set(places.map(({ event }) => event))];
  const fields =
    kind === undefined
      ? bindGeneric(events, othersOf(known, source.judgement), new Set(fieldsOf(source.query)), read, source.context)
      : kind.bind(events, read);
  const isBound = fields?.some(({ rungs, rung }) => rungs[rung]?.eql !== '') === true;
  return isBound ? makeProposal(kind?.name ?? 'generic', filter, fields, events) : undefined;
}

function othersOf(known: ReadonlySet<number>, { hits }: Judgement): Others {
  const forbidden: number[] = [];
  const unwanted: number[] = [];
  for (const [index, { hit, outcome }] of hits.entries()) {
    if (known.has(index)) continue;
    const list = outcome === 'true-positive' || outcome === 'authorised' ? forbidden : unwanted;
    for (const event of hit.events) if (event !== null) list.push(event);
  }
  return { forbidden, unwanted };
}

/** Rung by rung narrower while something would be lost that must not be. */
function narrowed(proposal: Proposal, prover: Prover): ProvenProposal {
  const proven = { ...proposal, proof: prover.prove(proposal.filter, proposal.arm) };
  if (!proven.proof.isDangerous) return proven;
  for (const { path, rung } of [...proposal.fields].reverse()) {
    const moved = rung === 0 ? undefined : moveRung(proposal, path, rung - 1);
    if (moved === undefined) continue;
    const narrower = narrowed(moved, prover);
    if (!narrower.proof.isDangerous) return narrower;
  }
  return proven;
}

function withoutRepeats(proposals: readonly ProvenProposal[]): ProvenProposal[] {
  const known = new Map(proposals.map((each) => [`${each.filter} ${each.eql}`, each]));
  return [...known.values()];
}

function byWorth({ proof: a }: ProvenProposal, { proof: b }: ProvenProposal): number {
  return (
    Number(a.isDangerous) - Number(b.isDangerous) ||
    b.removes - a.removes ||
    a.unlabelled - b.unlabelled ||
    a.breadth.matches - b.breadth.matches ||
    b.removed.length - a.removed.length
  );
}
