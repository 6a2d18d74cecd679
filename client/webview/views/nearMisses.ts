// Which clauses events just fail: "14 events fail only on …", each leading to the first of them.
import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { NearMiss, PanelState } from '../../../server/src/protocol';
import { counted } from '../model/counted';
import { clip, sampleName } from '../model/format';
import type { PanelController } from '../model/panelController';

const longestClause = 300;

export function renderNearMisses(
  { nearMisses, totals, events }: PanelState,
  controller: PanelController,
): TemplateResult {
  const opened = controller.model.opened?.reference.event;
  return html`<div class="near-misses" data-testid="near-misses">
    <p class="view-summary">
      ${totals.hits === 0 ? l10n.t('The rule hits none of {0}.', counted.events(events)) : ''}
      ${l10n.t('These fail by one clause only:')}
    </p>
    <ul>
      ${nearMisses.map((nearMiss) => html`<li class="list-row">${renderNearMiss(nearMiss, opened, controller)}</li>`)}
    </ul>
  </div>`;
}

function renderNearMiss(
  { clause, count, firstEvent }: NearMiss,
  opened: number | undefined,
  controller: PanelController,
): TemplateResult {
  const { sample, line, column, event } = firstEvent;
  return html`<button
      class="near-miss"
      title=${`${clip(clause, longestClause)}\n${l10n.t('Show the first of them')}`}
      data-testid="near-miss"
      aria-pressed=${event === opened ? 'true' : 'false'}
      @click=${() => controller.openEvent(firstEvent, 'near-miss')}
    >
      <b>${counted.justFailing(count)}</b> ${l10n.t('only on')}
      <code class="eql">${clip(clause, longestClause)}</code>
    </button>
    <button
      class="link near-place"
      title=${l10n.t('Open the sample at this line')}
      @click=${() => controller.post({ type: 'openEvent', sample, line, column })}
    >
      ${sampleName(sample)}:${line}
    </button>`;
}
