// Below the table while rows are selected: what can be said of them. It takes its place from the rows, so that none of them moves.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { counted } from '../model/counted';
import { marks } from '../model/marks';
import type { MarkLook, MarkScope } from '../model/marks';
import type { PanelController } from '../model/panelController';
import { tabOf } from '../model/panelModel';

export function renderMarkBar(controller: PanelController): TemplateResult | typeof nothing {
  const count = controller.model.selection?.rows.size ?? 0;
  if (count === 0) return nothing;
  return html`<rw-fit-line
    class="mark-bar"
    steps="3"
    role="toolbar"
    aria-label=${l10n.t('Mark hits')}
    data-testid="mark-bar"
  >
    ${renderScope(controller, count)} ${marks.map((look) => renderMark(look, controller))} ${renderForRule(controller)}
    <span class="spring"></span>
    ${tabOf(controller.model) === 'miss' ? nothing : renderKnown(controller)} ${renderCopy(controller)}
  </rw-fit-line>`;
}

function renderScope(controller: PanelController, count: number): TemplateResult {
  const { markScope } = controller.model;
  const title = l10n.t('Which events are marked');
  return html`<select
    class="choice mark-scope"
    aria-label=${title}
    title=${title}
    data-testid="mark-scope"
    @change=${({ target }: Event) => {
      if (target instanceof HTMLSelectElement) controller.markWhich(target.value as MarkScope);
    }}
  >
    <option value="selection" ?selected=${markScope === 'selection'}>
      ${l10n.t('{0} selected', counted.rows(count))}
    </option>
    <option value="like" ?selected=${markScope === 'like'}>${l10n.t('all like this one')}</option>
    <option value="session" ?selected=${markScope === 'session'}>${l10n.t('its whole request')}</option>
  </select>`;
}

function renderMark({ name, label, title, icon, key }: MarkLook, controller: PanelController): TemplateResult {
  return html`<button
    class="act mark-${name}"
    data-testid="mark-${name}"
    title=${l10n.t('{0} (key {1} in the table)', title, key)}
    @click=${() => controller.mark(label)}
  >
    <span class="codicon codicon-${icon} outcome-${name}" aria-hidden="true"></span>
    <span class="act-words">${title}</span>
  </button>`;
}

function renderForRule(controller: PanelController): TemplateResult {
  const words = l10n.t('for this rule only');
  return html`<label class="mark-rule" title=${words}
    ><input
      type="checkbox"
      data-testid="mark-for-rule"
      .checked=${controller.model.marksForRule}
      @change=${() => controller.toggleMarksForRule()}
    /><span class="codicon codicon-law" aria-hidden="true"></span><span class="rule-words">${words}</span></label
  >`;
}

function renderKnown({ known }: PanelController): TemplateResult {
  return html`<button
    class="act known"
    data-testid="known-exclude"
    title=${l10n.t('Leave out a known false positive, those that fit the selected hits first')}
    @click=${() => known.askForSelected()}
  >
    <span class="codicon codicon-book" aria-hidden="true"></span>
    <span class="act-words">${l10n.t('Known…')}</span>
  </button>`;
}

function renderCopy({ analysis }: PanelController): TemplateResult {
  const title = l10n.t('Copy the selected hits as an EQL condition');
  return html`<button
    class="icon-button"
    data-testid="copy-condition"
    aria-label=${title}
    title=${title}
    @click=${() => analysis.copyCondition()}
  >
    <span class="codicon codicon-copy" aria-hidden="true"></span>
  </button>`;
}
