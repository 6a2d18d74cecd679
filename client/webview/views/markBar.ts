// Over the table: what can be said of the selected hits.
import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { counted } from '../model/counted';
import { marks } from '../model/marks';
import type { MarkScope } from '../model/marks';
import type { PanelController } from '../model/panelController';

export function renderMarkBar(controller: PanelController): TemplateResult {
  const { selection, markScope, marksForRule } = controller.model;
  const count = selection?.rows.size ?? 0;
  return html`<div class="mark-bar" role="toolbar" aria-label=${l10n.t('Mark hits')} data-testid="mark-bar">
    <select
      class="mark-scope"
      aria-label=${l10n.t('Which events are marked')}
      data-testid="mark-scope"
      @change=${(event: Event) => controller.markWhich((event.target as HTMLSelectElement).value as MarkScope)}
    >
      <option value="selection" ?selected=${markScope === 'selection'}>
        ${l10n.t('{0} selected', counted.rows(count))}
      </option>
      <option value="like" ?selected=${markScope === 'like'}>${l10n.t('all like this one')}</option>
      <option value="session" ?selected=${markScope === 'session'}>${l10n.t('its whole request')}</option>
    </select>
    ${marks.map(
      ({ name, label, title, icon, key }) =>
        html`<button
          class="mark"
          data-testid="mark-${name}"
          ?disabled=${count === 0}
          title=${l10n.t('{0} (key {1} in the table)', title, key)}
          @click=${() => controller.mark(label)}
        >
          <span class="codicon codicon-${icon}" aria-hidden="true"></span> ${title}
        </button>`,
    )}
    <label class="mark-rule"
      ><input
        type="checkbox"
        data-testid="mark-for-rule"
        .checked=${marksForRule}
        @change=${() => controller.toggleMarksForRule()}
      />
      ${l10n.t('for this rule only')}</label
    >
  </div>`;
}
