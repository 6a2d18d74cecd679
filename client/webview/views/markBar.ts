// Over the table: what can be said of the selected hits, and how they are excluded.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { counted } from '../model/counted';
import { excludeKey, marks } from '../model/marks';
import type { MarkScope } from '../model/marks';
import type { PanelController } from '../model/panelController';
import { tabOf } from '../model/panelModel';

export function renderMarkBar(controller: PanelController): TemplateResult {
  const { selection, markScope, marksForRule } = controller.model;
  const count = selection?.rows.size ?? 0;
  return html`<div class="mark-bar" role="toolbar" aria-label=${l10n.t('Exclude and mark hits')} data-testid="mark-bar">
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
    ${tabOf(controller.model) === 'miss' ? nothing : renderExclude(controller, count)}
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
    ${renderCopy(controller, count)}
  </div>`;
}

function renderCopy({ analysis }: PanelController, count: number): TemplateResult {
  const title = l10n.t('Copy the selected hits as an EQL condition');
  return html`<button
    class="icon-button"
    data-testid="copy-condition"
    ?disabled=${count === 0}
    aria-label=${title}
    title=${title}
    @click=${() => analysis.copyCondition()}
  >
    <span class="codicon codicon-copy" aria-hidden="true"></span>
  </button>`;
}

/** Without a selection all false positives are meant. */
function renderExclude(controller: PanelController, count: number): TemplateResult {
  const title =
    count === 0
      ? l10n.t('Propose exclusions for all false positives (key {0} in the table)', excludeKey)
      : l10n.t('Propose exclusions for the selected hits (key {0} in the table)', excludeKey);
  return html`<button class="mark exclude" data-testid="exclude" title=${title} @click=${() => controller.exclude()}>
    <span class="codicon codicon-exclude" aria-hidden="true"></span> ${l10n.t('Exclude…')}
  </button>`;
}
