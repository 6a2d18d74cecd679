// The counts of the run. Those of the outcomes are tabs at the same time: what is counted is what can be shown. Set apart from them stand
// the other views of the run, and at the end what begins an exclusion.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelState } from '../../../server/src/protocol';
import { formatCount } from '../model/format';
import { excludeKey } from '../model/marks';
import { countOf, isTab, lookOfTab, tabsOf, totalIds } from '../model/outcomes';
import type { Tab, ViewName } from '../model/outcomes';
import type { PanelController } from '../model/panelController';
import { tabOf, views } from '../model/panelModel';

export function renderTotals(state: PanelState, controller: PanelController): TemplateResult {
  const shown = views(state);
  return html`<rw-fit-line class="totals" steps="3" data-testid="totals">
    <div
      class="tabs"
      role="tablist"
      aria-label=${l10n.t('Outcome')}
      @keydown=${(event: KeyboardEvent) => press(event, state, controller)}
      @wheel=${scrollAlong}
    >
      ${tabsOf(state).map((tab) => renderOutcomeTab(tab, state, controller))}
      ${moreTabs.filter(({ name }) => shown.includes(name)).map((tab) => renderTab(controller, tab))}
    </div>
    <span class="spring"></span>
    ${state.totals.hits === 0 ? nothing : renderExclude(controller)}
  </rw-fit-line>`;
}

/** A wheel that turns up and down only moves the tabs as well, where they have no room. */
function scrollAlong({ currentTarget, deltaX, deltaY }: WheelEvent): void {
  if (currentTarget instanceof HTMLElement && deltaX === 0) currentTarget.scrollLeft += deltaY;
}

/** Without a selection all false positives are meant. Where no row can be selected it leaves its place empty, so that no tab moves. */
function renderExclude(controller: PanelController): TemplateResult {
  const { model } = controller;
  const tab = tabOf(model);
  const count = model.selection?.rows.size ?? 0;
  const title =
    count === 0
      ? l10n.t('Propose exclusions for all false positives (key {0} in the table)', excludeKey)
      : l10n.t('Propose exclusions for the selected hits (key {0} in the table)', excludeKey);
  return html`<button
    class="act primary ${isTab(tab) && tab !== 'miss' ? '' : 'away'}"
    data-testid="exclude"
    title=${title}
    @click=${() => controller.exclude()}
  >
    <span class="codicon codicon-exclude" aria-hidden="true"></span>
    <span class="act-words">${l10n.t('Exclude…')}</span>
  </button>`;
}

interface TabLook {
  readonly name: ViewName;
  readonly icon: string;
  readonly label: string;
  readonly title: string;
  readonly count?: { readonly id: string; readonly value: number };
}

const moreTabs: readonly TabLook[] = [
  {
    name: 'proposals',
    icon: 'lightbulb',
    label: l10n.t('Proposals'),
    title: l10n.t('Exclusions that would remove false positives, proven on the sample'),
  },
  {
    name: 'exceptions',
    icon: 'shield',
    label: l10n.t('Exceptions'),
    title: l10n.t('What each exception item does to the hits'),
  },
  {
    name: 'near-misses',
    icon: 'target',
    label: l10n.t('Near misses'),
    title: l10n.t('Events that fail by one clause only'),
  },
  {
    name: 'timeline',
    icon: 'git-commit',
    label: l10n.t('Timeline'),
    title: l10n.t('How far each key of the sequence came, and what ended it'),
  },
  {
    name: 'history',
    icon: 'history',
    label: l10n.t('History'),
    title: l10n.t('The last runs, and what two of them differ in'),
  },
];

function renderOutcomeTab(tab: Tab, state: PanelState, controller: PanelController): TemplateResult {
  const { name, label, total } = tab;
  const look = lookOfTab(name);
  return renderTab(controller, {
    name,
    label,
    icon: look?.icon ?? 'list-flat',
    title: look === undefined ? l10n.t('All hits of the rule') : look.explained,
    count: { id: totalIds[total], value: countOf(tab, state) },
  });
}

function renderTab(controller: PanelController, { name, icon, label, title, count }: TabLook): TemplateResult {
  const isChosen = tabOf(controller.model) === name;
  return html`<button
    id="tab-${name}"
    class="tab ${isOutcome(name) ? 'of-outcome' : 'of-view'} ${count?.value === 0 ? 'none' : ''}"
    role="tab"
    data-testid="outcome-tab-${name}"
    aria-selected=${isChosen ? 'true' : 'false'}
    aria-controls="rows"
    tabindex=${isChosen ? 0 : -1}
    title=${label === title ? label : `${label}\n${title}`}
    @click=${() => controller.chooseTab(name)}
  >
    <span class="codicon codicon-${icon} outcome-${name}" aria-hidden="true"></span>
    <span class="tab-label">${label}</span>
    ${count === undefined ? nothing : html`<b class="count" data-testid=${count.id}>${formatCount(count.value)}</b>`}
  </button>`;
}

/** What nobody reviewed yet is no outcome: it stands with the other views, and counts its rows as outcomes do. */
function isOutcome(name: ViewName): boolean {
  return isTab(name) && name !== 'unreviewed';
}

function press(event: KeyboardEvent, state: PanelState, controller: PanelController): void {
  const names = views(state);
  const at = names.indexOf(tabOf(controller.model));
  const goals: Readonly<Record<string, number | undefined>> = {
    ArrowRight: (at + 1) % names.length,
    ArrowLeft: (at + names.length - 1) % names.length,
    Home: 0,
    End: names.length - 1,
  };
  const goal = names[goals[event.key] ?? -1];
  if (goal === undefined) return;
  event.preventDefault();
  controller.chooseTab(goal);
  if (event.currentTarget instanceof HTMLElement)
    event.currentTarget.querySelector<HTMLElement>(`#tab-${goal}`)?.focus();
}
