// Two panes with a bar between them that the mouse or the arrows move; one above the other where there is little width.
import * as l10n from '@vscode/l10n';
import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';

const narrow = 680;
const least = 0.2;
const most = 0.8;
const step = 0.03;

@customElement('rw-split-view')
export class SplitViewElement extends LitElement {
  /** Only the first pane is shown. */
  @property({ type: Boolean }) single = false;
  @property({ type: Boolean, reflect: true }) stacked = false;
  /** Of the first pane. */
  @property({ type: Number }) share = 0.56;
  /** What a screen reader calls the bar. */
  @property() label = l10n.t('Width of the event');
  private readonly sizes = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this.stacked = entry.contentRect.width < narrow;
  });

  static override styles = css`
    :host {
      display: flex;
      flex-direction: row;
      min-height: 0;
      min-width: 0;
    }
    :host([stacked]) {
      flex-direction: column;
    }
    .pane {
      display: flex;
      flex-direction: column;
      min-width: 0;
      min-height: 0;
      overflow: hidden;
    }
    .bar {
      flex: 0 0 5px;
      margin: 0 -2px;
      z-index: 3;
      cursor: col-resize;
      touch-action: none;
      background: linear-gradient(var(--vscode-panel-border), var(--vscode-panel-border)) center / 1px 100% no-repeat;
    }
    :host([stacked]) .bar {
      cursor: row-resize;
      margin: -2px 0;
      background-size: 100% 1px;
    }
    .bar:hover,
    .bar:focus-visible {
      outline: none;
      background: var(--vscode-sash-hoverBorder, var(--vscode-focusBorder));
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    this.sizes.disconnect();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const grow = (share: number): string => `flex: ${share} 1 0`;
    return html`<div class="pane" .style=${grow(this.single ? 1 : this.share)}><slot name="first"></slot></div>
      ${
        this.single
          ? nothing
          : html`<div
                class="bar"
                role="separator"
                tabindex="0"
                aria-label=${this.label}
                aria-orientation=${this.stacked ? 'horizontal' : 'vertical'}
                aria-valuenow=${Math.round(this.share * 100)}
                aria-valuemin=${least * 100}
                aria-valuemax=${most * 100}
                @pointerdown=${(event: PointerEvent) => this.grab(event)}
                @pointermove=${(event: PointerEvent) => this.drag(event)}
                @keydown=${(event: KeyboardEvent) => this.press(event)}
              ></div>
              <div class="pane" .style=${grow(1 - this.share)}><slot name="second"></slot></div>`
      }`;
  }

  private grab(event: PointerEvent): void {
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  private drag(event: PointerEvent): void {
    const isHeld = event.currentTarget instanceof HTMLElement && event.currentTarget.hasPointerCapture(event.pointerId);
    if (!isHeld) return;
    const { left, top, width, height } = this.getBoundingClientRect();
    this.moveTo(this.stacked ? (event.clientY - top) / height : (event.clientX - left) / width);
  }

  private press(event: KeyboardEvent): void {
    const [less, more] = this.stacked ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    this.moveTo(this.share + (event.key === more ? step : -step));
  }

  private moveTo(share: number): void {
    this.share = Math.min(most, Math.max(least, share));
  }
}
