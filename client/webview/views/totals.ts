// The counts of the run. Those of the outcomes are tabs at the same time: what is counted is what can be shown.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelState } from '../../../server/src/protocol';
import { formatCount } from '../model/format';
import { looks, tabs, totalIds } from '../model/outcomes';
import type { Tab } from '../model/outcomes';
import type { PanelController } from '../model/panelController';

export function renderTotals(state: PanelState, controller: PanelController): TemplateResult {
  return html`<div class="totals" data-testid="totals">
    <span class="events"
      ><b data-testid="total-events">${formatCount(state.events)}</b> ${state.events === 1 ? 'event' : 'events'}</span
    >
    <div
      class="tabs"
      role="tablist"
      aria-label="Outcome"
      @keydown=${(event: KeyboardEvent) => press(event, controller)}
    >
      ${tabs.map((tab) => renderTab(tab, state, controller))}
    </div>
  </div>`;
}

function renderTab(tab: Tab, { totals }: PanelState, controller: PanelController): TemplateResult {
  const isChosen = controller.model.tab === tab.name;
  const count = totals[tab.total];
  const icon = tab.name === 'all' ? 'list-flat' : looks[tab.name].icon;
  return html`<button
    id="tab-${tab.name}"
    class="tab ${count === 0 ? 'none' : ''}"
    role="tab"
    data-testid="outcome-tab-${tab.name}"
    aria-selected=${isChosen ? 'true' : 'false'}
    aria-controls="rows"
    tabindex=${isChosen ? 0 : -1}
    title=${tab.name === 'all' ? 'All hits of the rule' : `${tab.label}: ${looks[tab.name].explained}`}
    @click=${() => controller.chooseTab(tab.name)}
  >
    <span class="codicon codicon-${icon} outcome-${tab.name}" aria-hidden="true"></span>
    <span class="tab-label">${tab.label}</span>
    <b class="count" data-testid=${totalIds[tab.total]}>${formatCount(count)}</b>
  </button>`;
}

function press(event: KeyboardEvent, controller: PanelController): void {
  const at = tabs.findIndex(({ name }) => name === controller.model.tab);
  const goals: Readonly<Record<string, number | undefined>> = {
    ArrowRight: (at + 1) % tabs.length,
    ArrowLeft: (at + tabs.length - 1) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  const goal = tabs[goals[event.key] ?? -1];
  if (goal === undefined) return;
  event.preventDefault();
  controller.chooseTab(goal.name);
  if (event.currentTarget instanceof HTMLElement)
    event.currentTarget.querySelector<HTMLElement>(`#tab-${goal.name}`)?.focus();
}
