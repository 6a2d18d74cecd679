// The head of the panel: which rule, on which sample, how far, and what can be done with the run.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelAlerts, PanelExceptions, PanelState } from '../../../server/src/protocol';
import { alertDetails, alertsInWords, figuresInWords } from '../model/alerts';
import { counted } from '../model/counted';
import { formatCount, formatDuration, formatProgress, sampleName } from '../model/format';
import { showsChart } from '../model/analysis';
import type { PanelController } from '../model/panelController';
import { isTab } from '../model/outcomes';
import { hasRows, isUnderWay, tabOf } from '../model/panelModel';
import { renderFilter } from './filterField';
import { renderMessage } from './message';

export function renderHead(state: PanelState, controller: PanelController, version: number): TemplateResult {
  const isRunning = isUnderWay(state);
  return html`<rw-fit-line class="head" steps="6" role="group" aria-label=${l10n.t('Run')}>
    ${renderNames(state, controller)} ${isRunning ? nothing : renderFigures(state)}
    ${isRunning ? nothing : renderTags(state, controller)}
    <span class="spring"></span>
    ${hasRows(state) ? renderTools(controller, version) : nothing}
    ${isRunning ? renderCancel(state, controller) : renderAgain(state, controller)}
  </rw-fit-line>`;
}

function renderNames({ rule, samples }: PanelState, controller: PanelController): TemplateResult {
  const sampleNames = samples.length === 0 ? l10n.t('no sample') : samples.map(sampleName).join(', ');
  return html`<button
      class="link rule-name"
      data-testid="rule-name"
      title=${`${rule.name}\n${l10n.t('Open the rule')}`}
      @click=${() => controller.post({ type: 'openRule', rule })}
    >
      ${rule.name}
    </button>
    <span class="faint on-word">${l10n.t('on')}</span>
    <button
      class="link sample-names"
      data-testid="samples"
      title=${`${sampleNames}\n${l10n.t('Choose another sample file')}`}
      @click=${() => controller.post({ type: 'chooseSample', rule })}
    >
      ${sampleNames}
    </button>`;
}

/** How much was looked at, how fast, and what the hits would be in production; each in full where one points at it. */
function renderFigures(state: PanelState): TemplateResult {
  const { milliseconds, alerts, events, totals } = state;
  const duration = milliseconds === undefined ? undefined : formatDuration(milliseconds);
  return html`<span class="run-figures faint" title=${figuresInWords(state).join(' · ')}>
    ${
      hasRows(state)
        ? html`<span class="run-figure of-events"
            ><b data-testid="total-events">${formatCount(events)}</b> ${
              events === 1 ? l10n.t('event') : l10n.t('events')
            }</span
          >`
        : nothing
    }
    ${
      duration === undefined
        ? nothing
        : html`<span class="run-figure of-duration" data-testid="duration">${duration}</span>`
    }
    ${
      alerts === undefined || totals.hits === 0
        ? nothing
        : html`<span class="run-figure of-alerts" data-testid="alerts" title=${alertsTitle(alerts)}
            >${alertsInWords(alerts)}</span
          >`
    }
  </span>`;
}

function alertsTitle(alerts: PanelAlerts): string {
  return `${alertsInWords(alerts)}\n${alertDetails(alerts)}`;
}

/** What must not be overlooked: each keeps its icon where its words have no room. */
function renderTags(state: PanelState, controller: PanelController): TemplateResult {
  const { alerts, exceptions, phase, stale, totals } = state;
  const missed = totals.hits === 0 ? 0 : (alerts?.missedInProduction ?? 0);
  return html`${
    phase === 'cancelled'
      ? renderTag('cancelled', 'circle-slash', l10n.t('cancelled: not all events were looked at'))
      : nothing
  }
  ${stale === true ? renderTag('stale', 'history', l10n.t('the rule changed since')) : nothing}
  ${
    alerts === undefined || missed === 0
      ? nothing
      : renderTag(
          'missed-in-production',
          'warning',
          l10n.t('{0} missed in production', formatCount(missed)),
          alertDetails(alerts),
        )
  }
  ${exceptions === undefined ? nothing : renderExceptions(exceptions, state, controller)}`;
}

function renderTag(testId: string, icon: string, words: string, details?: string): TemplateResult {
  return html`<span
    class="tag tag-${testId}"
    data-testid=${testId}
    title=${details === undefined ? words : `${words}\n${details}`}
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span> <span class="tag-words">${words}</span></span
  >`;
}

/** The hits are those that exceptions leave: nobody may take them for all. */
function renderExceptions(
  { before }: PanelExceptions,
  { rule }: PanelState,
  controller: PanelController,
): TemplateResult {
  const words = l10n.t('with exceptions, {0} before', counted.hits(before));
  return html`<button
    class="link with-exceptions"
    data-testid="exceptions"
    title=${`${words}\n${l10n.t('Choose other exceptions')}`}
    @click=${() => controller.post({ type: 'chooseExceptions', rule })}
  >
    <span class="codicon codicon-shield" aria-hidden="true"></span> <span class="tag-words">${words}</span>
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
  return renderMessage('loading', progressInWords(state), 'running');
}

function phaseInWords({ phase }: PanelState): string {
  return phase === 'loading' ? l10n.t('Loading events') : l10n.t('Running the rule');
}

function progressInWords(state: PanelState): string {
  const [what, part] = [phaseInWords(state), formatProgress(state.progress)];
  return state.events > 0 ? l10n.t('{0}: {1} of {2}', what, part, counted.events(state.events)) : `${what}: ${part}`;
}

/** What changes the table and not the run: it is for the views that have rows. */
function renderTools(controller: PanelController, version: number): TemplateResult {
  return html`<span class="tools ${isTab(tabOf(controller.model)) ? '' : 'away'}">
    ${renderFilter({
      placeholder: l10n.t('Filter'),
      label: l10n.t('Filter the rows by text'),
      text: controller.model.text,
      take: (text) => controller.filterBy(text),
    })}
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

function renderCancel({ runId }: PanelState, controller: PanelController): TemplateResult {
  return html`<vscode-button
    class="run-button"
    secondary
    data-testid="cancel"
    @click=${() => controller.post({ type: 'cancel', runId })}
    >${l10n.t('Cancel')}</vscode-button
  >`;
}

function renderAgain({ rule, stale }: PanelState, controller: PanelController): TemplateResult {
  const words = l10n.t('Run again');
  return html`<vscode-button
    class="run-button"
    ?secondary=${stale !== true}
    title=${words}
    icon="play"
    data-testid="run-again"
    @click=${() => controller.post({ type: 'run', rule })}
    ><span class="run-words">${words}</span></vscode-button
  >`;
}
