// What the panel shows while no rule has run: what will stand here, and three ways to begin.
import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelController } from '../model/panelController';

export function renderWelcome(controller: PanelController): TemplateResult {
  return html`<div class="welcome" data-testid="welcome">
    <span class="codicon codicon-beaker" aria-hidden="true"></span>
    <p>${l10n.t('No rule has run yet.')}</p>
    <p class="faint">
      ${l10n.t('Open a rule (TOML, YAML or .eql) and click “Run” above it: its hits on your sample events are shown here.')}
    </p>
    <p class="welcome-ways">
      <vscode-button icon="play" data-testid="begin-run" @click=${() => controller.post({ type: 'begin', way: 'run' })}
        >${l10n.t('Run the rule at the cursor')}</vscode-button
      >
      <vscode-button
        secondary
        icon="file"
        data-testid="begin-choose-sample"
        @click=${() => controller.post({ type: 'begin', way: 'chooseSample' })}
        >${l10n.t('Choose its sample file…')}</vscode-button
      >
    </p>
    <p>
      <button
        class="link"
        data-testid="begin-walkthrough"
        @click=${() => controller.post({ type: 'begin', way: 'walkthrough' })}
      >
        ${l10n.t('Show me the first steps')}
      </button>
    </p>
  </div>`;
}
