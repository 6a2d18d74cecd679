// What the view of proposals shows: the hits it is about, the answer, what is moved and what is being accepted. Pure steps from one to the next.
import type {
  PanelAccepted,
  ProposalProof,
  ProposalRow,
  ProposalsAnswer,
  RefusalRow,
} from '../../../server/src/protocol';

/** What a person wants to be done with a proposal or a refusal. */
export type Wish =
  | { readonly kind: 'arm'; readonly proposal: number; readonly comment?: string }
  | { readonly kind: 'suppression'; readonly refusal: number }
  | { readonly kind: 'exception'; readonly proposal: number; readonly item: ItemForm };

/** What is said of an exception item; `until` as `YYYY-MM-DD`. Empty where nothing is said. */
export interface ItemForm {
  readonly name: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
}

export interface ProposalMove {
  /** The figures that stood before, to be compared with. */
  readonly before: ProposalProof;
  /** Rungs that are asked for and not answered yet, by their fields. */
  readonly wanted: Readonly<Record<string, number>>;
}

export interface ShownProposals {
  readonly runId: number;
  /** The hits that were selected; undefined: all false positives. */
  readonly rows: readonly number[] | undefined;
  readonly answer?: ProposalsAnswer;
  /** Why there is no answer, as a sentence. */
  readonly failure?: string;
  /** The hits were selected in a run that is over. */
  readonly isOver?: boolean;
  /** The entry that is open; see `entriesOf`. */
  readonly active: number;
  /** By the number of the proposal. */
  readonly moves: Readonly<Record<number, ProposalMove>>;
  /** What is being done. */
  readonly busy?: Wish;
  /** Has to be confirmed first. */
  readonly question?: { readonly wish: Wish; readonly sentence: string };
  /** What went wrong with the last thing that was asked for, as a sentence. */
  readonly problem?: string;
  /** What was done last, and in which run. */
  readonly done?: { readonly message: string; readonly runId: number };
}

export type ProposalEntry =
  | { readonly kind: 'proposal'; readonly proposal: ProposalRow }
  | { readonly kind: 'refusal'; readonly refusal: RefusalRow; readonly index: number };

/** The proposals, the best first, and behind them the hits that get none. */
export function entriesOf(answer: ProposalsAnswer | undefined): readonly ProposalEntry[] {
  if (answer === undefined) return [];
  return [
    ...answer.proposals.map((proposal) => ({ kind: 'proposal' as const, proposal })),
    ...answer.refusals.map((refusal, index) => ({ kind: 'refusal' as const, refusal, index })),
  ];
}

export function askedProposals(runId: number, rows: readonly number[] | undefined): ShownProposals {
  return { runId, rows, active: 0, moves: {} };
}

/** An answer to an older question is dropped. */
export function receiveProposals(shown: ShownProposals, answer: ProposalsAnswer): ShownProposals {
  return answer.runId === shown.runId ? { ...shown, answer, failure: undefined, active: 0, moves: {} } : shown;
}

/** Another run has other hits: what was proposed for all false positives is asked for anew, what was for some of them is over. */
export function followRun(shown: ShownProposals, runId: number): ShownProposals {
  if (shown.runId === runId) return shown;
  const done = shown.done?.runId === shown.runId ? shown.done : undefined;
  const isOver = shown.rows !== undefined || shown.isOver;
  return {
    ...askedProposals(runId, shown.rows),
    ...(isOver ? { isOver } : {}),
    ...(done === undefined ? {} : { done }),
  };
}

export function choose(shown: ShownProposals, active: number): ShownProposals {
  return active === shown.active ? shown : { ...shown, active, ...quiet };
}

/** What is asked, told and confirmed is about the entry that is open, as it is. */
const quiet = { question: undefined, problem: undefined, done: undefined } as const;

/** Shows the rung at once, and the figures as soon as they are here. */
export function askMove(shown: ShownProposals, proposal: ProposalRow, path: string, rung: number): ShownProposals {
  const at = shown.moves[proposal.proposal];
  const wanted = { ...at?.wanted, [path]: rung };
  const isUnderWay = at !== undefined && Object.keys(at.wanted).length > 0;
  const before = isUnderWay ? at.before : proposal.proof;
  return { ...shown, ...quiet, moves: { ...shown.moves, [proposal.proposal]: { before, wanted } } };
}

export function receiveMove(shown: ShownProposals, proposal: number, moved: ProposalRow): ShownProposals {
  if (shown.answer === undefined) return shown;
  const proposals = shown.answer.proposals.map((each) => (each.proposal === proposal ? moved : each));
  return { ...endMove(shown, proposal), answer: { ...shown.answer, proposals } };
}

/** The rungs stand where they stood. */
export function failMove(shown: ShownProposals, proposal: number, problem: string): ShownProposals {
  return { ...endMove(shown, proposal), problem };
}

function endMove(shown: ShownProposals, proposal: number): ShownProposals {
  const move = shown.moves[proposal];
  return move === undefined ? shown : { ...shown, moves: { ...shown.moves, [proposal]: { ...move, wanted: {} } } };
}

export function isMoving(shown: ShownProposals, { proposal }: ProposalRow): boolean {
  return Object.keys(shown.moves[proposal]?.wanted ?? {}).length > 0;
}

export function askAccept(shown: ShownProposals, busy: Wish): ShownProposals {
  return { ...shown, ...quiet, busy };
}

export function receiveAccepted(shown: ShownProposals, wish: Wish, { kind, message }: PanelAccepted): ShownProposals {
  const here = { ...shown, busy: undefined };
  switch (kind) {
    case 'asks':
      return { ...here, question: { wish, sentence: message } };
    case 'refused':
      return { ...here, problem: message };
    case 'done':
      return { ...here, done: { message, runId: shown.runId } };
  }
}

export function failAccept(shown: ShownProposals, problem: string): ShownProposals {
  return { ...shown, busy: undefined, problem };
}

export function withdrawQuestion(shown: ShownProposals): ShownProposals {
  return { ...shown, question: undefined };
}

/** What a page that comes back shows again; what was under way is not. */
export function keptProposals(shown: ShownProposals): ShownProposals {
  const { runId, rows, answer, isOver, active, done } = shown;
  const moves = Object.fromEntries(
    Object.entries(shown.moves).map(([proposal, { before }]) => [proposal, { before, wanted: {} }]),
  );
  return { runId, rows, answer, isOver, active, moves, done };
}
