// What stands between a proposal and its acceptance: the sentence of what went wrong, the second question, the form of an exception item.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ItemForm, ShownProposals, Wish } from '../model/proposals';
import type { ProposalsController } from '../model/proposalsController';
import { renderSentence } from './sentence';

export function renderProblem({ problem }: ShownProposals): TemplateResult | typeof nothing {
  if (problem === undefined) return nothing;
  return html`<p class="proposal-note" role="alert" data-testid="proposal-problem">
    <span class="codicon codicon-error severity-error" aria-hidden="true"></span><span>${renderSentence(problem)}</span>
  </p>`;
}

const yes: Readonly<Record<Wish['kind'], string>> = {
  arm: l10n.t('Add it all the same'),
  exception: l10n.t('Make the item all the same'),
  suppression: l10n.t('Add it all the same'),
};

/** Asked in the panel, at the place of what is asked; the answer that changes nothing comes first and has the focus. */
export function renderQuestion(
  { question }: ShownProposals,
  proposals: ProposalsController,
): TemplateResult | typeof nothing {
  if (question === undefined) return nothing;
  return html`<div
    class="proposal-question"
    role="alertdialog"
    aria-labelledby="proposal-question"
    data-testid="proposal-question"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') proposals.withdraw();
    }}
  >
    <span class="codicon codicon-warning severity-warning" aria-hidden="true"></span>
    <span id="proposal-question" class="question-text">${renderSentence(question.sentence)}</span>
    <span class="question-answers">
      <vscode-button class="keep" data-testid="withdraw" @click=${() => proposals.withdraw()}
        >${l10n.t('Leave it')}</vscode-button
      >
      <vscode-button secondary data-testid="confirm" @click=${() => proposals.confirm()}
        >${yes[question.wish.kind]}</vscode-button
      >
    </span>
  </div>`;
}

interface ItemField {
  readonly name: keyof ItemForm;
  readonly label: string;
  readonly type: 'text' | 'date';
}

const fields: readonly ItemField[] = [
  { name: 'name', label: l10n.t('Name'), type: 'text' },
  { name: 'reason', label: l10n.t('Reason'), type: 'text' },
  { name: 'owner', label: l10n.t('Owner'), type: 'text' },
  { name: 'until', label: l10n.t('Until'), type: 'date' },
];

export interface FormActs {
  readonly fills: (item: ItemForm | undefined) => void;
  readonly accepts: (item: ItemForm) => void;
}

export function renderItemForm(item: ItemForm, isBusy: boolean, { fills, accepts }: FormActs): TemplateResult {
  return html`<form
    class="item-form"
    aria-label=${l10n.t('Exception item')}
    data-testid="item-form"
    @submit=${(event: Event) => {
      event.preventDefault();
      accepts(item);
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') fills(undefined);
      if (event.key === 'Enter' && !isBusy && item.name.trim() !== '' && isField(event.target)) accepts(item);
    }}
  >
    ${fields.map(
      ({ name, label, type }) =>
        html`<label class="item-field item-${name}"
          ><span>${label}</span>
          <vscode-textfield
            data-testid="item-${name}"
            type=${type}
            .label=${label}
            .value=${item[name]}
            @input=${(event: Event) => fills({ ...item, [name]: textOf(event) })}
          ></vscode-textfield>
        </label>`,
    )}
    <span class="item-acts">
      <vscode-button
        data-testid="make-item"
        ?disabled=${isBusy || item.name.trim() === ''}
        @click=${() => accepts(item)}
        >${l10n.t('Make the item')}</vscode-button
      >
      <vscode-button secondary data-testid="close-item" @click=${() => fills(undefined)}
        >${l10n.t('Cancel')}</vscode-button
      >
    </span>
  </form>`;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.localName === 'vscode-textfield';
}

export function textOf({ target }: Event): string {
  return target instanceof HTMLElement && 'value' in target && typeof target.value === 'string' ? target.value : '';
}
