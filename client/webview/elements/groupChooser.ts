// The button that groups the rows, and what it opens: a field to type into with the fields of the events below it.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { groupChoices, labelOf } from '../model/groupChoices';
import type { GroupChoice } from '../model/groupChoices';
import { itemAfter } from '../model/menuKeys';
import type { PanelController } from '../model/panelController';
import { PressBeside } from './pressBeside';

@customElement('rw-group-chooser')
export class GroupChooserElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model. */
  @property({ attribute: false }) version = 0;
  @state() private isOpen = false;
  @state() private typed = '';
  /** The choice that Enter takes. */
  @state() private active = 0;
  private takesFocus = false;

  constructor() {
    super();
    new PressBeside(this, () => (this.isOpen = false));
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { groupBy } = this.controller.model.analysis;
    const title = groupBy === undefined ? l10n.t('Group by') : l10n.t('Grouped by {0}', labelOf(groupBy));
    return html`<button
        class="icon-button group-button ${groupBy === undefined ? '' : 'pressed'}"
        aria-haspopup="dialog"
        aria-expanded=${this.isOpen ? 'true' : 'false'}
        aria-label=${title}
        title=${title}
        data-testid="group-by"
        @click=${() => (this.isOpen ? this.close() : this.open())}
      >
        <span class="codicon codicon-group-by-ref-type" aria-hidden="true"></span>
      </button>
      ${this.isOpen ? this.renderPopup() : nothing}`;
  }

  protected override updated(): void {
    if (this.takesFocus) this.querySelector('input')?.focus();
    this.takesFocus = false;
    if (this.isOpen) this.querySelector(`#group-choice-${this.active}`)?.scrollIntoView({ block: 'nearest' });
  }

  private get choices(): readonly GroupChoice[] {
    const { state: run, analysis } = this.controller.model;
    return groupChoices(run, analysis.fields?.names ?? [], analysis.groupBy, this.typed);
  }

  private renderPopup(): TemplateResult {
    const { choices } = this;
    return html`<div
      class="menu group-menu"
      role="dialog"
      aria-label=${l10n.t('Group by')}
      @focusout=${(event: FocusEvent) => this.leave(event)}
    >
      <input
        class="group-input"
        type="text"
        role="combobox"
        aria-label=${l10n.t('Field to group by')}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls="group-choices"
        aria-activedescendant=${choices.length === 0 ? nothing : `group-choice-${this.active}`}
        placeholder=${l10n.t('Group by any field')}
        spellcheck="false"
        autocomplete="off"
        data-testid="group-input"
        .value=${this.typed}
        @input=${(event: Event) => this.type((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.press(event, choices)}
      />
      <div class="group-choices" id="group-choices" role="listbox" aria-label=${l10n.t('Fields')}>
        ${choices.map((choice, index) => this.renderChoice(choice, index))}
      </div>
    </div>`;
  }

  private renderChoice({ field, label, isChosen }: GroupChoice, index: number): TemplateResult {
    return html`<div
      class="menu-item ${index === this.active ? 'active' : ''}"
      id="group-choice-${index}"
      role="option"
      aria-selected=${isChosen ? 'true' : 'false'}
      title=${label}
      data-testid="group-choice"
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.take(field)}
    >
      <span class="codicon codicon-${isChosen ? 'check' : 'blank'}" aria-hidden="true"></span><bdi>${label}</bdi>
    </div>`;
  }

  private open(): void {
    this.controller.analysis.wantFields();
    this.typed = '';
    this.active = 0;
    this.isOpen = true;
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

  private type(text: string): void {
    this.typed = text;
    this.active = 0;
  }

  private press(event: KeyboardEvent, choices: readonly GroupChoice[]): void {
    if (event.key === 'Tab') return this.close();
    // Home and End are for the text.
    const goal = /^Arrow(?:Up|Down)$/.test(event.key) ? itemAfter(event.key, this.active, choices.length) : undefined;
    if (goal === undefined && event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    const choice = choices[this.active];
    if (goal !== undefined) this.active = goal;
    else if (event.key === 'Escape') this.close();
    else if (choice !== undefined) this.take(choice.field);
  }

  private take(field: string | undefined): void {
    this.close();
    this.controller.analysis.groupBy(field);
  }
}
