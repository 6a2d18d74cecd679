// The groups of the rows with their counts by outcome, the largest first; one of them is opened by a click or Enter.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { GroupRow, GroupsAnswer } from '../../../server/src/protocol';
import { sizeOf } from '../model/analysis';
import { firstGroups, mostGroups } from '../model/analysisController';
import { countColumns, countsInWords, groupNotes, valueInWords } from '../model/analysisWords';
import { moveInItems } from '../model/exceptions';
import { clip, formatCount } from '../model/format';
import { labelOf } from '../model/groupChoices';
import { looks } from '../model/outcomes';
import type { PanelController } from '../model/panelController';
import { renderMessage } from '../views/message';
import { renderSentence } from '../views/sentence';

const longestValue = 300;

@customElement('rw-groups')
export class GroupsElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model. */
  @property({ attribute: false }) version = 0;
  /** The row where the keyboard is. */
  @state() private active = 0;
  private takesFocus = false;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { groups, groupBy } = this.controller.model.analysis;
    if (groups?.failure !== undefined) return renderMessage('error', groups.failure, 'groups-failed');
    const answer = groups?.answer?.field === groupBy ? groups?.answer : undefined;
    if (answer === undefined) return renderMessage('loading', l10n.t('Grouping …'), 'groups-loading');
    if (answer.groups.length === 0) return renderMessage('info', l10n.t('There is no row to group.'), 'empty');
    return html`<div class="groups">
      ${this.renderGroups(answer)}
      ${groupNotes(answer).map((note) => html`<p class="note faint">${renderSentence(note)}</p>`)}
      ${this.renderMore(answer)}
    </div>`;
  }

  protected override updated(): void {
    if (this.takesFocus) this.querySelector<HTMLElement>('.group-row[tabindex="0"]')?.focus();
    this.takesFocus = false;
  }

  private renderGroups(answer: GroupsAnswer): TemplateResult {
    const { field, groups, more } = answer;
    return html`<div
      class="group-rows"
      role="grid"
      aria-label=${l10n.t('Groups by {0}', labelOf(field))}
      aria-rowcount=${groups.length + more + 1}
      @keydown=${(event: KeyboardEvent) => this.press(event, answer)}
    >
      <div class="group-head" role="row" aria-rowindex="1">
        <span role="columnheader"><bdi>${labelOf(field)}</bdi></span>
        <span role="columnheader" class="number">${l10n.t('Rows')}</span>
        ${countColumns.map(
          ({ outcome, label, title }) =>
            html`<span role="columnheader" class="number" title=${title}
              ><span class="codicon codicon-${looks[outcome].icon} outcome-${outcome}" aria-hidden="true"></span
              ><span class="group-label">${label}</span></span
            >`,
        )}
      </div>
      ${groups.map((group, index) => this.renderGroup(group, index, answer))}
    </div>`;
  }

  /** A later run may have fewer groups. */
  private activeOf({ groups }: GroupsAnswer): number {
    return Math.max(0, Math.min(this.active, groups.length - 1));
  }

  private renderGroup({ value, counts }: GroupRow, index: number, answer: GroupsAnswer): TemplateResult {
    const words = clip(valueInWords({ field: answer.field, value }), longestValue);
    return html`<div
      class="group-row list-row"
      role="row"
      data-testid="group-row"
      aria-rowindex=${index + 2}
      tabindex=${index === this.activeOf(answer) ? 0 : -1}
      title=${l10n.t('Show the rows of {0}', words)}
      aria-label="${words}: ${countsInWords(counts)}"
      @click=${() => this.open(value, index)}
    >
      <span role="rowheader" class="group-value ${value === null || value === '' ? 'faint' : 'mono'}">${words}</span>
      <b role="gridcell" class="number">${formatCount(sizeOf(counts))}</b>
      ${countColumns.map(({ outcome, count }) => {
        const number = count(counts);
        return html`<span role="gridcell" class="number ${number === 0 ? 'none' : `outcome-${outcome}`}"
          >${formatCount(number)}</span
        >`;
      })}
    </div>`;
  }

  private renderMore({ groups, more }: GroupsAnswer): TemplateResult | typeof nothing {
    if (more === 0 || groups.length !== firstGroups) return nothing;
    return html`<vscode-button
      class="more"
      secondary
      data-testid="more-groups"
      @click=${() => this.controller.analysis.wantAllGroups()}
      >${l10n.t('Show {0} groups', formatCount(Math.min(groups.length + more, mostGroups)))}</vscode-button
    >`;
  }

  private open(value: string | null, index: number): void {
    this.active = index;
    this.controller.analysis.openGroup(value);
  }

  private press(event: KeyboardEvent, answer: GroupsAnswer): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.activeOf(answer);
    const goal = moveInItems(at, event.key, answer.groups.length);
    const group = answer.groups[at];
    if (goal !== undefined) {
      this.takesFocus = true;
      this.active = goal;
    } else if ((event.key === 'Enter' || event.key === ' ') && group !== undefined) this.open(group.value, at);
    else return;
    event.preventDefault();
  }
}
