// What narrows the rows beside the tab and the text: an open group and a span of time, each with a way back.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { groupInWords, spanInWords } from '../model/analysisWords';
import type { PanelController } from '../model/panelController';

export function renderLookBar({ model, analysis }: PanelController): TemplateResult | typeof nothing {
  const { group, between } = model.analysis;
  if (group === undefined && between === undefined) return nothing;
  return html`<div class="look-bar" role="group" aria-label=${l10n.t('Shown rows')}>
    ${
      group === undefined
        ? nothing
        : html`<button
              class="link back"
              data-testid="close-group"
              title=${l10n.t('Back to the groups')}
              @click=${() => analysis.closeGroup()}
            >
              <span class="codicon codicon-arrow-left" aria-hidden="true"></span> ${l10n.t('Groups')}
            </button>
            ${renderChip('shown-group', groupInWords(group), l10n.t('No groups'), () => analysis.groupBy(undefined))}`
    }
    ${
      between === undefined
        ? nothing
        : renderChip('shown-span', spanInWords(between), l10n.t('Show the whole time'), () =>
            analysis.showBetween(undefined),
          )
    }
  </div>`;
}

function renderChip(testId: string, words: string, title: string, clear: () => void): TemplateResult {
  return html`<span class="chip" data-testid=${testId}
    ><span class="chip-words" title=${words}>${words}</span
    ><button class="icon-button" aria-label=${title} title=${title} data-testid="clear-${testId}" @click=${clear}>
      <span class="codicon codicon-close" aria-hidden="true"></span></button
  ></span>`;
}
