// The head of the panel: which rule, on which sample, how far, and what can be done with the run.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelAlerts, PanelExceptions, PanelState } from '../../../server/src/protocol';
import { alertDetails, alertsInWords } from '../model/alerts';
import { counted } from '../model/counted';
import { formatCount, formatDuration, formatProgress, sampleName } from '../model/format';
import { showsChart } from '../model/analysis';
import type { PanelController } from '../model/panelController';
import { isTab } from '../model/outcomes';
import { hasRows, isUnderWay, tabOf } from '../model/panelModel';

export function renderHead(state: PanelState, controller: PanelController, version: number): TemplateResult {
  const { rule, samples, milliseconds } = state;
  return html`<header class="head">
    <button
      class="link rule-name"
      data-testid="rule-name"
      title=${l10n.t('Open the rule')}
      @click=${() => controller.post({ type: 'openRule', rule })}
    >
      ${rule.name}
    </button>
    <span class="faint">${l10n.t('on')}</span>
    <button
      class="link"
      data-testid="samples"
      title=${l10n.t('Choose another sample file')}
      @click=${() => controller.post({ type: 'chooseSample', rule })}
    >
      ${samples.length === 0 ? l10n.t('no sample') : samples.map(sampleName).join(', ')}
    </button>
    ${
      milliseconds === undefined || isUnderWay(state)
        ? nothing
        : html`<span class="faint" data-testid="duration">${formatDuration(milliseconds)}</span>`
    }
    ${
      state.phase === 'cancelled'
        ? html`<span class="tag" data-testid="cancelled"
            ><span class="codicon codicon-circle-slash" aria-hidden="true"></span>
            ${l10n.t('cancelled: not all events were looked at')}</span
          >`
        : nothing
    }
    ${
      state.stale === true && !isUnderWay(state)
        ? html`<span class="tag stale" data-testid="stale"
            ><span class="codicon codicon-history" aria-hidden="true"></span> ${l10n.t('the rule changed since')}</span
          >`
        : nothing
    }
    ${state.alerts === undefined || state.totals.hits === 0 || isUnderWay(state) ? nothing : renderAlerts(state.alerts)}
    ${state.exceptions === undefined || isUnderWay(state) ? nothing : renderExceptions(state.exceptions, state, controller)}
    <span class="spring"></span>
    ${hasRows(state) && isTab(tabOf(controller.model)) ? renderTools(controller, version) : nothing}
    ${isUnderWay(state) ? renderCancel(state, controller) : renderAgain(state, controller)}
  </header>`;
}

function renderAlerts(alerts: PanelAlerts): TemplateResult {
  const { missedInProduction } = alerts;
  return html`<span class="faint" data-testid="alerts" title=${alertDetails(alerts)}>${alertsInWords(alerts)}</span> ${
      missedInProduction === 0
        ? nothing
        : html`<span class="tag" data-testid="missed-in-production" title=${alertDetails(alerts)}
            ><span class="codicon codicon-warning" aria-hidden="true"></span>
            ${l10n.t('{0} missed in production', formatCount(missedInProduction))}</span
          >`
    }`;
}

/** The hits are those that exceptions leave: nobody may take them for all. */
function renderExceptions(
  { before }: PanelExceptions,
  { rule }: PanelState,
  controller: PanelController,
): TemplateResult {
  return html`<button
    class="link"
    data-testid="exceptions"
    title=${l10n.t('Choose other exceptions')}
    @click=${() => controller.post({ type: 'chooseExceptions', rule })}
  >
    <span class="codicon codicon-shield" aria-hidden="true"></span>
    ${l10n.t('with exceptions, {0} before', counted.hits(before))}
  </button>`;
}

/** The bar has its place also when nothing runs, so that nothing jumps. */
export function renderProgress(state: PanelState): TemplateResult {
  return html`<div class="progress" data-testid="progress">
    ${
      isUnderWay(state)
        ? html`<vscode-progress-bar
            .value=${Math.round(state.progress * 100)}
            .max=${100}
            aria-label=${phaseInWords(state)}
          ></vscode-progress-bar>`
        : nothing
    }
  </div>`;
}

export function renderRunning(state: PanelState): TemplateResult {
  return html`<div class="message" data-testid="running">
    <span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>
    <span>${progressInWords(state)}</span>
  </div>`;
}

function phaseInWords({ phase }: PanelState): string {
  return phase === 'loading' ? l10n.t('Loading events') : l10n.t('Running the rule');
}

function progressInWords(state: PanelState): string {
  const [what, part] = [phaseInWords(state), formatProgress(state.progress)];
  return state.events > 0 ? l10n.t('{0}: {1} of {2}', what, part, counted.events(state.events)) : `${what}: ${part}`;
}

/** What changes the table and not the run. */
function renderTools(controller: PanelController, version: number): TemplateResult {
  return html`${renderFilter(controller)}
    <span class="tools">
      <rw-group-chooser .controller=${controller} .version=${version}></rw-group-chooser>
      <rw-column-chooser .controller=${controller} .version=${version}></rw-column-chooser>
      ${renderChartSwitch(controller)} ${renderExport(controller)}
    </span>`;
}

function renderChartSwitch({ model, analysis }: PanelController): TemplateResult {
  const isShown = showsChart(model.analysis);
  const title = isShown ? l10n.t('Hide the hits over time') : l10n.t('Show the hits over time');
  return html`<button
    class="icon-button ${isShown ? 'pressed' : ''}"
    aria-pressed=${isShown ? 'true' : 'false'}
    aria-label=${l10n.t('Hits over time')}
    title=${title}
    data-testid="toggle-chart"
    @click=${() => analysis.toggleChart()}
  >
    <span class="codicon codicon-graph" aria-hidden="true"></span>
  </button>`;
}

function renderExport({ analysis }: PanelController): TemplateResult {
  const title = l10n.t('Export what is shown');
  return html`<button
    class="icon-button"
    aria-label=${title}
    title=${title}
    data-testid="export"
    @click=${() => analysis.exportRows()}
  >
    <span class="codicon codicon-export" aria-hidden="true"></span>
  </button>`;
}

function renderFilter(controller: PanelController): TemplateResult {
  return html`<vscode-textfield
    class="filter"
    data-testid="filter"
    placeholder=${l10n.t('Filter')}
    .label=${l10n.t('Filter the rows by text')}
    .value=${controller.model.text}
    @input=${(event: Event) => filter(event, controller)}
  >
    <span slot="content-before" class="codicon codicon-filter" aria-hidden="true"></span>
  </vscode-textfield>`;
}

function filter({ target }: Event, controller: PanelController): void {
  if (target instanceof HTMLElement && 'value' in target && typeof target.value === 'string') {
    controller.filterBy(target.value);
  }
}

function renderCancel({ runId }: PanelState, controller: PanelController): TemplateResult {
  return html`<vscode-button secondary data-testid="cancel" @click=${() => controller.post({ type: 'cancel', runId })}
    >${l10n.t('Cancel')}</vscode-button
  >`;
}

function renderAgain({ rule, stale }: PanelState, controller: PanelController): TemplateResult {
  return html`<vscode-button
    ?secondary=${stale !== true}
    icon="play"
    data-testid="run-again"
    @click=${() => controller.post({ type: 'run', rule })}
    >${l10n.t('Run again')}</vscode-button
  >`;
}
