// One proposal: what it is proved to do, which way suits it, its condition, its ladder, who could pass it, and the ways to accept it.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Opening, ProposalRow } from '../../../server/src/protocol';
import { counted } from '../model/counted';
import type { ItemForm, ShownProposals } from '../model/proposals';
import { isMoving } from '../model/proposals';
import { dangerInWords, figuresOf, kindWords, proofInWords, ways } from '../model/proposalWords';
import type { Figure } from '../model/proposalWords';
import type { ProposalsController } from '../model/proposalsController';
import { renderItemForm, renderProblem, renderQuestion, textOf } from './proposalAccept';
import { renderLadder } from './proposalLadder';
import { renderSentence } from './sentence';

export interface ProposalView {
  readonly proposal: ProposalRow;
  /** From 1. */
  readonly place: number;
  readonly of: number;
  readonly shown: ShownProposals;
  readonly proposals: ProposalsController;
  readonly comment: string;
  /** Undefined while its form is closed. */
  readonly item: ItemForm | undefined;
  readonly emptyItem: ItemForm;
  readonly comments: (comment: string) => void;
  readonly fills: (item: ItemForm | undefined) => void;
}

export function renderProposal(view: ProposalView): TemplateResult {
  const { proposal, shown, proposals, item, fills } = view;
  const { proof, opens } = proposal;
  const name = l10n.t('Proposal {0} of {1}', view.place, view.of);
  return html`<section class="proposal" aria-label=${name} data-testid="proposal-details">
    <header class="details-title proposal-title">
      <span class="proposal-name">${name}</span>
      <span class="faint">${kindWords[proposal.kind]}</span>
      <span class="spring"></span>
      ${renderWays(view)}
    </header>
    ${renderProblem(shown)} ${renderQuestion(shown, proposals)} ${renderProof(view)}
    <div class="proposal-body">
      ${
        item === undefined
          ? nothing
          : renderItemForm(item, isBusy(view), {
              fills,
              accepts: (filled) => proposals.accept({ kind: 'exception', proposal: proposal.proposal, item: filled }),
            })
      }
      ${proof.isDangerous ? renderNote('warning severity-warning', dangerInWords(proof)) : nothing}
      ${renderContradicted(proposal)} ${renderSuits(proposal)}
      <h2>${l10n.t('Condition')}</h2>
      <pre class="condition" tabindex="0" aria-label=${l10n.t('Condition')} data-testid="condition">
${proposal.eql}</pre>
      ${renderComment(view)}
      <h2>${l10n.t('How narrowly each field is bound')}</h2>
      ${renderLadder(proposal, shown, proposals)} ${opens === undefined ? nothing : renderOpening(opens)}
    </div>
  </section>`;
}

function isBusy({ proposal, shown }: ProposalView): boolean {
  return shown.busy !== undefined || shown.question !== undefined || isMoving(shown, proposal);
}

/** The button of the way that suits stands out; none does where something would be lost. */
function isAdvised({ suits, proof }: ProposalRow, way: 'arm' | 'exception'): boolean {
  return suits.way === way && !proof.isDangerous;
}

function renderWays(view: ProposalView): TemplateResult {
  const { proposal, proposals, comment, item, emptyItem, fills } = view;
  return html`<span class="ways">
    <vscode-button
      ?secondary=${!isAdvised(proposal, 'arm')}
      data-testid="add-to-rule"
      ?disabled=${isBusy(view)}
      @click=${() => proposals.accept({ kind: 'arm', proposal: proposal.proposal, comment })}
      >${l10n.t('Add to the rule')}</vscode-button
    >
    ${
      proposal.notAsException === undefined
        ? html`<vscode-button
            ?secondary=${!isAdvised(proposal, 'exception')}
            data-testid="as-exception"
            aria-expanded=${item === undefined ? 'false' : 'true'}
            ?disabled=${isBusy(view)}
            @click=${() => fills(item === undefined ? emptyItem : undefined)}
            >${l10n.t('As an exception item…')}</vscode-button
          >`
        : nothing
    }
  </span>`;
}

function renderProof({ proposal, shown }: ProposalView): TemplateResult {
  const { proof } = proposal;
  const move = shown.moves[proposal.proposal];
  const isWaiting = isMoving(shown, proposal);
  return html`<div
    class="figures ${isWaiting ? 'busy' : ''}"
    role="group"
    aria-busy=${isWaiting ? 'true' : 'false'}
    aria-label=${proofInWords(proof)}
    data-testid="proof"
  >
    ${figuresOf(proof, isWaiting ? undefined : move?.before).map(renderFigure)}
  </div>`;
}

function renderFigure({ name, label, value, before, isBad }: Figure): TemplateResult {
  return html`<div
    class="figure ${isBad ? 'bad' : ''} ${before === undefined ? '' : 'changed'}"
    data-testid="figure-${name}"
  >
    <span class="figure-value">
      ${
        before === undefined
          ? nothing
          : html`<span class="figure-before">${before}</span
              ><span class="codicon codicon-arrow-right" role="img" aria-label=${l10n.t('becomes')}></span>`
      }<span data-testid="figure-now">${value}</span></span
    >
    <span class="figure-label">${label}</span>
  </div>`;
}

function renderContradicted({ contradicted = 0 }: ProposalRow): TemplateResult | typeof nothing {
  if (contradicted === 0) return nothing;
  const sentence = l10n.t('The labels of {0} among those that go contradict each other.', counted.hits(contradicted));
  return renderNote('warning severity-warning', sentence);
}

function renderSuits({ suits, notAsException }: ProposalRow): TemplateResult {
  const { icon, label } = ways[suits.way];
  return html`<p class="proposal-note" data-testid="suits">
      <span class="codicon codicon-${icon}" aria-hidden="true"></span
      ><span><b>${label}</b> ${renderSentence(suits.reason)}</span>
    </p>
    ${
      notAsException === undefined
        ? nothing
        : html`<p class="proposal-note" data-testid="not-as-exception">
            <span class="codicon codicon-info severity-info" aria-hidden="true"></span
            ><span>${renderSentence(notAsException)}</span>
          </p>`
    }`;
}

function renderNote(icon: string, sentence: string): TemplateResult {
  return html`<p class="proposal-note">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span><span>${renderSentence(sentence)}</span>
  </p>`;
}

function renderComment({ comment, comments }: ProposalView): TemplateResult {
  const label = l10n.t('Comment in the rule (optional)');
  return html`<vscode-textfield
    class="arm-comment"
    data-testid="arm-comment"
    placeholder=${l10n.t('Why these hits are harmless: a comment in the rule (optional)')}
    .label=${label}
    .value=${comment}
    @input=${(event: Event) => comments(textOf(event))}
  ></vscode-textfield>`;
}

function renderOpening({ how, json }: Opening): TemplateResult {
  return html`<h2>${l10n.t('Who could pass it')}</h2>
    <details class="opening" data-testid="opens">
      <summary>
        <span class="codicon codicon-warning severity-warning" aria-hidden="true"></span>
        <span>${renderSentence(how)}</span>
      </summary>
      <pre class="condition" tabindex="0" aria-label=${l10n.t('Event that would pass')}>${json}</pre>
    </details>`;
}
