// Proposed exclusions: the list of them, the best first, and beside it the one that is open, with its proof, its ladder and the ways to accept it.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ProposalsAnswer } from '../../../server/src/protocol';
import { moveInItems } from '../model/exceptions';
import type { PanelController } from '../model/panelController';
import { entriesOf } from '../model/proposals';
import type { ItemForm, ProposalEntry, ShownProposals } from '../model/proposals';
import { titleOf } from '../model/proposalTitles';
import { scopeInWords } from '../model/proposalWords';
import type { ProposalsController } from '../model/proposalsController';
import { renderMessage } from '../views/message';
import { renderProposal } from '../views/proposal';
import { renderEntries } from '../views/proposalList';
import { renderRefusal } from '../views/refusal';
import { renderSentence } from '../views/sentence';
import type { SplitViewElement } from './splitView';

const longestName = 120;

@customElement('rw-proposals')
export class ProposalsElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model. */
  @property({ attribute: false }) version = 0;
  /** What is typed for the proposal of the number; another one begins afresh. */
  @state() private typed: Typed = { proposal: -1, comment: '', item: undefined };
  private takesFocus: string | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { shown } = this.proposals;
    const { answer, failure, isOver } = shown ?? {};
    if (shown === undefined) return html``;
    return html`<div class="proposals" data-testid="proposals" aria-busy=${answer === undefined ? 'true' : 'false'}>
      ${this.renderHead(shown)} ${failure === undefined ? nothing : this.renderFailure(failure, shown)}
      ${answer !== undefined ? this.renderAnswer(shown, answer) : nothing}
      ${
        answer === undefined && failure === undefined && isOver !== true
          ? renderMessage('loading', l10n.t('Trying exclusions on the sample …'), 'proposals-loading')
          : nothing
      }
    </div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { shown } = this.proposals;
    if (shown?.answer !== undefined && this.proposals.takeFocus()) this.takesFocus ??= currentEntry;
    if (shown?.question !== undefined && this.asked !== shown.question) this.takesFocus = '.proposal-question .keep';
    if (shown?.question === undefined && this.asked !== undefined) this.takesFocus ??= currentEntry;
    this.asked = shown?.question;
    if (shown?.done !== undefined && shown.done !== this.told) this.typed = { ...this.typed, item: undefined };
    this.told = shown?.done;
    if (this.takesFocus === undefined) return;
    const goal = this.takesFocus;
    this.takesFocus = undefined;
    // What stands in the panes can have the focus only once these are drawn.
    void this.querySelector<SplitViewElement>('rw-split-view')?.updateComplete.then(() => {
      this.querySelector<HTMLElement>(goal)?.focus();
    });
  }

  /** What was being asked when it was drawn last. */
  private asked: ShownProposals['question'];
  private told: ShownProposals['done'];

  private get proposals(): ProposalsController {
    return this.controller.proposals;
  }

  private renderFailure(failure: string, { rows }: ShownProposals): TemplateResult {
    return html`${renderMessage('error', failure, 'proposals-problem')}
      <vscode-button
        class="propose-all"
        secondary
        data-testid="try-again"
        @click=${() => this.proposals.ask(rows, true)}
        >${l10n.t('Try again')}</vscode-button
      >`;
  }

  private renderHead(shown: ShownProposals): TemplateResult {
    const { rows, isOver, done } = shown;
    return html`${done === undefined ? nothing : renderDone(done.message)}
    ${
      isOver === true && done === undefined
        ? renderMessage(
            'error',
            l10n.t('The rule ran again, and the hits that were selected are of the run before.'),
            'proposals-problem',
          )
        : nothing
    }
    ${
      isOver === true
        ? html`<vscode-button class="propose-all" data-testid="propose-all" @click=${() => this.askForAll()}
            >${l10n.t('Propose for all false positives')}</vscode-button
          >`
        : html`<div class="proposals-head">
            <span data-testid="proposals-scope">${scopeInWords(shown)}</span>
            ${
              rows === undefined
                ? nothing
                : html`<button class="link" data-testid="propose-all" @click=${() => this.askForAll()}>
                    ${l10n.t('Propose for all false positives')}
                  </button>`
            }
          </div>`
    }`;
  }

  private askForAll(): void {
    this.proposals.ask(undefined, true);
  }

  private renderAnswer(shown: ShownProposals, answer: ProposalsAnswer): TemplateResult {
    const entries = entriesOf(answer);
    const active = entries[shown.active] ?? entries[0];
    return html`${answer.message === undefined ? nothing : renderMessage('info', answer.message, 'proposals-message')}
    ${
      active === undefined
        ? nothing
        : html`<rw-split-view
            class="proposals-split"
            .share=${entries.length === 1 ? 0.3 : 0.36}
            .label=${l10n.t('Width of the list')}
          >
            <div slot="first" class="rows">
              ${renderEntries(entries, shown, {
                choose: (index) => this.proposals.choose(index),
                press: (event) => this.press(event, shown.active, entries.length),
              })}
            </div>
            <div slot="second" class="second">${this.renderActive(active, shown, entries)}</div>
          </rw-split-view>`
    }`;
  }

  private renderActive(entry: ProposalEntry, shown: ShownProposals, entries: readonly ProposalEntry[]): TemplateResult {
    const { proposals } = this;
    if (entry.kind === 'refusal') return renderRefusal(entry.refusal, entry.index, shown, proposals);
    const { proposal } = entry;
    const typed = this.typed.proposal === proposal.proposal ? this.typed : this.nothingTyped(proposal.proposal);
    const name = `${this.controller.model.state?.rule.name ?? ''}: ${titleOf(proposal)}`.slice(0, longestName);
    return renderProposal({
      proposal,
      place: entries.indexOf(entry) + 1,
      of: entries.filter(({ kind }) => kind === 'proposal').length,
      shown,
      proposals,
      comment: typed.comment,
      item: typed.item,
      comments: (comment) => (this.typed = { ...typed, comment }),
      fills: (item) => {
        if (typed.item === undefined && item !== undefined) this.takesFocus = '.item-form [data-testid="item-name"]';
        this.typed = { ...typed, item };
      },
      emptyItem: { name, reason: typed.comment, owner: '', until: '' },
    });
  }

  private nothingTyped(proposal: number): Typed {
    return { proposal, comment: '', item: undefined };
  }

  private press(event: KeyboardEvent, at: number, count: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const goal = moveInItems(at, event.key, count);
    if (goal === undefined) return;
    event.preventDefault();
    this.takesFocus = currentEntry;
    this.proposals.choose(goal);
  }
}

const currentEntry = '.proposal-entry[tabindex="0"]';

interface Typed {
  readonly proposal: number;
  readonly comment: string;
  /** Undefined as long as nobody wants an exception item. */
  readonly item: ItemForm | undefined;
}

function renderDone(sentence: string): TemplateResult {
  return html`<p class="proposals-said" role="status" data-testid="proposals-done">
    <span class="codicon codicon-pass-filled outcome-true-positive" aria-hidden="true"></span>
    <span>${renderSentence(sentence)}</span>
  </p>`;
}
