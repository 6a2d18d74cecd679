// The button that opens the menu of columns, and the menu: one item that can be checked for each field of the run, and one for all of them.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ColumnChoice } from '../model/hiddenColumns';
import { columnChoices } from '../model/hiddenColumns';
import { itemAfter } from '../model/menuKeys';
import type { PanelController } from '../model/panelController';
import { PressBeside } from './pressBeside';

@customElement('rw-column-chooser')
export class ColumnChooserElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model. */
  @property({ attribute: false }) version = 0;
  @state() private isOpen = false;
  /** Where the keyboard is in the menu; the last item shows all fields again. */
  @state() private active = 0;
  private takesFocus = false;

  constructor() {
    super();
    new PressBeside(this, () => (this.isOpen = false));
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state: run, hidden } = this.controller.model;
    const choices = columnChoices(run, hidden);
    if (choices.length === 0) return nothing;
    return html`<button
        class="icon-button"
        aria-haspopup="menu"
        aria-expanded=${this.isOpen ? 'true' : 'false'}
        aria-label=${l10n.t('Choose columns')}
        title=${l10n.t('Choose columns')}
        data-testid="choose-columns"
        @click=${() => (this.isOpen ? this.close() : this.open(0))}
        @keydown=${(event: KeyboardEvent) => this.pressButton(event, choices.length)}
      >
        <span class="codicon codicon-list-selection" aria-hidden="true"></span>
      </button>
      ${this.isOpen ? this.renderMenu(choices) : nothing}`;
  }

  protected override updated(): void {
    if (!this.takesFocus) return;
    this.takesFocus = false;
    this.querySelector<HTMLElement>('[role^="menuitem"][tabindex="0"]')?.focus();
  }

  private renderMenu(choices: readonly ColumnChoice[]): TemplateResult {
    const isDefault = choices.every(({ isShown }) => isShown);
    return html`<div
      class="menu"
      role="menu"
      aria-label=${l10n.t('Columns')}
      data-testid="columns-menu"
      @keydown=${(event: KeyboardEvent) => this.pressMenu(event, choices)}
      @focusout=${(event: FocusEvent) => this.leave(event)}
    >
      ${choices.map((choice, index) => this.renderChoice(choice, index, choices))}
      <div class="menu-line" role="separator"></div>
      <div
        class="menu-item"
        role="menuitem"
        tabindex=${this.active === choices.length ? 0 : -1}
        aria-disabled=${isDefault ? 'true' : 'false'}
        data-testid="reset-columns"
        @click=${() => this.take(choices.length, choices)}
      >
        <span class="codicon codicon-blank" aria-hidden="true"></span><span>${l10n.t('Reset')}</span>
      </div>
    </div>`;
  }

  private renderChoice(choice: ColumnChoice, index: number, choices: readonly ColumnChoice[]): TemplateResult {
    const { field, isShown, isLast } = choice;
    return html`<div
      class="menu-item"
      role="menuitemcheckbox"
      tabindex=${this.active === index ? 0 : -1}
      aria-checked=${isShown ? 'true' : 'false'}
      aria-disabled=${isLast ? 'true' : 'false'}
      title=${isLast ? l10n.t('One field stays in the table.') : field}
      data-testid="column-choice"
      @click=${() => this.take(index, choices)}
    >
      <span class="codicon codicon-${isShown ? 'check' : 'blank'}" aria-hidden="true"></span><bdi>${field}</bdi>
    </div>`;
  }

  private open(active: number): void {
    this.isOpen = true;
    this.active = active;
    this.takesFocus = true;
  }

  /** Back to the button, where the keyboard came from. */
  private close(): void {
    this.isOpen = false;
    this.querySelector<HTMLElement>('button')?.focus();
  }

  private leave({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.isOpen = false;
  }

  private pressButton(event: KeyboardEvent, last: number): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.open(event.key === 'ArrowDown' ? 0 : last);
  }

  private pressMenu(event: KeyboardEvent, choices: readonly ColumnChoice[]): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Tab') return this.close();
    const goal = itemAfter(event.key, this.active, choices.length + 1);
    const isKnown = goal !== undefined || [' ', 'Enter', 'Escape'].includes(event.key);
    if (!isKnown) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return this.close();
    if (goal === undefined) return this.take(this.active, choices);
    this.active = goal;
    this.takesFocus = true;
  }

  /** The menu stays open: who hides one field often hides another. */
  private take(index: number, choices: readonly ColumnChoice[]): void {
    this.active = index;
    this.takesFocus = true;
    const choice = choices[index];
    if (choice === undefined) this.controller.resetColumns();
    else this.controller.toggleColumn(choice.field);
  }
}
