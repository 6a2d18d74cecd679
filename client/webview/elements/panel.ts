// The panel itself: a picture of its model, drawn again at each change. It decides nothing about rules and events.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PanelState } from '../../../server/src/protocol';
import { openDoor } from '../host';
import { showsChart, showsGroups } from '../model/analysis';
import { counted } from '../model/counted';
import { tabNamed } from '../model/outcomes';
import type { Tab, TabName, ViewName } from '../model/outcomes';
import { PanelController } from '../model/panelController';
import { hasRows, isUnderWay, isUnfiltered, tabOf } from '../model/panelModel';
import type { PanelModel } from '../model/panelModel';
import { renderDetails } from '../views/details';
import { renderHead, renderProgress, renderRunning } from '../views/header';
import { renderLookBar } from '../views/lookBar';
import { renderMarkBar } from '../views/markBar';
import { renderMessage } from '../views/message';
import { renderNearMisses } from '../views/nearMisses';
import { renderProblems } from '../views/problems';
import { renderTotals } from '../views/totals';
import { renderWelcome } from '../views/welcome';

@customElement('rulewright-panel')
export class PanelElement extends LitElement {
  @state() private version = 0;
  private wasInMarks = false;
  private readonly door = openDoor();
  private readonly controller = new PanelController(
    { post: (message) => this.door.post(message), save: (view) => this.door.save(view), changed: () => this.version++ },
    this.door.saved,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.door.listen((message) => this.controller.receive(message));
    this.addEventListener('keydown', (event) => this.press(event));
    const fit = (): void => this.controller.analysis.fit(window.innerHeight);
    window.addEventListener('resize', fit);
    fit();
    this.door.post({ type: 'ready' });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(): void {
    this.wasInMarks ||= this.querySelector('.mark-bar')?.contains(document.activeElement) === true;
  }

  /** The bar of marks goes with the selection; whoever used it by the keyboard goes on in the rows, as soon as these are back. */
  protected override updated(): void {
    this.wasInMarks &&= this.querySelector('.mark-bar') === null && document.activeElement === document.body;
    if (this.wasInMarks) this.focusRows();
  }

  protected override render(): TemplateResult {
    const { state: run } = this.controller.model;
    return html`<div class="announcer" role="status" aria-live="polite" data-testid="announcer">
        ${this.controller.announcement}
      </div>
      ${run === undefined ? renderWelcome(this.controller) : this.renderRun(run)}`;
  }

  private renderRun(run: PanelState): TemplateResult {
    const hasTotals = hasRows(run);
    return html`${renderHead(run, this.controller, this.version)} ${renderProgress(run)}
    ${hasTotals ? renderTotals(run, this.controller) : nothing}
    ${isUnderWay(run) ? renderRunning(run) : renderProblems(run, this.controller)}
    ${run.phase === 'failed' ? renderMessage('error', run.message ?? l10n.t('The run failed.'), 'failed') : nothing}
    ${hasTotals ? this.renderResults(run) : nothing}`;
  }

  private renderResults(run: PanelState): TemplateResult {
    const { opened } = this.controller.model;
    const tab = tabOf(this.controller.model);
    // A proposal stands beside its list, and leaves no room for an event.
    const isSingle = opened === undefined || tab === 'proposals';
    return html`<rw-split-view class="results" ?single=${isSingle}>
      <div slot="first" class="rows" id="rows" role="tabpanel" aria-labelledby="tab-${tab}">
        ${this.renderView(run, tab)}
      </div>
      <div slot="second" class="second">
        ${isSingle ? nothing : renderDetails(opened, this.controller, () => this.closeEvent())}
      </div>
    </rw-split-view>`;
  }

  private renderView(run: PanelState, view: ViewName): TemplateResult {
    switch (view) {
      case 'proposals':
        return this.controller.known.shown === undefined
          ? html`<rw-proposals .controller=${this.controller} .version=${this.version}></rw-proposals>`
          : html`<rw-known .controller=${this.controller} .version=${this.version}></rw-known>`;
      case 'exceptions':
        return html`<rw-exceptions .controller=${this.controller} .version=${this.version}></rw-exceptions>`;
      case 'timeline':
        return html`<rw-timeline .controller=${this.controller} .version=${this.version}></rw-timeline>`;
      case 'history':
        return html`<rw-history .controller=${this.controller} .version=${this.version}></rw-history>`;
      case 'near-misses':
        return renderNearMisses(run, this.controller);
      default:
        return this.renderRows(run, view);
    }
  }

  private renderRows(run: PanelState, tab: TabName): TemplateResult {
    const { cache, rowsFailure, model } = this.controller;
    if (showsGroups(model.analysis))
      return html`${this.renderChart()}
        <rw-groups .controller=${this.controller} .version=${this.version}></rw-groups>`;
    return html`${this.renderChart()} ${renderLookBar(this.controller)}
    ${rowsFailure === undefined ? nothing : renderMessage('error', rowsFailure, 'rows-failed')}
    ${
      cache?.total === 0
        ? renderMessage('info', emptySentence(run, tabNamed(tab), model), 'empty')
        : html`<rw-hit-table .controller=${this.controller} .version=${this.version}></rw-hit-table>
            ${renderMarkBar(this.controller)}`
    }`;
  }

  private renderChart(): TemplateResult | typeof nothing {
    if (!showsChart(this.controller.model.analysis)) return nothing;
    return html`<rw-hit-chart .controller=${this.controller} .version=${this.version}></rw-hit-chart>`;
  }

  private closeEvent(): void {
    this.controller.closeEvent();
    this.focusRows();
  }

  private focusRows(): void {
    this.querySelector<HTMLElement>('.rows [tabindex="0"]:not(.chart)')?.focus({ preventScroll: true });
  }

  private press(event: KeyboardEvent): void {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.querySelector<HTMLElement>('.filter input')?.focus();
  }
}

/** Of a sequence only an item that nothing matches is looked at for near misses, so that having none says little. */
function hasNoNearMiss({ nearMisses, isSequence, totals }: PanelState): boolean {
  return totals.hits === 0 && nearMisses.length === 0 && !isSequence;
}

function emptySentence(run: PanelState, { name, label }: Tab, model: PanelModel): string {
  const { events, totals } = run;
  const { text } = model;
  if (text.trim() !== '') return l10n.t('No row of this tab holds “{0}”.', text.trim());
  if (!isUnfiltered(model)) return l10n.t('No row of this tab is of the chosen group and time.');
  if (events === 0) return l10n.t('The sample holds no event.');
  if (name === 'all' && hasNoNearMiss(run))
    return l10n.t('The rule hits none of {0}, and none of them fails by one clause only.', counted.events(events));
  if (name === 'all' || totals.hits === 0) return l10n.t('The rule hits none of {0}.', counted.events(events));
  return l10n.t('{0}: none.', label);
}
