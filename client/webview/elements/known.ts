// Known false positives that could be left out of the rule: the list of them, those that fit first, and beside it the form of the one that is open,
// or the proof of it.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LofpExclusion, ProposalRow } from '../../../server/src/protocol';
import { moveInItems } from '../model/exceptions';
import { activeOf, knownScope, reachOf } from '../model/known';
import type { ShownKnown } from '../model/known';
import type { KnownController } from '../model/knownController';
import type { PanelController } from '../model/panelController';
import type { ItemForm } from '../model/proposals';
import { renderKnownForm } from '../views/knownForm';
import { renderProposal } from '../views/proposal';
import { renderSentence } from '../views/sentence';
import type { SplitViewElement } from './splitView';

const currentEntry = '.proposal-entry[tabindex="0"]';
const longestName = 120;

@customElement('rw-known')
export class KnownElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model. */
  @property({ attribute: false }) version = 0;
  @state() private comment = '';
  /** Undefined as long as nobody wants an exception item. */
  @state() private item: ItemForm | undefined;
  private takesFocus: string | undefined;
  private drawn: ShownKnown | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  private get known(): KnownController {
    return this.controller.known;
  }

  protected override render(): TemplateResult {
    const { shown } = this.known;
    if (shown === undefined) return html``;
    const { answer, failure } = shown;
    return html`<div class="proposals" data-testid="known" aria-busy=${answer === undefined ? 'true' : 'false'}>
      <div class="proposals-head">
        <button class="link" data-testid="known-close" @click=${() => this.known.close()}>
          <span class="codicon codicon-arrow-left" aria-hidden="true"></span> ${l10n.t('Proposals')}
        </button>
        <span data-testid="known-scope">${knownScope(shown)}</span>
        ${
          shown.rows === undefined
            ? nothing
            : html`<button class="link" data-testid="known-new" @click=${() => this.known.writeNew()}>
                ${l10n.t('New entry from these hits')}
              </button>`
        }
        ${
          shown.entry === undefined
            ? nothing
            : html`<button class="link" data-testid="known-all" @click=${() => this.known.ask(undefined, shown.rows)}>
                ${l10n.t('Show all that fit')}
              </button>`
        }
      </div>
      ${failure === undefined ? nothing : renderMessage('error', failure)}
      ${
        answer === undefined && failure === undefined
          ? html`<div class="message" data-testid="known-loading">
              <span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>
              <span>${l10n.t('Looking for known false positives …')}</span>
            </div>`
          : nothing
      }
      ${answer?.message === undefined ? nothing : renderMessage('info', answer.message)}
      ${answer === undefined || answer.exclusions.length === 0 ? nothing : this.renderExclusions(shown, answer.exclusions)}
    </div>`;
  }

  protected override updated(): void {
    const { shown } = this.known;
    if (shown?.answer !== undefined && this.known.takeFocus()) this.takesFocus = currentEntry;
    if (shown?.refusal !== undefined && shown.refusal !== this.drawn?.refusal) this.takesFocus = faultOf(shown);
    if (shown?.proven !== undefined && this.drawn?.proven === undefined) this.takesFocus = '.known-back';
    if (shown?.proven === undefined && this.drawn?.proven !== undefined) [this.comment, this.item] = ['', undefined];
    this.drawn = shown;
    if (this.takesFocus === undefined) return;
    const goal = this.takesFocus;
    this.takesFocus = undefined;
    // What stands in the panes can have the focus only once these are drawn.
    const panes = this.querySelector<SplitViewElement>('rw-split-view');
    void (panes?.updateComplete ?? Promise.resolve(true)).then(() => {
      const element = this.querySelector<HTMLElement>(goal) ?? this.querySelector<HTMLElement>('.known-value');
      element?.focus({ preventScroll: true });
      // With what is said of it below.
      (element?.closest('.known-field') ?? element)?.scrollIntoView({ block: 'nearest' });
    });
  }

  private renderExclusions(shown: ShownKnown, exclusions: readonly LofpExclusion[]): TemplateResult {
    const active = activeOf(shown);
    const details = active === undefined ? nothing : this.renderActive(active, shown);
    // A list of one says nothing that its form does not.
    if (exclusions.length === 1) return html`<div class="second">${details}</div>`;
    return html`<rw-split-view class="proposals-split" .share=${0.34} .label=${l10n.t('Width of the list')}>
      <div slot="first" class="rows">${this.renderList(shown, exclusions)}</div>
      <div slot="second" class="second">${details}</div>
    </rw-split-view>`;
  }

  private renderList(shown: ShownKnown, exclusions: readonly LofpExclusion[]): TemplateResult {
    return html`<div
      class="proposal-list"
      role="listbox"
      aria-label=${l10n.t('Known false positives, those that fit best first')}
      data-testid="known-list"
      @keydown=${(event: KeyboardEvent) => this.press(event, shown.active, exclusions.length)}
    >
      ${exclusions.map((exclusion, index) => {
        const isActive = index === shown.active;
        return html`<div
          class="proposal-entry"
          role="option"
          data-testid="known-entry"
          aria-selected=${isActive ? 'true' : 'false'}
          tabindex=${isActive ? 0 : -1}
          @click=${() => this.known.choose(index)}
        >
          ${renderEntry(exclusion, shown)}
        </div>`;
      })}
    </div>`;
  }

  private renderActive(exclusion: LofpExclusion, shown: ShownKnown): TemplateResult {
    return shown.proven === undefined
      ? renderKnownForm(exclusion, shown, this.known)
      : this.renderProven(exclusion, shown.proven);
  }

  /** The same proof as that of any other proposal, and the same ways to accept it. */
  private renderProven({ entry }: LofpExclusion, proven: ProposalRow): TemplateResult {
    const { proposals, model } = this.controller;
    const { shown } = proposals;
    const proposal = shown?.answer?.proposals.find((each) => each.proposal === proven.proposal);
    if (shown === undefined || proposal === undefined) return html``;
    const name = `${model.state?.rule.name ?? ''}: ${entry}`.slice(0, longestName);
    return html`<div class="known-said">
        <button class="link known-back" data-testid="known-back" @click=${() => this.known.back()}>
          <span class="codicon codicon-arrow-left" aria-hidden="true"></span> ${l10n.t('Back to the values')}
        </button>
        <span class="faint">
          ${renderSentence(l10n.t('No event of `{0}` that must still alert is lost.', entry))}
        </span>
      </div>
      ${renderProposal({
        proposal,
        place: 1,
        of: 1,
        shown,
        proposals,
        comment: this.comment,
        item: this.item,
        comments: (comment) => (this.comment = comment),
        fills: (item) => (this.item = item),
        emptyItem: { name, reason: '', owner: '', until: '' },
      })}`;
  }

  private press(event: KeyboardEvent, at: number, count: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const goal = moveInItems(at, event.key, count);
    if (goal === undefined) return;
    event.preventDefault();
    this.takesFocus = currentEntry;
    this.known.choose(goal);
  }
}

/** What is refused is said at its field, or over all of them. */
function faultOf({ refusal }: ShownKnown): string {
  return refusal?.parameter === undefined ? '.known-refusal' : `#known-${CSS.escape(refusal.parameter)}`;
}

function renderEntry(exclusion: LofpExclusion, shown: ShownKnown): TemplateResult {
  const { entry, title, statement, refusals } = exclusion;
  const reach = reachOf(shown, exclusion);
  const icon = refusals.length > 0 ? 'warning severity-warning' : 'book';
  return html`<span class="codicon codicon-${icon}" aria-hidden="true"></span>
    <span class="entry-text">
      <span class="entry-title mono">${entry}</span>
      <span class="entry-title">${renderSentence(title ?? statement)}</span>
      ${reach === undefined ? nothing : html`<span class="entry-effect">${reach}</span>`}
    </span>`;
}

function renderMessage(icon: 'error' | 'info', sentence: string): TemplateResult {
  return html`<div class="message" role=${icon === 'error' ? 'alert' : 'status'} data-testid="known-message">
    <span class="codicon codicon-${icon} severity-${icon}" aria-hidden="true"></span>
    <span>${renderSentence(sentence)}</span>
  </div>`;
}
