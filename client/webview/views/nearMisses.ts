// Which clauses events just fail: "14 events fail only on …", each leading to the first of them.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { NearMiss, PanelState } from '../../../server/src/protocol';
import { clip, formatNoun, sampleName } from '../model/format';
import type { PanelController } from '../model/panelController';

const longestClause = 300;

export function renderNearMisses(
  { nearMisses, totals, events }: PanelState,
  controller: PanelController,
): TemplateResult {
  const opened = controller.model.opened?.reference.event;
  return html`<div class="near-misses" data-testid="near-misses">
    <p class="near-intro">
      ${totals.hits === 0 ? `The rule hits none of ${formatNoun(events, 'event', 'events')}. ` : ''}These fail by one
      clause only:
    </p>
    <ul>
      ${nearMisses.map((nearMiss) => html`<li>${renderNearMiss(nearMiss, opened, controller)}</li>`)}
    </ul>
  </div>`;
}

function renderNearMiss(
  { clause, count, firstEvent }: NearMiss,
  opened: number | undefined,
  controller: PanelController,
): TemplateResult {
  const { sample, line, event } = firstEvent;
  return html`<button
      class="near-miss"
      title="Show the first of them"
      data-testid="near-miss"
      aria-pressed=${event === opened ? 'true' : 'false'}
      @click=${() => controller.openEvent(firstEvent, 'near-miss')}
    >
      <b>${formatNoun(count, 'event fails', 'events fail')}</b> only on
      <code class="eql">${clip(clause, longestClause)}</code>
    </button>
    <button
      class="link near-place"
      title="Open the sample at this line"
      @click=${() => controller.post({ type: 'openEvent', sample, line })}
    >
      ${sampleName(sample)}:${line}
    </button>`;
}
