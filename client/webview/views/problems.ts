// What went wrong on the way of a run; each problem leads to its line.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelProblem, PanelState } from '../../../server/src/protocol';
import { counted } from '../model/counted';
import { sampleName } from '../model/format';
import type { PanelController } from '../model/panelController';
import { renderSentence } from './sentence';

const icons: Readonly<Record<PanelProblem['severity'], string>> = { error: 'error', warning: 'warning', info: 'info' };
const severities: Readonly<Record<PanelProblem['severity'], string>> = {
  error: l10n.t('Error'),
  warning: l10n.t('Warning'),
  info: l10n.t('Note'),
};

export function renderProblems({ problems }: PanelState, controller: PanelController): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const isOpen = !controller.model.hidesProblems;
  const gravest = (['error', 'warning'] as const).find((each) => problems.some(({ severity }) => severity === each));
  const severity = gravest ?? 'info';
  return html`<section class="notice" data-testid="problems">
    <button
      class="notice-title"
      aria-expanded=${isOpen ? 'true' : 'false'}
      data-testid="problems-toggle"
      @click=${() => controller.toggleProblems()}
    >
      <span class="codicon codicon-chevron-${isOpen ? 'down' : 'right'}" aria-hidden="true"></span>
      <span class="codicon codicon-${icons[severity]} severity-${severity}" aria-hidden="true"></span>
      ${gravest === undefined ? counted.notes(problems.length) : counted.problems(problems.length)}
    </button>
    ${
      isOpen
        ? html`<ul class="notice-lines">
            ${problems.map((problem) => html`<li>${renderProblem(problem, controller)}</li>`)}
          </ul>`
        : nothing
    }
  </section>`;
}

function renderProblem({ severity, message, sample, line }: PanelProblem, controller: PanelController): TemplateResult {
  return html`<span
      class="codicon codicon-${icons[severity]} severity-${severity}"
      role="img"
      aria-label=${severities[severity]}
    ></span>
    <span class="notice-text">${renderSentence(message)}</span>
    ${
      sample === undefined || line === undefined
        ? nothing
        : html`<button class="link" @click=${() => controller.post({ type: 'openEvent', sample, line })}>
            ${sampleName(sample)}:${line}
          </button>`
    }`;
}
