// What each exception item does to the hits: one row an item, those that lose a true positive first, within reach of the arrows.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ExceptionItemRow, ExceptionItemsAnswer } from '../../../server/src/protocol';
import { effectInWords, itemColumns, mostItems, moveInItems, remarkOf, states } from '../model/exceptions';
import { clip, formatCount, sampleName } from '../model/format';
import type { PanelController } from '../model/panelController';
import { renderMessage } from '../views/message';
import { renderSentence } from '../views/sentence';

const longestName = 200;

@customElement('rw-exceptions')
export class ExceptionsElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model. */
  @property({ attribute: false }) version = 0;
  /** The row where the keyboard is. */
  @state() private active = 0;
  private takesFocus = false;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { exceptions, state: run } = this.controller.model;
    const { answer, failure } = exceptions ?? {};
    if (failure !== undefined) return renderMessage('error', failure, 'exceptions-failed');
    if (answer === undefined) return renderMessage('loading', l10n.t('Asking for the items …'), 'exceptions-loading');
    return html`<div class="exceptions">
      <p class="view-summary" data-testid="exceptions-summary">${effectInWords(answer, run?.exceptions?.loses ?? 0)}</p>
      ${answer.total === 0 ? nothing : this.renderItems(answer)} ${this.renderMore(answer)}
    </div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    if (!this.takesFocus) return;
    this.takesFocus = false;
    this.querySelector<HTMLElement>('.exception-item[tabindex="0"]')?.focus();
  }

  private renderItems(answer: ExceptionItemsAnswer): TemplateResult {
    return html`<div
      class="exception-items"
      role="grid"
      aria-label=${l10n.t('Exception items')}
      aria-rowcount=${answer.total + 1}
      @keydown=${(event: KeyboardEvent) => this.press(event, answer)}
    >
      <div class="exception-head" role="row" aria-rowindex="1">
        <span role="columnheader">${l10n.t('Item')}</span>
        <span role="columnheader">${l10n.t('State')}</span>
        ${itemColumns.map(
          ({ label, title }) => html`<span role="columnheader" class="number" title=${title}>${label}</span>`,
        )}
        <span role="columnheader">${l10n.t('Remark')}</span>
      </div>
      ${answer.items.map((item, index) => this.renderItem(item, index, index === this.activeOf(answer)))}
    </div>`;
  }

  /** A later run may have fewer items. */
  private activeOf({ items }: ExceptionItemsAnswer): number {
    return Math.max(0, Math.min(this.active, items.length - 1));
  }

  private renderItem(item: ExceptionItemRow, index: number, isActive: boolean): TemplateResult {
    const { label, icon, explained } = states[item.state];
    return html`<div
      class="exception-item list-row ${item.removes.truePositives > 0 ? 'loses' : ''}"
      role="row"
      data-testid="exception-item"
      data-state=${item.state}
      aria-rowindex=${index + 2}
      tabindex=${isActive ? 0 : -1}
      @click=${() => (this.active = index)}
    >
      ${renderName(item)}
      <span role="gridcell" class="exception-state" title=${explained}
        ><span class="codicon codicon-${icon}" aria-hidden="true"></span> ${label}</span
      >
      ${itemColumns.map(({ count }) => renderCount(count(item)))}
      <span role="gridcell" class="exception-remark"
        >${renderSentence(remarkOf(item))} ${this.renderLost(item, isActive)}</span
      >
    </div>`;
  }

  /** Leads to an event of the first true positive that is lost. */
  private renderLost({ firstLost }: ExceptionItemRow, isActive: boolean): TemplateResult | typeof nothing {
    if (firstLost === undefined) return nothing;
    return html`<button
      class="link"
      data-testid="first-lost"
      tabindex=${isActive ? 0 : -1}
      title=${l10n.t('Show the first of them')}
      @click=${() => this.controller.openEvent(firstLost, 'exception')}
    >
      ${sampleName(firstLost.sample)}:${firstLost.line}
    </button>`;
  }

  private renderMore({ items, total }: ExceptionItemsAnswer): TemplateResult | typeof nothing {
    const { limit = 0 } = this.controller.model.exceptions ?? {};
    if (items.length >= total || limit >= mostItems) return nothing;
    return html`<vscode-button
      class="more"
      secondary
      data-testid="more-items"
      @click=${() => this.controller.wantExceptions(mostItems)}
      >${l10n.t('Show {0} items', formatCount(Math.min(total, mostItems)))}</vscode-button
    >`;
  }

  private press(event: KeyboardEvent, answer: ExceptionItemsAnswer): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.activeOf(answer);
    const lost = answer.items[at]?.firstLost;
    const isOnRow = event.target instanceof HTMLElement && event.target.getAttribute('role') === 'row';
    if (event.key === 'Enter' && isOnRow && lost !== undefined) {
      event.preventDefault();
      this.controller.openEvent(lost, 'exception');
      return;
    }
    const goal = moveInItems(at, event.key, answer.items.length);
    if (goal === undefined) return;
    event.preventDefault();
    this.takesFocus = true;
    this.active = goal;
  }
}

function renderName({ name, list }: ExceptionItemRow): TemplateResult {
  const shown = clip(name, longestName);
  return html`<span role="rowheader" class="exception-name" title=${shown}
    >${shown} ${list === undefined ? nothing : html`<span class="faint">${clip(list, longestName)}</span>`}</span
  >`;
}

function renderCount(count: number): TemplateResult {
  return html`<span role="gridcell" class="number ${count === 0 ? 'none' : ''}">${formatCount(count)}</span>`;
}
