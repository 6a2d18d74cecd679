// How far each key of a sequence came and what ended it: one row a key, the farthest first, within reach of the arrows.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TimelineAnswer, TimelineKey } from '../../../server/src/protocol';
import { counted } from '../model/counted';
import { clip, formatCount } from '../model/format';
import type { PanelController } from '../model/panelController';
import { eventStops, moveInTimeline, mostKeys, nameOfKey, summaryOf } from '../model/timeline';
import type { TrackPlace } from '../model/timeline';
import { isMissingItem, trackOfKey } from '../model/track';
import { renderMessage } from '../views/message';
import { renderSentence } from '../views/sentence';
import { renderTrack } from '../views/track';

const longestItem = 300;
const longestName = 200;

@customElement('rw-timeline')
export class TimelineElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model. */
  @property({ attribute: false }) version = 0;
  @state() private active: TrackPlace = { row: 0, stop: 0 };
  private takesFocus = false;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { answer, failure } = this.controller.model.timeline ?? {};
    if (failure !== undefined) return renderMessage('error', failure, 'timeline-failed');
    if (answer === undefined) return renderMessage('loading', l10n.t('Following the keys …'), 'timeline-loading');
    return html`<div class="timeline" data-testid="timeline">
      ${renderHead(answer)}
      <div
        class="timeline-keys"
        role="grid"
        aria-label=${l10n.t('Keys of the sequence')}
        aria-rowcount=${answer.keyCount}
        @keydown=${(event: KeyboardEvent) => this.press(event, answer)}
      >
        ${answer.keys.map((key, row) => this.renderKey(key, row, answer))}
      </div>
      ${this.renderMore(answer)}
    </div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    if (!this.takesFocus) return;
    this.takesFocus = false;
    this.querySelector<HTMLElement>('.timeline-keys [tabindex="0"]')?.focus();
  }

  private renderKey(key: TimelineKey, row: number, { items, needed }: TimelineAnswer): TemplateResult {
    const name = nameOfKey(key);
    const active = this.active.row === row ? this.active.stop : -1;
    return html`<div class="timeline-key list-row" role="row" data-testid="timeline-key" data-ended=${key.ended}>
      <span class="key-name mono" role="rowheader" title=${clip(name, longestName)}>${clip(name, longestName)}</span>
      <span class="key-reached" role="gridcell">${l10n.t('{0} of {1}', key.reached, needed)}</span>
      <span class="key-track" role="gridcell">
        ${renderTrack({
          track: trackOfKey(key, items),
          opened: this.controller.model.opened?.reference.event,
          onOpen: (event) => this.controller.openEvent(event, 'timeline'),
          active,
        })}
        <span class="key-detail">${renderSentence(key.detail)}</span>
      </span>
    </div>`;
  }

  private renderMore({ keys, keyCount }: TimelineAnswer): TemplateResult | typeof nothing {
    const { limit = 0 } = this.controller.model.timeline ?? {};
    if (keys.length >= keyCount || limit >= mostKeys) return nothing;
    const more = formatCount(Math.min(keyCount, mostKeys));
    return html`<vscode-button
      class="more"
      secondary
      data-testid="more-keys"
      @click=${() => this.controller.wantKeys(mostKeys)}
      >${l10n.t('Show {0} keys', more)}</vscode-button
    >`;
  }

  private press(event: KeyboardEvent, { keys, items }: TimelineAnswer): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = keys.map((key) => eventStops(trackOfKey(key, items)).length);
    const goal = moveInTimeline(this.active, event.key, stops);
    if (goal === undefined) return;
    event.preventDefault();
    this.takesFocus = true;
    this.active = goal;
  }
}

function renderHead(answer: TimelineAnswer): TemplateResult {
  return html`<p class="view-summary" data-testid="timeline-summary">${summaryOf(answer)}</p>
    ${answer.notes.map(
      (note) =>
        html`<p class="note">
          <span class="codicon codicon-info severity-info" aria-hidden="true"></span> ${renderSentence(note)}
        </p>`,
    )}
    <details class="items">
      <summary>${counted.items(answer.items.length)}</summary>
      <ol aria-label=${l10n.t('Items of the sequence')}>
        ${answer.items.map((item, index) => renderItem(item, index))}
      </ol>
    </details>`;
}

function renderItem(item: string, index: number): TemplateResult {
  return html`<li>
    <span class="pip ${isMissingItem(item) ? 'missing' : ''}">${index + 1}</span>
    <code title=${item}>${clip(item, longestItem)}</code>
  </li>`;
}
