// The hits over time above the table: piled up by outcome, a span of them chosen by the pointer or the keyboard. Colours are the theme's.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import type { HitTimelineAnswer } from '../../../server/src/protocol';
import { binInWords, chartInWords, spanInWords, spanOfBins } from '../model/analysisWords';
import { placeAfter } from '../model/chartKeys';
import type { BinRange } from '../model/chartKeys';
import type { PanelController } from '../model/panelController';
import { drawChart, selectSpan } from '../views/chart';

@customElement('rw-hit-chart')
export class HitChartElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model. */
  @property({ attribute: false }) version = 0;
  /** Where the keyboard is, once somebody used it. */
  @state() private range: BinRange | undefined;
  /** The bin under the pointer. */
  @state() private pointed: number | undefined;
  private plot: uPlot | undefined;
  private drawn: HitTimelineAnswer | undefined;
  private shown = '';
  private readonly sizes = new ResizeObserver(() => this.fit());
  private readonly themes = new MutationObserver(() => this.plot?.redraw());

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
    this.themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  }

  override disconnectedCallback(): void {
    this.sizes.disconnect();
    this.themes.disconnect();
    this.clear();
    super.disconnectedCallback();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { answer } = this;
    if (answer === undefined || (answer.span === undefined && answer.withoutTime === 0)) return nothing;
    if (answer.span === undefined)
      return html`<p class="chart-none" data-testid="chart-none">${chartInWords(answer)}</p>`;
    const at = this.range?.at ?? 0;
    return html`<div
      class="chart"
      role="slider"
      tabindex="0"
      data-testid="chart"
      aria-label=${l10n.t('Hits over time')}
      aria-describedby="chart-words"
      aria-valuemin="0"
      aria-valuemax=${answer.bins.length - 1}
      aria-valuenow=${at}
      aria-valuetext=${this.reading(answer)}
      @keydown=${(event: KeyboardEvent) => this.press(event, answer)}
      @blur=${() => this.leave()}
    >
      <div class="chart-plot" aria-hidden="true"></div>
      ${
        this.range === undefined && this.pointed === undefined
          ? nothing
          : html`<div class="chart-reading" aria-hidden="true" data-testid="chart-reading">
              ${this.reading(answer)}
            </div>`
      }
      <p class="said" id="chart-words" data-testid="chart-words">
        ${chartInWords(answer)}
        ${l10n.t('Arrows move through the time, with Shift they choose a span, Enter shows it.')}
      </p>
    </div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { answer } = this;
    if (answer?.span === undefined) return this.clear();
    if (answer !== this.drawn) this.draw(answer);
    this.showSpan(answer);
  }

  private get answer(): HitTimelineAnswer | undefined {
    return this.controller.model.analysis.chart?.answer;
  }

  private draw(answer: HitTimelineAnswer): void {
    this.clear();
    const place = this.querySelector<HTMLElement>('.chart-plot');
    if (place === null) return;
    this.plot = drawChart(answer, place, {
      onSpan: (first, last) => this.controller.analysis.showBetween(spanOfBins(answer, first, last)),
      onPoint: (at) => (this.pointed = at),
    });
    this.drawn = answer;
  }

  private clear(): void {
    this.plot?.destroy();
    this.plot = undefined;
    this.drawn = undefined;
    this.shown = '';
  }

  private fit(): void {
    const width = this.clientWidth;
    if (this.plot !== undefined && width > 0 && width !== this.plot.width) {
      this.plot.setSize({ width, height: this.plot.height });
      this.shown = '';
      if (this.drawn !== undefined) this.showSpan(this.drawn);
    }
  }

  /** The span that is shown in the table, or the one that the keyboard is about to choose. Left alone while the pointer sweeps. */
  private showSpan(answer: HitTimelineAnswer): void {
    const { between } = this.controller.model.analysis;
    const { range } = this;
    const chosen = range === undefined ? between : spanOfBins(answer, range.anchor, range.at);
    const shown = JSON.stringify(chosen ?? null);
    if (this.plot === undefined || shown === this.shown) return;
    this.shown = shown;
    const { plot } = this;
    // uPlot takes a new size over in a microtask of its own, which was queued before.
    queueMicrotask(() => {
      if (plot === this.plot) selectSpan(plot, chosen);
    });
  }

  private reading(answer: HitTimelineAnswer): string {
    const pointed = this.pointed ?? 0;
    const { anchor, at } = this.range ?? { anchor: pointed, at: pointed };
    if (anchor === at) return binInWords(answer, at);
    const span = spanOfBins(answer, anchor, at);
    return span === undefined ? '' : spanInWords(span);
  }

  private leave(): void {
    this.range = undefined;
  }

  private press(event: KeyboardEvent, answer: HitTimelineAnswer): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = placeAfter(event, this.range, answer.bins.length);
    const { analysis } = this.controller;
    if (next !== undefined) this.range = next;
    else if ((event.key === 'Enter' || event.key === ' ') && this.range !== undefined)
      analysis.showBetween(spanOfBins(answer, this.range.anchor, this.range.at));
    else if (event.key === 'Escape') {
      this.range = undefined;
      analysis.showBetween(undefined);
    } else return;
    event.preventDefault();
  }
}
