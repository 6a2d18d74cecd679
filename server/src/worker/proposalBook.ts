// What is proposed for hits of a finished run, by number: a proposal that is moved on its ladder keeps its own.
import type {
  AcceptProposalParams,
  ExceptionItemAnswer,
  ExceptionItemParams,
  MoveProposalParams,
  ProposalRow,
  ProposalsAnswer,
  ProposalsParams,
} from '../protocol';
import { moveAndProve } from '../tuning/propose/propose';
import type { Selected } from '../tuning/propose/propose';
import type { ArmProof } from '../tuning/verify';
import type { FinishedRun } from './orders';
import { exceptionOf } from './proposalException';
import { contradictionOf, toProposalRow, toRefusalRow } from './proposalRows';
import { proposeFor, withOpening } from './tuneRun';
import type { SuppressionOffer, ToldRefusal, TunedProposal } from './tuneRun';

/** What has to be written where something is accepted, in words of the query that was run. */
export type Acceptance =
  | {
      readonly kind: 'arm';
      readonly filter: number;
      readonly eql: string;
      /** What the labels say of all the hits that go. */
      readonly reason?: string;
      /** The entry of a known false positive from which it was made: the arm is tied to it. */
      readonly lofp?: string;
      /** What to know beforehand, as a sentence. */
      readonly warning?: string;
      readonly removes: number;
      readonly unlabelled: number;
    }
  | { readonly kind: 'suppression'; readonly suppression: SuppressionOffer['suppression'] }
  | { readonly kind: 'none'; readonly message: string };

const MOST_PROPOSALS = 50;
/** Of all that were asked for; nobody goes back to older ones. */
const MOST_KEPT = 1000;

const GONE = 'There is no such proposal any more: ask for proposals again.';

export class ProposalBook {
  private readonly known = new Map<number, TunedProposal>();
  private refusals: readonly ToldRefusal[] = [];
  private lastNumber = 0;

  constructor(private readonly run: FinishedRun) {}

  propose({ runId, rows }: ProposalsParams): ProposalsAnswer {
    const { run } = this;
    const selected = rows?.flatMap((row): readonly Selected[] =>
      row < run.judgement.hits.length ? [{ hit: row }] : [],
    );
    const { proposals, refusals } = proposeFor(run, selected, MOST_PROPOSALS);
    this.refusals = refusals;
    const isNone = proposals.length === 0 && refusals.length === 0;
    const message = isNone ? whyNone(selected, run) : this.warningOf(selected, proposals);
    return {
      runId,
      proposals: proposals.map((each) => this.keep(++this.lastNumber, each)),
      refusals: refusals.map(toRefusalRow),
      ...(message === undefined ? {} : { message }),
    };
  }

  /** One that was made elsewhere. */
  add(proposal: TunedProposal): ProposalRow {
    return this.keep(++this.lastNumber, proposal);
  }

  /** Null where nothing would be asked for any more. */
  move({ proposal, path, rung }: MoveProposalParams): ProposalRow | null {
    const before = this.known.get(proposal);
    const moved = before && moveAndProve(this.run, before, path, rung);
    if (moved === undefined) return null;
    const { lofp } = before ?? {};
    return this.keep(proposal, withOpening({ ...moved, ...(lofp === undefined ? {} : { lofp }) }, this.run));
  }

  accept({ what }: AcceptProposalParams): Acceptance {
    if (what.kind === 'suppression') {
      const suppression = this.refusals[what.refusal]?.suppression?.suppression;
      return suppression === undefined ? { kind: 'none', message: GONE } : { kind: 'suppression', suppression };
    }
    const proposal = this.known.get(what.proposal);
    if (proposal === undefined) return { kind: 'none', message: GONE };
    const { filter, eql, proof, lofp } = proposal;
    const warning = warningOf(proof, this.run);
    const reason = sharedNote(proposal);
    return {
      kind: 'arm',
      filter,
      eql,
      removes: proof.removes,
      unlabelled: proof.unlabelled,
      ...(reason === undefined ? {} : { reason }),
      ...(lofp === undefined ? {} : { lofp }),
      ...(warning === undefined ? {} : { warning }),
    };
  }

  exceptionItem(asked: ExceptionItemParams, listId: string | undefined, today: string): ExceptionItemAnswer {
    const proposal = this.known.get(asked.proposal);
    if (proposal === undefined) return { problem: GONE };
    const { name } = asked;
    const [reason, owner, until] = [asked.reason, asked.owner, asked.until].map(given);
    const made = exceptionOf(proposal, { name, reason, owner, until, listId }, this.run, today);
    if (made.kind === 'none') return { problem: made.problem };
    const warning = warningOf(made.proof, this.run);
    if (warning !== undefined && asked.isConfirmed !== true) return { asks: warning };
    return { text: `${JSON.stringify(made.item, undefined, 2)}\n` };
  }

  private keep(number: number, proposal: TunedProposal): ProposalRow {
    this.known.set(number, proposal);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KEPT && oldest !== undefined) this.known.delete(oldest);
    return toProposalRow(number, proposal, this.run);
  }

  /** Nothing is proposed in silence about events that nobody knows. */
  private warningOf(
    selected: readonly Selected[] | undefined,
    proposals: readonly TunedProposal[],
  ): string | undefined {
    const { hits } = this.run.judgement;
    const meant = (selected ?? []).flatMap(({ hit }) => hits[hit] ?? []);
    const removed = new Set([...meant, ...proposals.flatMap(({ proof }) => proof.removed)]);
    return contradictionOf([...removed], this.run);
  }
}

function warningOf({ loses, authorised, removed }: ArmProof, run: FinishedRun): string | undefined {
  const lost = [
    ...(loses === 0 ? [] : [`${loses} true ${loses === 1 ? 'positive' : 'positives'}`]),
    ...(authorised === 0 ? [] : [`${authorised} authorised ${authorised === 1 ? 'hit' : 'hits'}`]),
  ];
  const contradiction = contradictionOf(removed, run);
  const sentences = [
    ...(lost.length === 0 ? [] : [`This would hide ${lost.join(' and ')}.`]),
    ...(contradiction === undefined ? [] : [contradiction]),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** A field of a form that is left empty says nothing. */
function given(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}

function sharedNote({ proof }: TunedProposal): string | undefined {
  const [only, ...others] = new Set(proof.removed.map(({ entry }) => entry?.note ?? entry?.lofp));
  return others.length === 0 ? only : undefined;
}

function whyNone(selected: readonly Selected[] | undefined, { judgement }: FinishedRun): string {
  const { hits, falsePositives } = judgement.totals;
  if (hits === 0) return 'The rule has no hits on this sample, so that there is nothing to exclude.';
  if (selected?.length === 0) return 'None of the selected rows is a hit: select hits that are known to be harmless.';
  if (selected === undefined && falsePositives === 0)
    return `None of the ${hitsText(hits)} is labelled benign: select some that are known to be harmless.`;
  return 'No exclusion would take these hits out of the results.';
}

function hitsText(count: number): string {
  return count === 1 ? '1 hit' : `${count} hits`;
}
