// The ladder of a proposal: each of its fields with the ways to bind it, from the narrowest to the broadest. One of them stands.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ProposalField, ProposalRow } from '../../../server/src/protocol';
import type { ShownProposals } from '../model/proposals';
import { rungWords } from '../model/proposalWords';
import type { ProposalsController } from '../model/proposalsController';
import { renderSentence } from './sentence';

export function renderLadder(
  proposal: ProposalRow,
  shown: ShownProposals,
  proposals: ProposalsController,
): TemplateResult {
  const wanted = shown.moves[proposal.proposal]?.wanted ?? {};
  return html`<div class="ladder" data-testid="ladder">
    ${proposal.fields.map((field) => {
      const rung = wanted[field.path] ?? field.rung;
      const standing = field.rungs[rung];
      return html`<div class="ladder-field ${standing?.kind === 'off' ? 'off' : ''}" data-testid="ladder-field">
        <span class="ladder-path mono" title=${field.path}>${field.path}</span>
        ${
          field.rungs.length === 1
            ? html`<span class="rungs only"
                ><span class="rung only" title=${l10n.t('There is no other way to bind it.')}
                  >${standing === undefined ? nothing : rungWords[standing.kind]}</span
                ></span
              >`
            : renderRungs(field, rung, {
                name: `rung-${proposal.proposal}-${field.path}`,
                isDisabled: shown.busy !== undefined,
                move: (goal) => proposals.move(proposal, field.path, goal),
              })
        }
        <span class="ladder-title ${standing?.kind === 'pattern' ? 'broad' : ''}"
          >${
            standing?.kind === 'pattern'
              ? html`<span class="codicon codicon-warning severity-warning" aria-hidden="true"></span> `
              : nothing
          }${renderSentence(standing?.title ?? '')}</span
        >
      </div>`;
    })}
  </div>`;
}

interface RungActs {
  /** Keeps the radio buttons of one field together. */
  readonly name: string;
  readonly isDisabled: boolean;
  readonly move: (rung: number) => void;
}

function renderRungs(
  { path, rungs }: ProposalField,
  rung: number,
  { name, isDisabled, move }: RungActs,
): TemplateResult {
  return html`<span class="rungs" role="radiogroup" aria-label=${path}>
    ${rungs.map(
      ({ kind, title, eql }, index) =>
        html`<label class="rung" title=${eql === '' ? title : eql}
          ><input
            type="radio"
            name=${name}
            data-testid="rung-${kind}"
            aria-label=${`${rungWords[kind]}: ${title}`}
            ?disabled=${isDisabled}
            .checked=${live(index === rung)}
            @change=${() => move(index)}
          /><span>${rungWords[kind]}</span></label
        >`,
    )}
  </span>`;
}
