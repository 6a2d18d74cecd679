// The runs of the session, the newest first, and what the chosen one hit that another did not, or the other way round.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CompareAnswer } from '../../../server/src/protocol';
import { counted } from '../model/counted';
import { moveInItems } from '../model/exceptions';
import { formatCount } from '../model/format';
import {
  baseOf,
  basesOf,
  changeLooks,
  chosenRun,
  comparedInWords,
  describeBase,
  mostComparedRows,
} from '../model/history';
import { nameOfRun, outcomesInWords, remarksOfRun, samplesOfRun } from '../model/history';
import type { ChangeLook, ShownHistory, TimedRun } from '../model/history';
import type { PanelController } from '../model/panelController';
import { renderComparedRows } from '../views/comparedRows';
import { renderMessage } from '../views/message';
import { renderSentence } from '../views/sentence';

const head = 'head';

@customElement('rw-history')
export class HistoryElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model. */
  @property({ attribute: false }) version = 0;
  /** The row of the comparison where the keyboard is. */
  @state() private active = 0;
  private focusOn: string | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { shown } = this.controller.history;
    const { runs } = shown;
    if (runs === undefined)
      return shown.failure === undefined
        ? renderMessage('loading', l10n.t('Asking for the runs …'), 'history-loading')
        : renderMessage('error', shown.failure, 'history-loading');
    return html`<div class="history">
      <div
        class="history-runs"
        role="listbox"
        aria-label=${l10n.t('Runs')}
        @keydown=${(event: KeyboardEvent) => this.pressInRuns(event, runs, chosenRun(shown))}
      >
        ${runs.map((run) => this.renderRun(run, run === chosenRun(shown)))}
      </div>
      <div class="history-compared">${this.renderChosen(shown)}</div>
    </div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const selector = this.focusOn;
    this.focusOn = undefined;
    if (selector !== undefined) this.querySelector<HTMLElement>(selector)?.focus();
  }

  private renderRun(run: TimedRun, isChosen: boolean): TemplateResult {
    const more = [samplesOfRun(run), ...remarksOfRun(run)].join(' · ');
    return html`<div
      class="history-run list-row"
      role="option"
      data-testid="history-run"
      aria-selected=${isChosen ? 'true' : 'false'}
      tabindex=${isChosen ? 0 : -1}
      @click=${() => this.controller.history.choose(run.runId)}
    >
      <span class="history-time">${nameOfRun(run)}</span>
      <span class="history-rule" title=${run.rule.name}>${run.rule.name}</span>
      <span class="history-hits">${counted.hits(run.totals.hits)}</span>
      <span class="history-more faint" title=${more}>${more}</span>
    </div>`;
  }

  private renderChosen(shown: ShownHistory): TemplateResult {
    const run = chosenRun(shown);
    if (run === undefined) return renderMessage('info', l10n.t('No run has come to its end yet.'), 'history-none');
    const { totals, events } = run;
    return html`<p class="history-totals view-summary" data-testid="history-totals">
        <b>${counted.hits(totals.hits)}</b> ${l10n.t('of {0}', counted.events(events))}${
          totals.hits === 0 ? '' : `: ${outcomesInWords(totals)}`
        }${totals.misses === 0 ? '' : `; ${counted.misses(totals.misses)}`}
      </p>
      ${this.renderBase(shown, run)}
      ${shown.failure === undefined ? nothing : renderMessage('info', shown.failure, 'history-failure')}
      ${this.renderComparison(shown)}`;
  }

  private renderBase(shown: ShownHistory, run: TimedRun): TemplateResult {
    const base = baseOf(shown);
    const others = basesOf(shown);
    return html`<label class="history-base"
      >${l10n.t('Compared with')}
      <select class="choice" data-testid="history-base" @change=${(event: Event) => this.chooseBase(event)}>
        ${
          base === undefined ? html`<option value="" selected disabled>${l10n.t('no run before it')}</option>` : nothing
        }
        ${others.map(
          (each) => html`<option value=${each.runId} .selected=${each === base}>${describeBase(each, run)}</option>`,
        )}
        <option value=${head}>${l10n.t('the rule in git’s HEAD …')}</option>
      </select></label
    >`;
  }

  private chooseBase({ target }: Event): void {
    if (!(target instanceof HTMLSelectElement)) return;
    if (target.value === head) this.controller.history.compareWithHead();
    else this.controller.history.compareWith(Number(target.value));
  }

  private renderComparison(shown: ShownHistory): TemplateResult | typeof nothing {
    const { answer } = shown;
    if (answer === undefined || baseOf(shown) === undefined) return nothing;
    const { gone } = answer.totals;
    return html`<p
        class="history-summary view-summary ${gone.truePositives > 0 ? 'loses' : ''}"
        data-testid="compare-summary"
      >
        ${gone.truePositives > 0 ? html`<span class="codicon codicon-warning" aria-hidden="true"></span>` : nothing}
        ${comparedInWords(answer)}
      </p>
      ${answer.notes.map((note) => html`<p class="note faint">${renderSentence(note)}</p>`)}
      <rw-fit-line
        class="history-changes"
        steps="1"
        role="tablist"
        aria-label=${l10n.t('What became of hits')}
        @keydown=${(event: KeyboardEvent) => this.pressInChanges(event, shown)}
      >
        ${changeLooks.map((look) => this.renderChange(look, answer, shown))}
      </rw-fit-line>
      <div id="compared-rows" role="tabpanel" aria-labelledby="change-${shown.change}">
        ${renderComparedRows(answer, this.active, {
          open: (reference) => this.controller.openEvent(reference, 'history'),
          openSample: ({ sample, line, column }) =>
            this.controller.post({ type: 'openEvent', sample, line, ...(column === undefined ? {} : { column }) }),
          move: (event) => this.pressInRows(event, answer),
          activate: (row) => (this.active = row),
        })}
        ${this.renderMore(answer, shown)}
      </div>`;
  }

  private renderChange(
    { change, label, icon, title }: ChangeLook,
    answer: CompareAnswer,
    shown: ShownHistory,
  ): TemplateResult {
    const count = answer.totals[change].hits;
    const isChosen = shown.change === change;
    return html`<button
      id="change-${change}"
      class="tab ${count === 0 ? 'none' : ''}"
      role="tab"
      data-testid="change-${change}"
      aria-selected=${isChosen ? 'true' : 'false'}
      aria-controls="compared-rows"
      tabindex=${isChosen ? 0 : -1}
      title=${title}
      @click=${() => this.showChange(change)}
    >
      <span class="codicon codicon-${icon}" aria-hidden="true"></span> <span class="tab-label">${label}</span>
      <b class="count">${formatCount(count)}</b>
    </button>`;
  }

  private renderMore({ rows, total }: CompareAnswer, { limit }: ShownHistory): TemplateResult | typeof nothing {
    if (rows.length >= total) return nothing;
    if (limit >= mostComparedRows)
      return html`<p class="note faint">${l10n.t('The first {0} are shown.', formatCount(rows.length))}</p>`;
    return html`<vscode-button
      class="more"
      secondary
      data-testid="more-compared"
      @click=${() => this.controller.history.showMore()}
      >${l10n.t('Show {0} hits', formatCount(Math.min(total, mostComparedRows)))}</vscode-button
    >`;
  }

  private showChange(change: ChangeLook['change']): void {
    this.active = 0;
    this.controller.history.show(change);
  }

  private pressInRuns(event: KeyboardEvent, runs: readonly TimedRun[], chosen: TimedRun | undefined): void {
    const goal = moveInItems(chosen === undefined ? -1 : runs.indexOf(chosen), event.key, runs.length);
    const run = goal === undefined ? undefined : runs[goal];
    if (run === undefined) return;
    event.preventDefault();
    this.active = 0;
    this.focusOn = '.history-run[tabindex="0"]';
    this.controller.history.choose(run.runId);
  }

  private pressInChanges(event: KeyboardEvent, { change }: ShownHistory): void {
    const at = changeLooks.findIndex((look) => look.change === change);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? changeLooks.length - 1 : 0;
    const goal = changeLooks[(at + step) % changeLooks.length];
    if (step === 0 || goal === undefined) return;
    event.preventDefault();
    this.focusOn = `#change-${goal.change}`;
    this.showChange(goal.change);
  }

  private pressInRows(event: KeyboardEvent, { rows }: CompareAnswer): void {
    const goal = moveInItems(this.active, event.key, rows.length);
    if (goal === undefined) return;
    event.preventDefault();
    this.focusOn = '.compared-row [tabindex="0"]';
    this.active = goal;
  }
}
