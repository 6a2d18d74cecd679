// Hits that get no exclusion: why, and what alert suppression would make of them.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RefusalRow, SuppressionRow } from '../../../server/src/protocol';
import { formatCount } from '../model/format';
import type { ShownProposals, Wish } from '../model/proposals';
import { refusalTitle } from '../model/proposalWords';
import type { ProposalsController } from '../model/proposalsController';
import { renderProblem, renderQuestion } from './proposalAccept';
import { renderSentence } from './sentence';

export function renderRefusal(
  refusal: RefusalRow,
  index: number,
  shown: ShownProposals,
  proposals: ProposalsController,
): TemplateResult {
  const { reason, suppression } = refusal;
  return html`<section class="proposal" aria-label=${refusalTitle(refusal)} data-testid="refusal-details">
    <header class="details-title proposal-title">
      <span class="proposal-name">${refusalTitle(refusal)}</span>
      <span class="spring"></span>
      ${suppression === undefined ? nothing : renderAdd(shown, proposals, { kind: 'suppression', refusal: index })}
    </header>
    ${renderProblem(shown)} ${renderQuestion(shown, proposals)}
    <div class="proposal-body">
      <p class="proposal-note" data-testid="refusal-reason">
        <span class="codicon codicon-circle-slash" aria-hidden="true"></span><span>${renderSentence(reason)}</span>
      </p>
      ${suppression === undefined ? nothing : renderSuppression(suppression)}
    </div>
  </section>`;
}

function renderAdd(shown: ShownProposals, proposals: ProposalsController, wish: Wish): TemplateResult {
  return html`<vscode-button
    data-testid="add-suppression"
    ?disabled=${shown.busy !== undefined || shown.question !== undefined}
    @click=${() => proposals.accept(wish)}
    >${l10n.t('Add suppression to the rule')}</vscode-button
  >`;
}

function renderSuppression({ groupBy, duration, before, after, isPerDay }: SuppressionRow): TemplateResult {
  const label = isPerDay ? l10n.t('alerts a day') : l10n.t('alerts of the sample');
  return html`<h2>${l10n.t('Alert suppression instead')}</h2>
    <p class="proposal-note">
      <span class="codicon codicon-info severity-info" aria-hidden="true"></span
      ><span>
        ${renderSentence(
          l10n.t(
            'It loses no hit: within {0} one alert stands for all with the same {1}.',
            duration,
            groupBy.map((path) => `\`${path}\``).join(', '),
          ),
        )}
      </span>
    </p>
    <div class="figures" data-testid="suppression">
      <div class="figure">
        <span class="figure-value"
          ><span class="figure-before">${formatCount(before)}</span>
          <span class="codicon codicon-arrow-right" role="img" aria-label=${l10n.t('becomes')}></span>
          ${formatCount(after)}</span
        >
        <span class="figure-label">${label}</span>
      </div>
    </div>`;
}
