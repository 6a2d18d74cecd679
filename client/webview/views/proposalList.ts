// The list of proposals, and below them the hits that get none. One entry is chosen; the arrows go through them.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { clip } from '../model/format';
import type { ProposalEntry, ShownProposals } from '../model/proposals';
import { isMoving } from '../model/proposals';
import { titlesOf } from '../model/proposalTitles';
import { effectOf, refusalTitle, suppressionInWords } from '../model/proposalWords';
import { renderSentence } from './sentence';

const longestTitle = 300;

export interface ListActs {
  readonly choose: (index: number) => void;
  readonly press: (event: KeyboardEvent) => void;
}

export function renderEntries(
  entries: readonly ProposalEntry[],
  shown: ShownProposals,
  { choose, press }: ListActs,
): TemplateResult {
  const titles = titlesOf(shown.answer?.proposals ?? []);
  return html`<div
    class="proposal-list"
    role="listbox"
    aria-label=${l10n.t('Proposals, the best first')}
    data-testid="proposal-list"
    @keydown=${press}
  >
    ${entries.map((entry, index) => {
      const isActive = index === shown.active;
      return html`<div
        class="proposal-entry"
        role="option"
        id="proposal-${index}"
        data-testid=${entry.kind === 'proposal' ? 'proposal' : 'refusal'}
        aria-selected=${isActive ? 'true' : 'false'}
        tabindex=${isActive ? 0 : -1}
        @click=${() => choose(index)}
      >
        ${entry.kind === 'proposal' ? renderProposal(entry, titles[index] ?? '', shown) : renderRefusal(entry)}
      </div>`;
    })}
  </div>`;
}

function renderProposal(
  { proposal }: Extract<ProposalEntry, { readonly kind: 'proposal' }>,
  title: string,
  shown: ShownProposals,
): TemplateResult {
  const { proof, opens } = proposal;
  const icon = proof.isDangerous ? 'warning severity-warning' : 'pass outcome-true-positive';
  return html`<span class="codicon codicon-${icon}" aria-hidden="true"></span>
    <span class="entry-text">
      <span class="entry-title mono">${clip(title, longestTitle)}</span>
      <span class="entry-effect ${isMoving(shown, proposal) ? 'busy' : ''}">${effectOf(proof)}</span>
      ${
        proof.isDangerous || opens !== undefined
          ? html`<span class="entry-marks">
              ${proof.isDangerous ? html`<span class="tag danger">${l10n.t('loses what it should not')}</span>` : nothing}
              ${opens === undefined ? nothing : html`<span class="tag danger">${l10n.t('lets an attack pass')}</span>`}
            </span>`
          : nothing
      }
    </span>`;
}

function renderRefusal({ refusal }: Extract<ProposalEntry, { readonly kind: 'refusal' }>): TemplateResult {
  const { reason, suppression } = refusal;
  return html`<span class="codicon codicon-circle-slash" aria-hidden="true"></span>
    <span class="entry-text">
      <span class="entry-title">${refusalTitle(refusal)}</span>
      <span class="entry-effect">
        ${suppression === undefined ? renderSentence(reason) : suppressionInWords(suppression)}
      </span>
    </span>`;
}
