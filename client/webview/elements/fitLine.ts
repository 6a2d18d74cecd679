// A line that never wraps: where its parts lack room it gives up words, one step after another. Which words those are is for the styles,
// by the attribute `data-step`; while it measures itself (`data-measuring`), what could be cut keeps its length.
import { customElement } from 'lit/decorators.js';
import { firstFitting } from '../model/fitting';

@customElement('rw-fit-line')
export class FitLineElement extends HTMLElement {
  private readonly sizes = new ResizeObserver(() => this.fit());
  /** What stands in the line grows by itself, once its font or its own script is there. */
  private readonly parts = new ResizeObserver(() => requestAnimationFrame(() => this.fit()));
  private readonly changes = new MutationObserver((records) => {
    if (records.some(({ type, target }) => type === 'childList' && target === this)) this.watchParts();
    this.fit();
  });

  connectedCallback(): void {
    this.sizes.observe(this);
    this.watchParts();
    this.changes.observe(this, {
      childList: true,
      characterData: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['aria-selected'],
    });
  }

  disconnectedCallback(): void {
    this.sizes.disconnect();
    this.parts.disconnect();
    this.changes.disconnect();
  }

  private watchParts(): void {
    this.parts.disconnect();
    for (const part of this.children) this.parts.observe(part);
  }

  private get last(): number {
    return Number(this.getAttribute('steps') ?? 1);
  }

  private fit(): void {
    const { last } = this;
    this.toggleAttribute('data-measuring', true);
    const step = firstFitting(last, (each) => {
      this.dataset['step'] = String(each);
      return this.isWhole();
    });
    this.toggleAttribute('data-measuring', false);
    if (step === undefined) this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  /** What is too long runs over the padding first, which the width to scroll does not tell. */
  private isWhole(): boolean {
    const edge = this.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(this).paddingRight);
    return [...this.children].every((part) => part.getBoundingClientRect().right <= edge + 1);
  }
}
