// Between the view of proposals and the messages: asks for them, moves and accepts them; of two answers the last one counts. No DOM.
import * as l10n from '@vscode/l10n';
import type {
  FromPanel,
  PanelAccepted,
  PanelState,
  ProposalRow,
  ProposalsAnswer,
  ToPanel,
} from '../../../server/src/protocol';
import type { PanelModel } from './panelModel';
import * as steps from './proposals';
import type { ShownProposals, Wish } from './proposals';
import { proofInWords } from './proposalWords';

export interface ProposalsHost {
  model(): Pick<PanelModel, 'state' | 'proposals'>;
  show(shown: ShownProposals): void;
  /** A number that no other question has. */
  nextRequest(): number;
  post(message: FromPanel): void;
  /** To a screen reader. */
  say(sentence: string): void;
}

type ProposalMessage = Extract<ToPanel, { readonly type: 'proposals' | 'proposalMoved' | 'proposalAccepted' }>;

type Asked =
  | { readonly kind: 'proposals' }
  | { readonly kind: 'move'; readonly proposal: number }
  | { readonly kind: 'accept'; readonly wish: Wish };

export class ProposalsController {
  private readonly asked = new Map<number, Asked>();
  private wantsFocus = false;

  constructor(private readonly host: ProposalsHost) {}

  get shown(): ShownProposals | undefined {
    return this.host.model().proposals;
  }

  /** For hits by their rows; for all false positives without. */
  ask(rows: readonly number[] | undefined, takesFocus = false): void {
    const { state } = this.host.model();
    if (state === undefined) return;
    this.asked.clear();
    this.wantsFocus = takesFocus;
    const done = this.shown?.runId === state.runId ? this.shown.done : undefined;
    const request = this.note({ kind: 'proposals' });
    this.host.show({ ...steps.askedProposals(state.runId, rows), done });
    const params = { runId: state.runId, ...(rows === undefined ? {} : { rows }) };
    this.host.post({ type: 'proposals', request, params });
  }

  /** What was proven elsewhere: it is accepted as any other. */
  show(answer: ProposalsAnswer, rows: readonly number[] | undefined): void {
    this.asked.clear();
    this.host.show(steps.receiveProposals(steps.askedProposals(answer.runId, rows), answer));
  }

  /** The view is in sight: asks where nobody has. */
  look(): void {
    const { shown } = this;
    if (shown === undefined) return this.ask(undefined);
    const isAsked = [...this.asked.values()].some(({ kind }) => kind === 'proposals');
    const isAnswered = shown.answer !== undefined || shown.failure !== undefined || shown.isOver === true;
    if (!isAsked && !isAnswered) this.ask(shown.rows);
  }

  /** Whether whoever asked for proposals waits for them at the keyboard; once. */
  takeFocus(): boolean {
    const { wantsFocus } = this;
    this.wantsFocus = false;
    return wantsFocus;
  }

  choose(active: number): void {
    this.change((shown) => steps.choose(shown, active));
  }

  move(proposal: ProposalRow, path: string, rung: number): void {
    const { shown } = this;
    if (shown === undefined || shown.busy !== undefined) return;
    // What an older move has for figures is of no interest any more.
    for (const [request, asked] of this.asked)
      if (asked.kind === 'move' && asked.proposal === proposal.proposal) this.asked.delete(request);
    const request = this.note({ kind: 'move', proposal: proposal.proposal });
    this.host.show(steps.askMove(shown, proposal, path, rung));
    const params = { runId: shown.runId, proposal: proposal.proposal, path, rung };
    this.host.post({ type: 'moveProposal', request, params });
  }

  accept(wish: Wish): void {
    this.send(wish, false);
  }

  /** What was asked is meant. */
  confirm(): void {
    const { question } = this.shown ?? {};
    if (question !== undefined) this.send(question.wish, true);
  }

  withdraw(): void {
    this.change(steps.withdrawQuestion);
  }

  receive(message: ProposalMessage): void {
    const asked = this.take(message.request);
    switch (message.type) {
      case 'proposals':
        if (asked !== undefined) this.change((shown) => steps.receiveProposals(shown, message.answer));
        return;
      case 'proposalMoved':
        return this.receiveMove(asked, message.answer);
      case 'proposalAccepted':
        return this.receiveAccepted(asked, message.answer);
    }
  }

  /** False where somebody else asked. */
  fail(request: number, message: string): boolean {
    const asked = this.take(request);
    switch (asked?.kind) {
      case undefined:
        return false;
      case 'proposals':
        this.change((shown) => ({ ...shown, failure: message }));
        return true;
      case 'move':
        this.change((shown) => steps.failMove(shown, asked.proposal, message));
        return true;
      case 'accept':
        this.change((shown) => steps.failAccept(shown, message));
        return true;
    }
  }

  private send(wish: Wish, isConfirmed: boolean): void {
    const { state } = this.host.model();
    const { shown } = this;
    if (state === undefined || shown === undefined || shown.busy !== undefined) return;
    this.host.show(steps.askAccept(shown, wish));
    const request = this.note({ kind: 'accept', wish });
    this.host.post(messageOf(wish, { request, rule: state.rule, runId: shown.runId, isConfirmed }));
  }

  private receiveMove(asked: Asked | undefined, moved: ProposalRow | undefined): void {
    if (asked?.kind !== 'move') return;
    const { proposal } = asked;
    if (moved === undefined) {
      const problem = l10n.t('Without this field the exclusion would ask for nothing any more, so it stays as it was.');
      return this.change((shown) => steps.failMove(shown, proposal, problem));
    }
    this.change((shown) => steps.receiveMove(shown, proposal, moved));
    this.host.say(proofInWords(moved.proof));
  }

  private receiveAccepted(asked: Asked | undefined, accepted: PanelAccepted): void {
    if (asked?.kind !== 'accept') return;
    this.change((shown) => steps.receiveAccepted(shown, asked.wish, accepted));
    if (accepted.kind === 'done') this.host.say(accepted.message);
  }

  private change(step: (shown: ShownProposals) => ShownProposals): void {
    const { shown } = this;
    if (shown !== undefined) this.host.show(step(shown));
  }

  private note(asked: Asked): number {
    const request = this.host.nextRequest();
    this.asked.set(request, asked);
    return request;
  }

  private take(request: number): Asked | undefined {
    const asked = this.asked.get(request);
    this.asked.delete(request);
    return asked;
  }
}

interface Question extends Pick<PanelState, 'rule' | 'runId'> {
  readonly request: number;
  readonly isConfirmed: boolean;
}

function messageOf(wish: Wish, { request, rule, runId, isConfirmed }: Question): FromPanel {
  const said = { runId, ...(isConfirmed ? { isConfirmed } : {}) };
  switch (wish.kind) {
    case 'arm': {
      const { proposal } = wish;
      const comment = wish.comment?.trim() ?? '';
      const what = { kind: 'proposal' as const, proposal, ...(comment === '' ? {} : { comment }) };
      return { type: 'acceptProposal', request, rule, params: { ...said, what } };
    }
    case 'suppression': {
      const what = { kind: 'suppression' as const, refusal: wish.refusal };
      return { type: 'acceptProposal', request, rule, params: { ...said, what } };
    }
    case 'exception': {
      const { name, ...more } = wish.item;
      const filled = Object.fromEntries(Object.entries(more).filter(([, text]) => text.trim() !== ''));
      return { type: 'exceptionItem', request, params: { ...said, proposal: wish.proposal, name, ...filled } };
    }
  }
}
