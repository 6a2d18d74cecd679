// The menu of a row of the table, where the pointer or the keyboard asked for it.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { itemAfter } from '../model/menuKeys';
import type { PanelController } from '../model/panelController';
import { rowMenu } from '../model/rowMenu';
import type { RowMenuItem } from '../model/rowMenu';
import { PressBeside } from './pressBeside';

interface Place {
  readonly x: number;
  readonly y: number;
}

@customElement('rw-row-menu')
export class RowMenuElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  @state() private place: Place | undefined;
  @state() private active = 0;
  private groups: readonly (readonly RowMenuItem[])[] = [];
  private takesFocus = false;

  constructor() {
    super();
    new PressBeside(this, () => (this.place = undefined));
  }

  /** Of the row that is the active one now. */
  open(place: Place): void {
    const { cache, model } = this.controller;
    this.groups = rowMenu(cache?.row(model.active.row));
    this.place = place;
    this.active = 0;
    this.takesFocus = true;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.place === undefined) return nothing;
    const items = this.groups.flat();
    return html`<div
      class="menu row-menu"
      role="menu"
      aria-label=${l10n.t('Exclude and mark hits')}
      data-testid="row-menu"
      .style=${`left: ${this.place.x}px; top: ${this.place.y}px`}
      @keydown=${(event: KeyboardEvent) => this.press(event, items)}
      @focusout=${(event: FocusEvent) => this.leave(event)}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      ${this.groups.map(
        (group, index) =>
          html`${index === 0 ? nothing : html`<div class="menu-line" role="separator"></div>`}
          ${group.map((item) => this.renderItem(item, items.indexOf(item)))}`,
      )}
    </div>`;
  }

  protected override updated(): void {
    if (!this.takesFocus) return;
    this.takesFocus = false;
    this.keepInSight();
    this.querySelector<HTMLElement>('[role="menuitem"][tabindex="0"]')?.focus();
  }

  private renderItem(item: RowMenuItem, index: number): TemplateResult {
    const { id, title, icon, key } = item;
    return html`<div
      class="menu-item"
      role="menuitem"
      tabindex=${this.active === index ? 0 : -1}
      aria-keyshortcuts=${key ?? nothing}
      data-testid="row-menu-${id}"
      @click=${() => this.take(item)}
    >
      <span class="codicon codicon-${icon}" aria-hidden="true"></span><span>${title}</span>
      ${key === undefined ? nothing : html`<span class="menu-key" aria-hidden="true">${key}</span>`}
    </div>`;
  }

  /** A menu that would stand beyond the edge of the panel moves back into it. */
  private keepInSight(): void {
    const menu = this.querySelector<HTMLElement>('.menu');
    if (menu === null || this.place === undefined) return;
    const { width, height } = menu.getBoundingClientRect();
    const x = Math.max(0, Math.min(this.place.x, window.innerWidth - width));
    const y = Math.max(0, Math.min(this.place.y, window.innerHeight - height));
    if (x !== this.place.x || y !== this.place.y) this.place = { x, y };
  }

  private press(event: KeyboardEvent, items: readonly RowMenuItem[]): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const goal = itemAfter(event.key, this.active, items.length);
    if (goal === undefined && ![' ', 'Enter', 'Escape', 'Tab'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const item = items[this.active];
    if (goal !== undefined) {
      this.active = goal;
      this.takesFocus = true;
    } else if (item !== undefined && (event.key === ' ' || event.key === 'Enter')) this.take(item);
    else this.close();
  }

  private leave({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.place = undefined;
  }

  private take({ act }: RowMenuItem): void {
    this.close();
    switch (act.kind) {
      case 'mark':
        return this.controller.mark(act.label, act.scope);
      case 'accept':
        return this.controller.acceptVerdict(act.reason, act.label);
      case 'exclude':
        return this.controller.exclude();
      case 'condition':
        return this.controller.analysis.copyCondition();
      case 'known':
        return this.controller.known.askForSelected();
      case 'newKnown':
        return this.controller.known.writeNew();
    }
  }

  /** Whoever opened the menu gives the focus back to the row. */
  private close(): void {
    this.place = undefined;
    this.dispatchEvent(new CustomEvent('closed'));
  }
}
